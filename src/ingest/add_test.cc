#include "licet/ingest/add.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "licet/ingest/compile.h"
#include "licet/ingest/file.h"
#include "samples.h"
#include "source_dir.h"
#include "test_data.h"

namespace licet::ingest {
namespace {

// tidy-allow: using_namespace a small program of this module
using namespace test_data;

// A data folder that knows the rules that lists are read by, and nothing else.
class AddList : public testing::Test {
 protected:
  void SetUp() override {
    Change change;
    change.rules = {{"us-ear/canaries.csv", "list,name\nentity-list,entity-list company 0\n"},
                    {"us-ear/federal_register.csv", std::string(kRegisterCsv)}};
    const auto lock = folder_.lock();
    first_ = folder_.activate(lock.value(), compile({}, change).value()).value();
  }

  Result<Added> add(const std::string& text, const char* published = "2022-05-06") {
    std::ofstream(temporary_.path("list.csv"), std::ios::binary | std::ios::trunc) << text;
    return add_list(folder_,
                    {{temporary_.path("list.csv")}, day(published), {}, "2022-05-06T12:00Z"});
  }

  TemporaryFolder temporary_{"add"};
  DataFolder folder_{temporary_.path("data")};
  Digest first_{};
};

TEST_F(AddList, PutsAGoodFileInForceAndRemembersTheCheck) {
  const auto added = add(small_csl() + csv_row("entity-list", "9", "Huawei", "", "2019-05-21",
                                               "84 FR 22963"));
  ASSERT_TRUE(added.ok()) << to_line(added.error());
  EXPECT_EQ(added.value().before, first_);
  const auto now = folder_.open();
  ASSERT_TRUE(now.ok());
  EXPECT_EQ(now.value().id(), added.value().now);
  EXPECT_EQ(now.value().source_of("entity-list")->rows, 4u);
  EXPECT_EQ(now.value().rule_count(), 2u);  // the rules stay
  bool found = false;
  for (std::uint32_t i = 0; i < now.value().entry_count(); ++i) {
    const auto entry = now.value().entry(snapshot::EntryId{i});
    if (entry.entry_id != "h9") continue;
    found = true;
    EXPECT_EQ(to_string(entry.certain_from), "2019-05-16");
    EXPECT_FALSE(now.value().name(snapshot::NameId{entry.first_name}).key.empty());
  }
  EXPECT_TRUE(found);
  EXPECT_EQ(folder_.checks().value().at("sdn"), "2022-05-06T12:00Z");
}

// A hit on a list that the rules have no word for would be passed over.
TEST_F(AddList, RulesThatDoNotKnowTheListRefuseIt) {
  const auto with_words = [&](const std::string& words) {
    Change change;
    change.rules = {{"vocabulary.toml", words}};
    {
      const auto lock = folder_.lock();
      EXPECT_TRUE(folder_.activate(lock.value(), compile({}, change).value()).ok());
    }
    return add(samples::united_nations(1), "2026-12-31");
  };
  const std::string sdn =
      "[lists]\nsdn = { means = \"Blocked.\", cite = \"31 CFR chapter V\" }\n";
  const std::string word = " = { means = \"A list.\", cite = \"form of this project\" }\n";
  EXPECT_EQ(with_words(sdn).error().code, Code::UnknownWord);
  EXPECT_TRUE(with_words(sdn + "un-consolidated" + word).ok());
  EXPECT_TRUE(with_words(sdn + "other" + word).ok());
}

TEST_F(AddList, TheSameFileAgainGivesTheSameSnapshot) {
  const Digest one = add(small_csl()).value().now;
  EXPECT_EQ(add(small_csl()).value().now, one);
}

// The id of a row stands for the row: the same id, the same party (docs/formats/lists.md, 2).
TEST_F(AddList, ARowWithoutADayHasStoodSinceTheListThatHeldItFirst) {
  ASSERT_TRUE(add(small_csl(), "2022-05-06").ok());
  const auto next = add(small_csl() + csv_row("sdn", "77", "New Co"), "2022-06-06");
  ASSERT_TRUE(next.ok()) << to_line(next.error());
  std::map<std::string, std::string> since;
  const auto now = folder_.open();
  for (std::uint32_t i = 0; i < now.value().entry_count(); ++i) {
    const auto entry = now.value().entry(snapshot::EntryId{i});
    if (entry.list == "sdn") since[std::string(entry.entry_id)] = to_string(entry.certain_from);
  }
  EXPECT_EQ(since.at("1000"), "2022-05-06");
  EXPECT_EQ(since.at("77"), "2022-06-06");
}

TEST_F(AddList, AColumnOfAliasesThatCameOutEmptyIsRefused) {
  std::string with(small_csl()), without(small_csl());
  for (int i = 0; i < 60; ++i) {
    with += csv_row("sdn", cat(100 + i), cat("Party ", i), cat("Alias ", i));
    without += csv_row("sdn", cat(100 + i), cat("Party ", i));
  }
  ASSERT_TRUE(add(with, "2022-05-06").ok());
  const auto refused = add(without, "2022-06-06");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Code::ListShrunk);
}

TEST_F(AddList, ARefusedFileLeavesTheOldInForce) {
  const Digest good = add(small_csl()).value().now;
  const std::string whole = small_csl();
  const std::string bad[] = {"", "<html>", whole.substr(0, whole.size() / 2),
                             whole.substr(0, whole.rfind("\nh") + 1),  // one row of sdn less
                             std::string(kHeader), "x" + whole};
  for (const std::string& text : bad) {
    EXPECT_FALSE(add(text).ok()) << printable(text, 40);
    EXPECT_EQ(*folder_.current().value(), good);
    EXPECT_EQ(folder_.open().value().source_of("sdn")->rows, 3u);
  }
  EXPECT_EQ(add(whole, "2022-05-05").error().code, Code::ListOlder);
  EXPECT_EQ(folder_.list().value().size(), 2u);
}

TEST_F(AddList, WaitsForNoOne) {
  const auto lock = folder_.lock();
  EXPECT_EQ(add(small_csl()).error().code, Code::Locked);
}

// The way of a fresh clone: bundled extract, the list of 2022, the list of 2026.
TEST_F(AddList, TheBundledExtractIsFollowedByWholeLists) {
  LICET_NEEDS_SHARED(kCsv2026);
  {
    Change change;
    change.rules = {{"us-ear/canaries.csv",
                     read_file(std::string(kSourceDir) + "/rules/us-ear/canaries.csv").value()},
                    {"us-ear/federal_register.csv", std::string(kRegisterCsv)}};
    const auto lock = folder_.lock();
    ASSERT_TRUE(folder_.activate(lock.value(), compile({}, change).value()).ok());
  }
  const auto put = [&](const std::string& path, const char* published,
                       std::vector<std::string> released = {}) {
    return add_list(folder_, {{path}, day(published), std::move(released), "now"});
  };
  const std::string extract = std::string(kSourceDir) + "/lists/extract.jsonl";
  ASSERT_TRUE(put(extract, "2022-05-06").ok());
  EXPECT_TRUE(folder_.open().value().source_of("sdn")->extract);
  ASSERT_TRUE(put(shared_path(kCsv2022), "2022-05-06").ok());
  EXPECT_FALSE(folder_.open().value().source_of("sdn")->extract);
  EXPECT_EQ(put(extract, "2022-05-06").error().code, Code::ListShrunk);
  EXPECT_EQ(put(shared_path(kCsv2026), "2026-07-31").error().code, Code::ListShrunk);
  ASSERT_TRUE(put(shared_path(kCsv2026), "2026-07-31",
                  {"cap", "fse", "ns-cmic", "ns-mbs", "plc", "ssi"})
                  .ok());
  EXPECT_EQ(folder_.open().value().entry_count(), 25921u);
  EXPECT_EQ(put(shared_path(kCsv2022), "2022-05-06").error().code, Code::ListOlder);
}

}  // namespace
}  // namespace licet::ingest
