#pragma once
#include "commands.h"

// `licet law boundary`: writes the cases that stand where the reach of each norm ends.
namespace licet::cli {

void add_law_boundary(CLI::App& group, Globals& globals, int& status);

}  // namespace licet::cli
