#pragma once
#include <memory>
#include <string>
#include <vector>

#include "licet/law/rule_set.h"

namespace licet::cli {

// The page `docs/reference/coverage.md`: what the control list asks for everywhere, on ten days,
// and every row that no rule states; then what the other regimes state. The same rules give the
// same bytes. The EAR comes first.
using Regimes = std::vector<std::shared_ptr<const law::RuleSet>>;
std::string coverage_page(const Regimes& regimes);

// Prints the page, writes it to `output`, or compares it with `expected` (2 when it differs).
int run_coverage(const Regimes& regimes, const std::string& output,
                 const std::string& expected);

}  // namespace licet::cli
