#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/id.h"
#include "licet/base/result.h"
#include "licet/base/sha256.h"
#include "licet/snapshot/record.h"

namespace licet::snapshot {

using EntryId = Id<struct EntryTag>;  // index into one snapshot, never stored elsewhere
using NameId = Id<struct NameTag>;

struct NameView {
  std::string_view text;
  AliasKind kind;
  std::string_view key;
  EntryId entry;
  std::uint32_t key_number;  // below key_count(); equal keys have equal numbers
};

// What another module derives from one snapshot alone and keeps with it (Snapshot::derived).
struct Derived {
  virtual ~Derived() = default;
};

struct AddressView {
  std::string_view text;
  std::string_view country;
};

struct SourceView {
  std::string_view list, title, provenance;
  Day published;
  std::uint32_t rows;
  bool extract;
  Digest file_digest;
};

// One entry; views point into the snapshot and live as long as it does.
struct EntryView {
  std::string_view list, entry_id, requirement, policy, remarks;
  PartyType type;
  Day possible_from, certain_from, until, published;
  std::uint32_t first_name, name_count;  // names(first_name) is the primary one
  std::vector<AddressView> addresses;
  std::vector<std::string_view> programmes, identifiers, citations, instruments;
};

// The number in the header. It stands for the way in which comparison keys are made, too: another
// way is another format, so that new questions never meet old keys.
inline constexpr std::uint32_t kSnapshotFormat = 4;

// An immutable, verified snapshot. Opening checks size, magic, format, every offset and count, and
// the SHA-256 of all bytes; afterwards no accessor can fail. Any number of threads may read one.
class Snapshot {
 public:
  // Maps the file read-only. FileUnreadable, SnapshotCorrupt; SnapshotWrongId when `expected` is
  // given and the file holds another snapshot.
  static Result<Snapshot> open(const std::string& path,
                               const std::optional<Digest>& expected = std::nullopt);
  // Takes the bytes instead (tests, freshly built snapshots).
  static Result<Snapshot> from_bytes(std::vector<std::uint8_t> bytes);

  Snapshot(Snapshot&&) noexcept;
  Snapshot& operator=(Snapshot&&) noexcept;
  ~Snapshot();

  const Digest& id() const;
  std::size_t size_bytes() const;

  std::uint32_t entry_count() const;
  EntryView entry(EntryId id) const;
  std::uint32_t name_count() const;
  NameView name(NameId id) const;  // cheap: called for every name of a scan

  std::uint32_t key_count() const;
  std::string_view key(std::uint32_t number) const;  // ascending order of bytes, each once

  // Calls `make` once and keeps what it gives as long as this snapshot; every later call, from any
  // thread, gets the same. There is one place: all callers must pass the same function.
  const Derived& derived(std::unique_ptr<Derived> (*make)(const Snapshot&)) const;

  std::uint32_t source_count() const;
  SourceView source(std::uint32_t index) const;
  std::optional<SourceView> source_of(std::string_view list) const;

  std::uint32_t rule_count() const;
  std::string_view rule_path(std::uint32_t index) const;
  std::string_view rule_text(std::uint32_t index) const;

  // Everything again as owned records, to build the next snapshot from this one.
  Contents contents() const;

 private:
  struct State;
  explicit Snapshot(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace licet::snapshot
