#pragma once
#include <string>
#include <vector>

#include "licet/ledger/register.h"

// The licences of the ledger in the form of a question, with what is left of each: so that an
// answer can rest on them and still be asked again from itself alone.
namespace licet::ledger {

// One licence. `form` is an element of `licences` of a question (docs/formats/question.md); where
// `left_out` is not empty it cannot be put into a question, and says why.
struct KeptLicence {
  std::string application, id, regime, holder, holder_key, state;
  Json form;
  std::string left_out;
};

struct KeptLicences {
  Head head;  // of the ledger as it was read
  std::vector<KeptLicence> all;  // in the order of the register
  std::vector<std::string> reservations;  // those that were not counted as held
};

// Every licence of every application, whatever its state. Each event that the account knows stands
// in it with its day, so that the standing of any day follows; amounts are those of the whole
// ledger. `reservations` are keys of open reservations that the shipment in question is to use:
// what they hold is not counted against it. BadValue where one is not open. Every other error is
// one of the ledger: there is then no list, not a shorter one.
Result<KeptLicences> kept_licences(Ledger& ledger, const std::vector<licence::Profile>& profiles,
                                   const std::vector<std::string>& reservations);

// The question with the licences of its exporter, of its regimes; and the note that an answer
// carries as `asked.ledger`: {"size", "root", "given" (digest of the question as given),
// "licences" (ids), "left_out" [{"licence", "because"}], "of_others", "reservations"}. Where the
// exporter has no name, all licences are put in. A question that has `licences` is left as it is,
// without a note.
struct FilledQuestion {
  Json question;
  Json note;  // null where nothing was filled in
};
FilledQuestion with_licences(const Json& question, const KeptLicences& kept);

}  // namespace licet::ledger
