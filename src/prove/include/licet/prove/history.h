#pragma once
#include <map>
#include <optional>
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

// A day on which the chart, the groups, the territories or the sets say something else of places,
// and what that does to the norms that stand on both days, each by itself. Requirements, and
// authorities, with the same conditions on places are proved by one of them.
struct PlaceTurn {
  struct Shown {
    const law::Norm* norm = nullptr;
    Proof proof;
  };
  Day day;
  std::vector<std::string> places;
  std::map<std::string, std::vector<const law::Norm*>> norms;  // by direction, or "not proved"
  std::optional<Shown> looser, tighter;  // the first of each
};
std::vector<PlaceTurn> place_history(const law::RuleSet& rules, Day since, Day last);

}  // namespace licet::prove
