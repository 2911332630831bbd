#include "licet/match/screen.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "licet/base/text.h"
#include "licet/match/key.h"
#include "source_dir.h"
#include "test_data.h"

namespace licet::match {
namespace {

using snapshot::AliasKind;
using snapshot::PartyType;

snapshot::EntryRecord entry(std::string list, std::string id, PartyType type,
                            std::vector<std::string> names, std::string country) {
  snapshot::EntryRecord out;
  out.list = std::move(list);
  out.entry_id = std::move(id);
  out.type = type;
  for (const std::string& name : names) {
    const AliasKind kind = out.names.empty() ? AliasKind::kPrimary : AliasKind::kAlias;
    out.names.push_back({name, kind, key_of(name).value()});
  }
  if (!country.empty()) out.addresses.push_back({country, country});
  return out;
}

snapshot::Contents small_list() {
  snapshot::Contents out;
  out.entries = {
      entry("entity-list", "1", PartyType::kCompany,
            {"Huawei Technologies Co., Ltd. (Huawei)", "Shenzhen Huawei Technologies",
             "Huawei Technology"},
            "CN"),
      entry("entity-list", "2", PartyType::kCompany, {"Shanghai Huawei Technologies Co., Ltd."},
            "CN"),
      entry("entity-list", "3", PartyType::kAddress, {"Huawei Technologies Co., Ltd."}, "CN"),
      entry("nonsdn", "4", PartyType::kCompany, {"HUAWEI TECHNOLOGIES CO., LTD."}, "CN"),
      entry("sdn", "5", PartyType::kPerson, {"LAVROV, Sergey Viktorovich"}, ""),
  };
  for (const auto& [list, rows] : {std::pair{"entity-list", 3u}, {"nonsdn", 1u}, {"sdn", 1u}}) {
    snapshot::SourceRecord source;
    source.list = list;
    source.rows = rows;
    out.sources.push_back(source);
  }
  return out;
}

Query query_for(std::string_view name) {
  Query query;
  query.name = std::string(name);
  return query;
}

std::string ids(const snapshot::Snapshot& snapshot, const Result<std::vector<Match>>& found) {
  std::string out;
  if (!found.ok()) return "error";
  for (const Match& match : found.value()) {
    out += cat(snapshot.entry(match.entry).entry_id, match.same_name ? "=" : "~");
  }
  return out;
}

void expect_same(const Result<std::vector<Match>>& a, const Result<std::vector<Match>>& b) {
  ASSERT_EQ(a.ok(), b.ok());
  if (!a.ok()) return;
  ASSERT_EQ(a.value().size(), b.value().size());
  for (std::size_t i = 0; i < a.value().size(); ++i) {
    const Match& x = a.value()[i];
    const Match& y = b.value()[i];
    ASSERT_TRUE(x.entry == y.entry && x.name == y.name && x.same_name == y.same_name);
    ASSERT_EQ(x.score_permille, y.score_permille);
    ASSERT_EQ(x.evidence.size(), y.evidence.size());
  }
}

TEST(Screen, FoundingSpellings) {
  const auto snapshot = snapshot_of(small_list());
  EXPECT_EQ(
      ids(snapshot, screen(snapshot, query_for("Huawei Technologies Co., Ltd."))).substr(0, 4),
      "1=4=");
  EXPECT_EQ(ids(snapshot, screen(snapshot, query_for("HUAWEI TECHNOLOGIES CO LTD"))).substr(0, 4),
            "1=4=");
  for (const char* asked :
       {"Hua Wei Technologies", "Huawai Tecnologies", "华为技术有限公司", "華為技術有限公司"}) {
    const std::string found = ids(snapshot, screen(snapshot, query_for(asked)));
    EXPECT_NE(found.find("1~"), std::string::npos) << asked << " " << found;
    EXPECT_EQ(found.find('='), std::string::npos) << asked << ": a reading is no confirmation";
  }
  EXPECT_EQ(ids(snapshot, screen(snapshot, query_for("Sergei Lavrov"))), "5~");
  EXPECT_EQ(ids(snapshot, screen(snapshot, query_for("Acme Bakery"))), "");
  EXPECT_FALSE(screen(snapshot, query_for(" . ")).ok());
}

TEST(Screen, Filters) {
  const auto snapshot = snapshot_of(small_list());
  Query query = query_for("Huawei Technologies Co., Ltd.");
  query.list = "nonsdn";
  EXPECT_EQ(ids(snapshot, screen(snapshot, query)), "4=");
  query.list.clear();
  query.type = PartyType::kPerson;
  EXPECT_EQ(ids(snapshot, screen(snapshot, query)), "");
  query.type = PartyType::kUnknown;
  query.threshold_permille = 1000;
  EXPECT_EQ(ids(snapshot, screen(snapshot, query)), "1=4=");
}

// Payment messages hold 35 characters of a name.
TEST(Screen, ANameThatFillsAFieldMayBeCut) {
  snapshot::Contents contents = small_list();
  const char* const names[] = {"LIMITED LIABILITY COMPANY RASPADSKAYA COAL COMPANY",
                               "JOINT STOCK COMPANY UGOLNAYA KUZBASSRAZREZUGOL",
                               "LIMITED LIABILITY COMPANY RASPISANIE"};
  for (const char* name : names) {
    snapshot::EntryRecord entry = contents.entries[0];
    entry.entry_id = cat("cut ", name);
    entry.names = {{name, snapshot::AliasKind::kPrimary, key_of(name).value()}};
    contents.entries.push_back(entry);
  }
  for (auto& source : contents.sources)
    if (source.list == contents.entries[0].list) source.rows += 3;
  const auto snapshot = snapshot_of(contents);
  const auto finds = [&](std::string_view asked, const char* name) {
    const auto found = screen(snapshot, query_for(std::string(asked)));
    expect_same(found, screen_reference(snapshot, query_for(std::string(asked))));
    return ids(snapshot, found).find(cat("cut ", name)) != std::string::npos;
  };
  EXPECT_TRUE(finds("LIMITED LIABILITY COMPANY RASPADSKA", names[0]));
  EXPECT_FALSE(finds("LIMITED LIABILITY COMPANY RASPADSKA", names[2]));
  EXPECT_TRUE(finds("JOINT STOCK COMPANY UGOLNAYA KUZBAS", names[1]));
  EXPECT_FALSE(finds("JOINT STOCK COMPANY UGOLN", names[1])) << "too short for a field";
  for (const char* name : names)
    for (std::size_t size = 28; size < 40; ++size)
      finds(std::string_view(name).substr(0, size), name);
}

TEST(Screen, AnotherCountryRanksLowerAndNeverHides) {
  const auto snapshot = snapshot_of(small_list());
  Query query = query_for("Huawei Technologies Co., Ltd.");
  query.country = "CN";
  EXPECT_EQ(screen(snapshot, query).value()[0].score_permille, 1000);
  query.country = "DE";
  const auto found = screen(snapshot, query).value();
  EXPECT_EQ(found[0].score_permille, 970);
  EXPECT_TRUE(found[0].same_name);
  for (const char* name : {"Huawai Tecnologies", "Hua Wei Technologies", "Shanghai Huawei"}) {
    Query near = query_for(name);
    const auto anywhere = screen(snapshot, near).value().size();
    near.country = "DE";
    EXPECT_EQ(screen(snapshot, near).value().size(), anywhere) << name;
  }
}

TEST(Screen, EqualsItsTwin) {
  const auto rows = shared_lines("cases/name_pairs.jsonl");
  snapshot::Contents contents = small_list();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!key_of(rows[i].text("candidate")).ok()) continue;
    contents.entries.push_back(entry("sdn", cat("p", i), PartyType::kUnknown,
                                     {std::string(rows[i].text("candidate"))},
                                     i % 3 == 0 ? "RU" : ""));
    ++contents.sources[2].rows;
  }
  const auto snapshot = snapshot_of(contents);
  int asked = 0;
  for (std::size_t i = 0; i < rows.size(); i += 5) {
    Query query = query_for(rows[i].text("query"));
    if (i % 2 == 0) query.country = "CN";
    query.threshold_permille = 700 + int(i % 300);
    expect_same(screen(snapshot, query), screen_reference(snapshot, query));
    ++asked;
  }
  expect_same(screen(snapshot, query_for("华为技术")),
              screen_reference(snapshot, query_for("华为技术")));
  if (asked == 0) GTEST_SKIP() << "no shared data: only the small list was tried (set LICET_DATA)";
}

