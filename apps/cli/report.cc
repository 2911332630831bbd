#include "licet/report/report.h"

#include <CLI/CLI.hpp>

#include "commands.h"
#include "ledger_home.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"
#include "profiles.h"

namespace licet::cli {
namespace {

struct Asked {
  std::string file, period = "..", profile = kDefaultProfile, published;
};

// A file as exported, or the ledger of the data folder.
Result<std::string> lines_of(const Asked& asked, const Globals& globals) {
  if (!asked.file.empty()) return read_input(asked.file);
  LICET_TRY(home, open_ledger(globals));
  return home.ledger->export_lines();
}

Result<Json> make_report(const Asked& asked, const Globals& globals) {
  LICET_TRY(period, parse_span(asked.period));
  LICET_TRY(snapshot, open_snapshot(globals));
  LICET_TRY(profile, open_profile(*snapshot, asked.profile));
  std::optional<report::Published> published;
  if (!asked.published.empty()) {
    LICET_TRY(json, read_json_input(asked.published));
    auto read = report::read_published(json);
    if (!read.ok())
      return Error{read.error().code, cat(asked.published, read.error().place),
                   read.error().detail};
    published = read.value();
  }
  LICET_TRY(lines, lines_of(asked, globals));
  LICET_TRY(folded, report::fold(profile, lines, asked.file.empty() ? "ledger" : asked.file));
  return report::report(profile, folded, period, published);
}

void print_flow(const Json& flow) {
  const auto row = [](std::string_view name, const Json& number) {
    std::string digits = std::to_string(number.integer());
    print(cat("  ", name, std::string(name.size() < 28 ? 28 - name.size() : 1, ' '), digits, "\n"));
  };
  row("opening", *flow.find("opening"));
  row("received", *flow.find("received"));
  row("came back", *flow.find("came_back"));
  for (const auto& [state, number] : flow.find("closed")->object()) row(state, number);
  row("closing", *flow.find("closing"));
}

void print_published(const Json& published) {
  print(cat("published: ", printable(published.text("source")), "\n"));
  if (!published.find("balanced")->boolean())
    print(cat("  DOES NOT ADD UP: ", published.find("in")->integer(), " in, ",
              published.find("out")->integer(), " accounted for; difference ",
              published.find("difference")->integer(), "\n"));
  for (const Json& row : published.find("rows_that_differ")->array())
    print(cat("  ", printable(row.text("row")), ": published ", row.find("published")->integer(),
              ", the record says ", row.find("log")->integer(), "\n"));
}

int run_report(const Asked& asked, const Globals& globals) {
  auto made = make_report(asked, globals);
  if (!made.ok()) return fail(made.error());
  const Json& json = made.value();
  const bool balanced = json.find("balanced")->boolean();
  const std::string bytes = to_canonical(json);
  if (globals.json) {
    print(bytes + "\n");
    return balanced ? 0 : 1;
  }
  print(cat("applications, ", json.text("period"), " (", json.text("profile"),
            "), restricted edition\n"));
  print_flow(*json.find("flow"));
  if (const Json* published = json.find("published")) print_published(*published);
  print(cat(balanced ? "balanced" : "NOT BALANCED", "\nreport ", to_id(sha256(bytes)), "\nlog ",
            json.text("log"), "\n"));
  return balanced ? 0 : 1;
}

}  // namespace

void add_report(CLI::App& app, Globals& globals, int& status) {
  auto* command = app.add_subcommand("report", "what came in, how it ended, and how long it took");
  auto asked = std::make_shared<Asked>();
  command->add_option("file", asked->file,
                      "an export of a ledger, or - (default: the ledger of the data folder)");
  command->add_option("--period", asked->period, "FIRST..LAST, both included")
      ->capture_default_str();
  command->add_option("--profile", asked->profile, "whose rules")->capture_default_str();
  command->add_option("--published", asked->published,
                      "figures to be checked: {\"source\", \"received\", \"outcomes\": {…}}");
  command->footer(R"(examples
  licet report --period 2025-01-01..2025-12-31
  licet ledger export all.jsonl && licet --json report all.jsonl
  licet report all.jsonl --published figures.json

Every application that came in is accounted for: opening + received + came back =
closed + closing. Exit status 1 when a table does not balance, or published figures
do not add up or differ from the record. The report names single licences' totals:
it is the restricted edition, nothing in it is suppressed.)");
  command->callback([asked, &globals, &status] { status = run_report(*asked, globals); });
}

}  // namespace licet::cli
