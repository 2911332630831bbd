#pragma once
#include <vector>

#include "licet/decide/impact.h"

// What one answer rests on, piece by piece, so that two answers can be compared. Private to this
// module.
namespace licet::decide {

// Requirements with how they stand, duties that wait, what takes a line out of the regime, and what
// is lacking; what decides the verdict first, then in the order of lines and rules. `after` is set
// on each. Each ground once.
std::vector<Ground> grounds_of(const Knowledge& known, const Question& question,
                               const Decided& decided, bool after);

// The grounds that only one of the two has; those of the worse verdict first.
std::vector<Ground> changed_grounds(std::vector<Ground> before, Verdict from,
                                    std::vector<Ground> after, Verdict to);

bool same_grounds(const std::vector<Ground>& before, const std::vector<Ground>& after);

}  // namespace licet::decide
