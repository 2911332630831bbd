#include "licet/law/facts.h"
#include "licet/law/rule_set.h"

namespace licet::law {
namespace {

// Only anti-terrorism rows stand in the entry.
bool only_anti_terrorism(const RuleSet& rules, std::string_view entry) {
  bool any = false;
  for (NormIndex row : rules.rows_of(entry)) {
    const std::string& reason = rules.norm(row).reason;
    if (!reason.starts_with("at")) return false;
    any = true;
  }
  return any;
}

}  // namespace

void derive_line_facts(const RuleSet& rules, FactMap& line) {
  const auto it = line.find("eccn");
  const auto* eccn = it == line.end() ? nullptr : std::get_if<std::string>(&it->second);
  if (eccn == nullptr) return;
  if (*eccn == "EAR99") {
    line["entry_known"] = true;
    line["para"] = std::string("none");
    line.try_emplace("controlled_only_at", false);
    return;
  }
  const auto point = eccn->find('.');
  const std::string entry = eccn->substr(0, point);
  if (point != std::string::npos) line["para"] = eccn->substr(point + 1);
  line["entry_known"] = rules.has_entry(entry);
  if (rules.has_entry(entry))
    line.try_emplace("controlled_only_at", only_anti_terrorism(rules, entry));
}

}  // namespace licet::law
