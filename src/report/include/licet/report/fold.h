#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/decimal.h"
#include "licet/licence/apply.h"

// The events of a ledger, folded into what an overseer counts. Pure: the same lines under the same
// profile give the same stays.
namespace licet::report {

// One stay of an application with the authority: from the moment it left the applicant's hands
// (or came back by an appeal or a re-opening) to the moment it was closed, or still open.
struct Stay {
  std::string application;
  licence::Instant in;
  bool again = false;  // a second or later stay of the same application
  std::optional<licence::Instant> out;
  std::string state;               // that closed it; where it stands, while it is open
  std::string cite;                // of the closing move
  int lines = 0;                   // goods asked for
  std::map<std::string, Decimal> value;  // asked for, by currency; empty = not said
  int days = 0;                    // calendar days from `in` to `out`
  std::optional<int> clock_days;   // on the profile's clock, stops left out; first stays only
};

// One decision, with the criteria it names.
struct Decided {
  licence::Instant at;
  std::string kind;
  std::vector<std::string> criteria;
};

struct Folded {
  std::string log;  // SHA-256 of the lines as read
  std::int64_t events = 0;
  std::vector<Stay> stays;  // by application, then in time
  std::vector<Decided> decisions;
};

// `lines`: an export of the ledger (docs/formats/ledger.md, section 2), whole and in order. Every
// error has NAME:LINE, with #POINTER where one key is at fault: LedgerCorrupt for a gap in the
// sequence, a line that is no record, or an event that the profile's tables refuse; BadValue for
// another profile's log, or as the reader of the record says. Nothing is ever skipped.
Result<Folded> fold(const licence::Profile& profile, std::string_view lines,
                    std::string_view name);

}  // namespace licet::report
