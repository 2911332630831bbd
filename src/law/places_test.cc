#include "licet/law/places.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "test_rules.h"

namespace licet::law::testing {
namespace {

class PlacesTest : public ::testing::Test {
 protected:
  const std::shared_ptr<const RuleSet> rules_ = small_rules("");
  const Places& places_ = rules_->places();

  Judgement mark(const char* code, const char* column, const char* on, bool strict = false) const {
    return places_.chart_mark(code, column, day(on), strict);
  }
  Judgement member(const char* code, const char* of, const char* on, bool strict = false) const {
    return places_.member(code, of, day(on), strict);
  }
};

const Judgement kMarked = Judgement::yes(), kEmpty = Judgement::no();
constexpr const char* kToday = "2026-07-23";
constexpr const char* kEarlier = "2019-11-20";

void expect_datum(const Judgement& judgement, const std::string& fact) {
  EXPECT_TRUE(judgement.is_unknown());
  EXPECT_EQ(judgement.causes, (std::vector<Cause>{{CauseKind::kDatum, fact}}));
}

TEST_F(PlacesTest, Marks) {
  EXPECT_TRUE(mark("CN", "NS1", kToday).is_true());
  EXPECT_TRUE(mark("CN", "NP2", kToday).is_false());
  EXPECT_TRUE(mark("CN", "AT1", kToday).is_false());
  EXPECT_TRUE(mark("US", "NS1", kToday).is_false());
  expect_datum(mark("CN", "NS9", kToday), "chart/CN/NS9");
  expect_datum(mark("ZZ", "NS1", kToday), "chart/ZZ/NS1");
}

TEST_F(PlacesTest, ARowHasItsDays) {
  EXPECT_TRUE(mark("GB", "NS1", "2024-04-18").is_true());
  EXPECT_TRUE(mark("GB", "NS1", "2024-04-19").is_false());
}

TEST_F(PlacesTest, UnverifiedHistoryIsARestAndUnderStrictUnknown) {
  const Rest rest{RestKind::kHistory, "history:chart/CN/NS1", "as in the issue known", "chart"};
  EXPECT_EQ(mark("CN", "NS1", kEarlier).rests, std::vector<Rest>{rest});
  EXPECT_TRUE(mark("CN", "NS1", kEarlier).is_true());
  EXPECT_EQ(mark("CN", "NS1", kEarlier, true).causes,
            (std::vector<Cause>{{CauseKind::kHistory, "history:chart/CN/NS1"}}));
  EXPECT_TRUE(mark("CN", "NP2", kEarlier, true).is_unknown()) << "an empty cell no less";
  EXPECT_TRUE(mark("CN", "NS1", kToday, true).rests.empty());
  EXPECT_TRUE(mark("CN", "NS1", kToday, true).is_true());
  EXPECT_TRUE(mark("DE", "NS1", kEarlier, true).is_true()) << "a verified row";
}

TEST_F(PlacesTest, ARowThatPointsElsewherePermitsNothing) {
  expect_datum(mark("CU", "NS1", kToday), "chart/CU/NS1");
  expect_datum(mark("CU", "AT1", kToday), "chart/CU/AT1");
  EXPECT_TRUE(mark("XX", "NS1", kToday).is_true()) << "row:DE is Germany's";
  EXPECT_TRUE(mark("XX", "NS2", kToday).is_false());
}

TEST_F(PlacesTest, HongKongBeforeAndAfter) {
  expect_datum(mark("HK", "NS1", "2020-12-22"), "chart/HK/NS1");
  EXPECT_TRUE(mark("HK", "AT1", "2020-12-22").is_false()) << "an empty cell is known";
  EXPECT_TRUE(mark("HK", "NS1", "2020-12-23").is_true());
  EXPECT_TRUE(member("HK", "CN", "2020-12-22").is_false());
  EXPECT_TRUE(member("HK", "CN", "2020-12-23").is_true());
  EXPECT_TRUE(member("HK", "D:1", "2020-12-22").is_false());
  EXPECT_TRUE(member("HK", "D:1", "2020-12-23").is_true());
  EXPECT_TRUE(member("HK", "HK", kToday).is_true());
  EXPECT_TRUE(member("CN", "HK", kToday).is_false());
}

TEST_F(PlacesTest, TerritoriesFollowTheirCountry) {
  EXPECT_TRUE(mark("KY", "NS1", "2024-04-18").is_true());
  EXPECT_TRUE(mark("KY", "NS1", "2024-04-19").is_false());
  EXPECT_TRUE(member("KY", "GB", kToday).is_true());
  EXPECT_TRUE(member("KY", "A:1", kToday).is_true());
  expect_datum(mark("PS", "NS1", kToday), "chart/PS/NS1");
  EXPECT_TRUE(places_.known("PS"));
}

TEST_F(PlacesTest, APartOfACountryIsThatCountryToo) {
  EXPECT_TRUE(mark("UA-43", "NS1", kToday).is_true());
  EXPECT_TRUE(member("UA-43", "UA-43", kToday).is_true());
  EXPECT_TRUE(member("UA-43", "UA", kToday).is_true());
  EXPECT_TRUE(member("UA", "UA-43", kToday).is_false());
  EXPECT_TRUE(member("DE-BY", "DE", kToday).is_true()) << "without a row of its own";
  EXPECT_TRUE(mark("DE-BY", "NS1", kToday).is_true());
}

TEST_F(PlacesTest, GroupsHaveHistory) {
  EXPECT_TRUE(member("CN", "D:5", "2019-12-31").is_false());
  EXPECT_TRUE(member("CN", "D:5", "2020-01-01").is_true());
  EXPECT_TRUE(member("CN", "D:5", "2021-12-31").is_true());
  EXPECT_TRUE(member("CN", "D:5", "2022-01-01").is_false());
  EXPECT_TRUE(member("CU", "E:1", "2015-05-28").is_true());
  EXPECT_TRUE(member("CU", "E:1", "2015-05-29").is_false());
}

TEST_F(PlacesTest, AnEarlierGroupRestsOnTheIssueUnlessItIsKnownInFull) {
  EXPECT_EQ(member("DE", "A:1", kEarlier).rests.size(), 1u);
  EXPECT_TRUE(member("DE", "A:1", kEarlier, true).is_unknown());
  EXPECT_TRUE(member("DE", "B", kEarlier, true).is_true()) << "a verified member";
  EXPECT_EQ(member("CN", "B", kEarlier).rests.size(), 1u) << "absence is taken from the issue";
  EXPECT_TRUE(member("CN", "B", kEarlier, true).is_unknown());
  EXPECT_TRUE(member("CN", "E:1", kEarlier, true).is_false()) << "E:1 is known from 2010";
  EXPECT_TRUE(member("CN", "E:1", "2009-12-31", true).is_unknown());
  EXPECT_TRUE(member("CN", "B", kToday, true).is_false());
}

TEST_F(PlacesTest, Sets) {
  EXPECT_TRUE(member("DE", "set:friends", kToday).is_true()) << "a country of the set";
  EXPECT_TRUE(member("KY", "set:friends", kToday).is_true()) << "by the group of its country";
  EXPECT_TRUE(member("CN", "set:friends", kToday).is_false());
  EXPECT_TRUE(member("CN", "set:foes", "2020-06-01").is_true());
  EXPECT_TRUE(member("CN", "set:foes", kToday).is_false());
  EXPECT_TRUE(member("CN", "set:nobody", kToday).is_unknown());
}

TEST_F(PlacesTest, Names) {
  EXPECT_EQ(places_.code_of_name("CHINA"), "CN");
  EXPECT_EQ(places_.code_of_name("Great Britain"), "GB");
  EXPECT_EQ(places_.code_of_name("Korea"), "") << "ambiguous";
  EXPECT_EQ(places_.code_of_name("Atlantis"), "");
  EXPECT_EQ(places_.name_of("CN"), "China");
  EXPECT_EQ(places_.name_of("UA-43"), "Crimea");
  EXPECT_EQ(places_.name_of("ZZ"), "ZZ");
}

TEST_F(PlacesTest, TablesAreRefusedWithTheirPlace) {
  auto files = small_files("");
  text_of(files, "us-ear/738-supp1/chart.csv") +=
      "FR,France,Y,,,,,,,,,,,,,,,,,,,,,chart\n";
  EXPECT_EQ(load_error(files),
            "rule_table at us-ear/738-supp1/chart.csv:11, column CB1: a mark is X, empty or ?");
  files = small_files("");
  text_of(files, "us-ear/738-supp1/chart.csv") +=
      "FRA,France,,,,,,,,,,,,,,,,,,,,,,chart\n";
  EXPECT_EQ(load_error(files),
            "rule_table at us-ear/738-supp1/chart.csv:11, column iso2: `FRA` is no code");
  files = small_files("");
  text_of(files, "us-ear/740-supp1/groups.csv") += "FR,B,2020-01-02,2020-01-01,,g\n";
  EXPECT_TRUE(load_error(files).starts_with(
      "rule_table at us-ear/740-supp1/groups.csv:10, column from: "));
  files = small_files("");
  text_of(files, "us-ear/740-supp1/group_history.csv") += "B,soon,g\n";
  EXPECT_TRUE(load_error(files).starts_with(
      "rule_table at us-ear/740-supp1/group_history.csv:3, column complete_from: "));
  files = small_files("");
  text_of(files, "us-ear/738-supp1/chart.csv").replace(0, 4, "code");
  EXPECT_EQ(load_error(files),
            "bad_value at us-ear/738-supp1/chart.csv:1: the column `iso2` is missing");
}

TEST_F(PlacesTest, AMemberOfASetMustBeAPlace) {
  auto files = small_files("");
  text_of(files, "us-ear/destination_sets.csv") += "odd,DE D:9,c\n";
  EXPECT_EQ(load_error(files), "rule_table at us-ear/destination_sets.csv:4, column members: "
                               "`D:9` is no place or group");
}

// The kernel keeps one row of a place between these days.
TEST_F(PlacesTest, BetweenItsDaysOnlyWhatAPlaceRestsOnChanges) {
  const auto rules = load_or_stop(real_files());
  const Places& places = rules->places();
  std::vector<Day> all{day("2019-05-01")};
  places.add_boundaries(all);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::vector<std::string> groups;
  for (const char* group : {"A:1", "A:5", "A:6", "B", "D:1", "D:4", "D:5", "E:1", "E:2"})
    if (places.has_group(group)) groups.emplace_back(group);
  ASSERT_GE(groups.size(), 8u);
  int kept = 0, changed = 0;
  for (const std::string& code : places.codes()) {
    std::vector<Day> own;
    places.add_boundaries_of(code, own);
    for (std::size_t i = 1; i < all.size(); ++i) {
      bool same = true;
      const auto compare = [&](const Judgement& a, const Judgement& b) {
        same &= a.value == b.value && a.causes == b.causes;
      };
      for (const auto& column : places.columns())
        compare(places.chart_mark(code, column, all[i - 1], false),
                places.chart_mark(code, column, all[i], false));
      for (const auto& group : groups)
        compare(places.member(code, group, all[i - 1], false),
                places.member(code, group, all[i], false));
      for (const auto& other : places.codes())
        compare(places.member(code, other, all[i - 1], false),
                places.member(code, other, all[i], false));
      const bool named = std::find(own.begin(), own.end(), all[i]) != own.end();
      EXPECT_TRUE(named || same) << code << " on " << to_string(all[i]);
      (named ? changed : kept) += named && same ? 0 : 1;
    }
  }
  EXPECT_GT(kept, 1000);
  EXPECT_GT(changed, 20) << "Hong Kong, the United Kingdom, Sudan: something did change";
}

}  // namespace
}  // namespace licet::law::testing
