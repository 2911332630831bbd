// What a score is worth: scores of labelled pairs against their labels.
//   licet_screen_calibrate [file.svg]
// Labels: cases/name_pairs.jsonl, and cases/analyst_pairs.csv.gz without the rows marked suspect
// (the best of all names of the two sides). Half of the pairs, chosen by a hash of their texts,
// fits the steps; the other half says how well they hold. The weights of the score are not touched:
// this reports them. The same output on every machine.
#include <cstdio>
#include <fstream>

#include "calibration.h"
#include "dictionary.h"
#include "licet/base/csv.h"
#include "licet/base/text.h"
#include "licet/match/score.h"
#include "licet/match/screen.h"
#include "test_data.h"

namespace licet::match {
namespace {

int score_of(std::string_view left, std::string_view right) {
  const auto compared = compare_names(left, right);
  return compared.ok() ? compared.value().score_permille : 0;
}

bool is_held_out(std::string_view left, std::string_view right) {
  return (mixed(cat(left, "\n", right), 2026) & 1) != 0;
}

std::vector<Labelled> name_pairs() {
  std::vector<Labelled> out;
  for (const Json& row : shared_lines("cases/name_pairs.jsonl")) {
    const Json* expected = row.find("expected_match");
    if (expected == nullptr || !expected->is_bool()) continue;
    const std::string_view left = row.text("query"), right = row.text("candidate");
    out.push_back({score_of(left, right), expected->boolean(), is_held_out(left, right)});
  }
  return out;
}

std::vector<std::string_view> names_of(std::string_view name, std::string_view aliases) {
  std::vector<std::string_view> out{name};
  for (const std::string_view one : split(aliases, '|'))
    if (!trim(one).empty()) out.push_back(trim(one));
  return out;
}

std::vector<Labelled> analyst_pairs() {
  std::vector<Labelled> out;
  const auto text = shared_file("cases/analyst_pairs.csv.gz");
  if (!text) return out;
  const auto table =
      CsvTable::read(*text, "analyst_pairs", {"judgement", "left_name", "right_name"});
  if (!table.ok()) return out;
  const CsvTable& rows = table.value();
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    const auto cell = [&](const char* column) { return rows.at(i, column); };
    if (!trim(cell("suspect")).empty()) continue;
    if (cell("judgement") != "positive" && cell("judgement") != "negative") continue;
    int best = 0;
    for (const auto left : names_of(cell("left_name"), cell("left_aliases")))
      for (const auto right : names_of(cell("right_name"), cell("right_aliases")))
        best = std::max(best, score_of(left, right));
    out.push_back({best, cell("judgement") == "positive",
                   is_held_out(cell("left_id"), cell("right_id"))});
  }
  return out;
}

std::vector<Labelled> half(const std::vector<Labelled>& pairs, bool held_out) {
  std::vector<Labelled> out;
  for (const Labelled& pair : pairs)
    if (pair.held_out == held_out) out.push_back(pair);
  return out;
}

void print_thresholds(const std::vector<Labelled>& pairs) {
  std::printf("%-10s %5s %5s %5s %5s  %9s %7s %6s\n", "threshold", "tp", "fp", "fn", "tn",
              "precision", "recall", "F1");
  for (int threshold = 700; threshold <= 980; threshold += 10) {
    if (threshold % 20 != 0 && (threshold < 820 || threshold > 880)) continue;
    const AtThreshold at = at_threshold(pairs, threshold);
    std::printf("%-10d %5zu %5zu %5zu %5zu  %9.3f %7.3f %6.3f%s\n", threshold, at.true_hits,
                at.false_hits, at.misses, at.rejections, at.precision(), at.recall(), at.f1(),
                threshold == kReviewThreshold ? "  review" : "");
  }
}

void report(const char* title, const std::vector<Labelled>& pairs, const std::string& svg) {
  if (pairs.empty()) return;
  std::printf("\n%s: %zu pairs\n", title, pairs.size());
  print_thresholds(pairs);
  std::printf("\n%-12s %6s %6s  %s\n", "score", "pairs", "same", "95 % of the share");
  const auto bands = bands_of(pairs);
  for (const Band& band : bands)
    std::printf("%4d to %-4d %6zu %6zu  %.2f to %.2f\n", band.from_permille, band.to_permille - 1,
                band.pairs, band.same, band.low, band.high);
  const auto fit = half(pairs, false), rest = half(pairs, true);
  const auto steps = fitted(fit);
  std::printf("\nsteps fitted on %zu pairs:", fit.size());
  for (const Step& step : steps) std::printf(" %d %.2f", step.from_permille, step.share);
  std::printf("\nBrier score on them %.4f, on the %zu held out %.4f; F1 at %d: %.3f and %.3f\n",
              brier(steps, fit), rest.size(), brier(steps, rest), kReviewThreshold,
              at_threshold(fit, kReviewThreshold).f1(), at_threshold(rest, kReviewThreshold).f1());
  if (svg.empty()) return;
  std::ofstream file(svg);
  file << reliability_svg(bands, steps);
}

}  // namespace

int calibrate(const std::string& svg) {
  const auto pairs = name_pairs();
  if (pairs.empty()) {
    std::printf("skipped: no labelled pairs in $LICET_DATA or ../shared\n");
    return 0;
  }
  report("labelled name pairs", pairs, svg);
  report("pairs judged by analysts", analyst_pairs(), "");
  return 0;
}

}  // namespace licet::match

int main(int argc, char** argv) { return licet::match::calibrate(argc > 1 ? argv[1] : ""); }
