#include "row_difference.h"

#include <algorithm>
#include <map>
#include <set>

#include "licet/base/text.h"
#include "toml_document.h"

namespace licet::law {
namespace {

using Cells = std::map<std::string, std::string>;  // column -> cell; empty cells are left out
struct Row {
  std::string key;
  Cells cells;
};
using Rows = std::vector<Row>;

// The columns that name a row, by the end of the file's path. A table that is not here is named by
// all its cells.
const std::vector<std::pair<std::string_view, std::vector<std::string>>>& row_names() {
  static const std::vector<std::pair<std::string_view, std::vector<std::string>>> kNames{
      {"738-supp1/chart.csv", {"iso2", "from"}},
      {"738-supp1/chart_footnotes.csv", {"footnote", "reason"}},
      {"738-supp1/territories.csv", {"iso2", "from"}},
      {"738-supp1/aliases.csv", {"name"}},
      {"740-supp1/groups.csv", {"iso2", "group", "from"}},
      {"740-supp1/group_history.csv", {"group"}},
      {"774-supp1/exception_flags.csv", {"eccn", "exception", "item_scope"}},
      {"774-supp1/sta_conditions.csv", {"eccn", "item_scope", "bars_paragraph"}},
      {"destination_sets.csv", {"set"}},
      {"sections.csv", {"section"}},
      {"744-supp4/entity_requirements.csv", {"string"}},
      {"744-supp4/entity_policies.csv", {"string"}},
      {"federal_register.csv", {"volume", "first_page"}},
      {"canaries.csv", {"list", "name"}}};
  return kNames;
}

std::vector<std::string> names_of(std::string_view path) {
  for (const auto& [end, columns] : row_names())
    if (path.ends_with(end)) return columns;
  if (path.find("774-supp1/controls") != std::string_view::npos) return {"eccn", "row", "from"};
  return {};
}

Result<Rows> rows_of_table(const snapshot::RuleFile& file) {
  LICET_TRY(table, CsvTable::read(file.text, file.path, {}));
  const auto names = names_of(file.path);
  Rows rows;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    Row row;
    for (const auto& column : table.columns())
      if (!table.at(i, column).empty()) row.cells[column] = std::string(table.at(i, column));
    for (const auto& column : names.empty() ? table.columns() : names) {
      const std::string_view cell = table.at(i, column);
      if (!cell.empty()) row.key += cat(row.key.empty() ? "" : " ", cell);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

// [section] word = { … }: a row named "section.word"; anything else is one cell, `value`.
Result<Rows> rows_of_toml(const snapshot::RuleFile& file) {
  LICET_TRY(document, read_toml(file.text, file.path));
  const auto text = [](const Json& value) {
    return value.is_string() ? value.string() : to_canonical(value);
  };
  Rows rows;
  for (const auto& [section, words] : document.root.object()) {
    if (!words.is_object()) {
      rows.push_back({section, {{"value", text(words)}}});
      continue;
    }
    for (const auto& [word, entry] : words.object()) {
      Row row{cat(section, ".", word), {}};
      if (entry.is_object())
        for (const auto& [key, value] : entry.object()) row.cells[key] = text(value);
      else
        row.cells["value"] = text(entry);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

Result<Rows> rows_of(const snapshot::RuleFile& file) {
  if (file.path.ends_with(".csv")) return rows_of_table(file);
  if (file.path.ends_with(".toml")) return rows_of_toml(file);
  return Rows();
}

RowChange change_of(Change change, const std::string& file, const Row* before, const Row* after) {
  static const Cells kNone;
  const Row& shown = after != nullptr ? *after : *before;
  RowChange made{change, file, shown.key, "", {}, std::nullopt};
  if (const auto it = shown.cells.find("cite"); it != shown.cells.end()) made.cite = it->second;
  const Cells& left = before == nullptr ? kNone : before->cells;
  const Cells& right = after == nullptr ? kNone : after->cells;
  std::set<std::string> columns;
  for (const Cells* cells : {&left, &right})
    for (const auto& [column, cell] : *cells) columns.insert(column);
  const auto cell = [](const Cells& cells, const std::string& column) {
    const auto it = cells.find(column);
    return it == cells.end() ? std::vector<std::string>() : std::vector<std::string>{it->second};
  };
  for (const auto& column : columns)
    if (auto field = field_change(column, cell(left, column), cell(right, column)))
      made.fields.push_back(std::move(*field));
  return made;
}

// Rows that stand on both sides go out; the others are paired by what names them, in their order.
void add_changes(const std::string& file, Rows before, Rows after, std::vector<RowChange>& found) {
  std::multimap<Cells, std::size_t> same;
  for (std::size_t i = 0; i < before.size(); ++i) same.emplace(before[i].cells, i);
  std::vector<bool> taken(before.size());
  std::erase_if(after, [&](const Row& row) {
    const auto it = same.find(row.cells);
    if (it == same.end()) return false;
    taken[it->second] = true;
    same.erase(it);
    return true;
  });
  std::multimap<std::string, std::size_t> left;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (!taken[i]) left.emplace(before[i].key, i);
  for (const Row& row : after) {
    const auto it = left.find(row.key);
    if (it == left.end()) {
      found.push_back(change_of(Change::kAdded, file, nullptr, &row));
      continue;
    }
    found.push_back(change_of(Change::kChanged, file, &before[it->second], &row));
    left.erase(it);
  }
  for (const auto& [key, index] : left)
    found.push_back(change_of(Change::kRemoved, file, &before[index], nullptr));
}

}  // namespace

Result<std::vector<RowChange>> row_difference(std::span<const snapshot::RuleFile> before,
                                              std::span<const snapshot::RuleFile> after) {
  std::map<std::string, std::pair<const snapshot::RuleFile*, const snapshot::RuleFile*>> files;
  for (const auto& file : before) files[file.path].first = &file;
  for (const auto& file : after) files[file.path].second = &file;
  std::vector<RowChange> found;
  for (const auto& [path, pair] : files) {
    const bool same = pair.first != nullptr && pair.second != nullptr &&
                      pair.first->text == pair.second->text;
    if (same) continue;
    Rows left, right;
    if (pair.first != nullptr) {
      LICET_TRY(rows, rows_of(*pair.first));
      left = std::move(rows);
    }
    if (pair.second != nullptr) {
      LICET_TRY(rows, rows_of(*pair.second));
      right = std::move(rows);
    }
    add_changes(path, std::move(left), std::move(right), found);
  }
  std::stable_sort(found.begin(), found.end(), [](const RowChange& a, const RowChange& b) {
    return std::tie(a.file, a.row) < std::tie(b.file, b.row);
  });
  return found;
}

}  // namespace licet::law
