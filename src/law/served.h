#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/law/evaluator.h"

// Technology and software are often controlled by what they serve (`item.for_eccn`). For which
// reasons the served item is controlled itself, the list answers. Private to this module.
namespace licet::law {

// "served.MT" …: the entry of `item.for_eccn` controls the served item for the reason.
bool is_served(std::string_view fact);
std::vector<std::string> served_facts();

// `fact` is one of the above. Unknown: asks for `for_eccn` where it is absent or too short, and for
// `for_eccn_reason` where a row of its entry hangs on more than the paragraph.
Judgement judge_served(const RuleSet& rules, const Evaluator& evaluator, std::string_view fact,
                       const Binding& binding);

// The tables write "for_eccn_reason in (mt)"; rules read served.MT.
Predicate with_served(Predicate predicate);

}  // namespace licet::law
