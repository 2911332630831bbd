#include <CLI/CLI.hpp>
#include <algorithm>

#include "commands.h"
#include "licet/base/csv.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

struct ScreenArguments {
  std::string name, address, country, type, list, on, batch, born;
  std::vector<std::string> identifiers;
  int threshold = match::kReviewThreshold;
  bool as_portal = false;
};

Result<snapshot::PartyType> type_of(std::string_view word) {
  using snapshot::PartyType;
  if (word.empty()) return PartyType::kUnknown;
  if (word == "person") return PartyType::kPerson;
  if (word == "company") return PartyType::kCompany;
  if (word == "vessel") return PartyType::kVessel;
  return Error{Code::BadValue, "--type", "is person, company or vessel"};
}

Result<api::ScreenOptions> options_of(const ScreenArguments& arguments) {
  api::ScreenOptions options;
  options.country = arguments.country;
  options.list = arguments.list;
  options.threshold_permille = arguments.threshold;
  options.born = arguments.born;
  options.identifiers = arguments.identifiers;
  LICET_TRY(type, type_of(arguments.type));
  options.type = type;
  if (arguments.threshold < 0 || arguments.threshold > 1000)
    return Error{Code::BadValue, "--threshold", "is a number of thousandths, 0 to 1000"};
  if (!arguments.on.empty()) {
    auto day = parse_day(arguments.on);
    if (!day.ok()) return Error{Code::BadDay, "--on", day.error().detail};
    options.on = day.value();
  }
  return options;
}

// A country or list that nothing knows would quietly find nobody.
Status check_places(const api::Engine& engine, const api::ScreenOptions& options) {
  const auto& rules = engine.rules();
  if (!options.country.empty() && !rules.places().known(options.country)) {
    const std::string meant = rules.places().code_of_name(options.country);
    return Error{Code::BadCode, "--country",
                 cat("`", printable(options.country, 40), "` is no country code",
                     meant.empty() ? "" : cat("; write `", meant, "`"))};
  }
  const auto lists = rules.vocabulary().words("lists");
  if (options.list.empty() || std::find(lists.begin(), lists.end(), options.list) != lists.end())
    return Done{};
  const std::string nearest = nearest_word(options.list, lists);
  return Error{Code::UnknownWord, "--list",
               cat("`", printable(options.list, 40), "` is no list",
                   nearest.empty() ? "" : cat("; nearest: `", nearest, "`"))};
}

std::string score_of(const Json& match) { return std::to_string(match.find("score")->integer()); }

std::string evidence_text(const Json& match) {
  std::string out;
  for (const Json& piece : match.find("evidence")->array())
    out += cat(out.empty() ? "" : "; ", piece.text("what"), " ", piece.text("left"),
               piece.text("right").empty() ? "" : "=", piece.text("right"), " ",
               piece.find("points")->integer());
  return out;
}

std::string for_people(const Json& result) {
  std::string out;
  for (const Json& match : result.find("matches")->array()) {
    out += cat(score_of(match), "  ", match.text("name"), "  (", match.text("list"), " ",
               match.text("entry_id"), ")\n");
    if (match.text("matched_name") != match.text("name"))
      out += cat("     as ", match.text("matched_name"), "\n");
    if (!match.text("matched_address").empty())
      out += cat("     at ", match.text("matched_address"), "\n");
    out += cat("     ", evidence_text(match), "\n");
    if (!match.text("requirement").empty())
      out += cat("     requirement: ", match.text("requirement"), "\n");
    if (!match.text("policy").empty()) out += cat("     policy: ", match.text("policy"), "\n");
    std::vector<std::string> cites;
    for (const Json& cite : match.find("cite")->array()) cites.push_back(cite.string());
    if (!cites.empty()) out += cat("     cited: ", join(cites, "; "), "\n");
  }
  if (out.empty()) out = "no entry at or above the threshold\n";
  out += "searched:";
  for (const Json& list : result.find("coverage")->array())
    out += cat(" ", list.text("list"), " ", list.find("rows")->integer(), " (",
               list.text("published"), list.find("extract")->boolean() ? ", extract" : "", ");");
  return out + "\n";
}

