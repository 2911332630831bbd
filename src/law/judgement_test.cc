#include "licet/law/judgement.h"

#include <gtest/gtest.h>

namespace licet::law {
namespace {

const Judgement kYes = Judgement::yes(), kNo = Judgement::no();
const Judgement kMissingA = Judgement::unknown({CauseKind::kMissing, "a"});
const Judgement kMissingB = Judgement::unknown({CauseKind::kMissing, "b"});
const Rest kAssumed{RestKind::kAssumed, "a", "none", ""};
const Rest kHistory{RestKind::kHistory, "h", "unchanged", ""};

Judgement both(const Judgement& a, const Judgement& b) {
  const Judgement parts[] = {a, b};
  return all_of(parts);
}
Judgement either(const Judgement& a, const Judgement& b) {
  const Judgement parts[] = {a, b};
  return any_of(parts);
}

TEST(Judgement, KleeneTables) {
  const Judgement values[] = {kNo, kMissingA, kYes};
  for (const auto& a : values) {
    EXPECT_EQ(negate(a).value, Tri(2 - int(a.value)));
    for (const auto& b : values) {
      EXPECT_EQ(both(a, b).value, std::min(a.value, b.value));
      EXPECT_EQ(either(a, b).value, std::max(a.value, b.value));
    }
  }
  EXPECT_TRUE(all_of({}).is_true());
  EXPECT_TRUE(any_of({}).is_false());
}

TEST(Judgement, AnUnknownKeepsItsCausesSortedAndOnce) {
  const Judgement parts[] = {kMissingB, kYes, kMissingA, kMissingB};
  const Judgement result = all_of(parts);
  EXPECT_EQ(result.causes, (std::vector<Cause>{{CauseKind::kMissing, "a"},
                                               {CauseKind::kMissing, "b"}}));
}

TEST(Judgement, WhatIsSettledNamesNoCause) {
  EXPECT_TRUE(both(kMissingA, kNo).causes.empty());
  EXPECT_TRUE(either(kMissingA, kYes).causes.empty());
}

TEST(Judgement, TheSettlingPartThatAssumesLeastIsKept) {
  const Judgement assumed = Judgement::no().resting_on(kAssumed);
  EXPECT_TRUE(both(assumed, kNo).rests.empty());
  EXPECT_TRUE(both(kNo, assumed).rests.empty());
  EXPECT_EQ(both(assumed, kYes).rests, std::vector<Rest>{kAssumed});
  const Judgement history = Judgement::no().resting_on(kHistory);
  EXPECT_EQ(both(assumed, history).rests, both(history, assumed).rests);
}

TEST(Judgement, AnAndThatHoldsRestsOnEveryPart) {
  const Judgement a = Judgement::yes().resting_on(kHistory);
  const Judgement b = Judgement::yes().resting_on(kAssumed);
  EXPECT_EQ(both(a, b).rests, (std::vector<Rest>{kAssumed, kHistory}));
}

}  // namespace
}  // namespace licet::law
