#include "licet/prove/boundary.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "licet/base/text.h"
#include "test_rules.h"

namespace licet::prove {
namespace {

using law::Tri;
using law::testing::norm;
using law::testing::small_rules;

constexpr std::string_view kTwoConditions =
    "reason = \"end_use\"\nin_force = \"2020-01-01..2021-06-30\"\n"
    "when = { destination = '\"CN\"', \"item.net_value_usd\" = '> 100' }\n"
    "when_any = [\n  { end_use = '\"nuclear\"' },\n  { \"item.made_on\" = '> 2020-01-01' },\n]\n";

// Every variation that is not proved equal is told from the norm by some world.
void expect_told(const law::RuleSet& rules, const law::Norm& norm, const Boundary& boundary) {
  for (const Variation& variation : variations_of(norm)) {
    const auto is = [&](const std::string& what) { return what == variation.what; };
    if (std::any_of(boundary.equal.begin(), boundary.equal.end(), is)) continue;
    if (std::any_of(boundary.open.begin(), boundary.open.end(), is)) continue;
    EXPECT_TRUE(std::any_of(boundary.worlds.begin(), boundary.worlds.end(),
                            [&](const World& world) {
                              return world.applies != (variation.norm
                                                           ? judge(rules, *variation.norm, world)
                                                           : Tri::kFalse);
                            }))
        << norm.id << " " << variation.what;
  }
}

TEST(Boundary, TellsEachConditionAlternativeAndDay) {
  const auto rules = small_rules(norm("us.one", "requirement", kTwoConditions));
  const law::Norm& one = *rules->find("us.one");
  const Boundary boundary = boundary_of(*rules, one);
  EXPECT_TRUE(boundary.equal.empty());
  EXPECT_TRUE(boundary.open.empty());
  EXPECT_EQ(variations_of(one).size(), 7u);  // struck, two conditions, two alternatives, two days
  expect_told(*rules, one, boundary);
  std::vector<std::string> days;
  for (const World& world : boundary.worlds)
    if (world.applies == Tri::kTrue) days.push_back(to_string(world.day));
  EXPECT_NE(std::find(days.begin(), days.end(), "2020-01-01"), days.end());
  EXPECT_NE(std::find(days.begin(), days.end(), "2021-06-30"), days.end());
}

TEST(Boundary, AConditionThatAnotherImpliesIsEqual) {
  const auto rules = small_rules(
      norm("us.one", "requirement",
           "reason = \"end_use\"\nwhen = { \"item.net_value_usd\" = '> 100' }\n"
           "unless = { \"item.net_value_usd\" = '< 50' }\n"));
  const Boundary boundary = boundary_of(*rules, *rules->find("us.one"));
  EXPECT_EQ(boundary.equal, std::vector<std::string>{"without unless item.net_value_usd"});
}

TEST(Boundary, ASolverThatGivesUpFindsNothingAndProvesNothing) {
  const auto rules = small_rules(norm("us.one", "requirement", kTwoConditions));
  const Boundary boundary = boundary_of(*rules, *rules->find("us.one"), 0);
  EXPECT_TRUE(boundary.worlds.empty());
  EXPECT_TRUE(boundary.equal.empty());
  EXPECT_EQ(boundary.open.size(), 7u);
}

// What is written is what is read, and it says the same.
TEST(Boundary, WorldsComeBackFromTheirJson) {
  const auto rules = small_rules(norm("us.one", "requirement", kTwoConditions));
  const law::Norm& one = *rules->find("us.one");
  for (const World& world : boundary_of(*rules, one).worlds) {
    const auto read = read_world(*rules, to_json(world));
    ASSERT_TRUE(read.ok()) << to_canonical(to_json(world));
    EXPECT_EQ(to_json(read.value()), to_json(world));
    EXPECT_EQ(judge(*rules, one, read.value()), world.applies);
  }
}

TEST(Boundary, AWorldThatIsMalformedIsRefused) {
  const auto rules = small_rules(norm("us.one", "requirement", kTwoConditions));
  const auto code = [&](std::string_view text) {
    const auto world = read_world(*rules, read_json(text).value());
    return world.ok() ? std::string("read") : std::string(code_row(world.error().code).name);
  };
  EXPECT_EQ(code(R"({"on":"2020-02-01","facts":{"destination":"CN"},"expect":"yes"})"), "read");
  EXPECT_EQ(code(R"({"on":"2020-02-01","facts":{"no.such":"CN"},"expect":"yes"})"),
            "rule_unknown_fact");
  EXPECT_EQ(code(R"({"on":"2020-02-01","facts":{"end_use":"nuclear"},"expect":"yes"})"),
            "json_wrong_type");
  EXPECT_EQ(code(R"({"on":"2020-02-01","facts":{"item.net_value_usd":7},"expect":"yes"})"),
            "json_wrong_type");
  EXPECT_EQ(code(R"({"on":"2020-02-01","expect":"yes"})"), "json_missing_key");
  EXPECT_EQ(code(R"({"on":"2020-02-01","facts":{},"expect":"perhaps"})"), "bad_value");
  EXPECT_NE(code(R"({"on":"2020-02-31","facts":{},"expect":"yes"})"), "read");
}

}  // namespace
}  // namespace licet::prove
