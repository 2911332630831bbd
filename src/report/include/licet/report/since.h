#pragma once
#include "licet/base/day.h"
#include "licet/base/json.h"
#include "licet/base/result.h"

namespace licet::report {

// What to know of an earlier edition before it is compared.
struct Last {
  Json edition;
  std::string edition_kind, profile;
  Span period;
  int threshold = 0;  // of a public one
};
// An edition as `licet report --json` printed it, alone or with its own "since". BadValue with the
// key.
Result<Last> read_last(const Json& json);

// Whether an edition of these days may follow: two public editions whose days cross without being
// the same would give small cells away by their difference. EditionsOverlap.
Status may_follow(const Last& last, const Json& now);

// The difference in JSON: "restated": rows of the last edition's own days that the log of today
// gives otherwise (`then`: that edition made again from it), "changed": rows that differ between
// the last days and these, and the same in words. Numbers of the public edition are compared as
// printed.
Json difference(const Last& last, const Json& then, const Json& now);

}  // namespace licet::report
