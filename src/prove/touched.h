#pragma once
#include <set>
#include <string>
#include <vector>

#include "licet/law/amendment.h"

// What of the law an amendment can move at all. Private to the module.
namespace licet::prove {

struct Touched {
  // Ids of requirements and holding duties of which something changed, or of what they depend on.
  std::set<std::string> norms;
  bool scope = false;  // likewise of what is in scope or out of it
  std::size_t left_out = 0;  // rows of the control list like others that are among the norms
  // Days on which they can say something else, the newest first; in one group nothing that they
  // depend on changes.
  std::vector<std::vector<Day>> days;
};
Touched touched_by(const law::Amendment& amendment, const law::RuleSet& before,
                   const law::RuleSet& after);

// Norms of scope.
std::set<law::NormIndex> scope_of(const law::RuleSet& rules);

}  // namespace licet::prove
