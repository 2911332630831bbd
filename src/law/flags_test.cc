#include "licet/law/flags.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gtest/gtest.h"
#include "licet/law/evaluator.h"
#include "licet/law/interpreter.h"
#include "source_dir.h"

namespace licet::law {
namespace {

// The rules as they stand in the source tree.
const RuleSet& rules() {
  static const auto loaded = [] {
    static std::vector<std::pair<std::string, std::string>> texts;
    const std::filesystem::path root = std::filesystem::path(kSourceDir) / "rules";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      std::ostringstream text;
      text << in.rdbuf();
      const auto path = std::filesystem::relative(entry.path(), root);
      texts.emplace_back(path.generic_string(), text.str());
    }
    std::vector<snapshot::RuleFile> files;
    for (const auto& [path, text] : texts) files.push_back({path, text});
    auto set = RuleSet::load(files);
    if (!set.ok()) ADD_FAILURE() << set.error().place << " " << set.error().detail;
    return set.value();
  }();
  return *loaded;
}

Day day(const char* text) { return parse_day(text).value(); }
Decimal usd(const char* text) { return Decimal::parse(text).value(); }

struct Line {
  const char* eccn;
  const char* value = nullptr;
  const char* order = nullptr;
};

FactFrame frame_of(const std::vector<Line>& lines, const char* destination) {
  FactFrame frame;
  frame.question["destination"] = std::string(destination);
  frame.question["activity"] = std::string("export");
  for (const Line& line : lines) {
    LineFacts facts;
    facts.pointer = "items/" + std::to_string(frame.lines.size());
    facts.facts["eccn"] = std::string(line.eccn);
    facts.facts["kind"] = std::string("commodity");
    if (line.value != nullptr) facts.facts["value"] = usd(line.value);
    if (line.order != nullptr) facts.facts["order"] = std::string(line.order);
    derive_line_facts(rules(), facts.facts);
    frame.lines.push_back(std::move(facts));
  }
  return frame;
}

Judgement judge(const FactFrame& frame, const char* fact, const char* on = "2026-07-23",
                bool strict = false) {
  const Evaluator evaluator(rules(), frame, {day(on), strict});
  return judge_flag(rules(), frame, evaluator, fact, {0});
}

std::string why(const FactFrame& frame, const char* fact) {
  const Evaluator evaluator(rules(), frame, {day("2026-07-23")});
  return explain_flag(rules(), frame, evaluator, fact, {0}).because;
}

TEST(Flags, TheEntryOffersOrNot) {
  EXPECT_TRUE(judge(frame_of({{"3A001.a.2"}}, "BR"), "flag.GBS").is_true());
  EXPECT_TRUE(judge(frame_of({{"2B350"}}, "BR"), "flag.GBS").is_false());
  EXPECT_TRUE(judge(frame_of({{"EAR99"}}, "BR"), "flag.LVS").is_false());
  EXPECT_EQ(why(frame_of({{"2B001.a"}}, "BR"), "flag.LVS"), "2B001 offers no LVS");
}

TEST(Flags, TheConditionOfTheEntryCounts) {
  EXPECT_TRUE(judge(frame_of({{"2B350", "1500"}}, "IL"), "flag.LVS").is_false());
  EXPECT_TRUE(judge(frame_of({{"2B350", "1500"}}, "BR"), "flag.LVS").is_true());
}

TEST(Flags, TheLimitIsReachedNotPassed) {
  EXPECT_TRUE(judge(frame_of({{"2B350", "2000"}}, "BR"), "flag.LVS").is_true());
  EXPECT_TRUE(judge(frame_of({{"2B350", "2000.01"}}, "BR"), "flag.LVS").is_false());
  EXPECT_EQ(why(frame_of({{"2B350", "2500"}}, "BR"), "flag.LVS"),
            "LVS up to USD 2000; the order is USD 2500");
}

TEST(Flags, LinesOfOneOrderAndEntryAreOneValue) {
  const Line first{"2B350", "1200", "O-1"};
  EXPECT_TRUE(judge(frame_of({first, {"2B350", "1200", "O-1"}}, "BR"), "flag.LVS").is_false());
  EXPECT_TRUE(judge(frame_of({first, {"2B350", "1200", "O-2"}}, "BR"), "flag.LVS").is_true());
  EXPECT_TRUE(judge(frame_of({first, {"3A002.f", "2900", "O-1"}}, "BR"), "flag.LVS").is_true());
  // Without names all lines are one order; with one name only it must be asked.
  EXPECT_TRUE(
      judge(frame_of({{"2B350", "1200"}, {"2B350", "1200"}}, "BR"), "flag.LVS").is_false());
  const Judgement open = judge(frame_of({first, {"2B350", "1200"}}, "BR"), "flag.LVS");
  ASSERT_TRUE(open.is_unknown());
  EXPECT_EQ(open.causes.front().fact, "items/1/order");
}

TEST(Flags, AnUnknownValueIsAskedWhereItDecides) {
  const Judgement own = judge(frame_of({{"2B350"}}, "BR"), "flag.LVS");
  ASSERT_TRUE(own.is_unknown());
  EXPECT_EQ(own.causes.front(), (Cause{CauseKind::kMissing, "items/0/value"}));
  const Judgement other =
      judge(frame_of({{"2B350", "100", "O"}, {"2B350", nullptr, "O"}}, "BR"), "flag.LVS");
  ASSERT_TRUE(other.is_unknown());
  EXPECT_EQ(other.causes.front().fact, "items/1/value");
  EXPECT_TRUE(judge(frame_of({{"2B350", "3000", "O"}, {"2B350", nullptr, "O"}}, "BR"), "flag.LVS")
                  .is_false());
}

TEST(Flags, TheYearIsTwelveTimesTheLimit) {
  FactFrame frame = frame_of({{"2B350", "1000"}}, "BR");
  const Judgement stated = judge(frame, "flag.LVS");
  ASSERT_TRUE(stated.is_true());
  EXPECT_EQ(stated.rests.front().assumed, "with this order at most USD 24000 this year");
  EXPECT_TRUE(judge(frame, "flag.LVS", "2026-07-23", true).is_unknown());
  frame.lines[0].facts["year_value_same_eccn_consignee_usd"] = usd("23000");
  EXPECT_TRUE(judge(frame, "flag.LVS").is_true());
  frame.lines[0].facts["year_value_same_eccn_consignee_usd"] = usd("23000.01");
  EXPECT_TRUE(judge(frame, "flag.LVS").is_false());
}

TEST(Flags, AnEarlierDayRestsOnTheIssueAtHand) {
  const FactFrame frame = frame_of({{"3A001.a.2"}}, "BR");
  EXPECT_EQ(judge(frame, "flag.GBS", "2020-01-10").rests.front().kind, RestKind::kHistory);
  EXPECT_TRUE(judge(frame, "flag.GBS", "2020-01-10", true).is_unknown());
}

TEST(Flags, ACoarseClassificationLeavesItOpen) {
  const Judgement open = judge(frame_of({{"3A001"}}, "BR"), "flag.GBS");
  ASSERT_TRUE(open.is_unknown());
  const Cause eccn{CauseKind::kMissing, "items/0/eccn"};
  EXPECT_NE(std::find(open.causes.begin(), open.causes.end(), eccn), open.causes.end());
}

TEST(Flags, TheStaLineOfTheEntry) {
  EXPECT_TRUE(judge(frame_of({{"9A610.x"}}, "TW"), "sta.c2_barred").is_true());
  EXPECT_TRUE(judge(frame_of({{"9A610.x"}}, "DE"), "sta.c1_barred").is_false());
  EXPECT_TRUE(judge(frame_of({{"3A002.a"}}, "SG"), "sta.c2_barred").is_false());
  EXPECT_TRUE(judge(frame_of({{"4A906"}}, "JP"), "sta.c1_barred").is_true());
  EXPECT_TRUE(judge(frame_of({{"9A610.a"}}, "DE"), "sta.c1_barred").is_unknown());
}

TEST(Flags, WhatTheItemIsControlledFor) {
  EXPECT_TRUE(judge(frame_of({{"9B106"}}, "DE"), "control.MT").is_true());
  EXPECT_TRUE(judge(frame_of({{"EAR99"}}, "DE"), "control.MT").is_false());
  EXPECT_TRUE(judge(frame_of({{"5A002.a"}}, "DE"), "control.EI").is_true());
  EXPECT_TRUE(judge(frame_of({{"9A610.x"}}, "DE"), "control.600_series").is_true());
  EXPECT_TRUE(judge(frame_of({{"9A515.x"}}, "DE"), "control.9x515").is_true());
  EXPECT_TRUE(judge(frame_of({{"0A501.a"}}, "DE"), "control.0x5zz").is_true());
  EXPECT_TRUE(judge(frame_of({{"3A001.a.2"}}, "DE"), "control.600_series").is_false());
}

// An exception overcomes reasons of part 742, or the embargo that names it; of part 744 RFF alone.
TEST(Exceptions, OvercomeNothingOfPart744) {
  for (NormIndex i = 0; i < rules().norms().size(); ++i) {
    const Norm& norm = rules().norm(i);
    if (!norm.id.starts_with("us.ear.744.")) continue;
    for (NormIndex authority : rules().authorities_over(i)) {
      const Norm& over = rules().norm(authority);
      if (!over.authority.starts_with("exception:")) continue;
      EXPECT_EQ(over.authority, "exception:RFF") << over.id << " over " << norm.id;
    }
  }
}

// A bar of 740.2 leaves alone what it spares, and nothing else.
TEST(Exceptions, BarsSpareWhatTheyName) {
  const auto bars = [](const char* bar, const char* exception) {
    const auto index = [](const char* id) {
      return NormIndex(rules().find(id) - rules().norms().data());
    };
    const auto defeaters = rules().defeaters_of(index(exception));
    return std::find(defeaters.begin(), defeaters.end(), index(bar)) != defeaters.end();
  };
  EXPECT_TRUE(bars("us.ear.740.2.a9.i", "us.ear.740.9.tmp.a6"));
  EXPECT_FALSE(bars("us.ear.740.2.a9.ii", "us.ear.740.9.tmp.a6"));
  EXPECT_TRUE(bars("us.ear.740.2.a9.ii", "us.ear.740.9.tmp.a1"));
  EXPECT_FALSE(bars("us.ear.740.2.a9.i", "us.ear.740.11.gov.b2ii"));
  EXPECT_TRUE(bars("us.ear.740.2.a17", "us.ear.740.11.gov.b2ii"));
  EXPECT_TRUE(bars("us.ear.740.2.a6.iran", "us.ear.740.13.tsu.a"));
}

}  // namespace
}  // namespace licet::law
