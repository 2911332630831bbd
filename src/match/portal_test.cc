#include "licet/match/portal.h"

#include <gtest/gtest.h>

#include "licet/match/key.h"
#include "test_data.h"

namespace licet::match {
namespace {

TEST(Portal, JaroWinklerOfThePapers) {
  EXPECT_EQ(jaro_winkler(U"martha", U"marhta"), 961);
  EXPECT_EQ(jaro_winkler(U"dixon", U"dicksonx"), 813);
  EXPECT_EQ(jaro_winkler(U"dwayne", U"duane"), 840);
  EXPECT_EQ(jaro_winkler(U"jellyfish", U"smellyfish"), 896);
  EXPECT_EQ(jaro_winkler(U"same", U"same"), 1000);
  EXPECT_EQ(jaro_winkler(U"abc", U"xyz"), 0);
  EXPECT_EQ(jaro_winkler(U"", U""), 0);
  EXPECT_EQ(jaro_winkler(U"a", U""), 0);
  EXPECT_EQ(jaro_winkler(U"a", U"a"), 1000);
}

TEST(Portal, SoundexOfThePatent) {
  const std::pair<std::u32string, const char*> codes[] = {
      {U"robert", "r163"},  {U"rupert", "r163"}, {U"ashcraft", "a261"}, {U"ashcroft", "a261"},
      {U"tymczak", "t522"}, {U"pfister", "p236"}, {U"honeyman", "h555"}, {U"lee", "l000"},
      {U"华为", ""},         {U"", ""}};
  for (const auto& [word, code] : codes) EXPECT_EQ(soundex(word), code);
}

snapshot::Snapshot small_snapshot(
    const std::vector<std::pair<std::string, std::string>>& names) {
  snapshot::Contents out;
  for (const auto& [list, name] : names) {
    snapshot::EntryRecord entry;
    entry.list = list;
    entry.entry_id = "e" + std::to_string(out.entries.size());
    entry.names.push_back({name, snapshot::AliasKind::kPrimary, key_of(name).value()});
    out.entries.push_back(std::move(entry));
  }
  for (const char* list : {"entity-list", "sdn"}) {
    snapshot::SourceRecord source;
    source.list = list;
    for (const auto& entry : out.entries) source.rows += entry.list == list;
    out.sources.push_back(source);
  }
  return snapshot_of(out);
}

std::string found(const snapshot::Snapshot& snapshot, std::string_view name, int threshold = 850,
                  std::string_view list = "") {
  std::string out;
  for (const PortalMatch& one : portal_search(snapshot, name, list, threshold).value())
    out += std::string(snapshot.name(one.name).text) + " " + std::to_string(one.score_permille) +
           "; ";
  return out;
}

TEST(Portal, TheHigherOfWholeAndParts) {
  const auto snapshot = small_snapshot({{"sdn", "HASSAN, Mohammed"}, {"sdn", "BANK MELLI"},
                                        {"entity-list", "Mohammed Hassan"}});
  EXPECT_EQ(found(snapshot, "HASSAN, Mohammed"), "HASSAN, Mohammed 1000; ");
  EXPECT_EQ(found(snapshot, "mohammed hassan"), "HASSAN, Mohammed 1000; ");  // by parts
  EXPECT_EQ(found(snapshot, "Mohamed Hasan", 900), "HASSAN, Mohammed 983; ");
  EXPECT_EQ(found(snapshot, "Mohammed Hassan", 850, "entity-list"), "Mohammed Hassan 1000; ");
  EXPECT_EQ(found(snapshot, "Zylberstein", 0), "");  // no part begins as one of these
}

TEST(Portal, WhatIsNoNameIsRefused) {
  const auto snapshot = small_snapshot({{"sdn", "BANK MELLI"}});
  EXPECT_FALSE(portal_search(snapshot, "", "", 850).ok());
  EXPECT_FALSE(portal_search(snapshot, "...", "", 850).ok());
  EXPECT_FALSE(portal_search(snapshot, "\xff", "", 850).ok());
  EXPECT_FALSE(portal_search(snapshot, std::string(100'000, 'a'), "", 850).ok());
}

}  // namespace
}  // namespace licet::match
