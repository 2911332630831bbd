#include "licet/ingest/add.h"

#include <gtest/gtest.h>

#include <fstream>

#include "licet/ingest/compile.h"
#include "licet/ingest/file.h"
#include "test_data.h"

namespace licet::ingest {
namespace {

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
    return add_list(folder_, {temporary_.path("list.csv"), day(published), {}, "2022-05-06T12:00Z"});
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

TEST_F(AddList, TheSameFileAgainGivesTheSameSnapshot) {
  const Digest one = add(small_csl()).value().now;
  EXPECT_EQ(add(small_csl()).value().now, one);
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

}  // namespace
}  // namespace licet::ingest
