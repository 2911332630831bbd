#include "history.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "licet/base/text.h"
#include "licet/report/report.h"
#include "source_dir.h"
#include "tree_profile.h"

namespace licet::report::testing {
namespace {

const licence::Profile& bis() { return licence::testing::tree_profile("us-bis"); }

std::string table(const char* name) {
  std::ifstream file(cat(kSourceDir, "/scenarios/report/", name), std::ios::binary);
  EXPECT_TRUE(file) << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Json report_of(const char* name, Day first, bool rest_open, const Published& published) {
  const auto log = compose_history(table(name), name, first, rest_open);
  EXPECT_TRUE(log.ok()) << to_line(log.error());
  const auto folded = fold(bis(), log.value().text(), "log");
  EXPECT_TRUE(folded.ok()) << to_line(folded.error());
  return report(bis(), folded.value(), Span{}, published).value();
}

Published figures(std::int64_t received, std::int64_t granted, std::int64_t returned,
                  std::int64_t denied) {
  Published out;
  out.source = "test";
  out.received = received;
  out.outcomes = {
      {"granted", granted}, {"returned_without_action", returned}, {"denied", denied}};
  return out;
}

std::string_view value_of(const Json& made, const char* outcome, const char* which) {
  return made.find("outcomes")->find(outcome)->find(which)->text("USD");
}

TEST(History, HuaweiIsNotComposedAsIfItAddedUp) {
  const auto log = compose_history(table("huawei-2020.csv"), "huawei", day_from_ymd(2020, 11, 9),
                                   false);
  ASSERT_FALSE(log.ok());
  EXPECT_EQ(log.error().code, Code::ReportUnbalanced);
  EXPECT_EQ(log.error().detail, "169 came in, 163 are accounted for; difference 6");
}

TEST(History, HuaweiWithTheRestLeftOpen) {
  const Json made =
      report_of("huawei-2020.csv", day_from_ymd(2020, 11, 9), true, figures(169, 113, 48, 2));
  EXPECT_FALSE(made.find("balanced")->boolean());  // what was published does not add up
  EXPECT_EQ(made.find("published")->find("difference")->integer(), 6);
  EXPECT_EQ(made.find("flow")->find("closing")->integer(), 6);
  EXPECT_EQ(value_of(made, "granted", "value_applied"), "61432330663");
  EXPECT_EQ(value_of(made, "granted", "value_authorised"), "61432330663");
  EXPECT_EQ(value_of(made, "returned_without_action", "value_applied"), "29775410958");
  EXPECT_EQ(value_of(made, "denied", "value_applied"), "57408002");
  const Json* ratings = made.find("breakdowns")->find("by_rating");
  const Json* ear99 = ratings->find("EAR99")->find("granted");
  EXPECT_EQ(ear99->find("applications")->integer(), 80);
  EXPECT_EQ(ear99->find("value_applied")->text("USD"), "44987976915");
}

// Nothing is told of two denials, and the rest gives them away no more.
TEST(History, HuaweiInPublic) {
  const auto log = compose_history(table("huawei-2020.csv"), "huawei", day_from_ymd(2020, 11, 9),
                                   true);
  const Folded folded = fold(bis(), log.value().text(), "log").value();
  const Json made = public_report(bis(), folded, Span{}).value();
  EXPECT_EQ(made.find("flow")->find("closed")->text("denied"), "<5");
  EXPECT_EQ(made.find("flow")->find("closing")->is_integer() &&
                made.find("flow")->find("closed")->find("granted")->is_integer() &&
                made.find("flow")->find("closed")->find("returned_without_action")->is_integer() &&
                made.find("flow")->find("received")->is_integer(),
            false);
}

TEST(History, TheFirstQuarterOf2022) {
  const Json made = report_of("entity-list-2022.csv", day_from_ymd(2022, 1, 3), false,
                              figures(242, 192, 31, 19));
  EXPECT_TRUE(made.find("balanced")->boolean()) << to_pretty(*made.find("published"));
}

TEST(History, FiscalYear2008TookTwentySevenDaysOnAverage) {
  const Json made = report_of("fiscal-2008.csv", day_from_ymd(2007, 10, 1), false,
                              figures(21293, 17945, 3171, 177));
  EXPECT_TRUE(made.find("balanced")->boolean());
  const Json* all = made.find("days")->find("all");
  EXPECT_EQ(all->find("count")->integer(), 21293);
  EXPECT_EQ(all->text("mean"), "27.00");
  const auto share = [&](const char* outcome) {
    return made.find("rates")->find(outcome)->find("of_received")->find("by_count")
        ->text("percent");
  };
  EXPECT_EQ(share("granted"), "84.28");  // published as 84
  EXPECT_EQ(share("returned_without_action"), "14.89");  // as 15
  EXPECT_EQ(share("denied"), "0.83");  // as 0.8
}

// Applications of the British profile, decided in the state "finalised": issued, refused, or
// neither.
ComposedLog british(int issued, int refused, int withdrawn) {
  ComposedLog log("uk-siel");
  const Day in = day_from_ymd(2023, 2, 6);
  for (int number = 1; number <= issued + refused + withdrawn; ++number) {
    log.open(number, in,
             R"({"goods":[{"quantity":"1","rating":"ML5","ref":"1","unit":"piece","value":"50"}],)"
             R"("parties":[{"country":"TR","name":"P","role":"end_user"}]})");
    log.tell(number, "submit", "exporter", "Ann", in);
    if (number > issued + refused) {
      log.tell(number, "withdraw", "exporter", "Ann", in.plus(3));
      continue;
    }
    for (int stage = 0; stage < 6; ++stage)
      log.tell(number, "forward", "system", "router", in.plus(1 + stage));
    if (number <= issued)
      log.tell(number, "grant", "lu_officer", "Lee", in.plus(14));
    else
      log.tell(number, "refuse", "lu_officer", "Lee", in.plus(21), R"({"criteria":["1"]})");
  }
  return log;
}

TEST(History, ABritishPageWhoseSharesMakeNinetyEightPercent) {
  const licence::Profile& siel = licence::testing::tree_profile("uk-siel");
  const ComposedLog log = british(90, 8, 2);
  const auto folded = fold(siel, log.text(), "log");
  ASSERT_TRUE(folded.ok()) << to_line(folded.error());
  const auto read = read_published(
      read_json(R"({"source":"a page","received":100,"outcomes":{"issued":90,"refused":8,)"
                R"("withdrawn":2},"shares":{"issued":"90.0","refused":"8.0"}})")
          .value());
  ASSERT_TRUE(read.ok()) << to_line(read.error());
  const Json made = report(siel, folded.value(), Span{}, read.value()).value();
  EXPECT_EQ(made.find("flow")->find("closed")->find("issued")->integer(), 90);
  EXPECT_EQ(made.find("flow")->find("closed")->find("refused")->integer(), 8);
  EXPECT_EQ(made.find("flow")->find("closed")->find("withdrawn")->integer(), 2);
  EXPECT_TRUE(made.find("published")->find("balanced")->boolean());
  const Json* shares = made.find("published")->find("shares");
  EXPECT_EQ(shares->text("sum"), "98");
  EXPECT_EQ(shares->text("difference"), "2");
  EXPECT_FALSE(shares->find("balanced")->boolean());
  EXPECT_FALSE(made.find("balanced")->boolean());
  // Fourteen days from a Monday are ten business days, and the clock counts cut-offs at 18:00.
  EXPECT_EQ(made.find("days")->find("issued")->text("mean"), "14.00");
  EXPECT_EQ(made.find("clock_days")->find("issued")->text("mean"), "10.00");
  EXPECT_EQ(made.find("rates")->find("issued")->find("of_granted_and_denied")->find("by_count")
                ->text("percent"),
            "91.84");
}

TEST(History, SharesThatOnlyRoundingPartsFromAHundredAddUp) {
  const auto read = [](const char* shares) {
    const auto json = read_json(cat(
        R"({"source":"a page","received":3,"outcomes":{"granted":3},"shares":)", shares, "}"));
    return read_published(json.value());
  };
  ComposedLog log;
  for (int number = 1; number <= 3; ++number) {
    Story story;
    story.number = number;
    story.in = day_from_ymd(2020, 1, 2);
    story.outcome = "granted";
    ASSERT_TRUE(tell_story(log, story).ok());
  }
  const Folded folded = fold(bis(), log.text(), "log").value();
  const auto balanced = [&](const char* shares) {
    return report(bis(), folded, Span{}, read(shares).value()).value().find("balanced")->boolean();
  };
  EXPECT_TRUE(balanced(R"({"a":"33.3","b":"33.3","c":"33.3"})"));
  EXPECT_FALSE(balanced(R"({"a":"33.3","b":"33.3","c":"33.2"})"));
  EXPECT_EQ(read(R"({"a":5})").error().place, "/shares/a");
}

}  // namespace
}  // namespace licet::report::testing
