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
  std::vector<std::string> expected = {};  // lists that the file may bring; empty: any
};

inline constexpr std::uint32_t kMostRowsLost = 25;
inline constexpr std::uint32_t kMostPercentLost = 2;
inline constexpr std::uint32_t kMostPercentRenamed = 10;
inline constexpr std::uint32_t kMostPercentReplaced = 50;

// May this file take the place of what is in force? `in_force` may be null (nothing known yet).
// Refused:
//   ListTruncated      a whole CSL without a row of a mandatory list
//   ListWrongSource    a canary stands under another list of the same file, or the file brings a
//                      list that is not expected
//   ListCanaryMissing  a canary of a list that the file brings is not there
//   ListOlder          the file's day lies before that of the list in force
//   ListShrunk         a list lost more than 25 rows or more than 2 % of them, or more than 25
//                      names and more than 2 % of them, or every row of a party type, or more than
//                      25 and half of its rows by id and name, or an extract would take the place
//                      of a whole list
//   ListColumnsMoved   of the rows that both have, more than 25 names and more than 10 % of them
//                      are others now: fields of another column, or text encoded twice
// Broken files never get here: read_list() has refused them. Pure.
Status check_list(const ListFile& fresh, const snapshot::Snapshot* in_force,
                  const CheckOptions& options);

}  // namespace licet::ingest
