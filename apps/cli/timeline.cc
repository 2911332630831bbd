#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "commands.h"
#include "layout.h"
#include "ledger_licences.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

struct TimelineArguments {
  std::string file, from = "2019-05-01", to, svg;
  bool strict = false, row = false;
  LedgerUse ledger;
};

Result<Day> day_option(const std::string& text, std::string_view name) {
  auto day = parse_day(text);
  if (!day.ok()) return Error{Code::BadDay, std::string(name), day.error().detail};
  return day.value();
}

std::string title_of(const std::string& file) {
  return std::filesystem::path(file).stem().string();
}

std::string one_row(const std::string& name, const std::vector<decide::Stretch>& stretches) {
  std::string out = name;
  for (const auto& stretch : stretches)
    out += cat(" | ", to_string(stretch.from), "..", to_string(stretch.last), " ",
               coloured(stretch.verdict));
  return out + "\n";
}

// Where the span lies among all days, for a terminal: one row a span, in its colour.
std::string bar(const decide::Stretch& stretch, Day first, int all_days) {
  const int room = int(columns()) - 4;
  const auto at = [&](Day day) {
    return int(std::int64_t(day.number - first.number) * room / all_days);
  };
  const int left = std::min(at(stretch.from), room - 1);
  const int width = std::max(1, at(stretch.last.plus(1)) - left);
  std::string blocks;
  for (int i = 0; i < width; ++i) blocks += decide::may_proceed(stretch.verdict) ? "█" : "▒";
  return cat("  ", std::string(std::size_t(left), ' '), in_colour(stretch.verdict, blocks), "\n");
}

std::string for_people(const std::vector<decide::Stretch>& stretches) {
  std::string out;
  const int all = stretches.back().last.number - stretches.front().from.number + 1;
  for (const auto& stretch : stretches) {
    out += cat(to_string(stretch.from), " to ", to_string(stretch.last), "  ",
               coloured(stretch.verdict), stretch.authority.empty() ? "" : "  ", stretch.authority,
               stretch.history_unverified && decide::may_proceed(stretch.verdict)
                   ? "  (history_unverified)" : "", "\n");
    if (output_is_terminal()) out += bar(stretch, stretches.front().from, all);
    if (!stretch.because.empty()) out += wrapped("  because ", stretch.because);
  }
  return out;
}

// From which state of the ledger its licences came.
Json shown(Json timeline, const api::AskOptions& options) {
  if (options.ledger) timeline.object()["ledger"] = *options.ledger;
  return timeline;
}

int run(const TimelineArguments& arguments, const Globals& globals) {
  auto from = day_option(arguments.from, "--from");
  if (!from.ok()) return fail(from.error());
  auto to = arguments.to.empty() ? Result<Day>(today()) : day_option(arguments.to, "--to");
  if (!to.ok()) return fail(to.error());
  auto engine = open_engine(globals);
  if (!engine.ok()) return fail(engine.error());
  auto kept = licences_of_ledger(globals, engine.value(), arguments.ledger);
  if (!kept.ok()) return fail_of_ledger(kept.error());
  auto given = read_json_input(arguments.file);
  if (!given.ok()) return fail(given.error());
  api::AskOptions options;
  options.today = today();
  options.strict = arguments.strict;
  const Json question = filled(given.value(), kept.value(), options);
  auto stretches = engine.value().timeline(question, options, from.value(), to.value());
  if (!stretches.ok()) {
    Error error = stretches.error();
    error.place = cat(arguments.file, "#", error.place);
    return fail(error);
  }
  if (!arguments.svg.empty()) {
    const auto written =
        write_output(arguments.svg,
                     decide::timeline_svg(title_of(arguments.file), stretches.value()));
    if (!written.ok()) return fail(written.error());
  }
  if (globals.json)
    print(to_canonical(shown(engine.value().timeline_json(question, stretches.value()), options)) +
          "\n");
  else if (arguments.row)
    print(one_row(title_of(arguments.file), stretches.value()));
  else
    print(for_people(stretches.value()));
  return 0;
}

}  // namespace

void add_timeline(CLI::App& app, Globals& globals, int& status) {
  auto* command =
      app.add_subcommand("timeline", "the verdict for every span of days, and why it changed");
  auto arguments = std::make_shared<TimelineArguments>();
  command->add_option("question", arguments->file, "a JSON file")->required();
  command->add_option("--from", arguments->from, "first day")->capture_default_str();
  command->add_option("--to", arguments->to, "last day (default: today)");
  command->add_option("--svg", arguments->svg, "write a picture to this file");
  command->add_flag("--strict", arguments->strict, "ask instead of assuming");
  command->add_flag("--no-ledger", arguments->ledger.none,
                    "licences of the question only, none of the ledger");
  command->add_flag("--row", arguments->row, "everything on one line");
  command->footer(R"(examples
  licet timeline scenarios/huawei-2019/network-patch.json --to 2020-12-31
  licet timeline Q.json --from 2019-05-01 --to 2019-12-31 --svg picture.svg

A question that has no `licences` is drawn with those that the ledger keeps for its exporter: each
with the days of its events, and with what is left of it now.

Exact: the question is asked on every day on which a rule, a list row or a licence may turn it.)");
  command->callback([arguments, &globals, &status] { status = run(*arguments, globals); });
}

}  // namespace licet::cli
