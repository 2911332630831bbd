#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/base/decimal.h"
#include "licet/decide/question.h"

// The share that listed persons hold of a party, as 744.11(a)(1) and Supp. No. 8 to part 744 count
// it. Private to this module.
namespace licet::decide {

// What can be said of the share, in percent: at least, at most, and the first fact that would
// narrow it.
struct ListedShare {
  Decimal least, most;
  std::string unknown;  // "parties/0/owners/0/percent", or empty
  bool any_listed = false;
};

// Direct and indirect, in aggregate: an owner that is listed, or held by half or more by listed
// persons,
// counts with its whole share; shares are not multiplied. Lists that count: Entity List, MEU List,
// blocked persons.
ListedShare listed_share(const std::vector<Owner>& owners, Day law_day);

// Adds to the party the word `listed_ownership`, or what leaves it open, and the rows of its
// owners.
void add_ownership(const AskedParty& asked, Day law_day, law::PartyFacts& party);

}  // namespace licet::decide
