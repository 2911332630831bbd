#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "licet/law/predicate.h"
#include "licet/law/vocabulary.h"

// The three small languages of rules, read into one tree: cells, expressions, destination rules.
namespace licet::law {
namespace {

using Kind = Predicate::Kind;

// The tree in one line: "any(in x [a b], not(x >= 5))".
std::string shape(const Predicate& predicate) {
  static constexpr std::string_view kNames[] = {"", "always", "never", "all", "any", "not"};
  static constexpr std::string_view kOperators[] = {"", "in", "<", "<=", ">", ">=", "between"};
  if (predicate.kind == Kind::kTest) {
    const Test& test = predicate.test;
    std::string out = cat(test.fact, " ", kOperators[int(test.op)]);
    if (test.op == Operator::kInterval) out += test.low_open ? " (" : " [";
    for (const Literal& literal : test.literals) out += cat(" ", to_string(literal));
    if (test.op == Operator::kInterval) out += test.high_open ? " )" : " ]";
    return out;
  }
  if (predicate.kind == Kind::kChartMark) return cat("chart ", predicate.column);
  if (predicate.kind == Kind::kUnclear) return "unclear";
  std::string out(kNames[int(predicate.kind)]);
  if (predicate.parts.empty()) return out;
  out += "(";
  for (const Predicate& part : predicate.parts)
    out += cat(out.back() == '(' ? "" : ", ", shape(part));
  return out + ")";
}

std::string cell(std::string_view text) {
  const auto parsed = parse_cell("x", text);
  return parsed.ok() ? shape(parsed.value())
                     : cat(code_row(parsed.error().code).name, ": ", parsed.error().detail);
}

class AnyName : public FactNames {
 public:
  std::string full_name(std::string_view written) const override {
    return written == "nothing" ? "" : cat("item.", written);
  }
};

std::string expression(std::string_view text) {
  const auto parsed = parse_expression(text, AnyName());
  return parsed.ok() ? shape(parsed.value())
                     : cat(code_row(parsed.error().code).name, ": ", parsed.error().detail);
}

std::string destinations(std::string_view text) {
  const auto parsed = parse_destination_rule(text);
  return parsed.ok() ? shape(parsed.value())
                     : cat(code_row(parsed.error().code).name, ": ", parsed.error().detail);
}

TEST(Cell, Forms) {
  EXPECT_EQ(cell("-"), "always");
  EXPECT_EQ(cell(" - "), "always");
  EXPECT_EQ(cell("\"EAR99\""), "x in EAR99");
  EXPECT_EQ(cell("\"a\", \"b\" or \"c\""), "x in a b c");
  EXPECT_EQ(cell("true"), "x in true");
  EXPECT_EQ(cell("-5"), "x in -5");
  EXPECT_EQ(cell("2019-05-16"), "x in 2019-05-16");
  EXPECT_EQ(cell("<= 5000"), "x <= 5000");
  EXPECT_EQ(cell("<5000.50"), "x < 5000.5");
  EXPECT_EQ(cell(">= 2019-05-16"), "x >= 2019-05-16");
  EXPECT_EQ(cell("> 0"), "x > 0");
  EXPECT_EQ(cell("[1..10]"), "x between [ 1 10 ]");
  EXPECT_EQ(cell("(1 .. 10)"), "x between ( 1 10 )");
  EXPECT_EQ(cell("[2019-05-20..2019-08-18)"), "x between [ 2019-05-20 2019-08-18 )");
  EXPECT_EQ(cell("in group D:5"), "x in D:5");
  EXPECT_EQ(cell("in set foes, \"CU\""), "x in set:foes CU");
  EXPECT_EQ(cell("not(\"CU\",\"IR\")"), "not(x in CU IR)");
  EXPECT_EQ(cell("not(not(\"a\"))"), "not(not(x in a))");
}

TEST(Cell, AlternativesAreOneOr) {
  EXPECT_EQ(cell("\"a\", < 5, \"b\""), "any(x in a b, x < 5)");
  EXPECT_EQ(cell("not(\"a\") or [1..2]"), "any(not(x in a), x between [ 1 2 ])");
  EXPECT_EQ(cell("not(in group D:1 or \"CN\"), \"DE\""), "any(x in DE, not(x in D:1 CN))");
}

TEST(Cell, WhatIsRefused) {
  for (std::string_view bad :
       {"", "EAR99", "\"a", "\"a\" \"b\"", "\"a\",", "not \"a\"", "not(\"a\"", "in", "in group",
        "in groups D:5", "[1..2", "[1,2]", "[..2]", "[1..]", "<", "< =5", "=5", "==5", "!= 5",
        "2019-02-30", "--", "- \"a\"", "1..2", "1.2.3", "not()", ")", "1e5", "5.", "\"a\"or\"b\"x"})
    EXPECT_TRUE(cell(bad).starts_with("rule_syntax: ")) << bad << " gave " << cell(bad);
}

TEST(Cell, TheErrorShowsWhere) {
  EXPECT_EQ(cell("not(\"a\""), "rule_syntax: a bracket is not closed at `` in `not(\"a\"`");
}

TEST(Cell, DepthHasALimit) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "not(";
  EXPECT_NE(cell(deep).find("deep"), std::string::npos);
}

TEST(Expression, Precedence) {
  EXPECT_EQ(expression("a = 1 or b = 2 and c = 3"),
            "any(item.a in 1, all(item.b in 2, item.c in 3))");
  EXPECT_EQ(expression("(a = 1 or b = 2) and c = 3"),
            "all(any(item.a in 1, item.b in 2), item.c in 3)");
  EXPECT_EQ(expression("not(a = 1 and b = 2) or c = 3"),
            "any(not(all(item.a in 1, item.b in 2)), item.c in 3)");
  EXPECT_EQ(expression("not(not(a = 1))"), "not(not(item.a in 1))");
}

TEST(Expression, Tests) {
  EXPECT_EQ(expression("eccn in (5A992.c, 1C350..1C355,EAR99)"),
            "item.eccn in 5A992.c 1C350..1C355 EAR99");
  EXPECT_EQ(expression("p in [1..10.5]"), "item.p between [ 1 10.5 ]");
  EXPECT_EQ(expression("p != true"), "not(item.p in true)");
  EXPECT_EQ(expression("p<=5 and q>2 and r>=1 and s<0"),
            "all(item.p <= 5, item.q > 2, item.r >= 1, item.s < 0)");
  EXPECT_EQ(expression("order = order_of and not(nota = 1)"),
            "all(item.order in order_of, not(item.nota in 1))");
}

TEST(Expression, WhatIsRefused) {
  for (std::string_view bad :
       {"", "a", "a =", "= 1", "a = 1 and", "a = 1 b = 2", "a in", "a in 1", "a in (", "a in ()",
        "a in (1,)", "a in (1", "a in [1..2", "a in [1,2]", "not a = 1", "(a = 1", "a = 1)",
        "a < ", "a in [..2]", "or", "a == 1"})
    EXPECT_TRUE(expression(bad).starts_with("rule_syntax: ")) << bad << ": " << expression(bad);
  EXPECT_EQ(expression("a = 1 or nothing = 2"),
            "rule_unknown_fact: `nothing` is in no section of facts");
  EXPECT_NE(expression(std::string(100000, '(')).find("deep"), std::string::npos);
}

TEST(DestinationRule, Forms) {
  EXPECT_EQ(destinations("worldwide"), "always");
  EXPECT_EQ(destinations("none"), "never");
  EXPECT_EQ(destinations("chart:NS1"), "chart NS1");
  EXPECT_EQ(destinations("in:CN"), "destination in CN");
  EXPECT_EQ(destinations("all_except:CA,GB"), "not(destination in CA GB)");
  EXPECT_EQ(destinations("in:CN,E:1,set:foes,UA-43"), "destination in CN E:1 set:foes UA-43");
  EXPECT_EQ(destinations("in:MO,(D:1, D:5 except A:5,A:6)"),
            "any(all(destination in D:1 D:5, not(destination in A:5 A:6)), destination in MO)");
  EXPECT_EQ(destinations("in:(D:1)"), "destination in D:1");
}

TEST(DestinationRule, WhatIsRefused) {
  for (std::string_view bad : {"", "everywhere", "in:", "in:CN,", "in:(D:1", "in:()", "in:CN)",
                               "in:(D:1 except )", "in:((D:1))", "all_except:", "chart:",
                               "section:15 CFR 746.1(b)"})
    EXPECT_TRUE(destinations(bad).starts_with("rule_syntax: ")) << bad << ": " << destinations(bad);
}

}  // namespace
}  // namespace licet::law
