#pragma once
#include <vector>

#include "licet/law/facts.h"
#include "licet/law/rule_set.h"

namespace licet::decide {

// Words and facts that can only tighten an answer, given in the question and read by no rule: for a
// person to look at, a cause each.
std::vector<law::Cause> unread_words(const law::RuleSet& rules, const law::FactFrame& frame,
                                     int line);

}  // namespace licet::decide
