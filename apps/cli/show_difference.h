#pragma once
#include <string>
#include <vector>

#include "licet/decide/list_difference.h"
#include "licet/law/difference.h"

// Differences of rules and lists, for a person and as JSON (docs/formats/impact.md).
namespace licet::cli {

// `most` changes of each list, table and of the norms are shown, the rest counted; 0 = all.
std::string shown(const law::RuleDifference& difference, std::size_t most);
std::string shown(const std::vector<decide::ListDifference>& lists, std::size_t most);

Json to_json(const law::RuleDifference& difference);
Json to_json(const std::vector<decide::ListDifference>& lists);

}  // namespace licet::cli
