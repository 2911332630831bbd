#include "licet/match/self_test.h"

#include <gtest/gtest.h>

#include "licet/match/key.h"
#include "licet/snapshot/builder.h"
#include "test_data.h"

namespace licet::match {
namespace {

snapshot::Contents small_list(bool broken_key) {
  snapshot::Contents contents;
  contents.sources.push_back({"sdn", "sdn", parse_day("2026-07-31").value(), 3, false, "t", {}});
  int id = 0;
  for (const char* name : {"PETROV, Ivan Sergeyevich", "Orient Star Trading Co., Ltd.",
                           "Shenzhen Electronics Limited"}) {
    snapshot::EntryRecord entry;
    entry.list = "sdn";
    entry.entry_id = std::to_string(++id);
    entry.names.push_back({name, snapshot::AliasKind::kPrimary, key_of(name).value()});
    if (broken_key && id == 2) entry.names[0].key = key_of("Something Else").value();
    contents.entries.push_back(entry);
  }
  contents.entries[0].type = snapshot::PartyType::kPerson;
  return contents;
}

const Canaries kCanaries{{"sdn", "Orient Star Trading Co., Ltd."}};

TEST(SelfTest, PassesWhereNothingIsMissed) {
  const auto known = snapshot_of(small_list(false));
  const SelfTest result = self_test(known, kCanaries, 10);
  EXPECT_TRUE(result.passed());
  EXPECT_EQ(result.canaries, 1u);
  EXPECT_EQ(result.by_class.at("M0 as listed").tried, 3u);
  EXPECT_EQ(result.by_class.at("M0 as listed").found, 3u);
  EXPECT_EQ(result.by_class.at("M0 natural order").tried, 1u);
  EXPECT_TRUE(result.by_list.contains({"sdn", "M3 look-alikes"}));
}

// What the test is for: a snapshot whose keys do not fit its names.
TEST(SelfTest, ARowThatCannotBeFoundFailsIt) {
  const auto known = snapshot_of(small_list(true));
  const SelfTest result = self_test(known, kCanaries, 10);
  EXPECT_FALSE(result.passed());
  EXPECT_EQ(result.canaries_missed.size(), 1u);
  EXPECT_FALSE(result.as_listed_missed.empty());
}

TEST(SelfTest, WithoutAnyCanaryNothingIsShown) {
  EXPECT_FALSE(self_test(snapshot_of(small_list(false)), {}, 10).passed());
  EXPECT_FALSE(self_test(snapshot_of(small_list(false)), {{"meu-list", "X"}}, 10).passed());
}

TEST(SelfTest, ThreadsDoNotShow) {
  const auto known = snapshot_of(small_list(false));
  const SelfTest one = self_test(known, kCanaries, 2, {}, 1);
  const SelfTest many = self_test(known, kCanaries, 2, {}, 8);
  ASSERT_EQ(one.by_list.size(), many.by_list.size());
  for (const auto& [key, tried] : one.by_list) {
    EXPECT_EQ(many.by_list.at(key).tried, tried.tried);
    EXPECT_EQ(many.by_list.at(key).found, tried.found);
  }
}

}  // namespace
}  // namespace licet::match
