#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/letter/letter.h"
#include "licet/licence/apply.h"

// From a docket to the words of a document. Which parts a document has, and every legal sentence,
// stand in the profile's table letters.csv (docs/formats/letters.md); here they are filled in. What
// the docket does not say is printed as "not stated". Pure.
namespace licet::letter {

inline constexpr std::string_view kNotStated = "not stated";

struct Request {
  std::string kind;     // a word of letters.csv
  std::string licence;  // empty: the newest of the docket
  bool draft = false;   // prepared before its event
  licence::Instant at;  // of a draft: the day it is written for
};

// The kinds of the profile, in the order of its table.
std::vector<std::string> kinds(const licence::Profile& profile);

// Where the letter's event stands in the audit trail: the last row of that event. A letter tells
// what happened, so without such a row there is a refusal; of a draft there is never a row, but a
// refusal where the tables leave the event no way. BadValue for a kind that is none.
struct Found {
  std::optional<std::size_t> row;
  std::optional<licence::Refusal> refusal;
};
Result<Found> find_event(const licence::Profile& profile, const licence::Docket& docket,
                         const Request& request);

// What a letter is made of. The docket is the one right after the event, so that the letter stays
// the same whatever happens later; `now` only lends a licence document the mark of what has
// become of the licence. Of a draft both are the same and there is no event.
struct Source {
  const licence::Profile& profile;
  const licence::Policies& policies;
  const licence::Docket& docket;
  const licence::Docket& now;
  std::optional<licence::DocketEvent> event;
  std::string holder;  // to whom the licence had been transferred; empty = to nobody
};

// BadValue for an unknown kind, or a licence that came after the event; RuleTable with file and
// line for a fault of the table.
Result<Letter> compose(const Source& source, const Request& request);

}  // namespace licet::letter
