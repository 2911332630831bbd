#pragma once
#include <string_view>

#include "licet/law/rule_set.h"

// What the control list knows of a code. Private to this module.
namespace licet::law {

// False when the entry's rows (anti-terrorism apart) all name paragraphs, and none of them this
// one: a slip of the pen must not look like an item that nobody controls. Rows for .z add to other
// rows.
bool paragraph_known(const RuleSet& rules, std::string_view entry, std::string_view para);

// Is any row of the entry in force on the day? False for an entry that is younger, or has none.
bool entry_in_force(const RuleSet& rules, std::string_view entry, Day law_day);

}  // namespace licet::law
