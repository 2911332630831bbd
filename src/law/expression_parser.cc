#include "licet/base/text.h"
#include "licet/law/predicate.h"
#include "scanner.h"

namespace licet::law {
namespace {

// expr = term { "or" term }; term = factor { "and" factor }; docs/formats/rules.md section 5.
class ExpressionParser {
 public:
  ExpressionParser(std::string_view text, const FactNames& names) : in_(text), names_(names) {}

  Result<Predicate> parse() {
    LICET_TRY(result, disjunction());
    if (!in_.at_end()) return in_.fail("text after the end of the expression");
    return std::move(result);
  }

 private:
  Result<Predicate> disjunction() {
    std::vector<Predicate> parts;
    do {
      LICET_TRY(part, conjunction());
      parts.push_back(std::move(part));
    } while (in_.take_word("or"));
    return Predicate::any(std::move(parts));
  }

  Result<Predicate> conjunction() {
    std::vector<Predicate> parts;
    do {
      LICET_TRY(part, factor());
      parts.push_back(std::move(part));
    } while (in_.take_word("and"));
    return Predicate::all(std::move(parts));
  }

  Result<Predicate> factor() {
    if (in_.take_word("not")) {
      if (!in_.peek('(')) return in_.fail("`not` needs a bracket");
      LICET_TRY(inner, bracket());
      return Predicate::negation(std::move(inner));
    }
    if (in_.peek('(')) return bracket();
    return test();
  }

  Result<Predicate> bracket() {
    in_.take("(");
    if (++depth_ > kMostBrackets) return in_.fail("brackets too deep");
    LICET_TRY(inner, disjunction());
    if (!in_.take(")")) return in_.fail("a bracket is not closed");
    --depth_;
    return std::move(inner);
  }

  Result<Predicate> test() {
    const std::string written = in_.take_name();
    if (written.empty()) return in_.fail("the name of a fact is missing");
    const std::string fact = names_.full_name(written);
    if (fact.empty())
      return Error{Code::RuleUnknownFact, "", cat("`", written, "` is in no section of facts")};
    if (in_.take_word("in")) return membership(fact);
    const bool unequal = in_.take("!=");
    if (unequal || in_.take("=")) {
      LICET_TRY(value, bare_until_word());
      Predicate equal = Predicate::of({fact, Operator::kIn, {std::move(value)}});
      return unequal ? Predicate::negation(std::move(equal)) : std::move(equal);
    }
    const auto op = in_.take_comparison();
    if (!op) return in_.fail("a comparison is missing");
    LICET_TRY(value, bare_until_word());
    return Predicate::of({fact, *op, {std::move(value)}});
  }

  Result<Literal> bare_until_word() {
    const std::string word = in_.take_name();
    if (word.empty()) return in_.fail("a value is missing");
    return literal_of(word);
  }

  Result<Predicate> membership(const std::string& fact) {
    if (in_.take("[")) {
      Test test{fact, Operator::kInterval, {}};
      LICET_TRY(low, bare_until_word());
      if (!in_.take("..")) return in_.fail("an interval needs `..`");
      LICET_TRY(high, bare_until_word());
      if (!in_.take("]")) return in_.fail("an interval is not closed");
      test.literals = {std::move(low), std::move(high)};
      return Predicate::of(std::move(test));
    }
    if (!in_.take("(")) return in_.fail("`in` needs a bracket");
    Test test{fact, Operator::kIn, {}};
    do {
      LICET_TRY(value, in_.take_bare_value());
      test.literals.push_back(std::move(value));
    } while (in_.take(","));
    if (!in_.take(")")) return in_.fail("a bracket is not closed");
    return Predicate::of(std::move(test));
  }

  Scanner in_;
  const FactNames& names_;
  int depth_ = 0;
};

Predicate places(std::vector<Literal> members) {
  return Predicate::of({"destination", Operator::kIn, std::move(members)});
}

// members = MEMBER | "(" MEMBER {"," MEMBER} ["except" MEMBER {"," MEMBER}] ")", comma between
// them.
class PlaceParser {
 public:
  explicit PlaceParser(std::string_view text) : in_(text) {}

  Result<Predicate> parse() {
    std::vector<Predicate> parts;
    std::vector<Literal> plain;
    do {
      if (in_.peek('(')) {
        LICET_TRY(term, bracket());
        parts.push_back(std::move(term));
        continue;
      }
      LICET_TRY_DONE(member(plain));
    } while (in_.take(","));
    if (!in_.at_end()) return in_.fail("text after the end of the destinations");
    if (!plain.empty()) parts.push_back(places(std::move(plain)));
    return Predicate::any(std::move(parts));
  }

 private:
  Status member(std::vector<Literal>& out) {
    const std::string name = in_.take_name();
    if (name.empty()) return in_.fail("a destination is missing");
    out.push_back(name);
    return Done{};
  }

  Result<Predicate> bracket() {
    in_.take("(");
    std::vector<Literal> in, out;
    do {
      LICET_TRY_DONE(member(in));
    } while (in_.take(","));
    if (in_.take_word("except")) do {
        LICET_TRY_DONE(member(out));
      } while (in_.take(","));
    if (!in_.take(")")) return in_.fail("a bracket is not closed");
    if (out.empty()) return places(std::move(in));
    return Predicate::all({places(std::move(in)), Predicate::negation(places(std::move(out)))});
  }

  Scanner in_;
};

}  // namespace

Result<Predicate> parse_expression(std::string_view text, const FactNames& names) {
  return ExpressionParser(text, names).parse();
}

Result<Predicate> parse_destination_rule(std::string_view text) {
  text = trim(text);
  if (text == "worldwide") return Predicate::always();
  if (text == "none") return Predicate::never();
  if (text.starts_with("chart:") && text.size() > 6)
    return Predicate::chart_mark(std::string(text.substr(6)));
  if (text.starts_with("in:")) return PlaceParser(text.substr(3)).parse();
  if (text.starts_with("all_except:")) {
    LICET_TRY(out, PlaceParser(text.substr(11)).parse());
    return Predicate::negation(std::move(out));
  }
  return Error{Code::RuleSyntax, "", cat("`", printable(text), "` is no destination rule")};
}

}  // namespace licet::law
