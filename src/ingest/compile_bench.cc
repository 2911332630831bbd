// How long reading, compiling and opening a whole list takes, in microseconds:
//   licet_compile_bench LIST DAY RULES_FOLDER SCRATCH_FILE
// The bars for the full list: opening, verified, at most 20 ms; compiling at most 3 s.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "licet/base/text.h"
#include "licet/ingest/compile.h"
#include "licet/ingest/file.h"
#include "licet/ingest/list_file.h"
#include "licet/snapshot/snapshot.h"

namespace {

// tidy-allow: using_namespace a small program of this module
using namespace licet;

// Runs the work `times` times and prints best and median.
template <class Work>
Status timed(const char* what, int times, Work work) {
  std::vector<long> took;
  for (int i = 0; i < times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    LICET_TRY_DONE(work());
    const auto end = std::chrono::steady_clock::now();
    took.push_back(
        long(std::chrono::duration_cast<std::chrono::microseconds>(end - start).count()));
  }
  std::sort(took.begin(), took.end());
  std::printf("%-8s best %8ld  median %8ld\n", what, took.front(), took[took.size() / 2]);
  return Done{};
}

Status run(char** arguments) {
  LICET_TRY(day, parse_day(arguments[2]));
  LICET_TRY(rules, ingest::read_rules(arguments[3]));
  ingest::ListFile file;
  LICET_TRY_DONE(timed("read", 3, [&]() -> Status {
    LICET_TRY(read, ingest::read_list_file(arguments[1], {"", day, nullptr}));
    file = std::move(read);
    return Done{};
  }));
  std::string bytes;
  LICET_TRY_DONE(timed("compile", 3, [&]() -> Status {
    LICET_TRY(built, ingest::compile({}, {{file}, rules}));
    bytes.assign(built.begin(), built.end());
    return Done{};
  }));
  LICET_TRY_DONE(ingest::replace_file(arguments[4], bytes));
  std::printf("bytes    %zu\n", bytes.size());
  return timed("open", 50, [&]() -> Status {
    LICET_TRY(opened, snapshot::Snapshot::open(arguments[4]));
    return opened.entry_count() > 0 ? Status(Done{})
                                    : Status(Error{Code::SnapshotCorrupt, "", "empty"});
  });
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) {
    std::fputs("usage: licet_compile_bench LIST DAY RULES_FOLDER SCRATCH_FILE\n", stderr);
    return 2;
  }
  const licet::Status status = run(arguments);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", licet::to_line(status.error()).c_str());
  return 3;
}
