#pragma once
#include "licet/report/fold.h"

namespace licet::report {

// What somebody published of the same period: how many came in, how each ended.
struct Published {
  std::string source;
  std::int64_t opening = 0, received = 0, closing = 0;
  std::map<std::string, std::int64_t> outcomes;  // by closing state
};
// {"source", "opening"?, "received", "outcomes": {STATE: count}, "closing"?}. BadValue with the
// key.
Result<Published> read_published(const Json& json);

// The report of a span of days as JSON: period, log digest, flow table, outcomes, rates under
// every denominator, days, criteria, citations; with `published`, the rows in which the two
// differ and whether the published ones add up. "balanced" is false where any table does not.
Json report(const licence::Profile& profile, const Folded& folded, const Span& period,
            const std::optional<Published>& published);

// "69.33": numerator / denominator in percent, two places, halves away from zero. "" of 0/0.
std::string percent(std::int64_t numerator, std::int64_t denominator);

}  // namespace licet::report
