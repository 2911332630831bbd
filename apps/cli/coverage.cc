#include "coverage.h"

#include <array>
#include <map>
#include <set>

#include "context.h"
#include "licet/base/text.h"
#include "licet/law/evaluator.h"

namespace licet::cli {
namespace {

constexpr std::array<std::string_view, 10> kDays{
    "2019-05-16", "2020-03-01", "2020-12-23", "2021-09-01", "2022-03-15",
    "2022-10-21", "2023-11-17", "2024-04-19", "2025-01-16", "2026-07-23"};
// The entries that public copies of the list print under the one before.
constexpr std::array<std::string_view, 5> kSwallowed{"0D614", "2B352", "3D006", "3E002", "8D001"};

enum class Outcome { kStands = 0, kNot = 1, kUnknown = 2, kRefer = 3 };
using Counts = std::array<std::int64_t, 4>;

Outcome outcome_of(const law::Judgement& judgement, bool untranslatable) {
  if (judgement.is_false()) return Outcome::kNot;
  if (untranslatable) return Outcome::kRefer;
  if (judgement.is_true()) return Outcome::kStands;
  for (const law::Cause& cause : judgement.causes)
    if (cause.kind == law::CauseKind::kDatum || cause.kind == law::CauseKind::kUntranslatable)
      return Outcome::kRefer;
  return Outcome::kUnknown;
}

// The rows of the control list, for an item inside the row that leaves the United States.
class Sweep {
 public:
  explicit Sweep(const law::RuleSet& rules) : rules_(rules), places_(rules.places().codes()) {}

  std::size_t places() const { return places_.size(); }

  Counts count(Day day) {
    Counts counts{};
    for (const std::string& place : places_) {
      seen_.clear();
      for (const law::Norm& norm : rules_.norms())
        if (!norm.entry.empty()) ++counts[std::size_t(outcome(norm, place, day))];
    }
    return counts;
  }

 private:
  Outcome outcome(const law::Norm& norm, const std::string& place, Day day) {
    if (law::force_on(norm, day) != law::Force::kInForce) return Outcome::kNot;
    std::string key = norm.untranslatable ? "!" : "";
    for (const law::Cell& cell : norm.when)
      if (cell.fact != "item.para") key += cat(cell.fact, "\n", cell.text, "\n");
    const auto [it, fresh] = seen_.emplace(key, Outcome::kNot);
    if (fresh) it->second = judge(norm, place, day);
    return it->second;
  }

  Outcome judge(const law::Norm& norm, const std::string& place, Day day) const {
    law::FactFrame frame;
    frame.question["activity"] = std::string("export");
    frame.question["from"] = std::string("US");
    frame.question["destination"] = place;
    frame.lines.resize(1);
    frame.lines[0].pointer = "items/0";
    const law::Evaluator evaluator(rules_, frame, {day});
    std::vector<law::Judgement> parts;
    for (const law::Cell& cell : norm.when)
      if (cell.fact != "item.para") parts.push_back(evaluator.judge(cell.test, {0}));
    return outcome_of(law::all_of(parts), norm.untranslatable);
  }

