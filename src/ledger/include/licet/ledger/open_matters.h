#pragma once
#include <string>
#include <vector>

#include "licet/decide/impact.h"
#include "licet/ledger/kept_licences.h"

// What of the ledger a change of lists or rules may turn, as questions that can be asked of two
// states of knowledge.
namespace licet::ledger {

// One question about one matter. `kind` and `asked`:
//   answer        as_recorded        a recorded answer, about its own day
//   licence       with_licence       what it was issued for, to be shipped under it
//   licence       without_licence    the same, as if there were none: is one still needed, and why
//   application   without_licence    what is applied for
//   reservation   with_licence       what is held, to be shipped under the licence that holds it
struct Matter {
  std::string kind, id, application, asked;
  decide::RecordedRow row;
};

struct OpenMatters {
  Head head;
  std::vector<Matter> all;  // answers by record, then by application
  std::size_t purged = 0;   // recorded answers that are there no more
};

// Recorded answers (records of kind `answer`, body {"answer": document}); licences that have not
// ended on `day`; applications that are not decided; open reservations. A question is the one that
// the application carries, where it does, completed by what the docket says; what nobody said
// stays unknown. A reservation of a licence that cannot be put into a question is asked without
// it. Errors of the ledger; none for a matter whose question is at fault: that shows when it is
// asked.
Result<OpenMatters> open_matters(Ledger& ledger, const std::vector<licence::Profile>& profiles,
                                 Day day);

}  // namespace licet::ledger
