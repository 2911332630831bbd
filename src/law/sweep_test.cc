#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "licet/base/csv.h"
#include "licet/base/text.h"
#include "test_rules.h"

// The independent sweep: random cells (control row, destination, day) recomputed straight from the
// CSV tables, with none of the module's own reading of places or conditions.
namespace licet::law::testing {
namespace {

constexpr std::uint32_t kSeed = 20260723;
enum class Cell { kNo, kUnknown, kYes };

using Row = std::map<std::string, std::string>;
std::vector<Row> rows_of(const std::string& path) {
  const auto table = CsvTable::read(source_file("rules/us-ear/" + path), path, {}).value();
  std::vector<Row> rows(table.rows());
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (const auto& column : table.columns()) rows[i][column] = table.at(i, column);
  return rows;
}

std::vector<std::string> words(const std::string& text, char separator) {
  std::vector<std::string> out;
  for (std::string_view piece : split(text, separator))
    if (!trim(piece).empty()) out.emplace_back(trim(piece));
  return out;
}

// Days as text: ISO days sort as they follow each other.
bool in_days(const Row& row, const std::string& on) {
  const std::string &from = row.at("from"), &until = row.at("until");
  return (from.empty() || from <= on) && (until.empty() || on <= until);
}

class Tables {
 public:
  // Codes under which the rules of the place are found: itself, its country, whose row governs it.
  std::vector<std::string> names(const std::string& code, const std::string& on) const {
    std::vector<std::string> out{code};
    if (code.find('-') != std::string::npos) out.push_back(code.substr(0, 2));
    for (std::size_t i = 0; i < out.size(); ++i)
      for (const Row& row : territories)
        if (row.at("iso2") == out[i] && in_days(row, on) && !row.at("row_iso2").empty() &&
            std::count(out.begin(), out.end(), row.at("row_iso2")) == 0)
          out.push_back(row.at("row_iso2"));
    return out;
  }

  Cell mark(const std::string& code, const std::string& column, const std::string& on) const {
    for (const auto& name : names(code, on))
      for (const Row* row : by_code(chart_by_code, name)) {
        if (!in_days(*row, on)) continue;
        if (!row->at("pointer").empty()) return pointers;
        const std::string& cell = row->at(column);
        return cell == "X" ? Cell::kYes : cell == "?" ? Cell::kUnknown : Cell::kNo;
      }
    return Cell::kUnknown;
  }

  bool is_one_of(const std::string& code, const std::string& member, const std::string& on) const {
    if (member.starts_with("set:")) {
      for (const Row& row : sets)
        if (row.at("set") == member.substr(4))
          for (const auto& inner : words(row.at("members"), ' '))
            if (is_one_of(code, inner, on)) return true;
      return false;
    }
    for (const auto& name : names(code, on)) {
      if (name == member) return true;
      for (const Row* row : by_code(groups_by_code, name))
        if (row->at("group") == member && in_days(*row, on)) return true;
    }
    return false;
  }

  // "CN,D:1,(D:1,D:5 except A:5)"
  bool in_list(const std::string& code, const std::string& list, const std::string& on) const {
    std::string open;
    for (std::size_t at = 0; at < list.size();) {
      const bool bracket = list[at] == '(';
      const std::size_t end = std::min(list.find(bracket ? ')' : ',', at), list.size());
      const std::string piece = list.substr(at + bracket, end - at - bracket);
      at = end + 1 + bracket;
      const auto except = piece.find(" except ");
      const auto any = [&](const std::string& members) {
        for (const auto& member : words(members, ','))
          if (is_one_of(code, member, on)) return true;
        return false;
      };
      if (any(piece.substr(0, except)) &&
          (except == std::string::npos || !any(piece.substr(except + 8))))
        return true;
    }
    return false;
  }

  Cell destination(const std::string& rule, const std::string& code, const std::string& on) const {
    if (rule == "worldwide") return Cell::kYes;
    if (rule == "none") return Cell::kNo;
    if (rule.starts_with("chart:")) return mark(code, rule.substr(6), on);
    if (rule.starts_with("in:"))
      return in_list(code, rule.substr(3), on) ? Cell::kYes : Cell::kNo;
    if (rule.starts_with("all_except:"))
      return in_list(code, rule.substr(11), on) ? Cell::kNo : Cell::kYes;
    for (const Row& row : sections)
      if ("section:" + row.at("section") == rule)
        return destination(row.at("destination_rule"), code, on);
    ADD_FAILURE() << "a destination rule of no known form: " << rule;
    return Cell::kUnknown;
  }

  Cell expected(const Row& control, const std::string& code, const std::string& on) const {
    if (!in_days(control, on) || is_one_of(code, "US", on)) return Cell::kNo;
    const std::string& reason = control.at("reason");
    if (reason.starts_with("other_agency") || reason == "moved_entry") return Cell::kYes;
    return destination(control.at("destination_rule"), code, on);
  }

