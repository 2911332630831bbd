#include "licet/portfolio/rescreen.h"

#include <gtest/gtest.h>

#include "licet/portfolio/file.h"
#include "test_lists.h"

namespace licet::portfolio {
namespace {

using snapshot::EntryRecord;
using testing::entry_of;
using testing::Random;
using testing::snapshot_of;
using testing::some_name;

constexpr int kThreshold = 850;

std::string text_of(std::vector<Screened> parties) {
  Portfolio portfolio;
  portfolio.parties = std::move(parties);
  return write_portfolio(portfolio);
}

std::vector<Party> some_parties(Random& random, std::size_t count) {
  std::vector<Party> parties;
  for (std::size_t i = 0; i < count; ++i)
    parties.push_back({cat("p", i), random() % 20 == 0 ? std::string("!!") : some_name(random),
                       random() % 2 == 0 ? "CN" : "RU",
                       random() % 4 == 0 ? snapshot::PartyType::kCompany
                                         : snapshot::PartyType::kUnknown});
  return parties;
}

EntryRecord some_entry(Random& random, std::size_t id) {
  std::vector<std::string> names{some_name(random)};
  while (random() % 3 == 0) names.push_back(some_name(random));
  EntryRecord entry = entry_of(random() % 2 == 0 ? "sdn" : "entity-list", cat(id),
                               std::move(names), random() % 2 == 0 ? "CN" : "IR");
  if (random() % 4 == 0) entry.type = snapshot::PartyType::kPerson;
  return entry;
}

// Rows go, rows come, rows change in what they say of the party or only in their policy.
std::vector<EntryRecord> changed(std::vector<EntryRecord> entries, Random& random) {
  std::size_t next = 1000 + random() % 1000 * 100;
  for (std::size_t i = 0; i < entries.size();) {
    switch (random() % 8) {
      case 0: entries.erase(entries.begin() + std::ptrdiff_t(i)); continue;
      case 1: entries[i] = some_entry(random, next++); break;
      case 2: entries[i].addresses[0].country = "BY"; break;
      case 3: entries[i].policy = "presumption of denial"; break;
      default: break;
    }
    ++i;
  }
  entries.push_back(some_entry(random, next));
  return entries;
}

TEST(Rescreen, EqualsScreeningEverythingAgain) {
  Random random(7);
  std::size_t hits = 0, moved = 0;
  for (int round = 0; round < 60; ++round) {
    std::vector<EntryRecord> entries;
    for (std::size_t i = 0; i < 40; ++i) entries.push_back(some_entry(random, i));
    const auto before = snapshot_of(entries);
    const auto now = snapshot_of(changed(entries, random));
    const auto parties = some_parties(random, 50);
    const auto first = screen_all(before, parties, kThreshold, {}, 1);
    const auto whole = screen_all(now, parties, kThreshold, {}, 2);
    const auto part = rescreen(first, before, now, kThreshold, {}, 2);
    ASSERT_TRUE(part.ok()) << to_line(part.error());
    ASSERT_EQ(text_of(part.value()), text_of(whole)) << round;
    for (std::size_t i = 0; i < parties.size(); ++i) {
      hits += whole[i].hits.size();
      moved += changes_of(first[i], whole[i]).any();
    }
  }
  EXPECT_GT(hits, 1000u);
  EXPECT_GT(moved, 200u);
}

TEST(Rescreen, ARowOfAnotherPolicyIsNoChange) {
  auto entry = entry_of("sdn", "1", {"Orient Star"});
  const auto before = snapshot_of({entry});
  entry.policy = "case by case";
  entry.certain_from = parse_day("2020-01-01").value();
  EXPECT_TRUE(delta_of(before, snapshot_of({entry})).touched.empty());
  entry.identifiers = {"date of birth: 1961"};
  EXPECT_EQ(delta_of(before, snapshot_of({entry})).touched.size(), 1u);
}

TEST(Rescreen, WhatChangedIsTold) {
  const auto before = snapshot_of({entry_of("sdn", "1", {"Orient Star Trading"})});
  const auto now = snapshot_of({entry_of("sdn", "2", {"Orient Star Trading"})});
  const std::vector<Party> parties{{"a", "Orient Star Trading", "", {}}, {"b", "Nobody", "", {}}};
  const auto first = screen_all(before, parties, kThreshold);
  const auto then = rescreen(first, before, now, kThreshold).value();
  const auto changes = changes_of(first[0], then[0]);
  ASSERT_EQ(changes.fresh.size(), 1u);
  ASSERT_EQ(changes.gone.size(), 1u);
  EXPECT_EQ(changes.fresh[0].entry_id, "2");
  EXPECT_EQ(changes.gone[0].entry_id, "1");
  EXPECT_FALSE(changes_of(first[1], then[1]).any());
}

TEST(Rescreen, APartyThatCannotBeScreenedIsNeverClear) {
  const auto known = snapshot_of({entry_of("sdn", "1", {"Orient Star"})});
  const auto all = screen_all(known, {{"a", "...", "", {}}}, kThreshold);
  EXPECT_EQ(all[0].problem, "name_empty");
  const Party numbered{"b", "", "", {}, "", "717637093"};
  EXPECT_EQ(screen_all(known, {numbered}, kThreshold)[0].problem, "name_empty");
  const auto again =
      rescreen(all, known, snapshot_of({entry_of("sdn", "2", {"X Y"})}), kThreshold);
  EXPECT_EQ(again.value()[0].problem, "name_empty");
}

}  // namespace
}  // namespace licet::portfolio
