#include "derive.h"

#include <algorithm>

#include "licet/law/evaluator.h"
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

// The paragraphs that a row of the entry names; nothing where the row is not limited to paragraphs.
const Test* paragraphs_of(const Norm& row) {
  for (const Cell& cell : row.when)
    if (cell.fact == "item.para")
      return cell.test.kind == Predicate::Kind::kTest && cell.test.test.fact == "item.para"
                 ? &cell.test.test
                 : nullptr;
  return nullptr;
}

}  // namespace

bool paragraph_known(const RuleSet& rules, std::string_view entry, std::string_view para) {
  bool named = false;
  for (NormIndex index : rules.rows_of(entry)) {
    const Norm& row = rules.norm(index);
    if (row.reason.starts_with("at")) continue;
    const Test* test = paragraphs_of(row);
    if (test == nullptr) return true;
    for (const Literal& literal : test->literals) {
      const std::string text = to_string(literal);
      if (text.starts_with("z")) continue;
      named = true;
      if (paragraph_covers(text, para) != Tri::kFalse) return true;
    }
  }
  return !named;
}

bool entry_in_force(const RuleSet& rules, std::string_view entry, Day law_day) {
  const auto rows = rules.rows_of(entry);
  return std::any_of(rows.begin(), rows.end(), [&](NormIndex row) {
    return rules.norm(row).in_force.contains(law_day);
  });
}

namespace {

// A tariff code may put the item on a list; that it is on none the few codes known cannot say.
void derive_from_tariff(const RuleSet& rules, FactMap& line) {
  const auto it = line.find("hs");
  const auto* hs = it == line.end() ? nullptr : std::get_if<std::string>(&it->second);
  if (hs == nullptr) return;
  for (const TariffCode& listed : rules.tariff_codes())
    if (hs->starts_with(listed.code)) line.try_emplace(listed.fact, true);
}

}  // namespace

void derive_line_facts(const RuleSet& rules, FactMap& line) {
  derive_from_tariff(rules, line);
  if (const auto kind = line.find("kind");
      kind != line.end() && kind->second == Value(std::string("commodity")))
    line.try_emplace("transmission", std::string("tangible"));  // a thing goes as a thing
  const auto it = line.find("eccn");
  const auto* eccn = it == line.end() ? nullptr : std::get_if<std::string>(&it->second);
  if (eccn == nullptr) return;
  if (*eccn == "EAR99" || *eccn == "none") {
    line["entry_known"] = true;
    line["paragraph_known"] = true;
    line["para"] = std::string("none");
    line.try_emplace("controlled_only_at", false);
    return;
  }
  const auto point = eccn->find('.');
  const std::string entry = eccn->substr(0, point);
  if (point != std::string::npos) line["para"] = eccn->substr(point + 1);
  line["entry_known"] = rules.has_entry(entry);
  if (point != std::string::npos)
    line["paragraph_known"] = paragraph_known(rules, entry, eccn->substr(point + 1));
  else
    line["paragraph_known"] = true;
  if (rules.has_entry(entry))
    line.try_emplace("controlled_only_at", only_anti_terrorism(rules, entry));
}

void derive_day_facts(const RuleSet& rules, Day law_day, FactMap& line) {
  const auto it = line.find("eccn");
  const auto* eccn = it == line.end() ? nullptr : std::get_if<std::string>(&it->second);
  if (eccn == nullptr) return;
  const std::string entry = eccn->substr(0, eccn->find('.'));
  if (rules.has_entry(entry) && !entry_in_force(rules, entry, law_day)) line["entry_known"] = false;
}

}  // namespace licet::law
