#include "search.h"

#include <algorithm>

namespace licet::prove {

Conditions Search::conditions_of(const std::vector<const law::Norm*>& norms) const {
  Conditions conditions(before_, after_);
  for (const law::Norm* norm : norms) {
    if (norm == nullptr) continue;
    for (const law::Cell& cell : norm->when) conditions.add(cell.test);
    for (const auto& cells : norm->when_any)
      for (const law::Cell& cell : cells) conditions.add(cell.test);
    for (const law::Cell& cell : norm->unless) conditions.add(cell.test);
    for (const law::Requisite& one : norm->require) conditions.add(one.cell.test);
    if (!norm->reads.empty()) conditions.add_days(norm->reads, *norm);
  }
  return conditions;
}

std::vector<Day> Search::days_of(const Conditions& conditions, const law::Norm* before,
                                 const law::Norm* after) const {
  std::vector<Day> days{parse_day("1990-01-01").value()};
  for (const law::RuleSet* rules : {&before_, &after_})
    if (conditions.read_places()) rules->places().add_boundaries(days);
  for (const law::Norm* norm : {before, after}) {
    if (norm == nullptr) continue;
    days.insert(days.end(), {norm->in_force.from, norm->in_force.until});
    for (const Span& stay : norm->stayed) days.insert(days.end(), {stay.from, stay.until});
  }
  std::erase_if(days, [](Day day) { return day <= kAlways || kForever <= day; });
  std::sort(days.rbegin(), days.rend());  // the newest first: examples are of our time
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::erase_if(days, [&](Day day) { return !may_be_in_force(before, day) &&
                                            !may_be_in_force(after, day); });
  return days;
}

bool Search::may_be_in_force(const law::Norm* norm, Day day) {
  return norm != nullptr && (!norm->reads.empty() ||
                             law::force_on(*norm, day) == law::Force::kInForce);
}

z3::check_result Search::check(z3::context& context, const Variables& variables,
                               const z3::expr& wanted, Facts* found) const {
  z3::solver solver(context, "QF_BV");
  z3::params limits(context);
  limits.set("rlimit", effort_);  // steps, not time: the same on every machine
  solver.set(limits);
  for (const z3::expr& one : variables.domain()) solver.add(one);
  solver.add(wanted);
  const z3::check_result result = effort_ == 0 ? z3::unknown : solver.check();
  if (result == z3::sat && found != nullptr) *found = variables.facts(solver.get_model());
  return result;
}

}  // namespace licet::prove
