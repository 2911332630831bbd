#include <gtest/gtest.h>

#include "composed_log.h"
#include "licet/base/text.h"
#include "licet/report/report.h"
#include "licet/report/since.h"
#include "licet/report/tables.h"
#include "tree_profile.h"

namespace licet::report::testing {
namespace {

const licence::Profile& bis() { return licence::testing::tree_profile("us-bis"); }

Folded folded_of(int applications, std::uint64_t seed = 5) {
  return fold(bis(), random_log(seed, applications, day_from_ymd(2020, 1, 1), 200).text(), "log")
      .value();
}

TEST(Report, WhatIsMissingFromTheFoldGivesNoReport) {
  Folded folded = folded_of(40);
  folded.stays.pop_back();
  const auto made = report(bis(), folded, Span{}, {});
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().code, Code::ReportUnbalanced);
  EXPECT_EQ(code_row(made.error().code).exit_status, 3);
  EXPECT_NE(made.error().detail.find("difference"), std::string::npos);
  EXPECT_FALSE(public_report(bis(), folded, Span{}).ok());
}

TEST(Report, StagesOfAStayMakeItsDays) {
  const Json made = report(bis(), folded_of(120), Span{}, {}).value();
  std::int64_t spent = 0;
  for (const auto& [state, one] : made.find("stages")->object())
    spent += one.find("gross")->find("sum")->integer();
  EXPECT_EQ(spent, made.find("days")->find("all")->find("sum")->integer());
}

TEST(Report, ShipmentsCountInTheirPeriodAndAreTakenBack) {
  ComposedLog log;
  const Day day = day_from_ymd(2020, 5, 1);
  const auto ship = [&](const char* key, Day on) {
    log.put("ship", "licence/D1", on,
            cat(R"({"licence":"D1","line":"1","on":")", to_string(on),
                R"(","value":{"amount":"10.25","currency":"USD"}})"), key);
  };
  ship("a", day);
  ship("b", day.plus(1));
  ship("c", day.plus(40));
  log.put("reverse", "licence/D1", day.plus(2),
          cat(R"({"of":"b","on":")", to_string(day.plus(2)), R"("})"), "d");
  const Folded folded = fold(bis(), log.text(), "log").value();
  const Json made = report(bis(), folded, Span{day, day.plus(30)}, {}).value();
  const Json* usd = made.find("values")->find("by_currency")->find("USD");
  EXPECT_EQ(usd->text("shipped"), "20.5");
  EXPECT_EQ(usd->text("taken_back"), "10.25");
  EXPECT_EQ(usd->text("shipped_net"), "10.25");
}

TEST(Report, CriteriaInForceAndThoseOnlyNamed) {
  ComposedLog log;
  const auto order = [&](const char* id, const char* from, const char* until) {
    log.put("policy", "policies", day_from_ymd(2020, 1, 1),
            cat(R"({"author":"Head","cite":"15 CFR 742.4","from":")", from, R"(","id":")", id,
                R"(","kind":"criterion","means":"as it says","until":")", until, R"("})"));
  };
  order("C-1", "2020-01-01", "");
  order("C-9", "2019-01-01", "2019-12-31");
  Story story;
  story.in = day_from_ymd(2020, 3, 1);
  story.days = 60;
  story.outcome = "denied";
  story.criteria = {"C-1", "C-7"};
  ASSERT_TRUE(tell_story(log, story).ok());
  const Folded folded = fold(bis(), log.text(), "log").value();
  const Json made =
      report(bis(), folded, parse_span("2020-01-01..2020-12-31").value(), {}).value();
  const Json* criteria = made.find("criteria");
  ASSERT_EQ(criteria->find("in_force")->array().size(), 1U);
  EXPECT_EQ(criteria->find("in_force")->array()[0].text("id"), "C-1");
  EXPECT_EQ(criteria->find("in_force")->array()[0].find("decisions")->integer(), 1);
  ASSERT_EQ(criteria->find("named_and_not_in_force")->array().size(), 1U);
  EXPECT_EQ(criteria->find("named_and_not_in_force")->array()[0].string(), "C-7");
}

