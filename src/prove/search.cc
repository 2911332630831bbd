#include "search.h"

#include <algorithm>
#include <set>

#include "licet/base/text.h"

namespace licet::prove {

// Rounds in which silence is given up before it is asked whether anything holds at all.
constexpr int kRoundsOnTrust = 3;

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

z3::solver Search::solver_for(z3::context& context, const Variables& variables,
                              const z3::expr& wanted) const {
  z3::solver solver(context, "QF_BV");
  z3::params limits(context);
  limits.set("rlimit", effort_);  // steps, not time: the same on every machine
  solver.set(limits);
  for (const z3::expr& one : variables.domain()) solver.add(one);
  solver.add(wanted);
  return solver;
}

// Whether it can hold at all. Asked under an assumption that nothing hangs on: without any, the
// solver first rewrites everything, which takes ten times as long.
z3::check_result Search::settled(z3::solver& solver) {
  z3::expr_vector none(solver.ctx());
  none.push_back(solver.ctx().bool_const("assumed for nothing"));
  return solver.check(none);
}

z3::check_result Search::check(z3::context& context, const Variables& variables,
                               const z3::expr& wanted, Facts* found) const {
  z3::solver solver = solver_for(context, variables, wanted);
  const z3::check_result result = effort_ == 0 ? z3::unknown : solver.check();
  if (result == z3::sat && found != nullptr) *found = variables.facts(solver.get_model());
  return result;
}

z3::check_result Search::check_at_all(z3::context& context, const Variables& variables,
                                      const z3::expr& wanted) const {
  if (effort_ == 0) return z3::unknown;
  z3::solver solver = solver_for(context, variables, wanted);
  return settled(solver);
}

// Silence is assumed of every fact; the solver says which of these it cannot bear, and those go.
z3::check_result Search::check_quietly(z3::context& context, const Variables& variables,
                                       const z3::expr& wanted, Facts& found) const {
  if (effort_ == 0) return z3::unknown;
  z3::solver solver = solver_for(context, variables, wanted);
  z3::expr_vector quiet(context);
  for (const z3::expr& silence : variables.silences()) {
    const z3::expr assumed = context.bool_const(cat("quiet ", quiet.size()).c_str());
    solver.add(z3::implies(assumed, silence));
    quiet.push_back(assumed);
  }
  for (int round = 0;; ++round) {
    if (round == kRoundsOnTrust && settled(solver) == z3::unsat) return z3::unsat;
    const z3::check_result result = solver.check(quiet);
    if (result == z3::sat) found = variables.facts(solver.get_model());
    if (result != z3::unsat) return result;
    std::set<std::string> loud;
    for (const z3::expr& one : solver.unsat_core()) loud.insert(one.to_string());
    if (loud.empty()) return z3::unsat;  // whatever is said
    z3::expr_vector left(context);
    for (const z3::expr& one : quiet)
      if (!loud.contains(one.to_string())) left.push_back(one);
    quiet = left;
  }
}

}  // namespace licet::prove
