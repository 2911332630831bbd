#pragma once
#include "scratch.h"

namespace licet::match {

// What one word asked about may stand for in the names listed, whatever stands beside it: tokens
// as likeness_of() has them, neighbours that are one word together, initials. Uses `texts`,
// `tokens` and `runs` of the scratch, changes nothing else. Internal to `match`.
Kept search_word(const NameIndex& index, const TokenView& token, const Spelling& spelling,
                 Scratch& scratch);

}  // namespace licet::match
