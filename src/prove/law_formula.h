#pragma once
#include <map>
#include <set>

#include "formula.h"
#include "plain.h"

// All that bears on some requirements, on one day, as formulas: attacks, supports, authorities.
// Private to the module.
namespace licet::prove {

// The norms that the given ones depend on: what defeats them, what they rest on, what overcomes
// them, and so on.
std::set<law::NormIndex> cone_of(const law::RuleSet& rules,
                                 const std::set<law::NormIndex>& norms);

// One rule set on one day. Norms are taken in first, then the variables made, then formulas asked.
class LawOfDay {
 public:
  LawOfDay(const law::RuleSet& rules, Day day) : rules_(rules), day_(day), plainly_(rules, day) {}

  // With all that they depend on; those out of force that day stay out.
  void take_in(const std::set<law::NormIndex>& norms);
  void add_to(Conditions& conditions) const;
  const std::set<std::string>& codes() const { return plainly_.codes(); }

  // After the variables are made.
  void speak_of(z3::context& context, Variables& variables);
  // In force, its conditions hold, nothing defeats it and what it rests on holds.
  const Formula& holds(law::NormIndex norm);
  // Sure: it stands, and nothing can lift it. Possible: it may stand, and nothing surely lifts it.
  Formula blocks(law::NormIndex requirement);
  // Likewise of what the duty asks for.
  Formula waits(law::NormIndex duty);

 private:
  Formula applies(law::NormIndex norm, bool ready);
  Formula any_of(std::span<const law::NormIndex> norms, bool ready);
  const Formula& serves(law::NormIndex authority);  // holds, and all it asks for is there
  void define(const std::string& fact, std::set<std::string>& begun);
  Formula never() const;

  const law::RuleSet& rules_;
  Day day_;
  Plainly plainly_;
  std::map<law::NormIndex, law::Norm> norms_;
  z3::context* context_ = nullptr;
  Variables* variables_ = nullptr;
  std::map<law::NormIndex, Formula> held_, serving_;
};

}  // namespace licet::prove
