#include "licet/law/evaluator.h"

#include <gtest/gtest.h>

#include "test_rules.h"

namespace licet::law::testing {
namespace {

TEST(EccnCovers, AShorterCodeCoversTheLongerOnes) {
  EXPECT_EQ(eccn_covers("5D992", "5D992.c"), Tri::kTrue);
  EXPECT_EQ(eccn_covers("5D992.c", "5D992.c"), Tri::kTrue);
  EXPECT_EQ(eccn_covers("5D992.b", "5D992.c"), Tri::kFalse);
  EXPECT_EQ(eccn_covers("5D992.b.1", "5D992.b.10"), Tri::kFalse);
  EXPECT_EQ(eccn_covers("3B", "3B001.a"), Tri::kTrue);
  EXPECT_EQ(eccn_covers("3B", "3A001"), Tri::kFalse);
  EXPECT_EQ(eccn_covers("EAR99", "EAR99"), Tri::kTrue);
  EXPECT_EQ(eccn_covers("EAR99", "5D992"), Tri::kFalse);
  EXPECT_EQ(eccn_covers("5D992", "EAR99"), Tri::kFalse);
  EXPECT_EQ(eccn_covers("3E", "EAR99"), Tri::kFalse);
}

TEST(EccnCovers, UnknownWhenTheValueIsLessPrecise) {
  EXPECT_EQ(eccn_covers("5D992.c", "5D992"), Tri::kUnknown);
  EXPECT_EQ(eccn_covers("5D992.b.1", "5D992.b"), Tri::kUnknown);
  EXPECT_EQ(eccn_covers("5D992.c", "5D002"), Tri::kFalse);
  EXPECT_EQ(eccn_covers("5D992.c", "5D"), Tri::kUnknown);
  EXPECT_EQ(eccn_covers("3B001", "3B"), Tri::kUnknown);
  EXPECT_EQ(eccn_covers("3B", "3"), Tri::kUnknown);
  EXPECT_EQ(eccn_covers("3B001", "4B"), Tri::kFalse);
}

TEST(EccnCovers, Ranges) {
  EXPECT_EQ(eccn_covers("1B115..1B119", "1B115"), Tri::kTrue);
  EXPECT_EQ(eccn_covers("1B115..1B119", "1B119.a"), Tri::kTrue);
  EXPECT_EQ(eccn_covers("1B115..1B119", "1B117"), Tri::kTrue);
  EXPECT_EQ(eccn_covers("1B115..1B119", "1B114"), Tri::kFalse);
  EXPECT_EQ(eccn_covers("1B115..1B119", "1B120"), Tri::kFalse);
  EXPECT_EQ(eccn_covers("1B115..1B119", "1C117"), Tri::kFalse);
  EXPECT_EQ(eccn_covers("1B115..1B119", "EAR99"), Tri::kFalse);
  EXPECT_EQ(eccn_covers("1B115..1B119", "1B"), Tri::kUnknown);
  EXPECT_EQ(eccn_covers("1B115..1B119", "2B"), Tri::kFalse);
}

TEST(ParagraphCovers, Prefixes) {
  EXPECT_EQ(paragraph_covers("b", "b.1"), Tri::kTrue);
  EXPECT_EQ(paragraph_covers("b.1", "b.1"), Tri::kTrue);
  EXPECT_EQ(paragraph_covers("b.1", "b"), Tri::kUnknown);
  EXPECT_EQ(paragraph_covers("b.1", "b.10"), Tri::kFalse);
  EXPECT_EQ(paragraph_covers("b.1", ""), Tri::kUnknown);
  EXPECT_EQ(paragraph_covers("a", "b"), Tri::kFalse);
}

// Judges one cell against one fact of the frame.
class CellTest : public ::testing::Test {
 protected:
  Judgement judge(const char* fact, const char* cell, FactMap question, FactMap item,
                  bool strict = false) const {
    const FactFrame frame = frame_of(std::move(question), std::move(item));
    const Evaluator evaluator(*rules_, frame, {day("2026-07-23"), strict});
    return evaluator.judge(parse_cell(fact, cell).value(), {});
  }
  Tri question(const char* fact, const char* cell, Value value) const {
    return judge(fact, cell, {{fact, std::move(value)}}, {}).value;
  }
  Tri item(const char* name, const char* cell, Value value) const {
    const std::string fact = std::string("item.") + name;
    return judge(fact.c_str(), cell, {}, {{name, std::move(value)}}).value;
  }