  std::vector<Row> controls = rows_of("774-supp1/controls.csv");
  std::vector<Row> chart = rows_of("738-supp1/chart.csv");
  std::vector<Row> territories = rows_of("738-supp1/territories.csv");
  std::vector<Row> groups = rows_of("740-supp1/groups.csv");
  std::vector<Row> sets = rows_of("destination_sets.csv");
  std::vector<Row> sections = rows_of("sections.csv");

  // A row that points to part 746: no mark beside its rules, not known without them.
  Cell pointers = Cell::kNo;

 private:
  using ByCode = std::map<std::string, std::vector<const Row*>>;
  static ByCode index(const std::vector<Row>& rows) {
    ByCode out;
    for (const Row& row : rows) out[row.at("iso2")].push_back(&row);
    return out;
  }
  static const std::vector<const Row*>& by_code(const ByCode& all, const std::string& code) {
    static const std::vector<const Row*> kNone;
    const auto it = all.find(code);
    return it == all.end() ? kNone : it->second;
  }
  ByCode chart_by_code = index(chart);
  ByCode groups_by_code = index(groups);
};

// A row whose reach can be told from its words alone, and an item inside it.
bool plain(const Row& row) {
  const std::string& scope = row.at("item_scope");
  return row.at("status") == "plain" && row.at("extra_conditions").empty() &&
         row.at("law_status").empty() && !scope.starts_with("predicate:") &&
         row.at("destination_rule") != "section:15 CFR 746.8(a)(4)";
}

std::string item_of(const Row& row) {
  const std::string& scope = row.at("item_scope");
  if (scope == "entire") return row.at("eccn");
  if (scope.starts_with("include:"))
    return cat(row.at("eccn"), ".", words(scope.substr(8), ',').front());
  return row.at("eccn") + ".zz";
}

class Sweep : public ::testing::Test {
 protected:
  Sweep() {
    for (const Row& row : tables_.controls)
      if (plain(row)) rows_.push_back(&row);
    std::set<std::string> codes{"US", "DE-BY"};
    for (const auto* table : {&tables_.chart, &tables_.territories})
      for (const Row& row : *table) codes.insert(row.at("iso2"));
    codes_.assign(codes.begin(), codes.end());
  }

  const Row& random_row() { return *rows_[random_() % rows_.size()]; }
  // Every fourth place is one where the tables are hard.
  const std::string& random_code() {
    static const std::vector<std::string> kHard{"HK", "UA-43", "CU",  "KY",
                                                "PS", "US",    "PR", "CN-XJ"};
    return random_() % 4 == 0 ? kHard[random_() % kHard.size()] : codes_[random_() % codes_.size()];
  }

  // What the interpreter says of the row for an item inside it.
  Instance judged(const RuleSet& rules, const Row& row, const std::string& code,
                  const std::string& on) const {
    FactFrame frame = frame_of({{"activity", std::string("export")}, {"from", std::string("US")},
                                {"destination", code}},
                               {{"eccn", item_of(row)}});
    derive_line_facts(rules, frame.lines[0].facts);
    if (row.at("item_scope") == "entire") frame.lines[0].facts.erase("para");
    const auto id = cat("us.ear.774.", row.at("eccn"), ".", row.at("row"));
    LineOutcome outcome = interpret_reference(rules, frame, 0, {day(on), false});
    for (Instance& instance : outcome.instances)
      if (rules.norm(instance.norm).id == id) return std::move(instance);
    return {};
  }

  void compare(const RuleSet& rules, int cells) {
    std::map<Cell, int> seen;
    for (int i = 0; i < cells; ++i) {
      const Row& row = random_row();
      const std::string& code = random_code();
      static constexpr const char* kDays[] = {"2026-07-23", "2022-03-01", "2019-11-20"};
      const std::string on = kDays[random_() % 3];
      const Cell expected = tables_.expected(row, code, on);
      const Instance instance = judged(rules, row, code, on);
      ++seen[expected];
      ASSERT_EQ(int(instance.applies.value), int(expected))
          << row.at("eccn") << " row " << row.at("row") << " to " << code << " on " << on;
      ASSERT_TRUE(!instance.defeated_by.empty() ||
                  instance.holds.value == instance.applies.value);
    }
    for (Cell each : {Cell::kNo, Cell::kUnknown, Cell::kYes}) EXPECT_GT(seen[each], cells / 100);
  }

  Tables tables_;
  std::vector<const Row*> rows_;
  std::vector<std::string> codes_;
  std::mt19937 random_{kSeed};
};

// The tables without the norms of Markdown files: a hundred times faster, and all that the rows
// need.
TEST_F(Sweep, AHundredThousandCells) {
  EXPECT_GT(rows_.size(), 1000u);
  EXPECT_GT(codes_.size(), 240u);
  auto files = real_files();
  std::erase_if(files, [](const auto& file) { return file.path.ends_with(".md"); });
  tables_.pointers = Cell::kUnknown;
  compare(*load_or_stop(files), 100000);
}

TEST_F(Sweep, TheFullRulesSayTheSame) { compare(real_rules(), 1500); }

}  // namespace
}  // namespace licet::law::testing
