#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "recorded_disk.h"
#include "sqlite_statement.h"
#include "test_folder.h"

// The power fails: whatever of the unsynchronised writes the disk kept, nothing acknowledged is
// lost and the log is whole. LICET_POWER sets how many states are tried (300 unless told).
namespace licet::ledger::testing {
namespace {

constexpr const char* kEndings[] = {"", "-wal"};

std::string whole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

struct Recording {
  DiskState before;
  std::vector<DiskEvent> events;
};

// A ledger that is there already, then forty draws, each marked when it was acknowledged; the log
// is written back into the database now and then, as SQLite does by itself.
Recording record(const std::string& path, bool relaxed) {
  {
    Ledger ledger(open_sqlite(path, relaxed).value());
    put(ledger, "grant", "g", grant_body("D1", "1000000", "1000000"));
  }
  Recording out;
  RecordedDisk disk;
  for (const char* ending : kEndings) out.before[path + ending] = whole(path + ending);
  {
    Ledger ledger(open_sqlite(path, relaxed).value());
    const Database other = open_database(path).value();
    LICET_CHECK(!relaxed || execute(other.get(), "PRAGMA synchronous = OFF").ok(), "a setting");
    for (int i = 1; i <= 40; ++i) {
      EXPECT_EQ(put(ledger, "ship", cat("k", i), draw_body("D1", "1", "1")), "");
      disk.mark(i);
      LICET_CHECK(i % 13 != 0 || execute(other.get(), "PRAGMA wal_checkpoint(RESTART)").ok(),
                  "a checkpoint");
    }
  }
  out.events = disk.events();
  return out;
}

std::int64_t acknowledged(const std::vector<DiskEvent>& events, std::size_t end) {
  std::int64_t last = 0;
  for (std::size_t i = 0; i < end; ++i)
    if (events[i].kind == DiskEvent::kMark) last = events[i].at;
  return last;
}

// Empty where the ledger that the disk holds is whole and has every acknowledged draw.
std::string fault(const DiskState& state, const std::string& from, const std::string& to,
                  std::int64_t due) {
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(to + ending);
  for (const char* ending : kEndings) {
    const auto it = state.find(from + ending);
    if (it == state.end() || (it->second.empty() && *ending != '\0')) continue;
    std::ofstream(to + ending, std::ios::binary) << it->second;
  }
  auto store = open_sqlite(to);
  if (!store.ok()) return cat("does not open: ", store.error().detail);
  Ledger ledger(std::move(store).value());
  if (auto log = ledger.check_log(); !log.ok()) return log.error().detail;
  if (auto all = ledger.check_balances(); !all.ok()) return all.error().detail;
  for (std::int64_t i = 1; i <= due; ++i)
    if (!ledger.store().find_key(cat("k", i)).value()) return cat("draw ", i, " is lost");
  return "";
}

int run(int states, bool relaxed, std::string& first) {
  Folder folder;
  const Recording made = record(folder.file("ledger"), relaxed);
  int faults = 0;
  std::uint32_t chance = 4711;
  for (int i = 0; i < states; ++i) {
    chance = chance * 1664525u + 1013904223u;
    const std::size_t end = std::size_t(chance >> 8) % (made.events.size() + 1);
    const std::string why =
        fault(state_after(made.before, made.events, end, chance), folder.file("ledger"),
              folder.file("state"), acknowledged(made.events, end));
    if (why.empty()) continue;
    if (faults++ == 0) first = cat("state ", i, ", event ", end, ": ", why);
  }
  return faults;
}

TEST(Power, NothingAcknowledgedIsLost) {
  const char* told = std::getenv("LICET_POWER");
  const int states = told == nullptr ? 300 : std::atoi(told);
  std::string first;
  const int faults = run(states, false, first);
  std::cout << states << " states of the disk, " << faults << " faults\n";
  EXPECT_EQ(faults, 0) << first;
}

// The control: without synchronisation acknowledged draws are lost, and this harness sees it.
TEST(Power, WithoutSynchronisationItIsFound) {
  std::string first;
  EXPECT_GT(run(60, true, first), 30);
}

}  // namespace
}  // namespace licet::ledger::testing
