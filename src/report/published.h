#pragma once
#include "counts.h"

namespace licet::report {

// The published figures beside those of the log: rows that differ, whether they add up, and whether
// their shares make 100 % as far as rounding allows.
Json published_json(const Counts& counts, const Published& published);
// They add up and say what the log says.
bool agrees(const Json& published);

}  // namespace licet::report
