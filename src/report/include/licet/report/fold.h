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

using Amounts = std::map<std::string, Decimal>;  // by currency; nothing is ever converted

// Time spent in one state. `net_days`: on the profile's clock, stops and open questions left out.
struct Passed {
  std::string state;
  int days = 0, net_days = 0;
};

// What one body said, and how long after it was asked (or, where nobody was asked by name, after
// the application came to the state in which it spoke).
struct Advice {
  std::string body, type;
  int days = 0, net_days = 0;
};

// One good as asked for.
struct Asked {
  std::string rating, currency;
  std::optional<Decimal> value;
};

// One stay of an application with the authority: from the moment it left the applicant's hands
// (or came back by an appeal or a re-opening) to the moment it was closed, or still open.
struct Stay {
  std::string application;
  licence::Instant in;
  bool again = false;  // a second or later stay of the same application
  std::optional<licence::Instant> out;
  std::string state;               // how it ended; where it stands, while it is open
  bool decided = false, won = false, lost = false;  // of a closed one: groups of its outcome
  std::string cite;                // of the closing move
  int lines = 0;                   // goods asked for
  Amounts value;                   // asked for; empty = not said
  int days = 0;                    // calendar days from `in` to `out`
  std::optional<int> clock_days;   // on the profile's clock, stops left out; first stays only
  // The rest is filled when the stay is closed.
  Amounts authorised;              // by the licences that the closing event issued
  std::vector<Asked> goods;
  std::vector<std::string> countries;  // of the parties, sorted, each once
  std::vector<Passed> stages;
  std::vector<Advice> advice;
  std::vector<licence::Condition> conditions;  // of the outcome, those lifted left out
  std::vector<std::string> cites;              // provisions that the outcome names
};

// One decision, with the criteria it names.
struct Decided {
  licence::Instant at;
  std::string kind;
  std::vector<std::string> criteria;
  bool operator==(const Decided&) const = default;
};

// A shipment drawn from a licence, or one taken back.
struct Drawn {
  Day on;
  std::string licence, currency;
  Decimal value;
  bool back = false;
};

// How many came into the authority's hands and left them.
struct Moved {
  std::int64_t in = 0, out = 0;
};

struct Folded {
  std::string log;  // SHA-256 of the lines as read
  std::int64_t events = 0;
  std::vector<Stay> stays;  // by application, then in time
  std::vector<Decided> decisions;
  std::vector<Drawn> drawn;  // in the order of the ledger
  licence::Policies policies;  // every order, whether ended or not
  // By day, counted from the states of the dockets, so that the stays can be held against it.
  std::map<Day, Moved> moved;
};

// `lines`: an export of the ledger (docs/formats/ledger.md, section 2), whole and in order. Every
// error has NAME:LINE, with #POINTER where one key is at fault: LedgerCorrupt for a gap in the
// sequence, a line that is no record, or an event that the profile's tables refuse; BadValue for
// another profile's log, or as the reader of the record says. Nothing is ever skipped.
Result<Folded> fold(const licence::Profile& profile, std::string_view lines,
                    std::string_view name);

}  // namespace licet::report
