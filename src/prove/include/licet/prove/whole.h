#pragma once
#include <optional>
#include <string>

#include "licet/decide/verdict.h"
#include "licet/law/amendment.h"
#include "licet/prove/prover.h"

// What an amendment does to all the law together: is there a transaction that may go afterwards and
// might not before, or the other way round?
namespace licet::prove {

// A transaction whose verdict turns, as `decide` rules on it under both.
struct Turned {
  law::FactFrame frame;  // one line; a party, a list row, a licence where it needs one
  Day day;
  decide::Verdict before, after;
};

struct WholeProof {
  // Absent = not proved: `why_not`. kEqual: nothing turns from stop to go or back, though a
  // requirement may have moved.
  std::optional<law::Direction> direction;
  std::string why_not;
  std::optional<Turned> looser, tighter;  // shown even where the direction is not proved
  unsigned asked = 0;                     // questions put to the solver
};

// `looser`, `tighter`: may the parts of the amendment, each by itself, do that? What no part does
// the whole does not, and it is not looked for. Transactions are of one line with a code that the
// list knows, at most one party, list row and licence. `effort`: as Prover's, for each question.
struct MayDo {
  bool looser = true, tighter = true;
};
WholeProof prove_whole(const law::RulesAsWritten& before, const law::RulesAsWritten& after,
                       MayDo may, unsigned effort = Prover::kEffort);

// "destination CN, item.eccn 5A992.c, on 2020-06-29: LICENCE_REQUIRED, then NLR".
std::string in_words(const Turned& turned);

}  // namespace licet::prove
