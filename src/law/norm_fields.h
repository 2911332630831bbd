#pragma once
#include <string>
#include <utility>
#include <vector>

#include "licet/law/norm.h"

namespace licet::law {

// All that a norm says, by the keys of docs/formats/rules.md, as texts; in the order of that page.
// Keys without a value are left out; cells are "when.item.eccn". Private to this module.
using NormFields = std::vector<std::pair<std::string, std::vector<std::string>>>;
NormFields fields_of(const Norm& norm);

}  // namespace licet::law
