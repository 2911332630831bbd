#pragma once
#include <string_view>
#include <vector>

#include "facts.h"

namespace licet::letter {

// Adds the blocks of one part of the form that the docket fills ("parties", "items_licensed",
// "conditions" …); false where there is no such part.
bool add_section(const View& view, std::string_view part, const std::string& cite,
                 std::vector<Block>& blocks);

}  // namespace licet::letter
