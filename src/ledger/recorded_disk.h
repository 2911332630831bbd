#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

// For tests: what SQLite asked of the disk, and what a disk may hold after the power fails.
namespace licet::ledger::testing {

struct DiskEvent {
  enum Kind { kWrite, kTruncate, kSync, kMark } kind = kMark;
  std::string path;        // not of kMark
  std::int64_t at = 0;     // offset; size after kTruncate; the number of kMark
  std::string bytes;       // of kWrite
};

// While it lives, every file that SQLite opens in this process goes through it. One at a time, one
// thread.
class RecordedDisk {
 public:
  RecordedDisk();
  ~RecordedDisk();
  RecordedDisk(const RecordedDisk&) = delete;
  RecordedDisk& operator=(const RecordedDisk&) = delete;

  void mark(std::int64_t number);  // "this was acknowledged now"
  const std::vector<DiskEvent>& events() const;
};

// What a disk may hold when the power fails before event `end`: of each file what was written
// before its last synchronisation, and of the later writes any 512-byte pieces, by `chance`. Files
// begin as in `before`.
using DiskState = std::map<std::string, std::string>;
DiskState state_after(const DiskState& before, const std::vector<DiskEvent>& events,
                      std::size_t end, std::uint32_t chance);

}  // namespace licet::ledger::testing
