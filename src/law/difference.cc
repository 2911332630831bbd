#include "licet/law/difference.h"

#include <algorithm>
#include <map>

#include "licet/base/text.h"
#include "licet/law/offer_norms.h"
#include "norm_fields.h"
#include "row_difference.h"

namespace licet::law {
namespace {

using Norms = std::map<std::string, const Norm*>;

// Norms of Markdown files; rows of the control list and footnotes of the chart are norms too, but
// are compared as the rows they were written as.
Norms written(const RuleSet& rules) {
  Norms norms;
  for (const Norm& norm : rules.norms())
    if (norm.file.ends_with(".md")) norms.emplace(norm.id, &norm);
  return norms;
}

std::vector<FieldChange> changes(const NormFields& before, const NormFields& after) {
  std::vector<FieldChange> found;
  const auto values = [](const NormFields& fields, const std::string& key) {
    for (const auto& [name, texts] : fields)
      if (name == key) return texts;
    return std::vector<std::string>();
  };
  std::vector<std::string> keys;
  for (const NormFields* fields : {&after, &before})
    for (const auto& [name, texts] : *fields)
      if (std::find(keys.begin(), keys.end(), name) == keys.end()) keys.push_back(name);
  for (const auto& key : keys)
    if (auto change = field_change(key, values(before, key), values(after, key)))
      found.push_back(std::move(*change));
  return found;
}

NormChange change_of(Change change, const Norm* before, const Norm* after, const Prover& prove) {
  const Norm& shown = after != nullptr ? *after : *before;
  NormChange made{change, shown.id, shown.title, cat(shown.file, ":", shown.line), shown.cite,
                  {}, std::nullopt};
  made.fields = changes(before == nullptr ? NormFields() : fields_of(*before),
                        after == nullptr ? NormFields() : fields_of(*after));
  if (prove && !made.fields.empty()) made.proof = prove(before, after);
  return made;
}

// "5D992 3" of the control list as a norm; null where it is none.
const Norm* norm_of_row(const RuleSet& rules, const RowChange& row) {
  const std::string_view entry = std::string_view(row.row).substr(0, row.row.find(' '));
  const std::string end = cat(".", entry, ".", std::string_view(row.row).substr(
                                                   std::min(row.row.size(), entry.size() + 1)));
  for (NormIndex index : rules.rows_of(entry))
    if (rules.norm(index).id.ends_with(end)) return &rules.norm(index);
  return nullptr;
}

// What becomes of a row that is a norm, or can be read as one; nothing for rows of other tables.
std::optional<Proved> proof_of_row(const RuleSet& before, const RuleSet& after,
                                   const RowChange& row, const Prover& prove) {
  if (row.file.find("/controls") != std::string::npos)
    return prove(norm_of_row(before, row), norm_of_row(after, row));
  const bool offers = row.file.ends_with("/exception_flags.csv");
  if (!offers && !row.file.ends_with("/sta_conditions.csv")) return std::nullopt;
  const auto sides = offers ? offer_sides(before.flags(), after.flags(), row.row)
                            : bar_sides(before.flags(), after.flags(), row.row);
  if (!sides) return Proved{std::nullopt, "several rows of this name changed", "", ""};
  if (!sides->before && !sides->after) return Proved{Direction::kEqual, "", "", ""};
  return prove(sides->before ? &*sides->before : nullptr, sides->after ? &*sides->after : nullptr);
}

}  // namespace

bool same_but_days(Norm one, Norm other) {
  for (Norm* norm : {&one, &other}) {
    norm->in_force = {};
    norm->stayed.clear();
  }
  return fields_of(one) == fields_of(other);
}

std::string_view to_string(Change change) {
  if (change == Change::kAdded) return "added";
  return change == Change::kRemoved ? "removed" : "changed";
}

std::string_view to_string(Direction direction) {
  switch (direction) {
    case Direction::kEqual: return "equal";
    case Direction::kLoosens: return "loosens";
    case Direction::kTightens: return "tightens";
    case Direction::kBoth: return "loosens_and_tightens";
  }
  return "";
}

std::optional<FieldChange> field_change(std::string field, const std::vector<std::string>& before,
                                        const std::vector<std::string>& after) {
  if (before == after) return std::nullopt;
  const auto lacks = [](const std::vector<std::string>& some, const std::string& text) {
    return std::find(some.begin(), some.end(), text) == some.end();
  };
  FieldChange change{std::move(field), {}, {}};
  for (const auto& text : before)
    if (lacks(after, text)) change.before.push_back(text);
  for (const auto& text : after)
    if (lacks(before, text)) change.after.push_back(text);
  if (change.before.empty() && change.after.empty()) {  // another order: that can matter
    change.before = before;
    change.after = after;
  }
  return change;
}

Result<RuleDifference> difference(const RulesAsWritten& before, const RulesAsWritten& after,
                                  const Prover& prove) {
  RuleDifference found;
  const Norms old_ones = written(before.rules), new_ones = written(after.rules);
  for (const auto& [id, norm] : new_ones)
    if (!old_ones.contains(id))
      found.norms.push_back(change_of(Change::kAdded, nullptr, norm, prove));
  for (const auto& [id, norm] : old_ones) {
    const auto it = new_ones.find(id);
    NormChange change = it == new_ones.end()
                            ? change_of(Change::kRemoved, norm, nullptr, prove)
                            : change_of(Change::kChanged, norm, it->second, prove);
    if (!change.fields.empty()) found.norms.push_back(std::move(change));
  }
  std::sort(found.norms.begin(), found.norms.end(),
            [](const NormChange& a, const NormChange& b) { return a.id < b.id; });
  LICET_TRY(rows, row_difference(before.files, after.files));
  found.rows = std::move(rows);
  for (RowChange& row : found.rows)
    if (prove) row.proof = proof_of_row(before.rules, after.rules, row, prove);
  return found;
}

}  // namespace licet::law
