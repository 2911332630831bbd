#include "licet/law/served.h"

#include <gtest/gtest.h>

#include "served.h"
#include "test_rules.h"

namespace licet::law::testing {
namespace {

LineFacts served(FactMap item) {
  LineFacts line = frame_of({}, std::move(item)).lines[0];
  derive_served(real_rules(), day("2026-07-23"), line);
  return line;
}

bool is(const LineFacts& line, const char* fact, bool value) {
  const auto it = line.facts.find(fact);
  return it != line.facts.end() && it->second == Value(value) && !line.open.contains(fact);
}

TEST(Served, TheListSaysForWhatTheServedItemIsControlled) {
  const LineFacts guidance = served({{"for_eccn", std::string("3A101")}});
  EXPECT_TRUE(is(guidance, "served_mt", true));
  EXPECT_TRUE(is(guidance, "served_np", false));
  EXPECT_TRUE(is(served({{"for_eccn", std::string("5A002")}}), "served_ei", true));
  EXPECT_TRUE(is(served({{"for_eccn", std::string("EAR99")}}), "served_mt", false));
}

TEST(Served, AsksForTheItem) {
  for (FactMap item : {FactMap{}, FactMap{{"for_eccn", std::string("9Z999")}}}) {
    const LineFacts line = served(item);
    EXPECT_EQ(line.open.at("served_mt"), "items/0/for_eccn");
    EXPECT_FALSE(line.facts.contains("served_mt"));
  }
}

TEST(Served, AnItemThatIsNoneIsAskedForAgain) {
  const LineFacts invented = served({{"for_eccn", std::string("3B002.k")}});
  EXPECT_EQ(invented.open.at("served_ns"), "items/0/for_eccn");
  LineFacts young = frame_of({}, {{"for_eccn", std::string("3A069")}}).lines[0];
  derive_served(real_rules(), day("2019-06-01"), young);
  EXPECT_EQ(young.open.at("served_ns"), "items/0/for_eccn") << "not yet on the list that day";
}

TEST(Served, WhatTheQuestionSaysCountsIfItIsUnderstood) {
  const std::string item = "3A101";
  const auto said = [&](const char* reasons) {
    return served({{"for_eccn", item}, {"for_eccn_reason", std::string(reasons)}});
  };
  EXPECT_TRUE(is(said("ns"), "served_mt", false));
  EXPECT_TRUE(is(said("NS, mt"), "served_mt", true));
  EXPECT_TRUE(is(said("mtcr"), "served_mt", true)) << "not understood: the list counts";
}

TEST(Served, DerivedAgainWhenTheItemChanges) {
  LineFacts line = served({});
  line.facts["for_eccn"] = std::string("3A101");
  derive_served(real_rules(), day("2026-07-23"), line);
  EXPECT_TRUE(is(line, "served_mt", true));
}

TEST(Served, TablesAreRewritten) {
  const Predicate written = Predicate::of(
      {"item.for_eccn_reason", Operator::kIn, {std::string("mt"), std::string("np")}});
  const Predicate read = with_served(Predicate::negation(written));
  ASSERT_EQ(read.kind, Predicate::Kind::kNot);
  ASSERT_EQ(read.parts[0].parts.size(), 2u);
  EXPECT_EQ(read.parts[0].parts[0].test.fact, "item.served_mt");
}

}  // namespace
}  // namespace licet::law::testing
