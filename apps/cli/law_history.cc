#include "law_history.h"

#include <CLI/CLI.hpp>

#include "licet/base/text.h"
#include "licet/ingest/compile.h"
#include "licet/prove/history.h"

namespace licet::cli {
namespace {

struct HistoryArguments {
  std::string rules, since = "2019-01-01", output, expected;
};

constexpr std::string_view kHead =
    "# What each day brought\n\nGenerated: `licet law history --rules rules -o "
    "docs/reference/amendments.md`; a test compares it. By the days that norms and rows of the "
    "control list carry, each\nturn is put to the solver: does this provision let more go than on "
    "the day before, or less? A transaction that shows it stands beside it. Tables of\n"
    "offers are not here; what the tables of places brought, and to how many norms, stands at the "
    "end. \"not proved\" says why.\n";

std::string said(const prove::Turn& turn) {
  const prove::Proof& proof = turn.proof;
  const law::Norm& norm = turn.after != nullptr ? *turn.after : *turn.before;
  const char* what = turn.before == nullptr  ? "begins"
                     : turn.after == nullptr ? "ends"
                                             : "takes the place of another";
  std::string out = cat("- **", proof.direction ? to_string(*proof.direction) : "not proved",
                        "** `", norm.id, "` ", what, ": ", norm.title, " [", join(norm.cite, "; "),
                        "]\n");
  if (turn.before != nullptr && turn.after != nullptr)
    out += cat("  - before: `", turn.before->id, "`\n");
  if (!proof.direction) out += cat("  - ", proof.why_not, "\n");
  if (proof.looser) out += cat("  - freer: ", prove::in_words(*proof.looser), "\n");
  if (proof.tighter) out += cat("  - stricter: ", prove::in_words(*proof.tighter), "\n");
  return out;
}

std::string said(const char* what, const prove::PlaceTurn::Shown& shown,
                 const prove::Example& example) {
  return cat("- ", what, ", so `", shown.norm->id, "`: ", prove::in_words(example), "\n");
}

// Days on which the chart, the groups or the territories changed.
std::string places_page(const law::RuleSet& rules, Day since) {
  std::string out = "\n## Places\n";
  for (const prove::PlaceTurn& turn : prove::place_history(rules, since, kForever.plus(-1))) {
    out += cat("\n### ", to_string(turn.day), " ", join(turn.places, ", "), "\n\n");
    for (const auto& [way, norms] : turn.norms)
      out += cat("- **", way, "** ", norms.size(), norms.size() == 1 ? " norm: `" : " norms, `",
                 norms.front()->id, norms.size() == 1 ? "`\n" : "` the first\n");
    if (turn.looser) out += said("freer", *turn.looser, *turn.looser->proof.looser);
    if (turn.tighter) out += said("stricter", *turn.tighter, *turn.tighter->proof.tighter);
  }
  return out;
}

std::string page(const law::RuleSet& rules, Day since) {
  std::string out(kHead);
  Day last_seen = kAlways;
  for (const prove::Turn& turn : prove::history(rules, since, kForever.plus(-1))) {
    if (turn.day != last_seen) out += cat("\n## ", to_string(turn.day), "\n\n");
    last_seen = turn.day;
    out += said(turn);
  }
  return out + places_page(rules, since);
}

int run(const HistoryArguments& arguments) {
  const auto since = parse_day(arguments.since);
  if (!since.ok()) return fail(since.error());
  auto files = ingest::read_rules(arguments.rules);
  if (!files.ok()) return fail(files.error());
  auto rules = law::RuleSet::load(files.value());
  if (!rules.ok()) return fail(rules.error());
  const std::string text = page(*rules.value(), since.value());
  if (!arguments.expected.empty()) {
    auto expected = read_input(arguments.expected);
    if (!expected.ok()) return fail(expected.error());
    if (expected.value() == text) return 0;
    return fail({Code::BadValue, arguments.expected,
                 cat("differs from the rules: licet law history --rules rules -o ",
                     arguments.expected)});
  }
  if (arguments.output.empty()) {
    print(text);
    return 0;
  }
  if (auto done = write_output(arguments.output, text); !done.ok()) return fail(done.error());
  return 0;
}

}  // namespace

void add_law_history(CLI::App& group, Globals&, int& status) {
  auto* command = group.add_subcommand(
      "history", "what each day brought: which provisions loosen or tighten, and for whom");
  auto arguments = std::make_shared<HistoryArguments>();
  command->add_option("--rules", arguments->rules, "a folder of rules")->required();
  command->add_option("--since", arguments->since, "from this day on (2019-01-01)");
  command->add_option("-o,--output", arguments->output, "write the page here");
  command->add_option("--check", arguments->expected, "exit status 2 when this page differs");
  command->footer("examples\n  licet law history --rules rules --since 2025-01-01\n"
                  "  licet law history --rules rules -o docs/reference/amendments.md");
  command->callback([arguments, &status] { status = run(*arguments); });
}

}  // namespace licet::cli
