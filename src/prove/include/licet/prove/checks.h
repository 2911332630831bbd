#pragma once
#include <vector>

#include "licet/base/result.h"
#include "licet/law/rule_set.h"
#include "licet/prove/prover.h"

namespace licet::prove {

// Faults of rules that load, found by a solver or by following their edges; by file and line:
//   RuleDead       no transaction on any day of its span meets the conditions of the norm; or every
//                  transaction that an exception or authorisation could serve is barred
//   RuleOvercomes  an exception lifts a requirement of part 744 or 746 that it does not name by
//                  its id or its reason
//   RuleClash      two norms of one transaction that cannot both be right, and neither defeats the
//                  other; or two versions of a provision stand on one day
//   RuleGap        between two versions of a provision there are days without any
//   RuleNotProved  the solver gave up: the check has failed
// `effort`: as Prover's.
std::vector<Error> check_rules(const law::RuleSet& rules, unsigned effort = Prover::kEffort);

}  // namespace licet::prove
