#pragma once
#include <optional>
#include <string>

#include "licet/ledger/ledger.h"

// Inside the module: what one entry does to the balances.
namespace licet::ledger {

using Refused = std::optional<licence::Refusal>;

// Applies the entry inside the store's transaction. An error is a failure; a refusal a rule.
Result<Refused> apply_entry(Store& store, const Entry& entry);
bool changes_balances(std::string_view kind);

inline constexpr int kQuantityPlaces = 6, kValuePlaces = 4;
// A decimal as a whole number of its smallest parts; BadDecimal where it has more places, or is
// beyond 9 × 10^16 parts.
Result<std::int64_t> to_parts(std::string_view text, int places);
std::string from_parts(std::int64_t parts, int places);

}  // namespace licet::ledger
