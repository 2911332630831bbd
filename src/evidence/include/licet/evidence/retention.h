#pragma once
#include <span>
#include <string>
#include <vector>

#include "licet/base/day.h"
#include "licet/base/json.h"

namespace licet::evidence {

// How long the records of one transaction are kept.
struct Retention {
  Day latest;  // of its latest event
  Day until;   // last day, inclusive, on which they must still be there
  int years = 5;
  std::vector<std::string> cite;
};

// Five years from the latest event (15 CFR 762.6(a)); ten where the answer matched a list of the
// Office of Foreign Assets Control or refers to it (31 CFR 501.601). 29 February counts to 1 March.
// `days`: every day on which something of the transaction happened, at least one.
Retention retention_of(const Json& answer, std::span<const Day> days);

bool is_ofac_matter(const Json& answer);

}  // namespace licet::evidence
