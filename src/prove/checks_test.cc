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

TEST(Checks, ACheckThatIsNotFinishedFails) {
  const auto found = faults(requirement("us.one", "when = { destination = '\"CN\"' }\n"), 0);
  ASSERT_FALSE(found.empty());
  EXPECT_NE(std::find(found.begin(), found.end(),
                      "rule_not_proved `us.one`: the solver gave up"),
            found.end());
}

}  // namespace
}  // namespace licet::prove
