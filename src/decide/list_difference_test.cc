#include "licet/decide/list_difference.h"

#include "world_test.h"

namespace licet::decide::test {
namespace {

using law::Change;

const ListDifference& list(const std::vector<ListDifference>& all, std::string_view name) {
  for (const auto& one : all)
    if (one.list == name) return one;
  ADD_FAILURE() << name;
  return all.front();
}

std::vector<ListDifference> between(const World& before, const World& after) {
  return list_difference(before.known(), after.known());
}

const law::FieldChange* field(const EntryChange& change, std::string_view name) {
  for (const auto& one : change.fields)
    if (one.field == name) return &one;
  return nullptr;
}

TEST(ListDifference, TheSameListsDifferInNothing) {
  const World one = world({entity("Listed Works", "CN", "2020-01-01")});
  for (const auto& each : between(one, one)) EXPECT_TRUE(each.entries.empty()) << each.list;
}

TEST(ListDifference, WhoCameAndWhoWent) {
  const World before = world({entity("Leaving Works", "CN", "2020-01-01")});
  const World after = world({entity("Coming Works", "RU", "2022-02-03")});
  const auto all = between(before, after);
  const ListDifference& entities = list(all, "entity-list");
  EXPECT_EQ(entities.added, 1u);
  EXPECT_EQ(entities.removed, 1u);
  EXPECT_EQ(entities.changed, 0u);
  ASSERT_EQ(entities.entries.size(), 2u);
  const EntryChange& came = entities.entries[0];
  EXPECT_EQ(came.change, Change::kAdded);
  EXPECT_EQ(came.name, "Coming Works");
  EXPECT_EQ(came.country, "RU");
  EXPECT_EQ(came.cite, std::vector<std::string>{"84 FR 22961"});
  EXPECT_EQ(field(came, "in_force")->after, std::vector<std::string>{"2022-02-03"});
  EXPECT_EQ(field(came, "reach")->after, std::vector<std::string>{"all_items"});
  EXPECT_EQ(field(came, "policy_word")->after,
            std::vector<std::string>{"presumption_of_denial"});
  EXPECT_EQ(entities.entries[1].change, Change::kRemoved);
  EXPECT_TRUE(list(all, "sdn").entries.empty());
}

TEST(ListDifference, WhatWasChangedForWhom) {
  auto entry = entity("Listed Works", "CN", "2020-01-01");
  const World before = world({entry});
  entry.requirement = "For all items subject to the EAR. (See §§ 734.9(e) and 744.11 of the EAR).";
  entry.policy = "A string that nobody has reviewed";
  entry.names.push_back({"LW", snapshot::AliasKind::kAlias, match::key_of("LW").value()});
  entry.addresses = {{"another street", "CN"}};
  entry.possible_from = day("2019-11-01");
  entry.citations.push_back("87 FR 1");
  const World after = world({entry});
  const auto all = between(before, after);
  const ListDifference& entities = list(all, "entity-list");
  ASSERT_EQ(entities.entries.size(), 1u);
  const EntryChange& change = entities.entries[0];
  EXPECT_EQ(change.change, Change::kChanged);
  EXPECT_EQ(*field(change, "names"), (law::FieldChange{"names", {}, {"LW"}}));
  EXPECT_EQ(*field(change, "addresses"),
            (law::FieldChange{"addresses", {"a street"}, {"another street"}}));
  EXPECT_EQ(*field(change, "cite"), (law::FieldChange{"cite", {}, {"87 FR 1"}}));
  EXPECT_EQ(field(change, "in_force")->after,
            std::vector<std::string>{"2020-01-01 (perhaps from 2019-11-01)"});
  EXPECT_EQ(field(change, "policy_word")->before,
            std::vector<std::string>{"presumption_of_denial"});
  EXPECT_TRUE(field(change, "policy_word")->after.empty());
  EXPECT_NE(field(change, "requirement"), nullptr);
  EXPECT_EQ(field(change, "until"), nullptr);
}

TEST(ListDifference, ARowOfAnotherIdAndTheSameNameIsTheSameRow) {
  auto entry = entity("Listed Works", "CN", "2020-01-01");
  const World before = world({entry});
  entry.entry_id = "another";
  entry.remarks = "renumbered";
  const World after = world({entry});
  const auto all = between(before, after);
  ASSERT_EQ(list(all, "entity-list").entries.size(), 1u);
  const EntryChange& change = list(all, "entity-list").entries[0];
  EXPECT_EQ(change.change, Change::kChanged);
  EXPECT_EQ(change.entry_id, "another");
  EXPECT_EQ(change.before_id, "listed works");
}

TEST(ListDifference, OfRowsWithOneNameEachMeetsItsOwnCountry) {
  const auto named = [](const char* id, const char* country, const char* remarks) {
    auto entry = entity("Listed Works", country, "2020-01-01");
    entry.entry_id = id;
    entry.remarks = remarks;
    return entry;
  };
  const World before = world({named("1", "CN", "a"), named("2", "RU", "b")});
  const World after = world({named("3", "RU", "b"), named("4", "CN", "changed")});
  const auto all = between(before, after);
  ASSERT_EQ(list(all, "entity-list").entries.size(), 1u);
  const EntryChange& change = list(all, "entity-list").entries[0];
  EXPECT_EQ(change.entry_id, "4");
  EXPECT_EQ(change.before_id, "1");
  EXPECT_EQ(change.fields, (std::vector<law::FieldChange>{{"remarks", {"a"}, {"changed"}}}));
}

TEST(ListDifference, AListThatOnlyOneSideHas) {
  const World before = world({}, "sdn");
  const World after = world({});
  const auto all = between(before, after);
  EXPECT_EQ(list(all, "sdn").from_day, kAlways);
  EXPECT_EQ(list(all, "sdn").added, 1u);
}

}  // namespace
}  // namespace licet::decide::test
