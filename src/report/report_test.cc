#include "licet/report/report.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "tree_profile.h"

// The logs here are composed; only the totals are those that were published.
namespace licet::report::testing {
namespace {

// An export, line by line. The leaf is not read by the fold.
class Log {
 public:
  void open(int number, const std::string& value) {
    put(number, "application_opened", "2020-11-09T00:00:00",
        cat(R"({"by":"Ann","given":{"goods":[{"currency":"USD","rating":"EAR99","ref":"1",)"
            R"("value":")", value, R"("}],"parties":[{"country":"CN","name":"P",)"
            R"("role":"end_user"}]},"profile":"us-bis"})"));
    tell(number, "submit", "applicant", "Ann", "2020-11-10");
    tell(number, "register", "licensing_officer", "Lee", "2020-11-10");
  }
  void propose(int number, const std::string& type) {
    tell(number, "consolidate", "licensing_officer", "Lee", "2020-11-20",
         cat(R"({"criteria":["C-)", type, R"("],"type":")", type, R"("})"));
    tell(number, "countersign", "countersigner", "Marsh", "2020-11-21");
  }
  void grant(int number) {
    propose(number, "approve");
    tell(number, "grant", "licensing_officer", "Lee", "2020-12-07");
  }
  void give_back(int number) {
    tell(number, "return", "licensing_officer", "Lee", "2020-12-07", R"({"reason":"incomplete"})");
  }
  void deny(int number) {
    propose(number, "deny");
    tell(number, "intend_to_deny", "licensing_officer", "Lee", "2020-12-01");
    tell(number, "deny", "licensing_officer", "Lee", "2021-02-01");
  }
  void tell(int number, const char* event, const char* role, const char* person, const char* on,
            const std::string& details = "{}") {
    put(number, "application_event", cat(on, "T00:00:00"),
        cat(R"({"at":")", on, R"(","details":)", details, R"(,"event":")", event,
            R"(","person":")", person, R"(","role":")", role, R"("})"));
  }
  void put(int number, const char* kind, const std::string& at, const std::string& body) {
    ++size;
    text += cat(R"({"leaf":"","record":{"at":")", at, R"(","body":)", body, R"(,"key":"k",)",
                R"("kind":")", kind, R"(","sequence":)", size, R"(,"stream":"application/A-)",
                number, "\"}}\n");
  }
  std::string text;
  std::int64_t size = 0;
};

Log history(int granted, int returned, int denied, int open) {
  Log log;
  int number = 0;
  for (int i = 0; i < granted; ++i) log.open(++number, "100.50"), log.grant(number);
  for (int i = 0; i < returned; ++i) log.open(++number, "10"), log.give_back(number);
  for (int i = 0; i < denied; ++i) log.open(++number, "2"), log.deny(number);
  for (int i = 0; i < open; ++i) log.open(++number, "1");
  return log;
}

std::int64_t closed(const Json& report, const char* state) {
  const Json* found = report.find("flow")->find("closed")->find(state);
  return found == nullptr ? 0 : found->integer();
}

Published published(std::int64_t received, std::int64_t granted, std::int64_t returned,
                    std::int64_t denied) {
  return {"test", 0, received, 0,
          {{"granted", granted}, {"returned_without_action", returned}, {"denied", denied}}, {}, 0};
}

