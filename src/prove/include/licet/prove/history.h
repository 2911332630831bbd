#pragma once
#include <string>
#include <vector>

#include "licet/law/rule_set.h"
#include "licet/prove/prover.h"

// What each day brought, by the days that the norms themselves carry.
namespace licet::prove {

struct Turn {
  Day day;
  const law::Norm* before = nullptr;  // stood until the day before; null = nothing it replaces
  const law::Norm* after = nullptr;   // stands from the day; null = nothing in its place
  Proof proof;
};

// Norms and rows of the control list that begin, end, are stayed or stand again on days from
// `since` to `last`; by day, then id. One that ends and one that begins under the same provision
// and, for rows, the same reason are one turn.
std::vector<Turn> history(const law::RuleSet& rules, Day since, Day last);

}  // namespace licet::prove
