#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <set>

#include "licet/base/text.h"
#include "test_folder.h"

// A writer that is killed at any moment loses nothing it has acknowledged and does nothing twice.
// LICET_KILLS sets how often it is killed (60 unless told), LICET_KILL_WITHIN after how many
// microseconds at most (20000).
namespace licet::ledger::testing {
namespace {

// Draws one unit after the other and says each number when it is durable; with `early` it says so
// a millisecond before it writes, which is the fault the harness must find at any pace of the disk.
[[noreturn]] void write_for_ever(const std::string& path, int from, int pipe, bool early) {
  auto store = open_sqlite(path);
  if (!store.ok()) _exit(3);
  Ledger ledger(std::move(store).value());
  for (int i = from;; ++i) {
    const Entry ship = entry("ship", cat("k", i), draw_body("D1", "1", "1"));
    if (early && ::write(pipe, &i, sizeof i) != sizeof i) _exit(0);
    if (early) ::usleep(1000);
    const auto posting = ledger.post({ship});
    if (!posting.ok() || posting.value().refusal) _exit(4);
    if (!early && ::write(pipe, &i, sizeof i) != sizeof i) _exit(0);
  }
}

struct Outcome {
  int kills = 0, acknowledged = 0, lost = 0, doubled = 0;
  bool sound = true;
};

// Kills one writer `microseconds` after its first acknowledgement; the highest number it
// acknowledged.
int kill_one(const std::string& path, int from, unsigned microseconds, bool early) {
  int ends[2];
  LICET_CHECK(::pipe(ends) == 0, "a pipe");
  const pid_t child = ::fork();
  LICET_CHECK(child >= 0, "a child");
  if (child == 0) {
    ::close(ends[0]);
    write_for_ever(path, from, ends[1], early);
  }
  ::close(ends[1]);
  int last = from - 1, number = 0;
  if (::read(ends[0], &number, sizeof number) == sizeof number) last = number;
  ::usleep(microseconds);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  while (::read(ends[0], &number, sizeof number) == sizeof number) last = number;
  ::close(ends[0]);
  return last;
}

Outcome run(int kills, bool early, std::uint32_t within = 20000) {
  Folder folder;
  const std::string path = folder.file("ledger");
  {
    Ledger ledger(open_sqlite(path).value());
    put(ledger, "grant", "g", grant_body("D1", "100000000", "100000000"));
  }
  Outcome outcome;
  int next = 1;
  std::uint32_t chance = 12345;
  for (outcome.kills = 0; outcome.kills < kills; ++outcome.kills) {
    chance = chance * 1664525u + 1013904223u;
    const int last = kill_one(path, next, (chance >> 8) % within, early);
    outcome.acknowledged += last - next + 1;
    auto store = open_sqlite(path);
    LICET_CHECK(store.ok(), "the ledger opens after a kill");
    for (int i = next; i <= last; ++i)
      if (!store.value()->find_key(cat("k", i)).value()) ++outcome.lost;
    // The unacknowledged one may be there or not; posting it again settles it.
    next = last + 1;
  }
  Ledger ledger(open_sqlite(path).value());
  outcome.sound = ledger.check_log().ok() && ledger.check_balances().ok();
  std::set<std::string> keys;
  for (const StoredRecord& record : ledger.store().records(1, 10'000'000, "").value())
    if (!keys.insert(record.key).second) ++outcome.doubled;
  return outcome;
}

TEST(Crash, NothingAcknowledgedIsLostAndNothingHappensTwice) {
  const char* told = std::getenv("LICET_KILLS");
  const int kills = told == nullptr ? 60 : std::atoi(told);
  const char* within = std::getenv("LICET_KILL_WITHIN");
  const Outcome outcome =
      run(kills, false, within == nullptr ? 20000u : std::uint32_t(std::atoi(within)));
  std::cout << outcome.kills << " kills, " << outcome.acknowledged << " draws acknowledged, "
            << outcome.lost << " lost, " << outcome.doubled << " doubled\n";
  EXPECT_EQ(outcome.lost, 0);
  EXPECT_EQ(outcome.doubled, 0);
  EXPECT_TRUE(outcome.sound);
  EXPECT_GT(outcome.acknowledged, 0);
}

// The control: a writer that acknowledges before the commit is found out.
TEST(Crash, AcknowledgingTooEarlyIsFound) {
  EXPECT_GT(run(60, true).lost, 0);
}

}  // namespace
}  // namespace licet::ledger::testing
