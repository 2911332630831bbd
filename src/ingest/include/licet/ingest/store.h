#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"
#include "licet/base/sha256.h"
#include "licet/snapshot/snapshot.h"

namespace licet::ingest {

// The right to change one data folder; given up at the end of its life, also by a crash (flock).
class FolderLock {
 public:
  explicit FolderLock(int fd) : fd_(fd) {}
  FolderLock(FolderLock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  int fd_;
};

struct StoredSnapshot {
  Digest id{};
  std::uint64_t bytes = 0;
  bool current = false;
};

// The folder where snapshots live (docs/formats/lists.md, "The data folder"):
//   snapshots/<64 hex digits>.licet   never changed, never half-written
//   current                           the id in force, replaced by rename
//   checks.json                       last successful check of each list
//   lock                              empty; held by whoever changes the folder
// Reading needs no lock and sees the state before or after a change. Several processes may share
// one folder. Nothing is deleted here.
class DataFolder {
 public:
  explicit DataFolder(std::string path) : path_(std::move(path)) {}
  const std::string& path() const { return path_; }

  // Makes the folder when it is not there. Locked at once when another process holds it, so that
  // reading the old state, compiling and activating can be one act. FileUnwritable.
  Result<FolderLock> lock() const;

  // Verifies the bytes, stores them, then puts them in force. On any error the old one stays in
  // force. Activating what is already stored is no error.
  Result<Digest> activate(const FolderLock&, std::vector<std::uint8_t> bytes) const;

  // Nothing when no snapshot was ever activated. SnapshotCorrupt when `current` is no id.
  Result<std::optional<Digest>> current() const;

  // "" is the one in force (NoSnapshot when there is none), else an id with or without "sha256:",
  // or the first digits of one, at least 6. SnapshotMissing; BadValue when the digits fit several.
  Result<snapshot::Snapshot> open(std::string_view id_or_prefix = "") const;

  // Sorted by id. Files of other names are passed over.
  Result<std::vector<StoredSnapshot>> list() const;

  // `at` is the caller's instant ("2026-07-31T12:00:00Z"), kept as it is.
  Status record_check(const FolderLock&, const std::vector<std::string>& lists,
                      std::string_view at) const;
  Result<std::map<std::string, std::string>> checks() const;

 private:
  std::string file(const Digest& id) const;
  Result<Digest> find(std::string_view prefix) const;
  std::string path_;
};

}  // namespace licet::ingest
