#include "licet/ingest/file.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>

#include "test_data.h"

namespace licet::ingest {
namespace {

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 1024, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = uInt(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = uInt(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string words() {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += std::to_string(i * 7919) + ",";
  return text;
}

TEST(Gzip, InflatesOneMemberAndSeveral) {
  const std::string text = words();
  EXPECT_EQ(gunzip_if_needed(gzip(text), "f").value(), text);
  EXPECT_EQ(gunzip_if_needed(gzip("a") + gzip("b"), "f").value(), "ab");
  EXPECT_EQ(gunzip_if_needed("plain", "f").value(), "plain");
  EXPECT_EQ(gunzip_if_needed("", "f").value(), "");
}

TEST(Gzip, EveryTruncationAndDamageIsRefused) {
  const std::string good = gzip(words());
  for (std::size_t size = 2; size < good.size(); size += 37)
    ASSERT_EQ(gunzip_if_needed(good.substr(0, size), "f").error().code, Code::GzipDamaged) << size;
  std::string bad = good;
  bad[bad.size() - 6] ^= 1;  // the checksum
  EXPECT_EQ(gunzip_if_needed(bad, "f").error().code, Code::GzipDamaged);
  EXPECT_EQ(gunzip_if_needed(good + "tail", "f").error().code, Code::GzipDamaged);
}

TEST(Gzip, ABombIsRefused) {
  const std::string bomb = gzip(std::string(8u << 20, 'a'));
  EXPECT_EQ(gunzip_if_needed(bomb, "f").error().code, Code::FileTooLarge);
  FileLimits small;
  small.most_inflated = 1000;
  EXPECT_EQ(gunzip_if_needed(gzip(words()), "f", small).error().code, Code::FileTooLarge);
}

TEST(ReadFile, RefusesWhatIsNoFileOrTooLarge) {
  const test_data::TemporaryFolder folder("file");
  EXPECT_EQ(read_file(folder.path()).error().code, Code::FileUnreadable);
  EXPECT_EQ(read_file(folder.path("absent")).error().code, Code::FileUnreadable);
  std::ofstream(folder.path("a")) << words();
  FileLimits small;
  small.most_bytes = 100;
  EXPECT_EQ(read_file(folder.path("a"), small).error().code, Code::FileTooLarge);
  EXPECT_EQ(read_file(folder.path("a")).value(), words());
}

TEST(ReplaceFile, LeavesTheOldFileWhenItFailsAndNothingBeside) {
  const test_data::TemporaryFolder folder("replace");
  ASSERT_TRUE(replace_file(folder.path("a"), "one").ok());
  ASSERT_TRUE(replace_file(folder.path("a"), "two").ok());
  EXPECT_EQ(read_file(folder.path("a")).value(), "two");
  std::filesystem::create_directory(folder.path("b"));  // a folder stands where the file should go
  EXPECT_EQ(replace_file(folder.path("b"), "x").error().code, Code::FileUnwritable);
  EXPECT_EQ(replace_file(folder.path("none/a"), "x").error().code, Code::FileUnwritable);
  int files = 0;
  for (const auto& one : std::filesystem::directory_iterator(folder.path())) ++files, (void)one;
  EXPECT_EQ(files, 2);
}

}  // namespace
}  // namespace licet::ingest
