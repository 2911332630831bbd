#include "licet/law/rule_checks.h"

#include <algorithm>
#include <map>
#include <set>

#include "licet/base/text.h"
#include "norm_reader.h"
#include "table_cells.h"

namespace licet::law {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// "5D002" of "5D002.c.1"; empty for a family ("3B", "2A6"), a range and EAR99.
std::string entry_of(std::string_view code) {
  const std::string_view entry = code.substr(0, code.find('.'));
  const bool whole = entry.size() == 5 && digit(entry[0]) && digit(entry[2]) && digit(entry[3]) &&
                     digit(entry[4]) && code.find("..") == std::string_view::npos;
  return whole ? std::string(entry) : "";
}

bool names_entries(std::string_view fact) {
  return fact == "item.eccn" || fact == "item.for_eccn" || fact == "item.meets_eccn" ||
         fact == "item.for_meets_eccn" || fact == "item.ultimately_for_eccn" ||
         fact == "item.fdp_technology_eccns" || fact == "item.fdp_plant_eccns" ||
         fact == "item.us_content_eccns";
}

class Checker {
 public:
  Checker(const RuleSet& rules, std::span<const snapshot::RuleFile> files)
      : rules_(rules), files_(files) {}

  std::vector<Error> run() {
    check_places("740-supp1/groups.csv", "iso2", {});
    check_places("738-supp1/territories.csv", "row_iso2", {});
    check_places("738-supp1/aliases.csv", "iso2", "ambiguous");
    check_places("738-supp1/chart_footnotes.csv", "destinations", {});
    check_pointers();
    check_places("places/groups.csv", "iso2", {});
    check_places("places/territories.csv", "row_iso2", {});
    for (const char* table :
         {"738-supp1/chart.csv", "738-supp1/territories.csv", "places/territories.csv"})
      check_overlaps(table, {"iso2"});
    for (const char* table : {"740-supp1/groups.csv", "places/groups.csv"})
      check_overlaps(table, {"iso2", "group"});
    note_absent();
    check_entries_of("774-supp1/exception_flags.csv");
    check_entries_of("774-supp1/sta_conditions.csv");
    for (const auto& file : files_)
      if (file.path.ends_with(".csv") && of_this_regime(file.path)) check_citations(file);
    for (const Norm& norm : rules_.norms()) check_entries(norm);
    check_clashes();
    std::stable_sort(faults_.begin(), faults_.end(), [](const Error& a, const Error& b) {
      return line_of(a.place) < line_of(b.place);
    });
    return std::move(faults_);
  }

 private:
  static std::pair<std::string, std::uint32_t> line_of(const std::string& place) {
    const auto colon = place.find(':');
    std::uint32_t line = 0;
    for (std::size_t i = colon + 1; colon != std::string::npos && i < place.size(); ++i) {
      if (!digit(place[i])) break;
      line = line * 10 + std::uint32_t(place[i] - '0');
    }
    return {place.substr(0, colon), line};
  }

  void fault(Code code, std::string place, std::string detail) {
    faults_.push_back({code, std::move(place), std::move(detail)});
  }

  static std::string place(const Norm& norm) { return cat(norm.file, ":", norm.line); }

  // The EAR's check sees to the tables beside the regimes, too.
  bool of_this_regime(const std::string& path) const {
    if (path.starts_with(rules_.folder())) return true;
    const auto folders = regime_folders(files_);
    return rules_.folder() == kEarFolder &&
           std::none_of(folders.begin(), folders.end(),
                        [&](const std::string& other) { return path.starts_with(other); });
  }

  std::optional<CsvTable> table(std::string_view name) {
    for (const auto& file : files_)
      if (file.path.starts_with(rules_.folder()) && file.path.ends_with(name)) {
        auto read = CsvTable::read(file.text, file.path, {});
        if (read.ok()) return std::move(read.value());
        faults_.push_back(read.error());
      }
    return std::nullopt;
  }

