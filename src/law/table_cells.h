#pragma once
#include "licet/base/csv.h"
#include "licet/base/day.h"

// Cells that many tables share. Private to this module.
namespace licet::law {

// The inclusive columns `from` and `until` (either may be absent or empty = open) as a half-open
// span.
Result<Span> span_of(const CsvTable& table, std::size_t row);

}  // namespace licet::law
