#include "licet/base/text.h"
#include "licet/law/predicate.h"
#include "scanner.h"

namespace licet::law {
namespace {

// cell = "-" | alt { ("," | "or") alt }; see docs/formats/rules.md section 3.
class CellParser {
 public:
  CellParser(std::string_view fact, std::string_view text) : fact_(fact), in_(text) {}

  Result<Predicate> parse() {
    if (in_.take("-") && in_.at_end()) return Predicate::always();
    in_.rewind();
    LICET_TRY(cell, alternatives());
    if (!in_.at_end()) return in_.fail("text after the end of the cell");
    return std::move(cell);
  }

 private:
  Result<Predicate> alternatives() {
    std::vector<Predicate> parts;
    std::vector<Literal> plain;  // literals side by side become one test
    do {
      LICET_TRY_DONE(alternative(parts, plain));
    } while (in_.take(",") || in_.take_word("or"));
    if (!plain.empty())
      parts.insert(parts.begin(),
                   Predicate::of({std::string(fact_), Operator::kIn, std::move(plain)}));
    return Predicate::any(std::move(parts));
  }

  Status alternative(std::vector<Predicate>& parts, std::vector<Literal>& plain) {
    if (in_.take_word("not")) {
      if (!in_.take("(")) return in_.fail("`not` needs a bracket");
      if (++depth_ > kMostBrackets) return in_.fail("brackets too deep");
      LICET_TRY(inner, alternatives());
      if (!in_.take(")")) return in_.fail("a bracket is not closed");
      --depth_;
      parts.push_back(Predicate::negation(std::move(inner)));
      return Done{};
    }
    if (in_.take_word("in")) return membership(plain);
    if (in_.peek('[') || in_.peek('(')) return interval(parts);
    return comparison_or_literal(parts, plain);
  }

  Status membership(std::vector<Literal>& plain) {
    const bool group = in_.take_word("group");
    if (!group && !in_.take_word("set")) return in_.fail("`in` needs `group` or `set`");
    const std::string name = in_.take_name();
    if (name.empty()) return in_.fail("the name of the group or set is missing");
    plain.push_back(group ? name : "set:" + name);
    return Done{};
  }

  Status interval(std::vector<Predicate>& parts) {
    Test test{std::string(fact_), Operator::kInterval, {}};
    test.low_open = in_.take("(");
    if (!test.low_open) in_.take("[");
    LICET_TRY(low, in_.take_literal());
    if (!in_.take("..")) return in_.fail("an interval needs `..`");
    LICET_TRY(high, in_.take_literal());
    test.high_open = in_.take(")");
    if (!test.high_open && !in_.take("]")) return in_.fail("an interval is not closed");
    test.literals = {std::move(low), std::move(high)};
    parts.push_back(Predicate::of(std::move(test)));
    return Done{};
  }

  Status comparison_or_literal(std::vector<Predicate>& parts, std::vector<Literal>& plain) {
    const auto op = in_.take_comparison();
    LICET_TRY(literal, in_.take_literal());
    if (!op)
      plain.push_back(std::move(literal));
    else
      parts.push_back(Predicate::of({std::string(fact_), *op, {std::move(literal)}}));
    return Done{};
  }

  std::string_view fact_;
  Scanner in_;
  int depth_ = 0;
};

}  // namespace

Result<Predicate> parse_cell(std::string_view fact, std::string_view text) {
  return CellParser(fact, text).parse();
}

}  // namespace licet::law
