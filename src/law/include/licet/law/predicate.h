#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"
#include "licet/law/value.h"

// Conditions of rules. Cells (unary tests, one fact), table expressions (named facts) and
// destination rules are three ways of writing one tree; docs/formats/rules.md sections 3 and 5.
namespace licet::law {

enum class Operator : std::uint8_t {
  kIn = 1,  // one of the literals; for lists: any in common
  kLess = 2,
  kLessEqual = 3,
  kGreater = 4,
  kGreaterEqual = 5,
  kInterval = 6,  // literals[0] .. literals[1]
};

struct Test {
  std::string fact;  // full name: "item.eccn", "destination"
  Operator op = Operator::kIn;
  std::vector<Literal> literals;  // countries may be groups ("D:5") or sets ("set:NAME")
  bool low_open = false;          // the interval's ends
  bool high_open = false;
};

struct Predicate {
  enum class Kind : std::uint8_t {
    kAlways = 1,
    kNever = 2,
    kAll = 3,
    kAny = 4,
    kNot = 5,   // one part
    kTest = 6,
    kChartMark = 7,  // the country chart marks `column` for the destination
    kUnclear = 8,    // no rule states it: unknown, for a human; `column` says what is unclear
  };
  Kind kind = Kind::kAlways;
  std::vector<Predicate> parts;
  Test test;
  std::string column;

  static Predicate always() { return {}; }
  static Predicate never();
  static Predicate all(std::vector<Predicate> parts);
  static Predicate any(std::vector<Predicate> parts);
  static Predicate negation(Predicate part);
  static Predicate of(Test test);
  static Predicate chart_mark(std::string column);
  static Predicate unclear(std::string what);
};

// A cell: the unary test of the fact. RuleSyntax, without a place: the caller knows file and line.
Result<Predicate> parse_cell(std::string_view fact, std::string_view text);

// Finds the full name of a fact written without prefix in a table; empty = there is no such fact.
class FactNames {
 public:
  virtual ~FactNames() = default;
  virtual std::string full_name(std::string_view written) const = 0;
};

// An expression of a table. RuleSyntax or RuleUnknownFact, without a place.
Result<Predicate> parse_expression(std::string_view text, const FactNames& names);

// A destination rule ("chart:NS1", "in:CN,(D:1 except A:5)", "section:…" is resolved by the
// caller).
Result<Predicate> parse_destination_rule(std::string_view text);

// Calls visit(test) for every test in the tree, in order of writing.
template <class Visit>
void for_each_test(const Predicate& predicate, const Visit& visit) {
  if (predicate.kind == Predicate::Kind::kTest) visit(predicate.test);
  for (const Predicate& part : predicate.parts) for_each_test(part, visit);
}

}  // namespace licet::law
