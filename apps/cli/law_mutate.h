#pragma once
#include "commands.h"

// `licet law mutate`: faults planted in the rules one at a time, and whether a case notices.
namespace licet::cli {

void add_law_mutate(CLI::App& group, Globals& globals, int& status);

}  // namespace licet::cli
