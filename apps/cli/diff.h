#pragma once
#include "commands.h"

// `licet law diff A B` and `licet snapshot diff A B`: added to their groups.
namespace licet::cli {

void add_law_diff(CLI::App& group, Globals& globals, int& status);
void add_snapshot_diff(CLI::App& group, Globals& globals, int& status);

}  // namespace licet::cli
