#include <CLI/CLI.hpp>

#include "commands.h"
#include "ledger_home.h"
#include "letter.h"
#include "licence_check.h"
#include "licet/base/text.h"
#include "licet/decide/decide.h"
#include "licet/licence/clocks.h"
#include "profiles.h"
#include "show_docket.h"

namespace licet::cli {
namespace {

// Everything a command about dockets needs, opened in this order: rules, then ledger.
struct Desk {
  api::Engine engine;
  licence::Profile profile;
  LedgerHome home;
};

Result<Desk> open_desk(const std::string& profile, const Globals& globals) {
  LICET_TRY(engine, open_engine(globals));
  LICET_TRY(read, open_profile(engine.snapshot(), profile));
  LICET_TRY(home, open_ledger(globals));
  return Desk{std::move(engine), std::move(read), std::move(home)};
}

ledger::Register register_of(Desk& desk) {
  return ledger::Register(*desk.home.ledger, desk.profile, std::string(decide::kEngine));
}

// Every party through the lists of the snapshot; a party that cannot be screened stops the event.
Status add_screening(const Desk& desk, const licence::Docket& docket, licence::DocketEvent& event) {
  Json::Array hits;
  for (const licence::DocketParty& party : docket.parties) {
    api::ScreenOptions options;
    options.country = party.country.substr(0, 2);
    LICET_TRY(found, desk.engine.screen(party.name, options));
    for (const Json& match : found.find("matches")->array())
      hits.emplace_back(Json::Object{{"party", party.name},
                                     {"list", match.text("list")},
                                     {"entry", match.text("entry_id")}});
  }
  Json::Object details = event.details.object();
  details["screening"] = std::move(hits);
  details["screened_against"] = to_id(desk.engine.snapshot().id());
  event.details = std::move(details);
  return Done{};
}

int run_open(const EventOptions& options, const std::string& file, const Globals& globals) {
  auto given = read_json_input(file);
  if (!given.ok()) return fail(given.error());
  auto desk = open_desk(options.profile, globals);
  if (!desk.ok()) return fail(desk.error());
  auto at = read_at(options.at);
  if (!at.ok()) return fail(at.error());
  if (options.person.empty()) return fail({Code::Usage, "--person", "who opens it is due"});
  auto id = register_of(desk.value()).open(given.value(), at.value(), options.person);
  if (!id.ok()) return fail(id.error());
  if (auto done = add_checkpoint(desk.value().home); !done.ok()) return fail(done.error());
  print(globals.json ? to_canonical(Json(Json::Object{{"id", id.value()}})) + "\n"
                     : cat(id.value(), "\n"));
  return 0;
}

int show_applied(const Desk& desk, const std::string& id, const ledger::Register::Applied& applied,
                 const licence::Instant& at, const Globals& globals) {
  if (globals.json) {
    Json::Object out = licence::docket_json(desk.profile, applied.step.docket, at).object();
    out["id"] = id;
    out["record"] = std::int64_t(applied.receipt.sequence);
    out["note"] = applied.step.note;
    Json::Array opened;
    for (const auto& other : applied.opened) opened.emplace_back(other);
    out["opened"] = std::move(opened);
    print(to_canonical(Json(std::move(out))) + "\n");
    return 0;
  }
  print(docket_summary(desk.profile, id, applied.step.docket, at));
  if (!applied.step.note.empty()) print(cat("  note       ", applied.step.note, "\n"));
  for (const auto& other : applied.opened) print(cat("  opened     ", other, "\n"));
  print(cat("  record     ", applied.receipt.sequence, "\n"));
  return 0;
}

int apply_event(Desk& desk, const std::string& id, licence::DocketEvent event,
                const Globals& globals) {
  auto book = register_of(desk);
  if (event.event == "submit" || event.event == "register" || event.event == "list_change") {
    auto docket = book.docket(id);
    if (!docket.ok()) return fail(docket.error());
    if (auto done = add_screening(desk, docket.value(), event); !done.ok())
      return fail(done.error());
  }
  auto applied = book.apply(id, event);
  if (!applied.ok()) return fail(applied.error());
  if (applied.value().step.refusal) return show_refusal(*applied.value().step.refusal, globals);
  if (auto done = add_checkpoint(desk.home); !done.ok()) return fail(done.error());
  return show_applied(desk, id, applied.value(), event.at, globals);
}

Result<std::string> id_of(Desk& desk, const EventOptions& options, bool by_licence) {
  if (options.id.empty())
    return Error{Code::Usage, "", by_licence ? "the licence's reference is due" : "the id is due"};
  if (!by_licence) return options.id;
  return register_of(desk).id_of_licence(options.id);
}

int run_show(const EventOptions& options, bool by_licence, const Globals& globals) {
  auto desk = open_desk(options.profile, globals);
  if (!desk.ok()) return fail(desk.error());
  auto id = id_of(desk.value(), options, by_licence);
  if (!id.ok()) return fail(id.error());
  auto at = read_at(options.at);
  if (!at.ok()) return fail(at.error());
  auto docket = register_of(desk.value()).docket(id.value());
  if (!docket.ok()) return fail(docket.error());
  const licence::Profile& profile = desk.value().profile;
  if (globals.json) {
    Json::Object out = licence::docket_json(profile, docket.value(), at.value()).object();
    out["id"] = id.value();
    Json::Object due;
    for (const auto& [clock, day] : licence::due_dates(profile, docket.value()))
      due[clock] = to_string(day);
    out["due"] = std::move(due);
    print(to_canonical(Json(std::move(out))) + "\n");
  } else {
    print(docket_summary(profile, id.value(), docket.value(), at.value()));
    print(docket_details(profile, docket.value(), at.value()));
  }
  return 0;
}

int run_history(const EventOptions& options, bool by_licence, const Globals& globals) {
  auto desk = open_desk(options.profile, globals);
  if (!desk.ok()) return fail(desk.error());
  auto id = id_of(desk.value(), options, by_licence);
  if (!id.ok()) return fail(id.error());
  auto docket = register_of(desk.value()).docket(id.value());
  if (!docket.ok()) return fail(docket.error());
  const std::string about = by_licence ? options.id : "";
  if (globals.json) {
    const Json all = licence::docket_json(desk.value().profile, docket.value(), {});
    for (const Json& row : all.find("audit")->array())
      if (about.empty() || row.text("about") == about) print(to_canonical(row) + "\n");
  } else {
    print(docket_history(docket.value(), about));
  }
  return 0;
}

int run_list(const EventOptions& options, const Globals& globals) {
  auto desk = open_desk(options.profile, globals);
  if (!desk.ok()) return fail(desk.error());
  auto at = read_at(options.at);
  if (!at.ok()) return fail(at.error());
  auto book = register_of(desk.value());
  auto ids = book.ids();
  if (!ids.ok()) return fail(ids.error());
  for (const auto& id : ids.value()) {
    auto docket = book.docket(id);
    if (!docket.ok() && docket.error().code == Code::BadValue) continue;  // another profile's
    if (!docket.ok()) return fail(docket.error());
    if (globals.json)
      print(to_canonical(Json(Json::Object{{"id", id},
                                           {"reference", docket.value().reference},
                                           {"state", docket.value().state}})) + "\n");
    else
      print(cat(id, "  ", docket.value().reference, "  ", docket.value().state, "\n"));
  }
  return 0;
}

int run_matrix(const EventOptions& options, bool by_licence, const Globals& globals) {
  auto opened = open_snapshot(globals);
  if (!opened.ok()) return fail(opened.error());
  auto profile = open_profile(*opened.value(), options.profile);
  if (!profile.ok()) return fail(profile.error());
  const licence::Machine& machine =
      by_licence ? profile.value().licence() : profile.value().application();
  print(options.id == "csv" ? machine.matrix_csv() : machine.matrix());
  return 0;
}

int run_order(const EventOptions& options, const std::string& file, const Globals& globals) {
  auto given = read_json_input(file);
  if (!given.ok()) return fail(given.error());
  auto desk = open_desk(options.profile, globals);
  if (!desk.ok()) return fail(desk.error());
  auto at = read_at(options.at);
  if (!at.ok()) return fail(at.error());
  auto book = register_of(desk.value());
  auto receipt = book.order(given.value(), at.value());
  if (!receipt.ok()) return fail(receipt.error());
  if (auto done = add_checkpoint(desk.value().home); !done.ok()) return fail(done.error());
  auto policies = book.policies();
  if (!policies.ok()) return fail(policies.error());
  const Json all = licence::policies_json(policies.value(), at.value().day);
  print(globals.json ? to_canonical(all) + "\n" : to_pretty(all));
  return 0;
}

int run_event(const EventOptions& options, bool by_licence, const Globals& globals) {
  auto desk = open_desk(options.profile, globals);
  if (!desk.ok()) return fail(desk.error());
  const licence::Profile& profile = desk.value().profile;
  const licence::Machine& machine = by_licence ? profile.licence() : profile.application();
  if (!machine.knows(options.word)) {
    const std::vector<std::string> words(machine.events().begin(), machine.events().end());
    const std::string nearest = nearest_word(options.word, words);
    return fail({Code::UnknownWord, options.word,
                 cat("no event of ", profile.id(),
                     nearest.empty() ? "" : cat("; nearest: `", nearest, "`"))});
  }
  auto event = read_event(options);
  if (!event.ok()) return fail(event.error());
  auto id = id_of(desk.value(), options, by_licence);
  if (!id.ok()) return fail(id.error());
  if (by_licence) {
    Json::Object details = event.value().details.object();
    details["licence"] = options.id;
    event.value().details = std::move(details);
  }
  return apply_event(desk.value(), id.value(), event.value(), globals);
}

int run(const EventOptions& options, bool by_licence, const Globals& globals) {
  if (options.word == "open" && !by_licence) return run_open(options, options.id, globals);
  if (options.word == "order" && !by_licence) return run_order(options, options.id, globals);
  if (options.word == "show") return run_show(options, by_licence, globals);
  if (options.word == "history") return run_history(options, by_licence, globals);
  if (options.word == "matrix") return run_matrix(options, by_licence, globals);
  if (options.word == "list" && !by_licence) return run_list(options, globals);
  return run_event(options, by_licence, globals);
}

void add_options(CLI::App* command, const std::shared_ptr<EventOptions>& options) {
  options->profile = kDefaultProfile;
  command->add_option("--profile", options->profile, "us-bis or uk-siel")->capture_default_str();
  command->add_option("--person", options->person, "who acts");
  command->add_option("--role", options->role, "in which role (the profile's roles.csv)");
  command->add_option("--at", options->at, "YYYY-MM-DD or YYYY-MM-DDThh:mm:ss (default: now)");
  command->add_option("--set", options->set, "KEY=VALUE, a particular of the event; repeat it");
  command->add_option("--details", options->details, "a file with the particulars as JSON");
}

}  // namespace

void add_application(CLI::App& app, Globals& globals, int& status) {
  auto* command = app.add_subcommand("application", "applications: open, one event, show, history");
  auto options = std::make_shared<EventOptions>();
  command->add_option("what", options->word,
                      "open, list, show, history, matrix, order, letter, or an event")
      ->required();
  command->add_option("id", options->id, "A-1 …; a file for open and order; csv for matrix");
  add_options(command, options);
  auto letter = add_letter_options(*command);
  command->footer(std::string(R"(examples
  licet application open application.json --person Ann
  licet application submit A-1 --person Ann --role applicant
  licet application consolidate A-1 --person Lee --role licensing_officer --set type=approve
  licet application order hold.json          a hold on grants, or a duty to tell overseers first
  licet application matrix                   every state and event, and what comes of it
  licet application letter A-1 --kind intent_to_deny -o intent.pdf
  licet application letter A-1 --kind denial --draft --at 2019-11-25 --text

Exit status 1 when a rule refused the event; the rule and its provision are printed.
)") + kLetterHelp);
  command->callback([options, letter, &globals, &status] {
    status = options->word == "letter" ? run_letter(*options, *letter, false, globals)
                                       : run(*options, false, globals);
  });
}

void add_licence(CLI::App& app, Globals& globals, int& status) {
  auto* command = app.add_subcommand("licence", "licences: one event, check, show, history");
  auto options = std::make_shared<EventOptions>();
  auto check = std::make_shared<CheckArguments>();
  command->add_option("what", options->word,
                      "check, show, history, matrix, letter, or an event of the profile")
      ->required();
  command->add_option("reference", options->id,
                      "D0000001 …; csv for matrix; for check a question");
  add_options(command, options);
  command->add_option("--on", check->on, "of check: on which day (default: the departure)");
  command->add_option("--of", check->ledger.of,
                      "of check: the key of a reservation that the shipment is to use; repeat it");
  command->add_flag("--no-ledger", check->ledger.none, "of check: licences of the question only");
  auto letter = add_letter_options(*command);
  command->footer(std::string(R"(examples
  licet licence show D0000001
  licet licence suspend D0000001 --person Grey --role senior_officer --set approved_by=Holt
  licet licence matrix --profile uk-siel
  licet licence check shipment.json --on 2019-12-01     which licence serves, clause by clause
  licet licence letter D0000001 --kind licence -o licence.pdf
  licet licence letter D0000001 --kind suspension --paper letter -o suspension.pdf

Exit status 1 when a rule refused the event; the rule and its provision are printed. Of check 0 when
a licence serves, 10 when none does, 12 when that is not known.
)") + kLetterHelp);
  command->callback([options, check, letter, &globals, &status] {
    check->file = options->id;
    if (options->word == "letter")
      status = run_letter(*options, *letter, true, globals);
    else if (options->word == "check")
      status = run_licence_check(*check, globals);
    else
      status = run(*options, true, globals);
  });
}

}  // namespace licet::cli
