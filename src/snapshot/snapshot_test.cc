#include "licet/snapshot/snapshot.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <random>

#include "layout.h"
#include "licet/base/text.h"
#include "licet/snapshot/builder.h"

namespace licet::snapshot {
namespace {

using Bytes = std::vector<std::uint8_t>;

EntryRecord entry(const std::string& list, const std::string& id, const std::string& name) {
  EntryRecord e;
  e.list = list;
  e.entry_id = id;
  e.type = PartyType::kCompany;
  e.names = {{name, AliasKind::kPrimary, lower_ascii(name)},
             {name + " Ltd", AliasKind::kAlias, ""}};
  e.addresses = {{"Bantian, Shenzhen, CN", "CN"}};
  e.programmes = {"SDGT"};
  e.identifiers = {"CN, 123, Registration"};
  e.citations = {"84 FR 22963", "85 FR 29852"};
  e.instruments = {"84 FR 22961"};
  e.requirement = "For all items subject to the EAR (see §744.11).";
  e.policy = "Presumption of denial.";
  e.possible_from = e.certain_from = day_from_ymd(2019, 5, 16);
  e.published = day_from_ymd(2019, 5, 21);
  return e;
}

Contents small() {
  Contents c;
  c.sources = {{"entity-list", "Entity List (EL)", day_from_ymd(2022, 5, 1), 2, true, "a.csv", {}},
               {"sdn", "SDN", day_from_ymd(2022, 5, 1), 1, false, "a.csv", sha256("x")}};
  c.entries = {entry("entity-list", "b", "Huawei"), entry("entity-list", "a", "HiSilicon"),
               entry("sdn", "1", "Česká zbrojovka 華為")};
  c.rules = {{"us-ear/744.md", "# rules\n"}, {"vocabulary.toml", "[lists]\n"}};
  return c;
}

Bytes build(const Contents& c) {
  auto bytes = build_snapshot(c);
  EXPECT_TRUE(bytes.ok());
  return std::move(bytes).value();
}

void seal_again(Bytes& bytes) {
  const std::size_t body = bytes.size() - layout::kTrailerBytes;
  const Digest digest = sha256(std::span<const std::uint8_t>(bytes).first(body));
  std::copy(digest.begin(), digest.end(), bytes.begin() + std::ptrdiff_t(body));
}

layout::SectionRow row_of(const Bytes& bytes, layout::Section s) {
  layout::SectionRow row;
  std::memcpy(&row,
              bytes.data() + sizeof(layout::Header) + (std::uint32_t(s) - 1) * sizeof row,
              sizeof row);
  return row;
}

TEST(Snapshot, GivesBackWhatWentIn) {
  const auto snapshot = Snapshot::from_bytes(build(small()));
  ASSERT_TRUE(snapshot.ok()) << to_line(snapshot.error());
  const Snapshot& s = snapshot.value();
  ASSERT_EQ(s.entry_count(), 3u);
  EXPECT_EQ(s.name_count(), 6u);
  const EntryView first = s.entry(EntryId{0});
  EXPECT_EQ(first.entry_id, "a");  // sorted
  EXPECT_EQ(first.requirement, "For all items subject to the EAR (see §744.11).");
  EXPECT_EQ(first.citations, (std::vector<std::string_view>{"84 FR 22963", "85 FR 29852"}));
  EXPECT_EQ(first.instruments, (std::vector<std::string_view>{"84 FR 22961"}));
  EXPECT_EQ(first.addresses.at(0).country, "CN");
  EXPECT_EQ(first.until, kForever);
  const NameView name = s.name(NameId{first.first_name});
  EXPECT_EQ(name.text, "HiSilicon");
  EXPECT_EQ(name.key, "hisilicon");
  EXPECT_EQ(name.entry, EntryId{0});
  EXPECT_EQ(s.source_of("sdn")->file_digest, sha256("x"));
  EXPECT_TRUE(s.source_of("entity-list")->extract);
  EXPECT_FALSE(s.source_of("meu-list"));
  EXPECT_EQ(s.rule_path(1), "vocabulary.toml");
  EXPECT_EQ(s.rule_text(0), "# rules\n");
}

TEST(Snapshot, AnEmptyOneIsAllowed) {
  const auto snapshot = Snapshot::from_bytes(build({}));
  ASSERT_TRUE(snapshot.ok()) << to_line(snapshot.error());
  EXPECT_EQ(snapshot.value().entry_count(), 0u);
}

TEST(Snapshot, ContentsBuildTheSameBytesAgain) {
  const Bytes bytes = build(small());
  const auto snapshot = Snapshot::from_bytes(bytes);
  EXPECT_EQ(build(snapshot.value().contents()), bytes);
}

TEST(Snapshot, OrderOfArrivalLeavesNoTrace) {
  Contents c;
  c.sources = {{"sdn", "SDN", {}, 40, false, "f", {}}, {"ssi", "SSI", {}, 40, false, "f", {}}};
  for (int i = 0; i < 40; ++i) {
    c.entries.push_back(entry("sdn", cat(i / 4), cat("Name ", i)));  // four rows share an id
    c.entries.push_back(entry("ssi", cat(i), "Same"));
  }
  c.rules = small().rules;
  const Bytes bytes = build(c);
  std::mt19937 random(20190516);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(c.entries.begin(), c.entries.end(), random);
    std::shuffle(c.sources.begin(), c.sources.end(), random);
    std::shuffle(c.rules.begin(), c.rules.end(), random);
    ASSERT_EQ(build(c), bytes) << "round " << round;
  }
}

TEST(Snapshot, EveryFieldReachesTheId) {
  const Bytes bytes = build(small());
  Contents c = small();
  c.entries[1].until = day_from_ymd(2030, 1, 1);
  EXPECT_NE(build(c), bytes);
  c = small();
  std::swap(c.entries[0].names[0], c.entries[0].names[1]);  // the order inside an entry is content
  EXPECT_NE(build(c), bytes);
}

TEST(Snapshot, ContradictionsAreRefused) {
  const auto code = [](const Contents& c) { return build_snapshot(c).error().code; };
  Contents c = small();
  c.sources.pop_back();
  EXPECT_EQ(code(c), Code::BadValue);
  c = small();
  c.sources[0].rows = 3;
  EXPECT_EQ(code(c), Code::BadValue);
  c = small();
  c.rules.push_back(c.rules[0]);
  EXPECT_EQ(code(c), Code::BadValue);
  c = small();
  c.entries[0].names.clear();
  c.entries[0].addresses.clear();
  EXPECT_EQ(code(c), Code::BadValue);
  c = small();
  c.entries[0].remarks = "\xC3";
  EXPECT_EQ(code(c), Code::BadUtf8);
  c = small();
  c.entries[0].possible_from = c.entries[0].certain_from.plus(1);
  EXPECT_EQ(code(c), Code::BadValue);
}

TEST(Snapshot, EveryFlippedBitIsRefused) {
  Bytes bytes = build(small());
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      bytes[at] ^= std::uint8_t(1 << bit);
      const auto opened = Snapshot::from_bytes(bytes);
      ASSERT_FALSE(opened.ok()) << "byte " << at << " bit " << bit;
      ASSERT_EQ(opened.error().code, Code::SnapshotCorrupt);
      bytes[at] ^= std::uint8_t(1 << bit);
    }
  EXPECT_TRUE(Snapshot::from_bytes(bytes).ok());
}

