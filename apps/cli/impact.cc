#include <CLI/CLI.hpp>
#include <iostream>

#include "batch.h"
#include "commands.h"
#include "impact_ledger.h"
#include "impact_report.h"
#include "licet/base/text.h"
#include "pace.h"
#include "recorded_rows.h"
#include "two_sides.h"

namespace licet::cli {
namespace {

struct ImpactArguments {
  std::string from, to, file, on, format = "text";
  bool strict = false, ledger = false;
  unsigned threads = 0;
};

// Prints flips and faults as they come, and counts.
class Printer {
 public:
  Printer(std::string format, std::string file, ImpactPage page)
      : format_(std::move(format)), file_(std::move(file)), page_(std::move(page)) {
    if (format_ == "csv") print(impact_csv_header());
  }

  void take(std::uint64_t line, const Result<decide::Judged>& judged) {
    if (!judged.ok()) {
      summary_.add_failure();
      return fault(line, judged.error());
    }
    summary_.add(judged.value());
    if (!judged.value().flip) return;
    const decide::Flip& flip = *judged.value().flip;
    if (format_ == "text") page_.add(flip);
    if (format_ == "csv") print(impact_csv_row(flip));
    if (format_ == "json") line_of("flip", to_json(flip));
  }

  int finish() {
    if (format_ == "text") print(page_.text(summary_));
    if (format_ == "json") line_of("summary", to_json(summary_));
    if (format_ == "csv")
      std::cerr << summary_.asked << " asked, " << summary_.flipped << " flip, "
                << summary_.failed << " could not be asked\n";
    return summary_.failed == 0 ? 0 : 3;
  }

  std::uint64_t rows() const { return summary_.asked; }

 private:
  static void line_of(const char* key, Json value) {
    print(to_canonical(Json::Object{{key, std::move(value)}}) + "\n");
  }

  void fault(std::uint64_t line, Error error) const {
    error.place = cat(file_, ":", line, error.place.empty() ? "" : "#", error.place);
    if (format_ == "csv") print(impact_csv_error(line, error));
    if (format_ == "text") std::cerr << "licet: " << to_line(error) << '\n';
    if (format_ != "json") return;
    Json object = error_object(error);
    object.object()["line"] = std::int64_t(line);
    print(to_canonical(object) + "\n");
  }

  std::string format_, file_;
  ImpactPage page_;
  decide::ImpactSummary summary_;
};

Result<decide::Impact::Settings> settings_of(const ImpactArguments& arguments) {
  decide::Impact::Settings settings;
  settings.today = today();
  settings.strict = arguments.strict;
  if (arguments.on.empty()) return settings;
  auto day = parse_day(arguments.on);
  if (!day.ok()) return Error{Code::BadDay, "--on", day.error().detail};
  settings.on = day.value();
  return settings;
}

int run_ledger(const ImpactArguments& arguments, const decide::Impact::Settings& settings,
               const Globals& globals) {
  auto sides = open_two(arguments.from, arguments.to, globals);
  if (!sides.ok()) return fail(sides.error());
  return run_impact_of_ledger(sides.value(), settings, arguments.format, globals,
                              arguments.threads);
}

int run(const ImpactArguments& arguments, const Globals& globals) {
  if (arguments.file.empty() != arguments.ledger)
    return fail({Code::Usage, "impact",
                 "name a file of recorded questions or answers, or --ledger"});
  auto settings = settings_of(arguments);
  if (!settings.ok()) return fail(settings.error());
  if (arguments.ledger) return run_ledger(arguments, settings.value(), globals);
  auto rows = RecordedRows::open(arguments.file);
  if (!rows.ok()) return fail(rows.error());
  auto sides = open_two(arguments.from, arguments.to, globals);
  if (!sides.ok()) return fail(sides.error());
  const api::Engine &from = sides.value().from, &to = sides.value().to;
  const decide::Impact impact({from.snapshot(), from.rules()}, {to.snapshot(), to.rules()},
                              settings.value());
  Printer printer(globals.json ? "json" : arguments.format, arguments.file,
                  ImpactPage(to_id(from.snapshot().id()), to_id(to.snapshot().id())));
  {
    Pace pace("asking twice");
    RecordedRows& all = rows.value();
    api::run_impact(
        impact, [&] { return all.next(); },
        [&](std::uint64_t line, const Result<decide::Judged>& judged) {
          printer.take(line, judged);
          pace.step(printer.rows(), all.bytes_read(), all.bytes_in_all());
        },
        arguments.threads);
  }
  return printer.finish();
}

}  // namespace

void add_impact(CLI::App& app, Globals& globals, int& status) {
  auto* command = app.add_subcommand(
      "impact", "which recorded questions or answers flip between two states, and why");
  auto arguments = std::make_shared<ImpactArguments>();
  command->add_option("--from", arguments->from, "a snapshot (id, first digits, file) or a folder "
                                                 "of rules: the state before")->required();
  command->add_option("--to", arguments->to, "likewise: the state after")->required();
  command->add_option("--answers,--questions,records", arguments->file,
                      "recorded questions or answers: .jsonl, one a line, or .csv, or - for "
                      "standard input");
  command->add_flag("--ledger", arguments->ledger,
                    "what the ledger holds: answers, live licences, open applications and "
                    "reservations");
  command->add_option("--on", arguments->on,
                      "the law of which day (default: the day of each answer, the departure of "
                      "each question, else today)");
  command->add_flag("--strict", arguments->strict, "ask the questions strictly");
  command->add_option("--format", arguments->format, "text, csv or json (one object a line)")
      ->check(CLI::IsMember({"text", "csv", "json"}))
      ->capture_default_str();
  command->add_option("--threads", arguments->threads, "how many (default: all cores)");
  command->footer(R"(examples
  licet impact --from 2f9c41aa --to 7be01d55 answers.jsonl
  licet impact --from rules --to ../draft/rules orders.csv --format csv > flips.csv
  licet impact --from OLD --to NEW --ledger
  licet ask orders.jsonl > answers.jsonl; licet impact --from OLD --to NEW --answers answers.jsonl

Each row is asked of both states; a row whose verdict is another one is shown with the norm, the
list row and the citation that did it. A folder of rules is put over the lists of the other side.
A broken row is named with its line and the rest goes on: exit status 3, else 0.)");
  command->callback([arguments, &globals, &status] { status = run(*arguments, globals); });
}

}  // namespace licet::cli
