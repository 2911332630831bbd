#pragma once
#include <string>
#include <utility>
#include <vector>

#include "licet/licence/profile.h"

// For tests of this module and of those above it.
namespace licet::licence::testing {

// The tables below rules/licences of this tree: path below rules, text; sorted.
std::vector<std::pair<std::string, std::string>> tree_files();
// Read once; stops the program when they are at fault.
const Profile& tree_profile(const std::string& id);

}  // namespace licet::licence::testing
