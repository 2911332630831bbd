#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

#include "licet/base/text.h"
#include "test_folder.h"

// licet_ledger_bench [DRAWS]: durable draws a second on SQLite with synchronous=FULL, beside empty
// durable transactions of the same file in the same run; the slowest percent; opening and folding.
namespace licet::ledger::testing {
namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::time_point from) {
  return std::chrono::duration<double>(Clock::now() - from).count();
}

// One row written and synchronised: what the disk can do at all.
double empty_transactions(const std::string& path, int count) {
  auto store = open_sqlite(path).value();
  const auto start = Clock::now();
  for (int i = 0; i < count; ++i) {
    (void)store->begin();
    (void)store->put_draw({"one", "x", "y", "used", i, 0, Day{}, Day{}});
    (void)store->commit();
  }
  return count / seconds(start);
}

int run(int draws) {
  Folder folder;
  const double empty = empty_transactions(folder.file("empty"), std::max(draws / 5, 100));
  const std::string path = folder.file("ledger");
  std::vector<double> times;
  {
    Ledger ledger(open_sqlite(path).value());
    put(ledger, "grant", "g", grant_body("D1", "10000000", "10000000"));
    const auto start = Clock::now();
    for (int i = 0; i < draws; ++i) {
      const auto one = Clock::now();
      if (!put(ledger, "ship", cat("k", i), draw_body("D1", "1", "1")).empty()) return 1;
      times.push_back(seconds(one));
    }
    const double rate = draws / seconds(start);
    std::sort(times.begin(), times.end());
    std::printf("durable draws: %.0f a second; empty durable transactions: %.0f; ratio %.2f\n",
                rate, empty, rate / empty);
    std::printf("p50 %.2f ms, p99 %.2f ms\n", times[times.size() / 2] * 1e3,
                times[times.size() * 99 / 100] * 1e3);
  }
  auto start = Clock::now();
  Ledger ledger(open_sqlite(path).value());
  if (!ledger.head().ok()) return 1;
  std::printf("open: %.1f ms\n", seconds(start) * 1e3);
  start = Clock::now();
  if (!ledger.check_log().ok()) return 1;
  std::printf("check of the log, %d records: %.2f s\n", draws + 1, seconds(start));
  return 0;
}

}  // namespace
}  // namespace licet::ledger::testing

int main(int argc, char** argv) {
  return licet::ledger::testing::run(argc > 1 ? std::stoi(argv[1]) : 5000);
}
