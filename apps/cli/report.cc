#include "licet/report/report.h"

#include <CLI/CLI.hpp>

#include "commands.h"
#include "ledger_home.h"
#include "licet/base/text.h"
#include "licet/report/since.h"
#include "licet/report/tables.h"
#include "profiles.h"
#include "report_forms.h"

namespace licet::cli {
namespace {

struct Asked {
  std::string file, period = "..", profile = kDefaultProfile, published, edition = "restricted";
  std::string since, csv, html;
  int threshold = 5;
};

// A file as exported, or the ledger of the data folder.
Result<std::string> lines_of(const Asked& asked, const Globals& globals) {
  if (!asked.file.empty()) return read_input(asked.file);
  LICET_TRY(home, open_ledger(globals));
  return home.ledger->export_lines();
}

Result<std::optional<report::Published>> read_figures(const Asked& asked) {
  if (asked.published.empty()) return std::optional<report::Published>();
  LICET_TRY(json, read_json_input(asked.published));
  auto read = report::read_published(json);
  if (!read.ok())
    return Error{read.error().code, cat(asked.published, "#", read.error().place),
                 read.error().detail};
  return std::optional<report::Published>(read.value());
}

Result<std::optional<report::Last>> read_since(const Asked& asked) {
  if (asked.since.empty()) return std::optional<report::Last>();
  LICET_TRY(json, read_json_input(asked.since));
  auto read = report::read_last(json);
  if (!read.ok())
    return Error{read.error().code, cat(asked.since, "#", read.error().place),
                 read.error().detail};
  return std::optional<report::Last>(read.value());
}

struct Made {
  Json edition, since;
};

Result<Made> make_report(const Asked& asked, const Globals& globals) {
  const bool open = asked.edition == "public";
  if (!open && asked.edition != "restricted")
    return Error{Code::Usage, "--edition", "public or restricted"};
  if (open && !asked.published.empty())
    return Error{Code::Usage, "--published", "figures are held against the restricted edition"};
  LICET_TRY(period, parse_span(asked.period));
  LICET_TRY(published, read_figures(asked));
  LICET_TRY(last, read_since(asked));
  LICET_TRY(snapshot, open_snapshot(globals));
  LICET_TRY(profile, open_profile(*snapshot, asked.profile));
  LICET_TRY(lines, lines_of(asked, globals));
  LICET_TRY(folded, report::fold(profile, lines, asked.file.empty() ? "ledger" : asked.file));
  const auto edition = [&](const Span& days) {
    return open ? report::public_report(profile, folded, days, asked.threshold)
                : report::report(profile, folded, days, published);
  };
  LICET_TRY(now, edition(period));
  Made made{now, Json()};
  if (!last) return made;
  LICET_TRY_DONE(report::may_follow(*last, now));
  LICET_TRY(then, edition(last->period));
  made.since = report::difference(*last, then, now);
  return made;
}

Status write_forms(const Asked& asked, const Made& made) {
  if (!asked.csv.empty()) LICET_TRY_DONE(write_tables(asked.csv, made.edition));
  if (!asked.html.empty())
    LICET_TRY_DONE(write_output(asked.html, report::html_page(made.edition, made.since)));
  return Done{};
}

int run_report(const Asked& asked, const Globals& globals) {
  auto made = make_report(asked, globals);
  if (!made.ok()) return fail(made.error());
  const Json &edition = made.value().edition, &since = made.value().since;
  if (auto done = write_forms(asked, made.value()); !done.ok()) return fail(done.error());
  if (!globals.json)
    print_edition(edition, since);
  else if (since.is_null())
    print(to_canonical(edition) + "\n");
  else
    print(to_canonical(Json(Json::Object{{"report", edition}, {"since", since}})) + "\n");
  return edition.find("balanced")->boolean() ? 0 : 1;
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
  command->add_option("--edition", asked->edition, "public or restricted")->capture_default_str();
  command->add_option("--threshold", asked->threshold,
                      "of the public edition: smaller cells are not printed")
      ->capture_default_str();
  command->add_option("--since", asked->since,
                      "the last edition, as --json printed it: what differs, what is restated");
  command->add_option("--csv", asked->csv, "a folder: one file a table");
  command->add_option("--html", asked->html, "a file: one page with charts, for screen and print");
  command->footer(R"(examples
  licet report --period 2025-01-01..2025-12-31
  licet ledger export all.jsonl && licet --json report all.jsonl
  licet report all.jsonl --published figures.json
  licet --json report --edition public --period 2025-01-01..2025-12-31 > public-2025.json
  licet report --edition public --since public-2025.json --period 2026-01-01..2026-12-31

Every application that came in is accounted for: opening + received + came back =
closed + closing; a record in which it is not gives no report (exit status 3). Exit
status 1 when published figures do not add up or differ from the record. The
restricted edition is for those who may see single cases. The public one leaves out
small cells, and whatever would give them away; it has no names, texts or references.)");
  command->callback([asked, &globals, &status] { status = run_report(*asked, globals); });
}

}  // namespace licet::cli
