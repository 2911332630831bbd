#pragma once
#include <vector>

#include "commands.h"
#include "kit.h"

// `licet law test`: the cases that stand beside the rules (docs/formats/rules.md, section 8).
namespace licet::cli {

// Rules without any list: whoever is listed in a case is so by hand.
Result<api::Engine> engine_of(const std::vector<snapshot::RuleFile>& files);
// Of every kind but determinations: what one norm or one table says.
KitResult run_table_case(const law::RuleSet& rules, const Json& test);
KitResult run_case(const api::Engine& engine, const Json& test);

void add_law_test(CLI::App& group, Globals& globals, int& status);

}  // namespace licet::cli