TEST(Report, HuaweiDoesNotAddUp) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  const auto folded = fold(bis, history(113, 48, 2, 6).text, "log");
  ASSERT_TRUE(folded.ok()) << to_line(folded.error());
  const Span period = parse_span("2020-11-09..2021-04-20").value();
  const Json out = report(bis, folded.value(), period, published(169, 113, 48, 2)).value();
  EXPECT_EQ(closed(out, "granted"), 113);
  EXPECT_EQ(closed(out, "returned_without_action"), 48);
  EXPECT_EQ(closed(out, "denied"), 2);
  EXPECT_EQ(out.find("flow")->find("received")->integer(), 169);
  EXPECT_EQ(out.find("flow")->find("closing")->integer(), 6);
  EXPECT_TRUE(out.find("flow")->find("balanced")->boolean());
  EXPECT_FALSE(out.find("balanced")->boolean());
  EXPECT_EQ(out.find("published")->find("difference")->integer(), 6);
  const Json* rate = out.find("rates")->find("granted");
  EXPECT_EQ(rate->find("of_decided")->find("by_count")->text("percent"), "69.33");
  EXPECT_EQ(rate->find("of_granted_and_denied")->find("by_count")->text("percent"), "98.26");
  const Json* returned = out.find("rates")->find("returned_without_action");
  EXPECT_EQ(returned->find("of_granted_and_denied"), nullptr);  // it is no part of them
  EXPECT_EQ(returned->find("of_received")->find("by_count")->text("percent"), "28.40");
  EXPECT_EQ(out.find("outcomes")->find("granted")->find("value_applied")->text("USD"), "11356.5");
}

TEST(Report, TheFirstQuarterOf2022AddsUp) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  const auto folded = fold(bis, history(192, 31, 19, 0).text, "log");
  ASSERT_TRUE(folded.ok()) << to_line(folded.error());
  const Json out = report(bis, folded.value(), Span{}, published(242, 192, 31, 19)).value();
  EXPECT_TRUE(out.find("balanced")->boolean()) << to_pretty(out);
  EXPECT_EQ(out.find("days")->find("granted")->text("mean"), "27.00");
  EXPECT_EQ(out.find("criteria")->find("by_criterion")->find("C-deny")->find("denied")->integer(),
            19);
}

TEST(Report, EverySplitOfThePeriodBalancesAndJoins) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  const auto folded = fold(bis, history(7, 5, 3, 2).text, "log");
  ASSERT_TRUE(folded.ok()) << to_line(folded.error());
  const Day first = parse_day("2020-11-01").value();
  for (int cut = 0; cut < 120; ++cut) {
    const Json one = report(bis, folded.value(), Span{first, first.plus(cut)}, {}).value();
    const Json two = report(bis, folded.value(), Span{first.plus(cut), kForever}, {}).value();
    EXPECT_TRUE(one.find("balanced")->boolean() && two.find("balanced")->boolean()) << cut;
    EXPECT_EQ(*one.find("flow")->find("closing"), *two.find("flow")->find("opening")) << cut;
    for (const char* state : {"granted", "returned_without_action", "denied"})
      EXPECT_EQ(closed(one, state) + closed(two, state),
                state[0] == 'g' ? 7 : state[0] == 'r' ? 5 : 3);
  }
}

TEST(Report, AGapOrAForgedEventIsNamed) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  Log log = history(1, 0, 0, 0);
  const std::string gap = log.text.substr(log.text.find('\n') + 1);
  EXPECT_EQ(fold(bis, gap, "log").error().place, "log:1#/record/sequence");
  log.tell(1, "grant", "licensing_officer", "Lee", "2020-12-08");
  const auto forged = fold(bis, log.text, "log");
  ASSERT_FALSE(forged.ok());
  EXPECT_EQ(forged.error().code, Code::LedgerCorrupt);
  EXPECT_EQ(forged.error().place, "log:7#/record/body/event");
}

TEST(Report, AnErrorInsideARecordNamesFileAndLine) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  for (const auto& [was, is] : {std::pair("2020-11-09T00:00:00", "2020-11-09T"),
                                std::pair(R"("value":"100.50")", R"("value":"much")")}) {
    std::string text = history(1, 0, 0, 0).text;
    text.replace(text.find(was), std::string_view(was).size(), is);
    const auto folded = fold(bis, text, "log");
    ASSERT_FALSE(folded.ok()) << is;
    EXPECT_TRUE(folded.error().place.starts_with("log:1#")) << folded.error().place;
  }
}

TEST(Report, PercentIsExact) {
  EXPECT_EQ(percent(113, 163), "69.33");
  EXPECT_EQ(percent(1, 200), "0.50");
  EXPECT_EQ(percent(1, 1000), "0.10");
  EXPECT_EQ(percent(0, 0), "");
}

}  // namespace
}  // namespace licet::report::testing
