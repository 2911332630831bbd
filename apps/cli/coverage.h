#pragma once
#include <string>

#include "licet/law/rule_set.h"

namespace licet::cli {

// The page `docs/reference/coverage.md`: what the control list asks for everywhere, on ten days,
// and every row that no rule states. The same rules give the same bytes.
std::string coverage_page(const law::RuleSet& rules);

// Prints the page, writes it to `output`, or compares it with `expected` (2 when it differs).
int run_coverage(const law::RuleSet& rules, const std::string& output,
                 const std::string& expected);

}  // namespace licet::cli
