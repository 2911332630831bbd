#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "licet/base/decimal.h"
#include "licet/base/json.h"

// Exact arithmetic of the tables; no floating point.
namespace licet::report {

// numerator / denominator in percent, two places, halves away from zero; "" of a zero denominator.
// Both sides are not negative.
std::string percent_of(const Decimal& numerator, const Decimal& denominator);

// {"count", "sum", "mean", "median", "p90"}: mean to two places, median and p90 by nearest rank;
// null of none.
Json days_json(std::vector<int> days);
// sum / n to two places, halves up.
std::string mean_of(std::int64_t sum, std::int64_t n);

}  // namespace licet::report
