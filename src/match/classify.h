#pragma once
#include <vector>

#include "token.h"

// Settles the kinds of spelled tokens. Internal to `match`.
namespace licet::match {

// Legal forms to their canonical tokens; numbers (digits, ordinals, words, Roman from the second
// token on); initials; fillers and words of a trade. Then drops what a name's own short form
// repeats: a bracket at the very end whose tokens all stand before it ("… Co., Ltd. (Huawei)"), or
// that holds one word of three letters or more spelling the initials of all words before it
// ("(PLA)").
void classify(std::vector<Token>& tokens);

}  // namespace licet::match