std::string batch_rows(const std::string& id, const Json& result) {
  std::string out;
  int rank = 0;
  for (const Json& match : result.find("matches")->array())
    out += cat(csv_field(id), ",", ++rank, ",", match.text("list"), ",",
               csv_field(match.text("entry_id")), ",", csv_field(match.text("name")), ",",
               csv_field(match.text("matched_name")), ",", score_of(match), ",",
               csv_field(evidence_text(match)), "\n");
  return out.empty() ? cat(csv_field(id), ",,,,,,,\n") : out;
}

// Hits of the address that the name did not give, behind those of the name.
void add_address_hits(Json& result, const Json& by_address) {
  Json::Array& matches = result.object().find("matches")->second.array();
  const auto known = [&](const Json& hit) {
    return std::any_of(matches.begin(), matches.end(), [&](const Json& other) {
      return other.text("list") == hit.text("list") &&
             other.text("entry_id") == hit.text("entry_id");
    });
  };
  Json::Array more;
  for (const Json& hit : by_address.find("matches")->array())
    if (!known(hit)) more.push_back(hit);
  for (Json& hit : more) matches.push_back(std::move(hit));
}

Result<Json> screen_row(const api::Engine& engine, const CsvTable& table, std::size_t row,
                        api::ScreenOptions options) {
  LICET_TRY(row_type, type_of(table.at(row, "type")));
  if (options.type == snapshot::PartyType::kUnknown) options.type = row_type;
  if (options.country.empty()) options.country = std::string(table.at(row, "country"));
  if (options.born.empty()) options.born = std::string(trim(table.at(row, "dob")));
  for (const std::string_view number : split(table.at(row, "identifier"), ';'))
    if (!trim(number).empty()) options.identifiers.emplace_back(trim(number));
  LICET_TRY_DONE(check_places(engine, options));
  const std::string name(table.at(row, "name"));
  // A number alone would make an empty row, and that looks like a name that was not found.
  if (trim(name).empty()) return Error{Code::NameEmpty, "name", ""};
  LICET_TRY(result, engine.screen(name, options));
  const std::string address(trim(table.at(row, "address")));
  if (address.empty()) return result;
  LICET_TRY(by_address, engine.screen_address(address, options));
  add_address_hits(result, by_address);
  return result;
}

int run_batch(const api::Engine& engine, const ScreenArguments& arguments,
              const api::ScreenOptions& shared, const Globals& globals) {
  auto text = read_input(arguments.batch);
  if (!text.ok()) return fail(text.error());
  auto table = CsvTable::read(text.value(), arguments.batch, {"id", "name"});
  if (!table.ok()) return fail(table.error());
  if (!globals.json) print("id,rank,list,entry_id,name,matched_name,score,evidence\n");
  Progress progress("screening", table.value().rows());
  bool all = true;
  for (std::size_t row = 0; row < table.value().rows(); ++row) {
    const std::string id(table.value().at(row, "id"));
    auto result = screen_row(engine, table.value(), row, shared);
    progress.step();
    if (!result.ok()) {
      all = false;
      Error error = result.error();
      error.place = table.value().place(row, "name");
      fail(error);
      print(globals.json ? cat("{\"error\":\"", code_row(error.code).name, "\"}\n")
                         : cat(csv_field(id), ",,,,,,,error: ", code_row(error.code).name, "\n"));
      continue;
    }
    print(globals.json ? to_canonical(result.value()) + "\n" : batch_rows(id, result.value()));
  }
  return all ? 0 : 3;
}