TEST(Since, WhatTheLogNowSaysOtherwiseIsARestatement) {
  const Span first = parse_span("2020-01-01..2020-04-30").value();
  const Span next = parse_span("2020-05-01..2020-08-31").value();
  ComposedLog log = random_log(5, 90, day_from_ymd(2020, 1, 1), 200);
  const Folded before = fold(bis(), log.text(), "log").value();
  const Json old = report(bis(), before, first, {}).value();
  const Last last = read_last(old).value();
  const Json same = difference(last, old, report(bis(), before, next, {}).value());
  EXPECT_TRUE(same.find("restated")->array().empty());
  EXPECT_FALSE(same.find("changed")->array().empty());
  Story late;  // written down after the edition was made
  late.number = 1000;
  late.in = day_from_ymd(2020, 2, 1);
  late.outcome = "granted";
  ASSERT_TRUE(tell_story(log, late).ok());
  const Folded after = fold(bis(), log.text(), "log").value();
  const Json found = difference(last, report(bis(), after, first, {}).value(),
                                report(bis(), after, next, {}).value());
  std::string words;
  for (const Json& row : found.find("restated")->array())
    words += cat(row.text("words"), "\n");
  const std::int64_t granted = old.find("flow")->find("closed")->find("granted")->integer();
  EXPECT_NE(words.find(cat("flow; closed; granted: ", granted, " → ", granted + 1, " (+1)")),
            std::string::npos)
      << words;
  EXPECT_FALSE(found.find("same_log")->boolean());
}

TEST(Since, TwoPublicEditionsWhoseDaysCrossAreRefused) {
  const Folded folded = folded_of(150);
  const auto edition = [&](const char* days, int threshold = 5) {
    return public_report(bis(), folded, parse_span(days).value(), threshold).value();
  };
  const Last last = read_last(edition("2020-01-01..2020-03-31")).value();
  EXPECT_TRUE(may_follow(last, edition("2020-01-01..2020-03-31")).ok());
  EXPECT_TRUE(may_follow(last, edition("2020-04-01..2020-06-30")).ok());
  EXPECT_EQ(may_follow(last, edition("2020-01-01..2020-04-01")).error().code,
            Code::EditionsOverlap);
  EXPECT_EQ(may_follow(last, edition("2020-01-01..2020-03-31", 6)).error().place, "/threshold");
  const Json restricted = report(bis(), folded, Span{}, {}).value();
  EXPECT_EQ(may_follow(last, restricted).error().place, "/edition");
}

TEST(Since, WhatIsNoEditionIsNamed) {
  EXPECT_EQ(read_last(Json()).error().place, "/");
  EXPECT_EQ(read_last(read_json(R"({"edition":"secret"})").value()).error().place, "/edition");
  EXPECT_EQ(read_last(read_json(R"({"edition":"public","profile":"p","flow":{},"period":"x"})")
                          .value()).error().place, "/period");
}

TEST(Forms, ThePageNeedsNothingElseAndEscapesWhatItWasGiven) {
  ComposedLog log;
  Story story;
  story.in = day_from_ymd(2020, 3, 1);
  story.outcome = "granted";
  story.rating = "<script>alert('1')</script>";
  story.value = "5";
  ASSERT_TRUE(tell_story(log, story).ok());
  const Folded folded = fold(bis(), log.text(), "log").value();
  const std::string page = html_page(report(bis(), folded, Span{}, {}).value(), Json());
  for (const char* word : {"<script", "http:", "https:", "src=", "href=", "url(", "@import"})
    EXPECT_EQ(page.find(word), std::string::npos) << word;
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
  EXPECT_NE(page.find("<svg"), std::string::npos);
}

TEST(Forms, TablesOfThePublicEditionSayNoMoreThanIt) {
  const Folded folded = folded_of(120);
  const Json made = public_report(bis(), folded, parse_span("2020-02-01..2020-05-31").value())
                        .value();
  std::size_t small = 0;
  for (const Table& table : tables(made)) {
    for (const auto& row : table.rows) {
      ASSERT_EQ(row.size(), table.columns.size()) << table.name;
      for (const auto& field : row) small += field == "<5" || field == "withheld" ? 1 : 0;
    }
    EXPECT_EQ(csv(table).substr(0, table.columns[0].size()), table.columns[0]);
  }
  EXPECT_GT(small, 3U);
  const Json full = report(bis(), folded, Span{}, {}).value();
  for (const Table& table : tables(full))
    for (const auto& row : table.rows) ASSERT_EQ(row.size(), table.columns.size()) << table.name;
}

}  // namespace
}  // namespace licet::report::testing