  // Every code of the column, separated by blanks, but in rows of the kind passed over.
  void check_places(std::string_view name, std::string_view column, std::string_view but_kind) {
    const auto rows = table(name);
    for (std::size_t row = 0; rows && row < rows->rows(); ++row) {
      if (!but_kind.empty() && rows->at(row, "kind") == but_kind) continue;
      for (std::string_view code : split(rows->at(row, column), ' '))
        if (!code.empty() && !rules_.places().known(code))
          fault(Code::RuleUnknownWord, rows->place(row, column),
                cat("`", printable(code), "` is no place; nearest: `",
                    nearest_word(code, rules_.places().codes()), "`"));
    }
  }

  // Rows of the chart that only point at another row.
  void check_pointers() {
    const auto rows = table("738-supp1/chart.csv");
    for (std::size_t row = 0; rows && row < rows->rows(); ++row) {
      const std::string_view pointer = rows->at(row, "pointer");
      if (pointer.starts_with("row:") && !rules_.places().known(pointer.substr(4)))
        fault(Code::RuleUnknownWord, rows->place(row, "pointer"),
              cat("`", printable(pointer.substr(4)), "` is no place"));
    }
  }

  // One row a key and day: of two, which one counts would hang on their order.
  void check_overlaps(std::string_view name, const std::vector<std::string>& key) {
    const auto rows = table(name);
    std::map<std::string, std::vector<std::pair<Span, std::uint32_t>>> seen;
    for (std::size_t row = 0; rows && row < rows->rows(); ++row) {
      std::string id;
      for (const auto& column : key) id += cat(id.empty() ? "" : " ", rows->at(row, column));
      auto span = span_of(*rows, row);
      if (!span.ok()) continue;  // the loader has refused it
      for (const auto& [other, line] : seen[id])
        if (other.from < span.value().until && span.value().from < other.until)
          fault(Code::RuleClash, rows->place(row, "from"),
                cat("`", id, "` stands in line ", line, " for the same days"));
      seen[id].push_back({span.value(), rows->line(row)});
    }
  }

  void check_citations(const snapshot::RuleFile& file) {
    auto read = CsvTable::read(file.text, file.path, {});
    if (!read.ok()) return;
    const CsvTable& rows = read.value();
    const auto& columns = rows.columns();
    if (std::find(columns.begin(), columns.end(), "cite") == columns.end()) return;
    for (std::size_t row = 0; row < rows.rows(); ++row)
      if (trim(rows.at(row, "cite")).empty())
        fault(Code::RuleMissingKey, rows.place(row, "cite"), "a row needs a citation");
  }

  void check_entries_of(std::string_view name) {
    const auto rows = table(name);
    for (std::size_t row = 0; rows && row < rows->rows(); ++row)
      if (!rules_.has_entry(rows->at(row, "eccn")))
        fault(Code::RuleUnknownEntry, rows->place(row, "eccn"),
              cat("`", printable(rows->at(row, "eccn")), "` has no row in controls.csv"));
  }

  // Entries that a text names although the list has none such: each reviewed, with its citation.
  void note_absent() {
    const auto rows = table("774-supp1/absent.csv");
    for (std::size_t row = 0; rows && row < rows->rows(); ++row) {
      const std::string entry(rows->at(row, "eccn"));
      absent_.insert(entry);
      if (rules_.has_entry(entry))
        fault(Code::RuleClash, rows->place(row, "eccn"),
              cat("`", printable(entry), "` is called absent and has rows in controls.csv"));
    }
  }

  // The entry exists on some day of the span.
  bool exists(const std::string& entry, const Span& span) const {
    const auto rows = rules_.rows_of(entry);
    return std::any_of(rows.begin(), rows.end(), [&](NormIndex row) {
      const Span& days = rules_.norm(row).in_force;
      return days.from < span.until && span.from < days.until;
    });
  }

