#pragma once
#include <string>
#include <vector>

#include "licet/prove/prover.h"

// Norms that follow each other in time. Private to the module.
namespace licet::prove {

// What all versions of a provision share: its kind, and where it is cited.
std::string provision(const law::Norm& norm);

// Faults between successive versions of a provision that is no duty:
//   RuleGap    days between two of them on which none stands, for a transaction that both reach
//   RuleClash  days on which two stand of which the later began to take the place of the other,
//              for a transaction that both reach
std::vector<Error> check_versions(const law::RuleSet& rules, Prover& prover);

}  // namespace licet::prove
