#include "licet/ingest/extract.h"

#include <gtest/gtest.h>

#include <map>

#include "licet/ingest/check.h"
#include "licet/ingest/file.h"
#include "source_dir.h"
#include "test_data.h"

namespace licet::ingest {
namespace {

// tidy-allow: using_namespace a small program of this module
using namespace test_data;

ListFile sample() {
  const std::string text = std::string(kHeader) +
                           csv_row("entity-list", "2", "Béta; Co.", "G \"x\"", "2019-05-21",
                                   "84 FR 22963") +
                           csv_row("sdn", "1", "ALPHA") + csv_row("entity-list", "1", "Delta");
  ListFile file = read_ok(text, options("2022-05-06"));
  std::erase_if(file.sources, [](const auto& s) { return s.rows == 0; });
  for (auto& source : file.sources) source.extract = true;
  file.entries[0].until = day("2030-01-02");
  return file;
}

TEST(Extract, WritesAndReadsTheSame) {
  const std::string text = write_extract(sample());
  const ListFile file = read_ok(text, options("2030-01-01"));
  EXPECT_EQ(write_extract(file), text);
  EXPECT_FALSE(file.consolidated);
  EXPECT_TRUE(file.sources.at(0).extract);
  EXPECT_EQ(to_string(file.sources.at(0).published), "2022-05-06");  // its own, not the caller's
  EXPECT_NE(text.find("\"until\":\"2030-01-01\""), std::string::npos);  // inclusive in the file
  EXPECT_EQ(file.entries.at(1).until, day("2030-01-02"));
  EXPECT_EQ(file.entries.at(1).instruments.at(0), "84 FR 22961");
}

TEST(Extract, OrderOfArrivalLeavesNoTrace) {
  ListFile file = sample();
  const std::string text = write_extract(file);
  std::swap(file.entries[0], file.entries[2]);
  EXPECT_EQ(write_extract(file), text);
}

TEST(Extract, BrokenOnesAreRefused) {
  const std::string good = write_extract(sample());
  const auto code = [](const std::string& text) {
    return read_list(text, options("2022-05-06")).error().code;
  };
  for (std::size_t size = 1; size < good.size(); ++size)
    ASSERT_FALSE(read_list(good.substr(0, size), options("2022-05-06")).ok()) << size;
  EXPECT_EQ(code(good.substr(0, good.rfind("\n{") + 1)), Code::ListTruncated);
  std::string other = good;
  other.replace(other.find("licet-list/1"), 12, "licet-list/9");
  EXPECT_EQ(code(other), Code::FileUnknownFormat);
  std::string added = good;
  added.insert(added.find("\"id\""), "\"extra\":1,");
  EXPECT_EQ(code(added), Code::ListColumnsMoved);
  std::string crossed = good;
  crossed.replace(crossed.find("\"list\":\"sdn\",\"names\""), 12, "\"list\":\"ssi\"");
  EXPECT_EQ(code(crossed), Code::ListWrongSource);
}

// The extract in the repository: what a fresh clone knows.
TEST(BundledExtract, HoldsTheHuaweiFamilyAndTheCanaries) {
  const std::string folder = kSourceDir;
  auto read = read_list_file(folder + "/lists/extract.jsonl", {});
  ASSERT_TRUE(read.ok()) << to_line(read.error());
  const ListFile& file = read.value();
  std::map<std::string, int> count;
  for (const auto& entry : file.entries)
    if (entry.list == "entity-list" && entry.possible_from == entry.certain_from)
      ++count[to_string(entry.certain_from)];
  EXPECT_EQ(count["2019-05-16"], 92);
  EXPECT_EQ(count["2019-08-19"], 27);
  EXPECT_EQ(count["2020-08-17"], 38);
  CheckOptions how;
  how.canaries = real_canaries();
  const Status status = check_list(file, nullptr, how);
  EXPECT_TRUE(status.ok()) << to_line(status.error());
  for (const KnownList& known : known_lists())
    EXPECT_GE(rows_of(file, known.list), known.mandatory ? 15u : 1u) << known.list;
}

}  // namespace
}  // namespace licet::ingest
