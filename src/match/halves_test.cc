#include "halves.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/match/screen.h"
#include "test_data.h"

namespace licet::match {
namespace {

std::string shown(const std::vector<std::string>& keys) {
  std::string out;
  for (const std::string& key : keys) out += cat(out.empty() ? "" : " + ", readable(key));
  return out;
}

TEST(Halves, WhatParts) {
  EXPECT_EQ(shown(halves_listed("Al-Qa'ida/Islamic Army")), "al qaida + islamic army");
  for (const char* name : {"JIE LUO -AKA- IVY LUO", "Jie Luo a.k.a. Ivy Luo",
                           "Jie Luo, f/k/a Ivy Luo", "Jie Luo (also known as Ivy Luo)"})
    EXPECT_EQ(shown(halves_listed(name)), "jie luo + ivy luo") << name;
  for (const char* name :
       {"Mendez A/S", "M/S TROJANS", "Action Global C/O Win Sino", "DHKP/C", "Department 140/14",
        "AKA Integral Services", "Vega", "Akademia Nauk", "Toho Bank Ltd", "Syria/the Levant",
        "HARAKAT UL-JIHAD-I-ISLAMI/BANGLADESH", "Behover General Trading/Information Technologies"})
    EXPECT_EQ(shown(halves_listed(name)), "") << name;
  EXPECT_EQ(shown(halves_asked("Sony / Huawei")), "sony + huawei");
  EXPECT_EQ(halves_asked("Vega/Orion/Sirius/Altair/Deneb/Rigel/Mimosa/Adhara/Castor").size(),
            kMostHalves + 1);
}

snapshot::Contents some_names(const std::vector<std::string>& names) {
  snapshot::Contents out;
  for (const std::string& name : names) {
    snapshot::EntryRecord entry;
    entry.list = "sdn";
    entry.entry_id = cat("e", out.entries.size());
    entry.names.push_back({name, snapshot::AliasKind::kPrimary, key_of(name).value()});
    out.entries.push_back(std::move(entry));
  }
  snapshot::SourceRecord source;
  source.list = "sdn";
  source.rows = std::uint32_t(out.entries.size());
  out.sources.push_back(source);
  return out;
}

// As the exhaustive twin has it; returns what was found, as "e0 912 half".
std::string found_for(const snapshot::Snapshot& snapshot, const std::string& name, int threshold) {
  Query query;
  query.name = name;
  query.threshold_permille = threshold;
  const auto found = screen(snapshot, query);
  const auto twin = screen_reference(snapshot, query);
  EXPECT_TRUE(found.ok() && twin.ok()) << name;
  if (!found.ok() || !twin.ok()) return {};
  EXPECT_EQ(found.value().size(), twin.value().size()) << name;
  std::string out;
  for (std::size_t i = 0; i < std::min(found.value().size(), twin.value().size()); ++i) {
    const Match& match = found.value()[i];
    EXPECT_EQ(match.entry, twin.value()[i].entry) << name;
    EXPECT_EQ(match.score_permille, twin.value()[i].score_permille) << name;
    EXPECT_EQ(match.same_name, twin.value()[i].same_name) << name;
    const bool half = !match.evidence.empty() && match.evidence.back().what == "half";
    out += cat(snapshot.entry(match.entry).entry_id, " ", match.score_permille,
               match.same_name ? " same" : "", half ? " half; " : "; ");
  }
  return out;
}

TEST(Halves, EachIsScreenedAndConfirmsNobody) {
  const auto snapshot =
      snapshot_of(some_names({"Al-Qa'ida/Islamic Army", "JIE LUO -AKA- IVY LUO", "Huawei"}));
  EXPECT_EQ(found_for(snapshot, "Al Qaeda", 850), "e0 912 half; ");
  EXPECT_EQ(found_for(snapshot, "Al-Qa'ida", 850), "e0 980 half; ");
  EXPECT_EQ(found_for(snapshot, "Al-Qa'ida", 981), "");
  EXPECT_EQ(found_for(snapshot, "al-qaida/islamic army", 850), "e0 1000 same; ");
  EXPECT_EQ(found_for(snapshot, "Sony Components/Huawei", 850), "e2 980 half; ");
  EXPECT_EQ(found_for(snapshot, "Ivy Luo a.k.a. Ivana Luova", 850), "e1 980 half; ");
  EXPECT_EQ(found_for(snapshot, "Sony Components", 850), "");
}

TEST(Halves, NothingIsMissedOnTheNamesThatHaveThem) {
  const auto all = consolidated_list("2026-07-31");
  if (all.entries.empty()) GTEST_SKIP() << "no shared data: set LICET_DATA";
  std::vector<std::string> names;
  std::vector<std::string> asked;
  for (const auto& entry : all.entries)
    for (const auto& name : entry.names) {
      const auto halves = halves_listed(name.text);
      if (!halves.empty() || names.size() % 7 == 3) names.push_back(name.text);
      for (const std::string& half : halves) asked.push_back(readable(half));
    }
  EXPECT_GT(asked.size(), 100u);
  const auto snapshot = snapshot_of(some_names(names));
  for (std::size_t i = 0; i < asked.size(); ++i)
    for (const std::string& name : {asked[i], cat(asked[i], " aka ", names[i % names.size()])})
      EXPECT_FALSE(found_for(snapshot, name, i % 5 == 0 ? 710 : 850).empty()) << name;
}

}  // namespace
}  // namespace licet::match
