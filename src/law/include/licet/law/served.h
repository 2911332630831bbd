#pragma once
#include "licet/law/rule_set.h"
#include "licet/law/facts.h"

// Technology and software are often controlled by what they serve (`item.for_eccn`). For which
// reasons the served item is controlled itself, the list answers.
namespace licet::law {

// Sets `served_mt`, `served_np` and so on of the line for the day: from `for_eccn_reason` where the
// question gives it, else from the rows of the served item's entry. What cannot be told is left
// open: it asks for `for_eccn` where that is absent or too short, and for `for_eccn_reason` where a
// row hangs on more than the paragraph.
void derive_served(const RuleSet& rules, Day law_day, LineFacts& line);

}  // namespace licet::law
