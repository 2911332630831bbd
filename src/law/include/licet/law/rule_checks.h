#pragma once
#include <span>
#include <vector>

#include "licet/law/rule_set.h"

namespace licet::law {

// What loads and is still no law: faults that only the whole of it shows. In the order of files and
// lines; empty = none. Codes and places as RuleSet::load gives them:
//   RuleMissingKey      a table row without a citation
//   RuleUnknownWord     a table row with a country that no table of places holds
//   RuleUnknownEntry    a norm or row names an entry of the control list that does not exist, or
//                       not on any day of the norm
//   RuleClash           two norms of the same conditions and target that say incompatible things
//                       on the same day, with no edge between them; two rows of one place or group
//                       for the same day
std::vector<Error> check_rules(const RuleSet& rules, std::span<const snapshot::RuleFile> files);

}  // namespace licet::law
