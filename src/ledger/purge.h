#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "draws.h"

// Inside the module: records whose bytes were taken away, and what is left of them.
namespace licet::ledger {

inline constexpr std::string_view kPurge = "purge";

// purge, legal_hold, legal_hold_lifted.
bool is_about_records(std::string_view kind);
// What they do, inside the store's transaction; `sequence` is the one the entry will have. A purge
// empties the records that it names. EntryMalformed; refused where it names another record than
// there is, a kind that balances or dockets rest on, or a matter on hold; a hold is lifted by two.
Result<Refused> apply_to_records(Store& store, const Entry& entry, std::uint64_t sequence);

// In an export: canonical JSON of by, key, kind, sequence, stream.
std::string gone_text(const StoredRecord& record);
// Such a row into a ledger that is being filled. RecordMalformed with the line.
Status append_gone(Store& store, const Json& gone, std::string_view leaf, std::uint64_t number);

// Holds the rows without bytes against the orders: each must be named, with its leaf, by the record
// that it says purged it, and each that is named must be gone.
class Purges {
 public:
  Status add_gone(const StoredRecord& record);
  // `sequence` of the order itself.
  Status add_order(std::uint64_t sequence, const Json& body);
  Status settle() const;  // LedgerCorrupt with the first row that does not agree

 private:
  std::map<std::uint64_t, std::string> gone_, ordered_;  // by sequence: who, leaf and names
};

}  // namespace licet::ledger
