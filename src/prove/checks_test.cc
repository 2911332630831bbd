#include "licet/prove/checks.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "licet/base/text.h"
#include "test_rules.h"

namespace licet::prove {
namespace {

using law::testing::norm;

// "code place" of each fault.
std::vector<std::string> faults(const std::string& norms, unsigned effort = Prover::kEffort) {
  const auto rules = law::testing::small_rules(norms);
  std::vector<std::string> found;
  for (const Error& error : check_rules(*rules, effort))
    found.push_back(cat(code_row(error.code).name, " ", error.detail));
  return found;
}

std::string requirement(std::string_view id, std::string_view more) {
  return norm(id, "requirement", cat("reason = \"end_use\"\n", more));
}
std::string exception(std::string_view overcomes, std::string_view more) {
  return norm("us.serves", "exception",
              cat("authority = \"exception:GOV\"\novercomes = [\"", overcomes, "\"]\n", more));
}

TEST(Checks, RulesThatCanApplyHaveNoFault) {
  EXPECT_EQ(faults(requirement("us.one", "when = { destination = '\"CN\"' }\n") +
                   exception("us.one", "when = { end_use = '\"nuclear\"' }\n")),
            std::vector<std::string>());
}

TEST(Checks, ANormThatNothingMeetsIsDead) {
  const auto found = faults(requirement(
      "us.one", "when = { \"item.net_value_usd\" = '< 100', \"item.made_on\" = '< 2020-01-01' }\n"
                "when_any = [{ \"item.net_value_usd\" = '> 100' }, { \"item.made_on\" = "
                "'> 2020-01-01' }]\n"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], "rule_dead `us.one`: no transaction on any day of its span meets its "
                      "conditions");
}

TEST(Checks, AnExceptionThatIsAlwaysBarredIsDead) {
  const std::string rules = requirement("us.one", "") +
                            exception("us.one", "when = { destination = 'in group D:1' }\n");
  EXPECT_EQ(faults(rules), std::vector<std::string>());
  const auto found = faults(rules + norm("us.bar", "bar", "defeats = [\"us.serves\"]\nwhen = { "
                                                         "destination = '\"CN\"' }\n"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], "rule_dead `us.serves`: whatever it could serve is barred: it can never be "
                      "used");
}

// A bar that something lifts, or that has ended, leaves room.
TEST(Checks, ABarThatDoesNotAlwaysStandKillsNothing) {
  const std::string rules = requirement("us.one", "") +
                            exception("us.one", "when = { destination = '\"CN\"' }\n");
  const std::string bar = "defeats = [\"us.serves\"]\n";
  EXPECT_EQ(faults(rules + norm("us.bar", "bar", bar) +
                   norm("us.spares", "carve_out",
                        "defeats = [\"us.bar\"]\nwhen = { end_use = '\"nuclear\"' }\n")),
            std::vector<std::string>());
  EXPECT_EQ(faults(rules + norm("us.bar", "bar", cat(bar, "in_force = \"..2021-06-30\"\n"))),
            std::vector<std::string>());
}

TEST(Checks, AnExceptionNamesWhatItLiftsOfPart744) {
  const std::string listed = requirement("us.ear.744.one", "when = { destination = '\"CN\"' }\n");
  for (const char* target : {"us.ear.744.one", "reason:end_use", "us.ear.744.*"})
    EXPECT_EQ(faults(listed + exception(target, "")), std::vector<std::string>()) << target;
  const auto found = faults(listed + exception("reason:*", ""));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], "rule_overcomes `us.serves`: lifts `us.ear.744.one`, which it does not name");
}

// One transaction, two norms of one reason; conditions need not be the same.
TEST(Checks, WhatCanAndCannotBeLiftedIsAConflict) {
  const std::string one = requirement("us.one", "when = { destination = '\"CN\"' }\n");
  const auto never = [](std::string_view when) {
    return norm("us.never", "prohibition", cat("reason = \"end_use\"\nwhen = ", when, "\n"));
  };
  const auto found = faults(one + never("{ end_use = '\"nuclear\"' }"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].starts_with("rule_clash `us.never`: and `us.one`: one can be lifted, the "
                                   "other cannot, and neither defeats the other: destination CN"))
      << found[0];
  EXPECT_EQ(faults(one + never("{ destination = '\"DE\"' }")), std::vector<std::string>());
}

std::string version(std::string_view id, std::string_view days, std::string_view when) {
  return requirement(id, cat("in_force = \"", days, "\"\nwhen = { destination = '\"", when,
                             "\"' }\n"));
}

TEST(Checks, DaysBetweenTwoVersionsOfAProvisionAreAGap) {
  const std::string before = version("us.one", "2019-01-01..2020-06-28", "CN");
  EXPECT_EQ(faults(before + version("us.two", "2020-06-29..", "CN")),
            std::vector<std::string>());
  const auto found = faults(before + version("us.two", "2020-07-01..", "CN"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].starts_with("rule_gap `us.two`: nothing of `us.one` and it stands from "
                                   "2020-06-29 to 2020-06-30: destination CN"))
      << found[0];
  // A sibling that stands all the time covers other transactions only.
  const std::string gap = before + version("us.two", "2020-07-01..", "CN");
  const auto beside = faults(gap + version("us.other", "2018-01-01..", "DE"));
  ASSERT_EQ(beside.size(), 1u);
  EXPECT_TRUE(beside[0].starts_with("rule_gap `us.two`")) << beside[0];
  EXPECT_EQ(faults(gap + version("us.other", "2018-01-01..", "CN\", \"DE")),
            std::vector<std::string>());
  // Of another place, or with a third between them.
  EXPECT_EQ(faults(before + version("us.two", "2020-07-01..", "DE")),
            std::vector<std::string>());
  EXPECT_EQ(faults(before + version("us.two", "2020-06-29..2020-06-30", "CN") +
                   version("us.three", "2020-07-01..", "CN")),
            std::vector<std::string>());
}

TEST(Checks, TwoVersionsOfAProvisionOnOneDayAreAClash) {
  const auto found = faults(version("us.one", "2019-01-01..2020-07-31", "CN") +
                            version("us.two", "2020-07-01..", "CN"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].starts_with("rule_clash `us.two`: `us.one` has not ended when it begins"))
      << found[0];
}

TEST(Checks, ACheckThatIsNotFinishedFails) {
  const auto found = faults(requirement("us.one", "when = { destination = '\"CN\"' }\n"), 0);
  ASSERT_FALSE(found.empty());
  EXPECT_NE(std::find(found.begin(), found.end(),
                      "rule_not_proved `us.one`: the solver gave up"),
            found.end());
}

}  // namespace
}  // namespace licet::prove
