#pragma once
#include <map>

#include "random_rules.h"

namespace licet::law::testing {

using Labels = std::map<std::string, int>;

// What holds, written plainly from docs/formats/rules.md and nothing else of this module.
Labels naive_labels(const std::vector<RandomNorm>& norms, const RandomFrame& frame);

}  // namespace licet::law::testing
