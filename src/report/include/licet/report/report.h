#pragma once
#include "licet/report/fold.h"

namespace licet::report {

// What somebody published of the same period: how many came in, how each ended.
struct Published {
  std::string source;
  std::int64_t opening = 0, received = 0, closing = 0;
  std::map<std::string, std::int64_t> outcomes;  // by outcome
  std::map<std::string, Decimal> shares;         // in percent, as printed; empty = not given
  int share_places = 0;                          // decimals of the longest one
};
// {"source", "opening"?, "received", "outcomes": {OUTCOME: count}, "closing"?, "shares"?:
// {OUTCOME: "12.5"}}. BadValue with the key.
Result<Published> read_published(const Json& json);

// The restricted edition of a span of days: period, log digest, flow table, outcomes, rates under
// every denominator, days (all, by stage, by agency), values, conditions, denials, criteria and
// orders in force, breakdowns, citations; with `published`, the rows in which the two differ and
// whether the published ones add up. "balanced" is false where the published ones do not.
// ReportUnbalanced where the record itself does not add up: then there is no report.
Result<Json> report(const licence::Profile& profile, const Folded& folded, const Span& period,
                    const std::optional<Published>& published);

// The public edition: the same counts with small cells (1 to threshold - 1) and whatever would
// give them away left out, and without names, references, texts and single values
// (15 CFR 748.1(c)). `threshold` is 3 to 1000. See docs/formats/report.md.
Result<Json> public_report(const licence::Profile& profile, const Folded& folded,
                           const Span& period, int threshold = 5);

// "69.33": numerator / denominator in percent, two places, halves away from zero. "" of 0/0.
std::string percent(std::int64_t numerator, std::int64_t denominator);

}  // namespace licet::report
