#include "licence_check.h"

#include "layout.h"
#include "ledger_licences.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

const Json::Array& list(const Json& object, std::string_view key) {
  return object.find(key)->array();
}

std::string amounts(const Json& remains) {
  std::vector<std::string> parts;
  if (remains.find("quantity") != nullptr)
    parts.push_back(cat(remains.text("quantity"), " ", remains.text("unit")));
  if (remains.find("value") != nullptr)
    parts.push_back(cat(remains.text("value"), " ", remains.text("currency")));
  return parts.empty() ? "" : cat("; after it ", join(parts, " and "), " left");
}

std::string about(const Json& clause) {
  const std::string_view who = clause.text("about");
  return cat(clause.text("clause"), who.empty() ? "" : cat(" (", who, ")"));
}

std::string shown_line(const Json& line) {
  std::string out = wrapped("  line ", cat(line.text("line"), ": ", line.text("covers"),
                                           amounts(*line.find("remains"))));
  std::vector<std::string> fits;
  for (const Json& clause : list(line, "clauses")) {
    if (clause.text("fits") == "yes")
      fits.push_back(about(clause));
    else
      out += wrapped("    ", cat(clause.text("fits"), ": ", about(clause), ": ",
                                 clause.text("because"), " [",
                                 list(clause, "cite")[0].string(), "]"));
  }
  if (!fits.empty()) out += wrapped("    yes: ", join(fits, ", "));
  return out;
}

std::string shown(const Json& licence) {
  const std::string_view since = licence.text("since");
  std::string status(licence.text("status"));
  for (char& c : status) c = c == '_' ? ' ' : c;
  std::string out = cat(strong(licence.text("licence")), "  serves: ", licence.text("serves"),
                        " (", status, since.empty() ? "" : cat(" since ", since), ", last day ",
                        licence.text("expires"), ")\n");
  for (const Json& line : list(licence, "lines")) out += shown_line(line);
  for (const Json& condition : list(licence, "conditions")) {
    const std::string_view due = condition.text("due"), free = condition.text("free");
    out += wrapped("  condition: ",
                   cat(condition.text("text"), due.empty() ? "" : cat(" (", due, ")"),
                       free == "yes" ? "" : free == "no" ? ": NOT MET" : ": not known to be met"));
  }
  return out;
}

int exit_of(std::string_view serves) { return serves == "yes" ? 0 : serves == "no" ? 10 : 12; }

}  // namespace

int run_licence_check(const CheckArguments& arguments, const Globals& globals) {
  api::AskOptions options;
  options.today = today();
  if (!arguments.on.empty()) {
    auto day = parse_day(arguments.on);
    if (!day.ok()) return fail({Code::BadDay, "--on", day.error().detail});
    options.on = day.value();
  }
  if (arguments.file.empty())
    return fail({Code::Usage, "licence check", "name a file: a question with what is shipped"});
  auto engine = open_engine(globals);
  if (!engine.ok()) return fail(engine.error());
  auto kept = licences_of_ledger(globals, engine.value(), arguments.ledger);
  if (!kept.ok()) return fail_of_ledger(kept.error());
  auto given = read_json_input(arguments.file);
  if (!given.ok()) return fail(given.error());
  const Json question = filled(given.value(), kept.value(), options);
  auto checked = engine.value().check_licences(question, options);
  if (!checked.ok()) {
    Error error = checked.error();
    error.place = cat(arguments.file, "#", error.place);
    return fail(error);
  }
  const std::string serves(checked.value().text("serves"));
  if (globals.json) {
    print(to_canonical(checked.value()) + "\n");
    return exit_of(serves);
  }
  const auto& licences = list(checked.value(), "licences");
  print(cat("on ", checked.value().text("on"), ", ", licences.size(),
            licences.size() == 1 ? " licence" : " licences", "; one serves: ", serves, "\n"));
  for (const Json& licence : licences) print(shown(licence));
  return exit_of(serves);
}

}  // namespace licet::cli
