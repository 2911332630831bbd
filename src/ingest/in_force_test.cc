#include "licet/ingest/in_force.h"

#include <gtest/gtest.h>

#include "test_data.h"

namespace licet::ingest {
namespace {

using test_data::day;
using test_data::register_rules;

InForce days(const char* citations, const char* start, const char* file = "2022-05-06") {
  RowFacts facts{law::parse_citations(citations), std::nullopt};
  if (*start) facts.start = day(start);
  return in_force_days(facts, register_rules(), day(file));
}

void expect(const InForce& got, const char* possible, const char* certain) {
  EXPECT_EQ(to_string(got.possible_from), possible);
  EXPECT_EQ(to_string(got.certain_from), certain);
}

TEST(InForce, ARuleBeginsOnItsEffectiveDayNotOnTheDayItIsPrinted) {
  const InForce huawei = days("84 FR 22963, 84 FR 43495, 85 FR 29853, 85 FR 51603", "2019-05-21");
  expect(huawei, "2019-05-16", "2019-05-16");
  EXPECT_EQ(to_string(huawei.published), "2019-05-21");
  EXPECT_EQ(huawei.instruments, (std::vector<std::string>{"84 FR 22961", "84 FR 43493",
                                                          "85 FR 29849", "85 FR 51596"}));
  expect(days("84 FR 43495, 85 FR 29852", "2019-08-21"), "2019-08-19", "2019-08-19");
  expect(days("85 FR 51596; 85 FR 52898", "2020-08-20"), "2020-08-17", "2020-08-17");
}

TEST(InForce, WithoutStartTheEarliestCitationIsTheListingRule) {
  expect(days("85 FR 51603, 84 FR 22961", ""), "2019-05-16", "2019-05-16");
}

TEST(InForce, AnUnknownRuleLeavesSixtyDaysOfDoubt) {
  expect(days("83 FR 44824", "2018-09-04"), "2018-07-06", "2018-09-04");
  expect(days("", "2018-09-04"), "2018-07-06", "2018-09-04");
  // The one known rule is a later amendment, not the listing rule.
  expect(days("83 FR 44824, 85 FR 51603", "2018-09-04"), "2018-07-06", "2018-09-04");
}

TEST(InForce, AVolumeGivesTheYear) {
  expect(days("77 FR 25055", ""), "2011-11-02", "2012-12-31");
  expect(days("87 FR 20299", "", "2022-05-06"), "2021-11-02", "2022-05-06");  // not after the file
}

TEST(InForce, NothingKnownIsNeverAClearAnswerAboutThePast) {
  const InForce got = days("", "");
  EXPECT_EQ(got.possible_from, kAlways);
  EXPECT_EQ(to_string(got.certain_from), "2022-05-06");
  EXPECT_EQ(days("Vol. 86, No. 71", "").possible_from, kAlways);
  EXPECT_EQ(days("999 FR 1", "").possible_from, kAlways);  // a volume of the future
}

TEST(InForce, WhereTwoRulesCouldBeMeantTheDoubtIsWidest) {
  // Printed on the day of the second rule, but an earlier rule is cited too.
  expect(days("84 FR 22961, 85 FR 51603", "2020-08-20"), "2019-05-16", "2020-08-17");
  expect(days("83 FR 1, 85 FR 51603", "2020-08-20"), "2017-11-02", "2020-08-17");
  // Every rule is known and none was printed on start_date.
  expect(days("84 FR 22961", "2019-06-30"), "2019-05-01", "2019-06-30");
  expect(days("84 FR 22961", "2019-03-01"), "2018-12-31", "2019-05-16");
}

TEST(InForce, PossibleNeverLiesAfterCertain) {
  for (const char* cites : {"", "84 FR 22963", "83 FR 1", "84 FR 22963, 85 FR 51603", "1 FR 1"})
    for (const char* start : {"", "1990-01-01", "2019-05-21", "2020-08-20", "2022-05-06"})
      for (const char* file : {"2019-05-17", "2022-05-06"}) {
        const InForce got = days(cites, start, file);
        EXPECT_LE(got.possible_from, got.certain_from) << cites << " " << start << " " << file;
      }
}

}  // namespace
}  // namespace licet::ingest