  const std::shared_ptr<const RuleSet> rules_ = small_rules("");
};

Decimal number(const char* text) { return Decimal::parse(text).value(); }

TEST_F(CellTest, Numbers) {
  EXPECT_EQ(item("net_value_usd", "<= 5000", number("5000.00")), Tri::kTrue);
  EXPECT_EQ(item("net_value_usd", "<= 5000", number("5000.01")), Tri::kFalse);
  EXPECT_EQ(item("net_value_usd", "< 5000", number("5000")), Tri::kFalse);
  EXPECT_EQ(item("net_value_usd", "[1..10]", number("1")), Tri::kTrue);
  EXPECT_EQ(item("net_value_usd", "(1..10]", number("1")), Tri::kFalse);
  EXPECT_EQ(item("net_value_usd", "(1..10]", number("10")), Tri::kTrue);
  EXPECT_EQ(item("net_value_usd", "[1..10)", number("10")), Tri::kFalse);
  EXPECT_EQ(item("net_value_usd", "1, 2.50", number("2.5")), Tri::kTrue);
  EXPECT_EQ(item("net_value_usd", "not(>= 5)", number("5")), Tri::kFalse);
  EXPECT_EQ(item("net_value_usd", "< 5, > 10", number("12")), Tri::kTrue);
}

TEST_F(CellTest, Days) {
  EXPECT_EQ(question("dates.order", "< 2019-05-16", day("2019-05-15")), Tri::kTrue);
  EXPECT_EQ(question("dates.order", "< 2019-05-16", day("2019-05-16")), Tri::kFalse);
  EXPECT_EQ(question("dates.order", "[2019-05-20..2019-08-18]", day("2019-08-18")), Tri::kTrue);
  EXPECT_EQ(item("made_on", ">= 2019-05-16", day("2019-05-16")), Tri::kTrue);
}

TEST_F(CellTest, ListsContain) {
  EXPECT_EQ(question("end_use", "\"nuclear\"", Words{"internal_use", "nuclear"}), Tri::kTrue);
  EXPECT_EQ(question("end_use", "\"nuclear\"", Words{"internal_use"}), Tri::kFalse);
  EXPECT_EQ(question("end_use", "\"nuclear\"", Words{}), Tri::kFalse) << "complete when present";
  EXPECT_EQ(question("end_use", "not(\"nuclear\")", Words{}), Tri::kTrue);
}

TEST_F(CellTest, CodesAndPlaces) {
  EXPECT_EQ(item("eccn", "\"5D002.a\"", std::string("5D002")), Tri::kUnknown);
  EXPECT_EQ(item("eccn", "not(\"5D002.a\")", std::string("5D002")), Tri::kUnknown);
  EXPECT_EQ(item("for_eccn", "\"3B\"", std::string("3B001")), Tri::kTrue);
  EXPECT_EQ(item("hs", "\"0101\"", std::string("010121")), Tri::kTrue);
  EXPECT_EQ(item("hs", "\"010121\"", std::string("0101")), Tri::kUnknown);
  EXPECT_EQ(item("hs", "\"8471\"", std::string("010121")), Tri::kFalse);
  EXPECT_EQ(question("destination", "in group D:1", std::string("CN")), Tri::kTrue);
  EXPECT_EQ(question("destination", "\"UA\"", std::string("UA-43")), Tri::kTrue);
  EXPECT_EQ(question("destination", "in set friends", std::string("CN")), Tri::kFalse);
}

TEST_F(CellTest, AnAbsentFactIsUnknownAndNamesItsPlace) {
  const auto missing = [&](const char* fact, const char* cell) {
    const Judgement judgement = judge(fact, cell, {}, {});
    EXPECT_TRUE(judgement.is_unknown()) << fact;
    return judgement.causes.empty() ? "" : judgement.causes.front().fact;
  };
  EXPECT_EQ(missing("item.mass_market", "true"), "items/0/mass_market");
  EXPECT_EQ(missing("item.mass_market", "false"), "items/0/mass_market");
  EXPECT_EQ(missing("item.para", "\"a\""), "items/0/eccn");
  EXPECT_EQ(missing("item.speed", "> 5"), "items/0/parameters/speed");
  EXPECT_EQ(missing("destination", "\"CN\""), "destination");
  EXPECT_EQ(missing("documents.certificate", "true"), "documents/certificate");
  EXPECT_EQ(missing("dates.order", "< 2019-05-16"), "dates/order");
  EXPECT_EQ(missing("end_use", "\"internal_use\""), "end_use");
  EXPECT_EQ(missing("end_use", "\"nuclear\", \"internal_use\""), "end_use");
}

TEST_F(CellTest, ANegativeIsAssumedWhereTheVocabularySaysSo) {
  const Judgement notice = judge("documents.notice", "true", {}, {});
  EXPECT_TRUE(notice.is_false());
  EXPECT_EQ(notice.rests, (std::vector<Rest>{{RestKind::kAssumed, "documents/notice", "false",
                                              "15 CFR 744.11(c)"}}));
  EXPECT_TRUE(judge("documents.notice", "not(true)", {}, {}).is_true());
  EXPECT_TRUE(judge("documents.notice", "false", {}, {}).is_true());
  const Judgement use = judge("end_use", "\"nuclear\"", {}, {});
  EXPECT_TRUE(use.is_false());
  EXPECT_EQ(use.rests, (std::vector<Rest>{{RestKind::kAssumed, "end_use", "none",
                                            "15 CFR 732.3(f)"}}));
  EXPECT_TRUE(judge("knowledge", "\"diversion\"", {}, {}).is_false());
  EXPECT_TRUE(judge("red_flags", "\"odd_route\"", {}, {}).is_false());
}

TEST_F(CellTest, StrictAssumesNothing) {
  EXPECT_TRUE(judge("documents.notice", "true", {}, {}, true).is_unknown());
  EXPECT_TRUE(judge("end_use", "\"nuclear\"", {}, {}, true).is_unknown());
  EXPECT_TRUE(judge("knowledge", "\"diversion\"", {}, {}, true).is_unknown());
  EXPECT_TRUE(judge("documents.notice", "true", {{"documents.notice", false}}, {}, true)
                  .is_false());
}

TEST_F(CellTest, AValueOfAnotherTypeIsForAPerson) {
  const Judgement odd =
      judge("item.net_value_usd", "<= 5000", {}, {{"net_value_usd", day("2020-01-01")}});
  EXPECT_TRUE(odd.is_unknown());
  EXPECT_EQ(odd.causes.front().kind, CauseKind::kUntranslatable);
}

TEST_F(CellTest, KleeneInsideACell) {
  EXPECT_EQ(item("eccn", "\"5D002.a\", \"5D002\"", std::string("5D002")), Tri::kTrue);
  EXPECT_EQ(item("eccn", "\"5D002.a\", \"4A\"", std::string("5D002")), Tri::kUnknown);
  EXPECT_EQ(judge("item.mass_market", "-", {}, {}).value, Tri::kTrue);
}

TEST(Derive, FactsThatFollowFromTheClassification) {
  const auto rules = small_rules("");
  const auto derived = [&](const char* eccn) {
    FactMap line{{"eccn", std::string(eccn)}};
    derive_line_facts(*rules, line);
    return line;
  };
  EXPECT_EQ(derived("EAR99").at("entry_known"), Value(true));
  EXPECT_EQ(derived("5D002.b.1").at("para"), Value(std::string("b.1")));
  EXPECT_FALSE(derived("5D002").contains("para"));
  EXPECT_EQ(derived("5D992.c").at("controlled_only_at"), Value(true));
  EXPECT_EQ(derived("5D002").at("controlled_only_at"), Value(false));
  EXPECT_EQ(derived("9Z999").at("entry_known"), Value(false));
  EXPECT_FALSE(derived("9Z999").contains("controlled_only_at"));
  FactMap nothing;
  derive_line_facts(*rules, nothing);
  EXPECT_TRUE(nothing.empty());
}

TEST(Derive, AnEntryIsNotKnownOnADayOnWhichNoneOfItsRowsIsInForce) {
  const auto rules = small_rules("");
  const auto known = [&](const char* eccn, const char* on) {
    FactMap line{{"eccn", std::string(eccn)}};
    derive_line_facts(*rules, line);
    derive_day_facts(*rules, day(on), line);
    return line.at("entry_known") == Value(true);
  };
  EXPECT_TRUE(known("5D992.c", "2001-01-01"));
  EXPECT_FALSE(known("5D992.c", "2000-12-31"));
  EXPECT_TRUE(known("5D002", "1999-01-01"));
  EXPECT_TRUE(known("EAR99", "1999-01-01"));
  EXPECT_FALSE(known("9Z999", "2020-01-01"));
}

}  // namespace
}  // namespace licet::law::testing
