#include "licet/law/conflicts.h"

#include <algorithm>

#include "licet/base/text.h"
#include "table_cells.h"

namespace licet::law {
namespace {

constexpr std::string_view kFile = "conflicts.csv";

const RuleSet* regime_of(std::span<const std::shared_ptr<const RuleSet>> regimes,
                         std::string_view word) {
  for (const auto& rules : regimes)
    if (rules->regime() == word) return rules.get();
  return nullptr;
}

bool has_norm(const RuleSet& rules, const std::string& id) {
  return std::any_of(rules.norms().begin(), rules.norms().end(), [&](const Norm& norm) {
    return norm.id == id || norm.id.starts_with(id + ".");
  });
}

// Why the row cannot stand; nothing when it can.
std::optional<std::pair<const char*, std::string>> fault(
    const Conflict& row, std::span<const std::shared_ptr<const RuleSet>> regimes) {
  const RuleSet* obeying = regime_of(regimes, row.obeying);
  const RuleSet* bound = regime_of(regimes, row.bound);
  if (obeying == nullptr) return {{"obeying", cat("no rules of `", row.obeying, "` are here")}};
  if (bound == nullptr) return {{"bound", cat("no rules of `", row.bound, "` are here")}};
  if (!has_norm(*obeying, row.requirement))
    return {{"requirement", cat("`", row.requirement, "` is no norm of ", row.obeying)}};
  if (!bound->places().has_group(row.group))
    return {{"group", cat("`", row.group, "` is no group of ", row.bound)}};
  if (bound->vocabulary().word("referrals", row.refer_to) == nullptr)
    return {{"refer_to", cat("`", row.refer_to, "` is not in [referrals]")}};
  if (row.cite.empty()) return {{"cite", "a row needs a citation"}};
  if (row.means.empty() || row.breaks.empty()) return {{"means", "say what is broken and how"}};
  return std::nullopt;
}

}  // namespace

Result<std::vector<Conflict>> read_conflicts(
    std::span<const snapshot::RuleFile> files,
    std::span<const std::shared_ptr<const RuleSet>> regimes) {
  std::vector<Conflict> conflicts;
  const auto file = std::find_if(files.begin(), files.end(),
                                 [](const auto& one) { return one.path == kFile; });
  if (file == files.end()) return conflicts;
  LICET_TRY(table,
            CsvTable::read(file->text, file->path,
                           {"id", "obeying", "requirement", "bound", "group", "breaks", "from",
                            "until", "confidence", "refer_to", "cite", "means"}));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto text = [&](std::string_view column) { return std::string(table.at(row, column)); };
    LICET_TRY(span, span_of(table, row));
    Conflict one{text("id"),     text("obeying"), text("requirement"), text("bound"),
                 text("group"),  text("breaks"),  text("means"),       text("refer_to"),
                 text("confidence"), span, {}};
    for (std::string_view cite : split(table.at(row, "cite"), ';'))
      if (!trim(cite).empty()) one.cite.emplace_back(trim(cite));
    if (const auto why = fault(one, regimes))
      return Error{Code::RuleTable, table.place(row, why->first), why->second};
    conflicts.push_back(std::move(one));
  }
  return conflicts;
}

}  // namespace licet::law
