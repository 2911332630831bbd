#pragma once
#include <vector>

#include "formula.h"
#include "licet/law/rule_set.h"

// What every question to the solver needs. Private to the module.
namespace licet::prove {

class Search {
 public:
  Search(const law::RuleSet& before, const law::RuleSet& after, unsigned effort)
      : before_(before), after_(after), effort_(effort) {}

  // Everything that the norms read; null ones are passed over.
  Conditions conditions_of(const std::vector<const law::Norm*>& norms) const;
  // A day of each span in which nothing that either can read changes, the newest first.
  std::vector<Day> days_of(const Conditions& conditions, const law::Norm* before,
                           const law::Norm* after) const;
  static bool may_be_in_force(const law::Norm* norm, Day day);

  // Is there a world in which `wanted` holds? `found`: its facts.
  z3::check_result check(z3::context& context, const Variables& variables, const z3::expr& wanted,
                         Facts* found) const;
  // Likewise, without an example.
  z3::check_result check_at_all(z3::context& context, const Variables& variables,
                                const z3::expr& wanted) const;
  // Likewise; the world found says no more than it must, as far as that is easily told.
  z3::check_result check_quietly(z3::context& context, const Variables& variables,
                                 const z3::expr& wanted, Facts& found) const;

 private:
  static z3::check_result settled(z3::solver& solver);
  z3::solver solver_for(z3::context& context, const Variables& variables,
                        const z3::expr& wanted) const;

  const law::RuleSet& before_;
  const law::RuleSet& after_;
  unsigned effort_;
};

}  // namespace licet::prove
