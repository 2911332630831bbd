#include "licet/ingest/held.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "licet/ingest/add.h"
#include "licet/ingest/compile.h"
#include "test_data.h"

namespace licet::ingest {
namespace {

// tidy-allow: using_namespace a small program of this module
using namespace test_data;

class HeldRows : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(add(list_of(0, 40), "2022-05-06").ok()); }

  // A small CSL whose SDN part has the rows from..until.
  static std::string list_of(int from, int until) {
    std::string text = small_csl();
    for (int i = from; i < until; ++i) text += csv_row("sdn", cat(100 + i), cat("Party ", i));
    return text;
  }

  Result<Added> add(const std::string& text, const char* published, bool hold = false,
                    const char* by = "Ann") {
    std::ofstream(temporary_.path("list.csv"), std::ios::binary | std::ios::trunc) << text;
    AddRequest request;
    request.paths = {temporary_.path("list.csv")};
    request.published = day(published);
    request.hold_removals = hold;
    request.by = by;
    request.at = "2022-06-01T00:00:00Z";
    return add_list(folder_, request);
  }

  std::set<std::string> in_force() {
    std::set<std::string> ids;
    const auto known = folder_.open();
    for (std::uint32_t i = 0; i < known.value().entry_count(); ++i) {
      const auto entry = known.value().entry(snapshot::EntryId{i});
      if (entry.list == "sdn") ids.insert(std::string(entry.entry_id));
    }
    return ids;
  }

  TemporaryFolder temporary_{"held"};
  DataFolder folder_{temporary_.path("data")};
};

TEST_F(HeldRows, AdditionsCountAtOnceAndWhatIsLackingStays) {
  EXPECT_EQ(add(list_of(10, 41), "2022-06-06").error().code, Code::ListShrunk);
  const auto added = add(list_of(10, 41), "2022-06-06", true);
  ASSERT_TRUE(added.ok()) << to_line(added.error());
  EXPECT_EQ(added.value().held.at("sdn").rows.size(), 10u);
  EXPECT_TRUE(in_force().contains("140")) << "the new row";
  EXPECT_TRUE(in_force().contains("100")) << "a row that the file lacks";
  EXPECT_EQ(in_force().size(), 44u);
  const auto held = read_held(folder_);
  ASSERT_TRUE(held.ok());
  EXPECT_EQ(held.value().at("sdn").by, "Ann");
  EXPECT_EQ(to_string(held.value().at("sdn").published), "2022-06-06");
}

TEST_F(HeldRows, OnlyASecondPersonLetsThemGo) {
  ASSERT_TRUE(add(list_of(10, 41), "2022-06-06", true).ok());
  EXPECT_FALSE(release_held(folder_, "sdn", " ann ").ok());
  EXPECT_FALSE(release_held(folder_, "sdn", "").ok());
  EXPECT_FALSE(release_held(folder_, "meu-list", "Bo").ok());
  EXPECT_TRUE(in_force().contains("100"));
  const auto released = release_held(folder_, "sdn", "Bo");
  ASSERT_TRUE(released.ok()) << to_line(released.error());
  EXPECT_EQ(released.value().rows.size(), 10u);
  EXPECT_FALSE(in_force().contains("100"));
  EXPECT_EQ(in_force().size(), 34u);
  EXPECT_TRUE(read_held(folder_).value().empty());
  EXPECT_FALSE(release_held(folder_, "sdn", "Bo").ok());
}

TEST_F(HeldRows, TheNextFileDropsNothingThatIsHeld) {
  ASSERT_TRUE(add(list_of(10, 41), "2022-06-06", true).ok());
  ASSERT_TRUE(add(list_of(10, 45), "2022-06-07").ok());
  EXPECT_TRUE(in_force().contains("100"));
  EXPECT_EQ(read_held(folder_).value().at("sdn").rows.size(), 10u);
  // One comes back: then it is not held any more.
  ASSERT_TRUE(add(list_of(9, 45), "2022-06-08").ok());
  EXPECT_EQ(read_held(folder_).value().at("sdn").rows.size(), 9u);
}

TEST_F(HeldRows, ARowUnderAnotherIdIsNoRemoval) {
  std::string renamed = small_csl();
  for (int i = 0; i < 40; ++i) renamed += csv_row("sdn", cat(900 + i), cat("Party ", i));
  const auto added = add(renamed, "2022-06-06", true);
  ASSERT_TRUE(added.ok());
  EXPECT_TRUE(added.value().held.empty());
}

TEST_F(HeldRows, OneOfTwoRowsOfOneNameIsLacking) {
  const std::string twins = list_of(0, 40) + csv_row("sdn", "701", "Twin") ;
  ASSERT_TRUE(add(twins + csv_row("sdn", "702", "Twin"), "2022-06-06").ok());
  const auto one = add(twins, "2022-06-07", true);
  ASSERT_TRUE(one.ok());
  ASSERT_EQ(one.value().held.at("sdn").rows.size(), 1u);
  EXPECT_EQ(one.value().held.at("sdn").rows[0].id, "702");
  EXPECT_TRUE(in_force().contains("702"));
}

TEST_F(HeldRows, ABrokenFileOfThemStopsEverything) {
  std::ofstream(temporary_.path("data") + "/held.json") << "{\"sdn\":{\"rows\":[{}]}}";
  EXPECT_FALSE(add(list_of(0, 41), "2022-06-06").ok());
  EXPECT_FALSE(release_held(folder_, "sdn", "Bo").ok());
}

}  // namespace
}  // namespace licet::ingest
