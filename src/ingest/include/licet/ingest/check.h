#pragma once
#include <string>
#include <vector>

#include "licet/base/csv.h"
#include "licet/base/day.h"
#include "licet/base/result.h"
#include "licet/ingest/list_file.h"
#include "licet/snapshot/snapshot.h"

namespace licet::ingest {

// A row that must be in its list, or the list is not what it says (rules/us-ear/canaries.csv).
struct Canary {
  std::string list;
  std::string name;  // a name of the entry, blanks at the ends apart
  Day from = kAlways;  // due in lists of this day and later
};

// Columns `list,name` and, if there, `from`. BadValue when one is missing, a list has no name or a
// day is none.
Result<std::vector<Canary>> read_canaries(const CsvTable& table);

struct CheckOptions {
  std::vector<Canary> canaries;
  // Lists whose loss of rows a second person has released (`licet lists release`).
  std::vector<std::string> may_shrink;
};

inline constexpr std::uint32_t kMostRowsLost = 25;
inline constexpr std::uint32_t kMostPercentLost = 2;

// May this file take the place of what is in force? `in_force` may be null (nothing known yet).
// Refused:
//   ListTruncated      a whole CSL without a row of a mandatory list
//   ListWrongSource    a canary stands under another list of the same file
//   ListCanaryMissing  a canary of a list that the file brings is not there
//   ListOlder          the file's day lies before that of the list in force
//   ListShrunk         a list lost more than 25 rows or more than 2 % of them, or more than 25
//                      names and more than 2 % of them, or an extract would take the place of a
//                      whole list
// Broken files never get here: read_list() has refused them. Pure.
Status check_list(const ListFile& fresh, const snapshot::Snapshot* in_force,
                  const CheckOptions& options);

}  // namespace licet::ingest
