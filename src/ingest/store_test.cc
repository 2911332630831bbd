#include "licet/ingest/store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <fstream>
#include <random>

#include "licet/ingest/compile.h"
#include "licet/ingest/file.h"
#include "licet/snapshot/builder.h"
#include "test_data.h"

namespace licet::ingest {
namespace {

// tidy-allow: using_namespace a small program of this module
using namespace test_data;
using Bytes = std::vector<std::uint8_t>;

Bytes snapshot_of(const std::string& rule) {
  snapshot::Contents contents;
  contents.rules = {{"a.md", rule}};
  return std::move(snapshot::build_snapshot(contents)).value();
}

TEST(DataFolder, IsEmptyUntilSomethingIsActivated) {
  const TemporaryFolder temporary("empty");
  const DataFolder folder(temporary.path("data"));
  EXPECT_FALSE(folder.current().value());
  EXPECT_EQ(folder.open().error().code, Code::NoSnapshot);
  EXPECT_TRUE(folder.list().value().empty());
  EXPECT_FALSE(std::filesystem::exists(folder.path()));  // reading makes nothing
}

TEST(DataFolder, PutsInForceAndKeepsTheOld) {
  const TemporaryFolder temporary("activate");
  const DataFolder folder(temporary.path("data"));
  const auto lock = folder.lock();
  ASSERT_TRUE(lock.ok());
  const Digest one = folder.activate(lock.value(), snapshot_of("one")).value();
  const Digest two = folder.activate(lock.value(), snapshot_of("two")).value();
  EXPECT_EQ(*folder.current().value(), two);
  EXPECT_EQ(folder.open().value().rule_text(0), "two");
  EXPECT_EQ(folder.open(to_id(one)).value().rule_text(0), "one");
  EXPECT_EQ(folder.open(to_hex(one).substr(0, 8)).value().id(), one);
  EXPECT_EQ(folder.open("000000").error().code, Code::SnapshotMissing);
  EXPECT_EQ(folder.open("00").error().code, Code::SnapshotMissing);
  EXPECT_EQ(folder.list().value().size(), 2u);
  EXPECT_EQ(folder.activate(lock.value(), snapshot_of("one")).value(), one);  // back again
  EXPECT_EQ(*folder.current().value(), one);
}

TEST(DataFolder, BadBytesChangeNothing) {
  const TemporaryFolder temporary("bad");
  const DataFolder folder(temporary.path("data"));
  const auto lock = folder.lock();
  const Digest one = folder.activate(lock.value(), snapshot_of("one")).value();
  Bytes bad = snapshot_of("two");
  bad[bad.size() / 2] ^= 1;
  EXPECT_EQ(folder.activate(lock.value(), bad).error().code, Code::SnapshotCorrupt);
  EXPECT_EQ(*folder.current().value(), one);
  EXPECT_EQ(folder.list().value().size(), 1u);
}

TEST(DataFolder, OneWriterAtATime) {
  const TemporaryFolder temporary("lock");
  const DataFolder folder(temporary.path("data"));
  {
    const auto first = folder.lock();
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(folder.lock().error().code, Code::Locked);
  }
  EXPECT_TRUE(folder.lock().ok());
}

TEST(DataFolder, ADamagedFileIsRefusedAndHealedByActivatingAgain) {
  const TemporaryFolder temporary("damaged");
  const DataFolder folder(temporary.path("data"));
  const auto lock = folder.lock();
  const Digest one = folder.activate(lock.value(), snapshot_of("one")).value();
  const std::string file = cat(folder.path(), "/snapshots/", to_hex(one), ".licet");
  std::ofstream(file, std::ios::binary | std::ios::trunc) << "half";
  EXPECT_EQ(folder.open().error().code, Code::SnapshotCorrupt);
  EXPECT_TRUE(folder.activate(lock.value(), snapshot_of("one")).ok());
  EXPECT_TRUE(folder.open().ok());
  ASSERT_TRUE(replace_file(folder.path() + "/current", "nonsense").ok());
  EXPECT_EQ(folder.open().error().code, Code::SnapshotCorrupt);
}

TEST(DataFolder, RemembersChecks) {
  const TemporaryFolder temporary("checks");
  const DataFolder folder(temporary.path("data"));
  const auto lock = folder.lock();
  EXPECT_TRUE(folder.checks().value().empty());
  ASSERT_TRUE(folder.record_check(lock.value(), {"sdn", "ssi"}, "2026-07-31T00:00:00Z").ok());
  ASSERT_TRUE(folder.record_check(lock.value(), {"sdn"}, "2026-08-01T00:00:00Z").ok());
  EXPECT_EQ(folder.checks().value().at("sdn"), "2026-08-01T00:00:00Z");
  EXPECT_EQ(folder.checks().value().at("ssi"), "2026-07-31T00:00:00Z");
}

// A writer killed at any moment leaves a folder that opens, with one of the two snapshots in force.
TEST(DataFolder, SurvivesAKilledWriter) {
  const TemporaryFolder temporary("kill");
  const DataFolder folder(temporary.path("data"));
  const Digest one = folder.activate(folder.lock().value(), snapshot_of("one")).value();
  std::mt19937 random(7);
  for (int round = 0; round < 40; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      const auto lock = folder.lock();
      for (int i = 0;; ++i)
        (void)folder.activate(lock.value(), snapshot_of(cat(i % 2 ? "one" : "two", round)));
    }
    usleep(500 + random() % 8000);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    const auto opened = folder.open();
    ASSERT_TRUE(opened.ok()) << to_line(opened.error());
    ASSERT_TRUE(folder.lock().ok()) << "the lock died with its holder";
    const auto all = folder.list().value();
    for (const auto& stored : all) {
      const auto each = folder.open(to_id(stored.id));
      ASSERT_TRUE(each.ok()) << to_line(each.error());
    }
  }
  EXPECT_TRUE(folder.open(to_id(one)).ok());
}

TEST(ReadRules, TakesRuleFilesInOrderAndPassesOverTheRest) {
  const TemporaryFolder folder("rules");
  std::filesystem::create_directories(folder.path("us-ear/a"));
  std::ofstream(folder.path("us-ear/z.md")) << "z";
  std::ofstream(folder.path("us-ear/a/b.csv")) << "b";
  std::ofstream(folder.path("vocabulary.toml")) << "v";
  std::ofstream(folder.path("us-ear/README.md")) << "no";
  std::ofstream(folder.path("us-ear/notes.txt")) << "no";
  const auto rules = read_rules(folder.path()).value();
  ASSERT_EQ(rules.size(), 3u);
  EXPECT_EQ(rules[0].path, "us-ear/a/b.csv");
  EXPECT_EQ(rules[1].path, "us-ear/z.md");
  EXPECT_EQ(rules[2].text, "v");
  std::ofstream(folder.path("bad.md")) << "\xFF";
  EXPECT_EQ(read_rules(folder.path()).error().code, Code::BadUtf8);
  EXPECT_EQ(read_rules(folder.path("absent")).error().code, Code::FileUnreadable);
}

}  // namespace
}  // namespace licet::ingest