  void check_entries(const Norm& norm) {
    for_each_cell(norm, [&](const Cell& cell) {
      for_each_test(cell.test, [&](const Test& test) {
        if (!names_entries(test.fact)) return;
        for (const Literal& literal : test.literals) {
          const std::string entry = entry_of(to_string(literal));
          if (entry.empty() || absent_.contains(entry) || exists(entry, norm.in_force)) continue;
          fault(Code::RuleUnknownEntry, place(norm),
                cat("`", norm.id, "`, cell of `", cell.fact, "`: `", entry,
                    rules_.has_entry(entry) ? "` does not exist on the days of the norm, "
                                            : "` has no row in controls.csv, ",
                    to_string(norm.in_force)));
        }
      });
    });
  }

  // What must be the same for two norms to speak of the same case, as text.
  static std::string conditions(const Norm& norm) {
    const auto text = [](const std::vector<Cell>& cells) {
      std::vector<std::string> each;
      for (const Cell& cell : cells) each.push_back(cat(cell.fact, " ", cell.text));
      std::sort(each.begin(), each.end());
      return join(each, "\n");
    };
    std::vector<std::string> any;
    for (const auto& cells : norm.when_any) any.push_back(text(cells));
    std::sort(any.begin(), any.end());
    return cat(text(norm.when), "\nany\n", join(any, "\nor\n"), "\nunless\n", text(norm.unless),
               "\nreads ", norm.reads);
  }

  static std::string policy_text(const Norm& norm) {
    std::string text;
    for (const PolicyRule& rule : norm.policy) {
      for (const Cell& cell : rule.when) text += cat(cell.fact, " ", cell.text, ",");
      text += cat(rule.policy, ";");
    }
    return text;
  }

  // In what two norms with the same conditions cannot both be right; empty = they can.
  static std::string incompatible(const Norm& a, const Norm& b) {
    if (a.kind == NormKind::kScope && b.kind == NormKind::kScope)
      return a.effect == b.effect ? "" : "one says in, out or refer, the other another of these";
    if (a.is_requirement() && b.is_requirement() && a.reason == b.reason) {
      if (a.kind != b.kind) return "one can be lifted, the other cannot";
      if (a.untranslatable != b.untranslatable) return "one is read, the other referred";
      return policy_text(a) == policy_text(b) ? "" : "each has a review policy of its own";
    }
    if (a.kind == NormKind::kDuty && b.kind == NormKind::kDuty && a.conditions == b.conditions)
      return a.hold == b.hold ? "" : "one waits for what the other only names";
    return "";
  }

  bool tied(NormIndex a, NormIndex b) const {
    const auto has = [](std::span<const NormIndex> some, NormIndex wanted) {
      return std::find(some.begin(), some.end(), wanted) != some.end();
    };
    return has(rules_.defeaters_of(a), b) || has(rules_.defeaters_of(b), a);
  }

  void check_clashes() {
    std::map<std::string, std::vector<NormIndex>> alike;
    for (NormIndex i = 0; i < rules_.norms().size(); ++i) {
      const Norm& norm = rules_.norm(i);
      if (norm.entry.empty()) alike[conditions(norm)].push_back(i);
    }
    for (const auto& [text, norms] : alike)
      for (std::size_t i = 0; i < norms.size(); ++i)
        for (std::size_t j = i + 1; j < norms.size(); ++j) check_pair(norms[i], norms[j]);
  }

  void check_pair(NormIndex i, NormIndex j) {
    const Norm &a = rules_.norm(i), &b = rules_.norm(j);
    const bool same_day =
        a.in_force.from < b.in_force.until && b.in_force.from < a.in_force.until;
    const std::string why = incompatible(a, b);
    if (!same_day || why.empty() || tied(i, j)) return;
    fault(Code::RuleClash, place(b),
          cat("`", b.id, "` [", b.cite.front(), "] and `", a.id, "` [", a.cite.front(), "] of ",
              place(a), ": ", why));
  }

  const RuleSet& rules_;
  std::span<const snapshot::RuleFile> files_;
  std::set<std::string> absent_;
  std::vector<Error> faults_;
};

}  // namespace

std::vector<Error> check_rules(const RuleSet& rules, std::span<const snapshot::RuleFile> files) {
  return Checker(rules, files).run();
}

}  // namespace licet::law