  const law::RuleSet& rules_;
  std::vector<std::string> places_;
  std::map<std::string, Outcome> seen_;
};

bool points_elsewhere(const law::Norm& norm) {
  return norm.reason.starts_with("other_agency") || norm.reason == "moved_entry";
}

// Percent with one digit.
std::string percent(std::int64_t part, std::int64_t whole) {
  const std::int64_t permille = whole == 0 ? 0 : (part * 1000 + whole / 2) / whole;
  return cat(permille / 10, ".", permille % 10, " %");
}

std::string days_table(const law::RuleSet& rules) {
  Sweep sweep(rules);
  std::string out =
      "| day | requirement stands | does not | open: a fact is asked for | a person must read |\n"
      "|---|---:|---:|---:|---:|\n";
  for (std::string_view text : kDays) {
    const Counts counts = sweep.count(parse_day(text).value());
    out += cat("| ", text, " | ", counts[0], " | ", counts[1], " | ", counts[2], " | ", counts[3],
               " |\n");
  }
  return cat("Places: ", sweep.places(), ".\n\n", out);
}

// Places whose marks are not known on a day: every row that asks the chart goes to a person.
std::string places_without_marks(const law::RuleSet& rules) {
  std::map<std::string, std::string> days_of;
  for (std::string_view text : kDays)
    for (const std::string& place : rules.places().codes()) {
      const Day day = parse_day(text).value();
      bool open = false;
      for (const char* column : {"CB1", "NP1", "NS1", "NS2", "MT1", "RS1", "CC1"})
        open = open || rules.places().chart_mark(place, column, day, false).is_unknown();
      if (open) days_of[place] += cat(days_of[place].empty() ? "" : ", ", text);
    }
  std::string out = "| place | days without known marks |\n|---|---|\n";
  for (const auto& [place, days] : days_of)
    out += cat("| ", place, " ", rules.places().name_of(place), " | ", days, " |\n");
  return out;
}

std::string row_line(const law::Norm& norm) {
  return cat("| `", norm.id, "` | ", norm.reason, " | ", to_string(norm.in_force), " | ",
             norm.title, " | ", norm.cite.front(), " |\n");
}

constexpr std::string_view kTableHead =
    "| rule | reason | in force | what it is | citation |\n|---|---|---|---|---|\n";

struct Rows {
  std::int64_t all = 0, elsewhere = 0, unstated = 0;
  std::string unstated_table, elsewhere_list, general_table;
  std::int64_t general = 0;
  std::set<std::string> entries;
};

Rows read_rows(const law::RuleSet& rules) {
  Rows rows;
  for (const law::Norm& norm : rules.norms()) {
    if (norm.entry.empty()) {
      if (norm.untranslatable) rows.general_table += row_line(norm);
      rows.general += norm.untranslatable ? 1 : 0;
      continue;
    }
    ++rows.all;
    rows.entries.insert(norm.entry);
    if (points_elsewhere(norm)) {
      rows.elsewhere_list +=
          cat(rows.elsewhere == 0 ? "" : ", ", norm.entry, " (", norm.reason, ")");
      ++rows.elsewhere;
    } else if (norm.untranslatable) {
      ++rows.unstated;
      rows.unstated_table += row_line(norm);
    }
  }
  return rows;
}

std::string swallowed(const Rows& rows) {
  std::vector<std::string> there, missing;
  for (std::string_view entry : kSwallowed)
    (rows.entries.contains(std::string(entry)) ? there : missing).emplace_back(entry);
  return cat("Public copies of the list print five entries under the one before; here: ",
             join(there, ", "), missing.empty() ? "" : cat("; missing: ", join(missing, ", ")),
             ".\n");
}

// What is stated of a regime without a chart, and how sure each part of it is.
std::string other_regime(const law::RuleSet& rules) {
  const Rows rows = read_rows(rules);
  std::map<std::string, std::int64_t> kinds, confidence, of_rows;
  for (const law::Norm& norm : rules.norms()) {
    if (!norm.entry.empty()) {
      ++of_rows[norm.confidence];
      continue;
    }
    ++kinds[std::string(to_string(norm.kind))];
    ++confidence[norm.confidence];
  }
  const auto listed = [](const std::map<std::string, std::int64_t>& counts) {
    std::vector<std::string> each;
    for (const auto& [word, count] : counts) each.push_back(cat(word, " ", count));
    return join(each, ", ");
  };
  std::string out = cat("\n# ", rules.regime(), "\n\nAs known on ", to_string(rules.issue_day()),
                        ". Codes of its list: ", rows.entries.size(), ", in ", rows.all,
                        " rows (confidence: ", listed(of_rows), ").\n");
  out += cat("Provisions besides: ", listed(kinds), " (confidence: ", listed(confidence), ").\n");
  return out + cat("\n## Provisions that go to a person\n\n", rows.general, " in all.\n\n",
                   kTableHead, rows.general_table);
}

}  // namespace

std::string coverage_page(const Regimes& regimes) {
  const law::RuleSet& rules = *regimes.front();
  const Rows rows = read_rows(rules);
  std::string out =
      "# What the rules cover\n\nMade by `licet law coverage` from the rules; a test keeps it in "
      "step.\n\n## Control list\n\n";
  out += cat("Entries: ", rows.entries.size(), " of the issue of ", to_string(rules.issue_day()),
             ", in ", rows.all, " rows. ", swallowed(rows));
  out += cat("Rows that no rule states, so that the answer is REFER: ", rows.unstated, " (",
             percent(rows.unstated, rows.all), "). Rows that require nothing and point at another ",
             "agency or entry: ", rows.elsewhere, ".\n\n");
  out += "## Every row to every place\n\nAn export from the United States of an item inside the "
         "row, nothing else known. A row not in force on\nthe day counts as one that does not "
         "stand. Open rows ask for the use, the head office or what technology is for.\n\n";
  out += days_table(rules);
  out += cat("\n## Places whose row of the chart is not known\n\n", places_without_marks(rules));
  out += cat("\n## Rows that no rule states\n\n", kTableHead, rows.unstated_table);
  out += cat("\n## Rows that point elsewhere\n\n", rows.elsewhere_list, ".\n");
  out += cat("\n## Provisions outside the list that go to a person\n\n", rows.general,
             " in all.\n\n", kTableHead, rows.general_table);
  for (std::size_t i = 1; i < regimes.size(); ++i) out += other_regime(*regimes[i]);
  return out;
}

int run_coverage(const Regimes& regimes, const std::string& output, const std::string& expected) {
  const std::string page = coverage_page(regimes);
  if (!expected.empty()) {
    auto text = read_input(expected);
    if (!text.ok()) return fail(text.error());
    if (text.value() == page) return 0;
    return fail({Code::BadValue, expected,
                 cat("differs from the rules: licet law coverage --rules rules -o ", expected)});
  }
  if (output.empty()) {
    print(page);
    return 0;
  }
  if (auto done = write_output(output, page); !done.ok()) return fail(done.error());
  return 0;
}

}  // namespace licet::cli