class PublishedList : public testing::TestWithParam<const char*> {};

TEST_P(PublishedList, FindsTheFoundingRow) {
  const auto contents = consolidated_list(GetParam());
  if (contents.entries.empty()) GTEST_SKIP() << "no shared data: set LICET_DATA";
  const auto snapshot = snapshot_of(contents);
  for (const char* asked :
       {"Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGIES CO LTD", "Hua Wei Technologies",
        "Huawai Tecnologies", "华为技术有限公司", "華為技術有限公司"}) {
    const auto found = screen(snapshot, query_for(asked));
    ASSERT_TRUE(found.ok());
    bool there = false;
    bool same = false;
    for (const Match& match : found.value()) {
      const auto first = snapshot.entry(match.entry).first_name;
      if (snapshot.name({first}).text != "Huawei Technologies Co., Ltd. (Huawei)") continue;
      there = true;
      same |= match.same_name;
    }
    EXPECT_TRUE(there) << asked;
    EXPECT_EQ(same, key_of(asked).value() == key_of("Huawei Technologies Co., Ltd.").value())
        << asked;
  }
}

INSTANTIATE_TEST_SUITE_P(Years, PublishedList, testing::Values("2022-05", "2026-07-31"));

// scenarios/names/{good,bad}/*.txt: "left | right" a line, # comments. good must alert, bad must
// not; same_*.txt must have equal keys, and no line of the others may.
TEST(Scenarios, Names) {
  int lines = 0;
  for (const char* side : {"good", "bad"}) {
    const std::string folder = cat(kSourceDir, "/scenarios/names/", side);
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      const bool same = file.path().filename().string().starts_with("same");
      std::ifstream in(file.path());
      for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto parts = split(line, '|');
        ASSERT_EQ(parts.size(), 2u) << line;
        const auto compared = compare_names(trim(parts[0]), trim(parts[1]));
        ASSERT_TRUE(compared.ok()) << line;
        const int points = compared.value().score_permille;
        EXPECT_EQ(points >= kReviewThreshold, std::string_view(side) == "good")
            << line << " " << points;
        EXPECT_EQ(points == 1000, same) << line << " " << points;
        ++lines;
      }
    }
  }
  EXPECT_GE(lines, 60);
}

}  // namespace
}  // namespace licet::match
