#pragma once
#include <string>

#include "context.h"

// Two states of knowledge to compare: snapshots by id, first digits or file; or folders of rules.
namespace licet::cli {

struct TwoSides {
  api::Engine from, to;
};

// A folder of rules is put over the lists of the other side; where both are folders, over those of
// --knowing, else of the snapshot in force. Errors of opening and of the rules.
Result<TwoSides> open_two(const std::string& from, const std::string& to, const Globals& globals);

// The rules alone: of a folder as they lie, or those a snapshot carries.
Result<std::vector<snapshot::RuleFile>> rule_files_of(const std::string& side,
                                                      const Globals& globals);

bool is_folder(const std::string& side);

}  // namespace licet::cli
