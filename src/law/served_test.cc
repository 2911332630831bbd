#include "served.h"

#include <gtest/gtest.h>

#include "test_rules.h"

namespace licet::law::testing {
namespace {

Judgement served(const char* reason, FactMap item) {
  const FactFrame frame = frame_of({}, std::move(item));
  const Evaluator evaluator(real_rules(), frame, {day("2026-07-23")});
  return judge_served(real_rules(), evaluator, reason, {0});
}

void expect_asked(const Judgement& judgement, const char* fact) {
  EXPECT_TRUE(judgement.is_unknown());
  EXPECT_EQ(judgement.causes, (std::vector<Cause>{{CauseKind::kMissing, fact}}));
}

TEST(Served, TheListSaysForWhatTheServedItemIsControlled) {
  EXPECT_TRUE(served("served.MT", {{"for_eccn", std::string("3A101")}}).is_true());
  EXPECT_TRUE(served("served.NP", {{"for_eccn", std::string("3A101")}}).is_false());
  EXPECT_TRUE(served("served.EI", {{"for_eccn", std::string("5A002")}}).is_true());
  EXPECT_TRUE(served("served.MT", {{"for_eccn", std::string("EAR99")}}).is_false());
}

TEST(Served, AsksForTheItemOrItsParagraph) {
  expect_asked(served("served.MT", {}), "items/0/for_eccn");
  expect_asked(served("served.MT", {{"for_eccn", std::string("9Z999")}}), "items/0/for_eccn");
}

TEST(Served, WhatTheQuestionSaysCountsIfItIsUnderstood) {
  const std::string item = "3A101";
  EXPECT_TRUE(served("served.MT", {{"for_eccn", item}, {"for_eccn_reason", Words{"ns"}}})
                  .is_false());
  EXPECT_TRUE(served("served.NS", {{"for_eccn_reason", Words{"ns", "at"}}}).is_true());
  EXPECT_TRUE(served("served.MT", {{"for_eccn", item}, {"for_eccn_reason", Words{"mtcr"}}})
                  .is_true());
}

TEST(Served, TablesAreRewritten) {
  const Predicate written = Predicate::of(
      {"item.for_eccn_reason", Operator::kIn, {std::string("mt"), std::string("np")}});
  const Predicate read = with_served(Predicate::negation(written));
  ASSERT_EQ(read.kind, Predicate::Kind::kNot);
  ASSERT_EQ(read.parts[0].parts.size(), 2u);
  EXPECT_EQ(read.parts[0].parts[0].test.fact, "served.MT");
  for (const std::string& fact : served_facts())
    EXPECT_NE(real_rules().vocabulary().fact(fact), nullptr) << fact;
}

}  // namespace
}  // namespace licet::law::testing
