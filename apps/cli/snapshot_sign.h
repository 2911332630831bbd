#pragma once
#include <string>
#include <vector>

#include "acceptance.h"
#include "licet/snapshot/record.h"

namespace licet::cli {

// What a pack of rules is known by: its files, whatever folder they lie in.
std::string digest_of_rules(const std::vector<snapshot::RuleFile>& files);
// --signature, --by, --because.
void add_vouching(CLI::App& command, Vouching& vouching);
// sign and take, below `licet snapshot`.
void add_snapshot_sign(CLI::App& group, Globals& globals, int& status);

}  // namespace licet::cli
