#pragma once
#include <string>
#include <vector>

#include "licet/api/engine.h"

namespace licet::cli {

// Cases of the kind `filing`: is a filing due, on which grounds, with which code; is the statement
// due on the invoice. What the answer's conditions say otherwise, one line each; empty = the same.
std::vector<std::string> compare_filing(const api::Engine& engine, const Json& test);

}  // namespace licet::cli
