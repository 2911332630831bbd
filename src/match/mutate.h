#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/match/mutants.h"

// Names made wrong the way people and machines make them wrong, the same for the same seed. For
// tests and measurements only.
namespace licet::match {

// One random change of a name: a letter, a swap, a blank, an order, a word, an initial.
std::string changed_name(std::string_view name, Sequence& random);

}  // namespace licet::match
