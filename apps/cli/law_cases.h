#pragma once
#include "commands.h"

// `licet law test`: the cases that stand beside the rules (docs/formats/rules.md, section 8).
namespace licet::cli {

void add_law_test(CLI::App& group, Globals& globals, int& status);

}  // namespace licet::cli
