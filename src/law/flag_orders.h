#pragma once
#include <string>

#include "licet/base/decimal.h"
#include "licet/law/facts.h"
#include "licet/law/judgement.h"

// The money of 15 CFR 740.3: what one order is worth under one entry. Private to this module.
namespace licet::law {

// The lines of one order under one entry, added up, in US dollars.
struct OrderSum {
  Decimal sure;                // lines of the order whose value is known
  Decimal most;                // with the lines that may belong to it
  std::vector<Cause> missing;  // values, entries and orders that are not known
  bool value_missing = false;  // a value, or the asked line's own
};
OrderSum order_sum(const FactFrame& frame, int line);

// The net value, in US dollars, of all lines of the same entry and order; <= limit? A line that may
// belong to the order counts against it; what is not known is asked where it decides.
Judgement within_order(const FactFrame& frame, int line, const Decimal& limit);

// With what the consignee had this calendar year under the entry: at most twelve times the limit. A
// statement of the exporter when the question does not give the sum.
Judgement within_year(const FactFrame& frame, int line, const Decimal& limit, bool strict);

// The net value of all lines together; not known where a line has none. And where that one is.
Value total_value(const FactFrame& frame);
std::string value_missing_at(const FactFrame& frame);

// "USD 2400", for people.
std::string order_value(const FactFrame& frame, int line);

}  // namespace licet::law
