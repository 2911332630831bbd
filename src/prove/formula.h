#pragma once
#include <z3++.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "worlds.h"

// Conditions as formulas over the facts of one world. Private to the module.
namespace licet::prove {

// Three-valued: certainly, and at least possibly.
struct Formula {
  z3::expr sure, possible;
};

// Whether a world has a party, a list row, a licence at all: only where a formula asks. Facts under
// these names are true or false.
inline constexpr const char* kHasParty = "there is a party";
inline constexpr const char* kHasListing = "there is a list row";
inline constexpr const char* kHasLicence = "there is a licence";

// The variables: one a fact, the number of its value; of a list one a word; of a derived fact
// whatever it may be.
class Variables {
 public:
  Variables(z3::context& context, const Conditions& conditions);

  // Every variable has a value that there is.
  const z3::expr_vector& domain() const { return domain_; }
  // One for each fact: nobody said it; and for each of the three above: there is none.
  std::vector<z3::expr> silences() const;
  // Every fact that the formulas so far read is known.
  const z3::expr_vector& all_known() const { return known_; }
  Formula predicate(const law::RuleSet& rules, Day day, const law::Predicate& predicate);
  // What the rules mean by a fact that is defined; before anything that reads it is asked.
  void define(const law::RuleSet& rules, const std::string& fact, const Formula& formula);
  // The norm is in force and its conditions hold; `ready`: what it requires besides is met too.
  Formula applies(const law::RuleSet& rules, Day day, const law::Norm& norm, bool ready);
  // One of the three above.
  z3::expr there_is(const char* what);
  // The facts of a model, as far as they are known in it.
  Facts facts(const z3::model& model) const;

 private:
  struct Variable {
    Choices choices;
    z3::expr number;                // of one value
    z3::expr silent;                // of a list: nobody said it
    std::vector<z3::expr> members;  // of a list
    // Where answers are kept: a number for these values; of linked codes one for each.
    std::size_t kind = 0;
    std::vector<std::size_t> codes;
  };

  void remember(Variable& variable, bool codes);
  Formula constant(law::Tri tri);
  Formula all(const law::RuleSet& rules, Day day, const std::vector<law::Cell>& cells);
  Formula leaf(const law::RuleSet& rules, Day day, const std::string& fact,
               const law::Predicate& test);
  Formula in_force(Day day, const law::Norm& norm);
  Formula derived(const law::Test& test);
  // What a condition says of each value, and of a list at the end of silence, put together.
  Formula by_value(const Variable& variable, const std::vector<law::Tri>& labels);
  template <class Judge>  // judge(value) for each value
  static std::vector<law::Tri> labels(const Variable& variable, const Judge& judge);
  std::vector<law::Tri> code_labels(const law::RuleSet& rules, const law::Test& test);

  z3::context& context_;
  const law::RuleSet* first_;  // of the two
  Answers* answers_;           // as Conditions::answers
  std::map<std::pair<const law::RuleSet*, std::string>, Formula> defined_;
  std::map<std::string, Formula> leaves_;  // by rules, day, fact and test
  std::map<std::string, Formula> free_;  // tests of derived facts that have variables
  std::map<std::string, Variable> variables_;  // by fact
  std::map<std::string, z3::expr> there_;
  z3::expr_vector domain_, known_;
};

Formula both(const Formula& a, const Formula& b);
Formula either(const Formula& a, const Formula& b);
Formula negated(const Formula& a);
// The first lies higher than the second: false < possible < sure.
z3::expr above(const Formula& first, const Formula& second);

}  // namespace licet::prove
