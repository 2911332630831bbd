#pragma once
#include <span>
#include <vector>

#include "licet/law/difference.h"

namespace licet::law {

// Rows of all CSV tables and words of all TOML files that are not the same in both; by file, then
// by the cells that name a row. Private to this module.
Result<std::vector<RowChange>> row_difference(std::span<const snapshot::RuleFile> before,
                                              std::span<const snapshot::RuleFile> after);

}  // namespace licet::law
