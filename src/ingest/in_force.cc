#include "licet/ingest/in_force.h"

#include <algorithm>

namespace licet::ingest {
namespace {

using law::Citation;
using law::FederalRegister;
using law::Instrument;

// Citations that can be meant: a volume of the future or before the first one is a slip of the pen.
std::vector<Citation> readable_citations(const RowFacts& row, Day file_day) {
  std::vector<Citation> kept;
  for (const Citation& c : row.citations)
    if (c.volume >= 1 && FederalRegister::year_of(c) <= year_of(file_day)) kept.push_back(c);
  std::sort(kept.begin(), kept.end(), [](const Citation& a, const Citation& b) {
    return std::pair(a.volume, a.page) < std::pair(b.volume, b.page);
  });
  return kept;
}

Day earliest_day_of(const Citation& c) {
  return day_from_ymd(FederalRegister::year_of(c), 1, 1).plus(-kDaysBeforePublication);
}

void widen(InForce& days, Day possible, Day certain) {
  days.possible_from = std::min(days.possible_from, possible);
  days.certain_from = std::max(days.certain_from, certain);
}

// No start_date: the earliest citation is the listing rule, later ones amend it.
void from_earliest_citation(InForce& days, const Citation& first, const FederalRegister& rules,
                            Day file_day) {
  if (const Instrument* rule = rules.find(first)) {
    days.possible_from = days.certain_from = rule->effective;
    days.published = rule->published;
    return;
  }
  const Day last = day_from_ymd(FederalRegister::year_of(first), 12, 31);
  days.certain_from = std::min(last, file_day);
  days.possible_from = std::min(earliest_day_of(first), days.certain_from);
}

// The listing rule is the cited one that was printed on start_date.
bool from_rule_printed_on(InForce& days, Day start, const std::vector<Citation>& citations,
                          const FederalRegister& rules) {
  bool found = false;
  for (const Citation& c : citations) {
    const Instrument* rule = rules.find(c);
    if (rule == nullptr || rule->published != start) continue;
    if (!found) days.possible_from = days.certain_from = rule->effective;
    widen(days, rule->effective, rule->effective);
    days.published = rule->published;
    found = true;
  }
  if (!found) return false;
  // An older citation may be the true listing rule of a row that was printed anew.
  const Instrument* first = rules.find(citations.front());
  if (first == nullptr)
    widen(days, earliest_day_of(citations.front()), days.certain_from);
  else
    widen(days, first->effective, days.certain_from);
  return true;
}

void from_start(InForce& days, Day start, const std::vector<Citation>& citations,
                const FederalRegister& rules) {
  if (from_rule_printed_on(days, start, citations, rules)) return;
  days.certain_from = start;
  days.possible_from = std::max(kFirstDay, start.plus(-kDaysBeforePublication));
  const bool all_known =
      !citations.empty() && std::all_of(citations.begin(), citations.end(),
                                        [&](const Citation& c) { return rules.find(c); });
  if (!all_known) return;
  // Every rule is known and none was printed that day: the row contradicts itself.
  const Day effective = rules.find(citations.front())->effective;
  widen(days, effective, effective);
}

}  // namespace

InForce in_force_days(const RowFacts& row, const FederalRegister& rules, Day file_day) {
  const auto citations = readable_citations(row, file_day);
  InForce days;
  for (const Citation& c : citations)
    if (const Instrument* rule = rules.find(c); rule != nullptr)
      if (days.instruments.empty() || days.instruments.back() != rule->id())
        days.instruments.push_back(rule->id());
  if (row.start)
    from_start(days, *row.start, citations, rules);
  else if (!citations.empty())
    from_earliest_citation(days, citations.front(), rules, file_day);
  else
    days.certain_from = file_day;  // possible_from stays "always": it cannot be told
  return days;
}

}  // namespace licet::ingest