// One name, nothing beside it: only that field of the page looks for what is like it.
int run_as_portal(const api::Engine& engine, const ScreenArguments& arguments,
                  const api::ScreenOptions& options, const Globals& globals) {
  const bool more = !arguments.born.empty() || !arguments.identifiers.empty() ||
                    !arguments.type.empty() || !arguments.country.empty();
  if (arguments.name.empty() || more)
    return fail(
        {Code::Usage, "--as-portal", "a NAME alone is compared, on --list, from --threshold"});
  auto result = engine.screen_as_portal(arguments.name, options);
  if (!result.ok()) return fail(result.error());
  if (globals.json) {
    print(to_canonical(result.value()) + "\n");
    return 0;
  }
  for (const Json& match : result.value().find("matches")->array())
    print(cat(score_of(match), "  ", match.text("name"), "  (", match.text("list"), " ",
              match.text("entry_id"), ")\n",
              match.text("matched_name") == match.text("name")
                  ? "" : cat("     as ", match.text("matched_name"), "\n"),
              "     whole name ", match.find("whole")->integer(), ", parts ",
              match.find("parts")->integer(), "\n"));
  print(cat(result.value().find("matches")->array().size(),
            " as the Treasury's search page may reckon: to compare, nobody is clear by it\n"));
  return 0;
}

int run(const ScreenArguments& arguments, const Globals& globals) {
  auto options = options_of(arguments);
  if (!options.ok()) return fail(options.error());
  const int given =
      !arguments.name.empty() + !arguments.batch.empty() + !arguments.address.empty();
  const bool numbers_alone = given == 0 && !arguments.identifiers.empty();
  if (given != 1 && !numbers_alone)
    return fail(
        {Code::Usage, "screen", "give a NAME, an --identifier, an --address or --batch FILE"});
  auto engine = open_engine(globals);
  if (!engine.ok()) return fail(engine.error());
  const auto places = check_places(engine.value(), options.value());
  if (!places.ok()) return fail(places.error());
  if (arguments.as_portal)
    return run_as_portal(engine.value(), arguments, options.value(), globals);
  if (!arguments.batch.empty())
    return run_batch(engine.value(), arguments, options.value(), globals);
  auto result = arguments.address.empty()
                    ? engine.value().screen(arguments.name, options.value())
                    : engine.value().screen_address(arguments.address, options.value());
  if (!result.ok()) return fail(result.error());
  print(globals.json ? to_canonical(result.value()) + "\n" : for_people(result.value()));
  return 0;
}

}  // namespace

void add_screen(CLI::App& app, Globals& globals, int& status) {
  auto* command = app.add_subcommand("screen", "who on the lists is this?");
  auto arguments = std::make_shared<ScreenArguments>();
  command->add_option("name", arguments->name, "the name, in any script");
  command->add_option("--address", arguments->address, "an address instead of a name");
  command->add_option("--country", arguments->country, "ISO 3166-1 alpha-2");
  command->add_option("--type", arguments->type, "person, company or vessel");
  command->add_option("--list", arguments->list, "one list only (entity-list, sdn …)");
  command->add_option("--threshold", arguments->threshold, "thousandths")->capture_default_str();
  command->add_option("--dob", arguments->born,
                      "day of birth: 1961-02-12, Feb 1961, 1961, circa 1961, 1960 to 1962");
  command->add_option("--identifier", arguments->identifiers,
                      "number of a passport, tax or company register, IMO, LEI …; also alone");
  command->add_option("--on", arguments->on, "leave out rows not in force on this day");
  command->add_flag("--as-portal", arguments->as_portal,
                    "reckon as the Treasury's public search page: to compare, never to clear");
  command->add_option("--batch", arguments->batch,
                      "CSV with id,name[,type,country,address,dob,identifier]");
  command->footer(R"(examples
  licet screen 'Hua Wei Technologies' --country CN
  licet screen '华为技术有限公司' --json
  licet screen --address 'Bantian Huawei Base, Longgang District, Shenzhen'
  licet screen 'Mohammed Hassan' --type person --dob 1961-02-12 --identifier 717637093
  licet screen --batch scenarios/batch/names.csv > hits.csv

Scores are thousandths: 1000 is the same name but for case, marks, script and legal form; from 850
on a person must look. A batch writes one row a match, and one empty row for an id without any.)");
  command->callback([arguments, &globals, &status] { status = run(*arguments, globals); });
}

}  // namespace licet::cli
