#pragma once
#include "commands.h"

// `licet law history`: what each day since 2019 brought, norm by norm, with its direction.
namespace licet::cli {

void add_law_history(CLI::App& group, Globals& globals, int& status);

}  // namespace licet::cli