TEST(Snapshot, EveryTruncationIsRefused) {
  const Bytes bytes = build(small());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    ASSERT_FALSE(Snapshot::from_bytes(Bytes(bytes.begin(), bytes.begin() + std::ptrdiff_t(size))))
        << size;
  Bytes longer = bytes;
  longer.push_back(0);
  EXPECT_FALSE(Snapshot::from_bytes(longer));
}

// The hash only proves that nothing changed by accident; numbers are checked on their own.
TEST(Snapshot, WildNumbersUnderARightHashAreRefused) {
  const Bytes good = build(small());
  const auto keys = row_of(good, layout::Section::kKeyPool);
  const auto sources = row_of(good, layout::Section::kSources);
  const auto opaque = [&](std::size_t at) {  // keys and digests may hold any byte
    if (at + 4 > keys.offset && at < keys.offset + keys.count) return true;
    if (at < sources.offset || at >= sources.offset + sources.count * 56) return false;
    return (at - sources.offset) % 56 >= 24;
  };
  int tried = 0;
  for (std::size_t at = 0; at + 4 + layout::kTrailerBytes <= good.size(); at += 4) {
    if (opaque(at)) continue;
    for (std::uint32_t wild : {0x80000000u, 0x7FFFFFFFu, 0xF0F0F0F0u}) {
      Bytes bad = good;
      std::memcpy(bad.data() + at, &wild, 4);
      seal_again(bad);
      ASSERT_FALSE(Snapshot::from_bytes(bad)) << "offset " << at << " value " << wild;
      ++tried;
    }
  }
  EXPECT_GT(tried, 700);
}

// Whatever small number stands anywhere: either refused, or every accessor works.
TEST(Snapshot, NearNumbersUnderARightHashNeverBreakAnAccessor) {
  const Bytes good = build(small());
  int refused = 0, accepted = 0;
  for (std::size_t at = 0; at + 4 + layout::kTrailerBytes <= good.size(); at += 4)
    for (std::uint32_t value : {0u, 1u, 2u, 3u, 7u, 16u, 40u, 1000u}) {
      Bytes bad = good;
      std::memcpy(bad.data() + at, &value, 4);
      seal_again(bad);
      const auto opened = Snapshot::from_bytes(bad);
      ++(opened.ok() ? accepted : refused);
      if (opened.ok()) {
        EXPECT_EQ(opened.value().contents().entries.size(), 3u);
      }
    }
  EXPECT_GT(refused, accepted);
}

TEST(Snapshot, OpensAFileAndKnowsItsName) {
  const Bytes bytes = build(small());
  const std::string path = testing::TempDir() + cat("licet-snapshot-test-", getpid());
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
  auto opened = Snapshot::open(path);
  ASSERT_TRUE(opened.ok()) << to_line(opened.error());
  const Snapshot moved = std::move(opened).value();
  EXPECT_EQ(moved.size_bytes(), bytes.size());
  EXPECT_EQ(moved.contents().entries.size(), 3u);
  EXPECT_TRUE(Snapshot::open(path, moved.id()).ok());
  EXPECT_EQ(Snapshot::open(path, Digest{}).error().code, Code::SnapshotWrongId);
  std::ofstream(path, std::ios::binary | std::ios::trunc).close();
  EXPECT_EQ(Snapshot::open(path).error().code, Code::SnapshotCorrupt);
  std::remove(path.c_str());
  EXPECT_EQ(Snapshot::open(path).error().code, Code::FileUnreadable);
  EXPECT_EQ(Snapshot::open(testing::TempDir()).error().code, Code::FileUnreadable);
}

}  // namespace
}  // namespace licet::snapshot
