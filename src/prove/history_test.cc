#include "licet/prove/history.h"

#include <gtest/gtest.h>

#include <map>

#include "licet/base/text.h"
#include "test_rules.h"

namespace licet::prove {
namespace {

using law::testing::norm;

Day day(std::string_view text) { return parse_day(text).value(); }

// "day id direction".
std::vector<std::string> said(const std::vector<Turn>& turns) {
  std::vector<std::string> lines;
  for (const Turn& turn : turns)
    lines.push_back(cat(to_string(turn.day), " ",
                        turn.before == nullptr ? "" : cat("-", turn.before->id, " "),
                        turn.after == nullptr ? "" : cat("+", turn.after->id, " "),
                        turn.proof.direction ? to_string(*turn.proof.direction)
                                             : std::string_view("?")));
  return lines;
}

TEST(History, AVersionThatFollowsAnotherIsOneTurn) {
  const auto rules = law::testing::small_rules(
      norm("us.old", "requirement",
           "reason = \"end_use\"\nin_force = \"2020-01-01..2020-05-31\"\nwhen = { destination = "
           "'\"CN\"' }\n") +
      norm("us.new", "requirement",
           "reason = \"end_use\"\nin_force = \"2020-06-01..\"\nwhen = { destination = "
           "'\"CN\", \"DE\"' }\n") +
      norm("us.stays", "requirement",
           "reason = \"at1\"\nin_force = \"2020-02-01..\"\n"
           "stayed = [\"2020-03-01..2020-03-31\"]\n"));
  EXPECT_EQ(said(history(*rules, day("2020-01-01"), day("2020-12-31"))),
            (std::vector<std::string>{
                "2020-01-01 +us.old tightens", "2020-02-01 +us.stays tightens",
                "2020-03-01 -us.stays loosens", "2020-04-01 +us.stays tightens",
                "2020-06-01 -us.old +us.new tightens"}));
}

// What is known of amendments of the Export Administration Regulations.
TEST(History, AmendmentsGoTheWayTheyWent) {
  std::map<std::string, bool> wanted{
      {"2019-05-20 +us.ear.744.supp7.tgl.c1.a loosens", false},    // 84 FR 23468
      {"2020-06-29 -us.ear.740.5.civ tightens", false},            // 85 FR 23470
      {"2020-06-29 +us.ear.744.21.a.1.cn_ve tightens", false},     // 85 FR 23459
      {"2025-09-29 +us.ear.744.affiliates.entity tightens", false},  // 90 FR 47201
      {"2025-11-10 -us.ear.744.affiliates.entity loosens", false},
      {"2023-12-08 +us.ear.740.9.a1.mt tightens", false},          // 88 FR 85487
  };
  const auto rules = law::testing::load_or_stop(law::testing::real_files());
  for (const char* on : {"2019-05-20", "2020-06-29", "2023-12-08", "2025-09-29", "2025-11-10"})
    for (const std::string& line : said(history(*rules, day(on), day(on))))
      if (const auto it = wanted.find(line); it != wanted.end()) it->second = true;
  for (const auto& [line, found] : wanted) EXPECT_TRUE(found) << line;
}

// Hong Kong lost its own row (85 FR 83788); what stops goods by the chart then stops more.
TEST(History, AChangeOfPlacesTurnsTheNormsThatReadThem) {
  const auto rules = law::testing::load_or_stop(law::testing::real_files());
  const auto turns = place_history(*rules, day("2020-12-23"), day("2020-12-23"));
  ASSERT_EQ(turns.size(), 1u);
  EXPECT_EQ(turns[0].places, std::vector<std::string>{"HK"});
  ASSERT_TRUE(turns[0].tighter.has_value());
  EXPECT_TRUE(turns[0].norms.contains("tightens"));
  EXPECT_NE(in_words(*turns[0].tighter->proof.tighter).find("HK"), std::string::npos);
}

// The product rule of footnote 1 of the Entity List: 85 FR 29849, 85 FR 51596.
TEST(History, TheProductRuleForHuaweiTightens) {
  const auto rules = law::testing::load_or_stop(law::testing::real_files());
  for (const char* on : {"2020-05-15", "2020-08-17"}) {
    std::size_t of_footnote_1 = 0;
    for (const Turn& turn : history(*rules, day(on), day(on)))
      of_footnote_1 += turn.after != nullptr && turn.after->id.starts_with("us.ear.734.9.e.1");
    EXPECT_GT(of_footnote_1, 0u) << on;
  }
}

}  // namespace
}  // namespace licet::prove
