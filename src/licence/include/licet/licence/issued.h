#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/base/decimal.h"
#include "licet/licence/calendar.h"
#include "licet/licence/condition.h"

// A licence as an application led to it.
namespace licet::licence {

struct LicenceLine {
  std::string good, rating, unit, currency;
  std::optional<Decimal> quantity, value;
  Decimal used;
};

// A usage figure from the border, as declared; totals are cumulative.
struct UsageEntry {
  std::string report, good, type;
  Decimal total, change;
  Instant at;
};

struct IssuedLicence {
  std::string reference, state, replaces, customs_state, action;
  Day issued, expires;  // expires: last day, roll-over not yet applied
  std::vector<LicenceLine> lines;
  std::vector<Condition> conditions;
  std::vector<UsageEntry> usage;
  int versions = 0;   // changes of state after issue
  int transfers = 0;
};

}  // namespace licet::licence
