#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "licet/base/csv.h"
#include "licet/base/text.h"
#include "test_rules.h"

// The rules folder of this tree, as users get it.
namespace licet::law::testing {
namespace {

CsvTable table(const std::string& path) {
  return CsvTable::read(source_file("rules/" + path), path, {}).value();
}

TEST(RealRules, LoadInFull) {
  const RuleSet& rules = real_rules();
  EXPECT_EQ(rules.regime(), "us-ear");
  EXPECT_GT(rules.norms().size(), 1800u);
  EXPECT_GT(rules.general_norms().size(), 200u);
  EXPECT_GT(rules.boundaries().size(), 50u);
  EXPECT_TRUE(std::is_sorted(rules.boundaries().begin(), rules.boundaries().end()));
  EXPECT_NE(rules.find("us.ear.744.11.a"), nullptr);
  EXPECT_TRUE(rules.has_entry("5D992"));
  EXPECT_FALSE(rules.has_entry("9Z999"));
}

TEST(RealRules, EveryNormHasACitationATitleAndAPlace) {
  for (const Norm& norm : real_rules().norms()) {
    ASSERT_FALSE(norm.cite.empty()) << norm.id;
    for (const auto& cite : norm.cite) EXPECT_FALSE(trim(cite).empty()) << norm.id;
    EXPECT_FALSE(norm.title.empty()) << norm.id;
    EXPECT_FALSE(norm.file.empty()) << norm.id;
    EXPECT_GT(norm.line, 0u) << norm.id;
  }
}

// Of one regime or another; what the one asked about does not read goes to a person.
TEST(RealRules, EveryWordOfKnowledgeIsReadBySomeNorm) {
  const auto regimes = load_regimes(real_files()).value();
  const auto words = regimes.front()->vocabulary().words("knowledge");
  EXPECT_GT(words.size(), 10u);
  for (const auto& word : words)
    EXPECT_TRUE(std::any_of(regimes.begin(), regimes.end(),
                            [&](const auto& rules) { return rules->reads("knowledge", word); }))
        << word;
}

// A hit on a list of which no rule speaks would be passed over.
TEST(RealRules, EveryListIsReadBySomeNorm) {
  const RuleSet& rules = real_rules();
  const auto words = rules.vocabulary().words("lists");
  EXPECT_GT(words.size(), 15u);
  for (const auto& word : words) EXPECT_TRUE(rules.reads("listing.list", word)) << word;
}

// An act of which no rule speaks would meet no requirement.
TEST(RealRules, EveryActivityIsReadBySomeNorm) {
  const RuleSet& rules = real_rules();
  for (const auto& word : rules.vocabulary().words("activity"))
    EXPECT_TRUE(rules.reads("activity", word)) << word;
}

TEST(RealRules, EveryAdverseFactIsReadByANorm) {
  const RuleSet& rules = real_rules();
  for (std::string_view prefix : {"item.", "party."})
    for (const FactInfo* fact : rules.vocabulary().facts(prefix))
      EXPECT_TRUE(!fact->adverse || rules.reads(fact->name, "")) << fact->name;
}

TEST(RealRules, ControlRowsUseChartColumnsAndReasonsThatExist) {
  const RuleSet& rules = real_rules();
  const CsvTable controls = table("us-ear/774-supp1/controls.csv");
  std::set<std::string> columns;
  for (std::size_t row = 0; row < controls.rows(); ++row) {
    const std::string reason(controls.at(row, "reason"));
    EXPECT_NE(rules.vocabulary().word("reasons", reason), nullptr) << reason;
    const std::string_view rule = controls.at(row, "destination_rule");
    if (rule.starts_with("chart:")) columns.emplace(rule.substr(6));
    const std::string id =
        cat("us.ear.774.", controls.at(row, "eccn"), ".", controls.at(row, "row"));
    ASSERT_NE(rules.find(id), nullptr) << id;
    EXPECT_EQ(rules.find(id)->reason, reason);
  }
  for (const auto& column : columns) EXPECT_TRUE(rules.places().has_column(column)) << column;
  EXPECT_GE(columns.size(), 12u);
}

// The chart leaves these places to part 746; were a requirement missing there, an empty row would
// look like freedom.
TEST(RealRules, EveryEntryNeedsALicenceWhereTheChartPointsElsewhere) {
  const RuleSet& rules = real_rules();
  std::vector<std::string> places;
  const CsvTable chart = table("us-ear/738-supp1/chart.csv");
  for (std::size_t row = 0; row < chart.rows(); ++row)
    if (const auto to = chart.at(row, "pointer"); !to.empty() && !to.starts_with("row:"))
      places.emplace_back(chart.at(row, "iso2"));
  EXPECT_EQ(places, (std::vector<std::string>{"CU", "IR", "KP", "SY"}));
  std::set<std::string> entries;
  for (const Norm& norm : rules.norms()) entries.insert(norm.entry);
  entries.erase("");
  for (const auto& place : places)
    for (const auto& entry : entries)
      for (const char* on :
           {"2019-05-16", "2022-02-24", "2025-09-01", "2025-09-02", "2026-07-23"}) {
        const FactFrame frame = frame_of({{"activity", std::string("export")},
                                          {"destination", place}},
                                         {{"eccn", entry}});
        const Evaluator evaluator(rules, frame, {day(on)});
        const bool needed = std::any_of(
            rules.general_norms().begin(), rules.general_norms().end(), [&](NormIndex index) {
              const Norm& norm = rules.norm(index);
              return norm.id.starts_with("us.ear.746.") && norm.is_requirement() &&
                     !norm.untranslatable && norm.when_any.empty() && norm.unless.empty() &&
                     !norm.binds.party && force_on(norm, day(on)) == Force::kInForce &&
                     std::all_of(norm.when.begin(), norm.when.end(), [&](const Cell& cell) {
                       return evaluator.judge(cell.test, {0}).is_true();
                     });
            });
        ASSERT_TRUE(needed) << entry << " to " << place << " on " << on;
      }
}

// Before such a rule was in force the marks of the row are not known, and nothing that lifts the
// rule from an item of the control list may leave an empty row behind.
TEST(RealRules, TheChartIsLeftToPart746OnlyWhileItsRuleHolds) {
  const RuleSet& rules = real_rules();
  EXPECT_TRUE(rules.places().chart_mark("SY", "AT1", day("2011-12-11"), false).is_unknown());
  EXPECT_TRUE(rules.places().chart_mark("SY", "AT1", day("2019-06-01"), false).is_false());
  for (const char* id : {"us.ear.746.2.a", "us.ear.746.4.a", "us.ear.746.7.a.1.i",
                         "us.ear.746.9.a", "us.ear.746.9.a.2025"}) {
    const Norm* embargo = rules.find(id);
    ASSERT_NE(embargo, nullptr) << id;
    for (NormIndex index : rules.defeaters_of(NormIndex(embargo - rules.norms().data()))) {
      const Norm& lifts = rules.norm(index);
      const bool only_ear99 =
          std::any_of(lifts.when.begin(), lifts.when.end(), [](const Cell& cell) {
            return cell.fact == "item.eccn" && cell.text == "\"EAR99\"";
          });
      EXPECT_TRUE(only_ear99 || lifts.id == "us.ear.734.13.no_foreign_person") << lifts.id;
    }
  }
}

TEST(RealRules, APartOfARegionMustBeNamed) {
  const Places& places = real_rules().places();
  const Day on = day("2025-02-01");
  EXPECT_TRUE(places.member("UA-14", "UA-14-DNR", on, false).is_unknown());
  EXPECT_TRUE(places.member("UA-14-DNR", "UA-14-DNR", on, false).is_true());
  EXPECT_TRUE(places.member("UA-14-UA", "UA-14-DNR", on, false).is_false());
  EXPECT_TRUE(places.member("UA-14-DNR", "UA", on, false).is_true());
  EXPECT_TRUE(places.member("UA", "UA-14-DNR", on, false).is_false());
}

TEST(RealRules, WhatTechnologyCanBeForIsOnTheList) {
  const RuleSet& rules = real_rules();
  for (const char* entry : {"3D001", "3E001"}) {
    const ServedItems* served = rules.served_by(entry);
    ASSERT_NE(served, nullptr) << entry;
    EXPECT_FALSE(served->cite.empty());
    for (const auto& code : served->eccns)
      EXPECT_TRUE(rules.has_entry(code.substr(0, code.find('.')))) << code;
  }
  EXPECT_EQ(rules.served_by("5D992"), nullptr);
}

TEST(RealRules, ATariffCodePutsAnItemOnItsList) {
  FactMap chip{{"eccn", std::string("EAR99")}, {"hs", std::string("85423100")}};
  derive_line_facts(real_rules(), chip);
  EXPECT_EQ(chip["supp7_746"], Value(true));
  FactMap chair{{"eccn", std::string("EAR99")}, {"hs", std::string("940130")}};
  derive_line_facts(real_rules(), chair);
  EXPECT_FALSE(chair.contains("supp7_746"));
  FactMap said{{"hs", std::string("854231")}, {"supp7_746", false}};
  derive_line_facts(real_rules(), said);
  EXPECT_EQ(said["supp7_746"], Value(false));
}

TEST(RealRules, AWindowIsInForceOnEveryDayOfTheGeneralLicence) {
  const RuleSet& rules = real_rules();
  const auto windows = [&](Day when) {
    int open = 0;
    for (const Norm& norm : rules.norms())
      open += norm.kind == NormKind::kGeneralAuthorisation && !norm.is_authority() &&
              norm.id.find("tgl") != std::string::npos && force_on(norm, when) == Force::kInForce;
    return open;
  };
  for (const char* in : {"2019-05-20", "2019-08-18", "2019-08-19", "2019-11-18", "2019-11-20",
                         "2020-02-16", "2020-03-31", "2020-05-15", "2020-08-13"})
    EXPECT_GE(windows(day(in)), 1) << in;
  for (const char* out : {"2019-05-15", "2019-05-19", "2020-08-14"})
    EXPECT_EQ(windows(day(out)), 0) << out;
}

TEST(RealRules, TheFilesInAnotherOrderAreTheSameRules) {
  auto files = real_files();
  std::reverse(files.begin(), files.end());
  const auto reversed = load_or_stop(files);
  ASSERT_EQ(reversed->norms().size(), real_rules().norms().size());
  EXPECT_EQ(reversed->boundaries(), real_rules().boundaries());
  for (const Norm& norm : real_rules().norms()) {
    ASSERT_NE(reversed->find(norm.id), nullptr) << norm.id;
    const auto names = [&](const RuleSet& rules, std::span<const NormIndex> of) {
      std::set<std::string> ids;
      for (NormIndex i : of) ids.insert(rules.norm(i).id);
      return ids;
    };
    const auto a = NormIndex(&norm - real_rules().norms().data());
    const auto b = NormIndex(reversed->find(norm.id) - reversed->norms().data());
    EXPECT_EQ(names(real_rules(), real_rules().defeaters_of(a)),
              names(*reversed, reversed->defeaters_of(b)));
  }
}

}  // namespace
}  // namespace licet::law::testing
