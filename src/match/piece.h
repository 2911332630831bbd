#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "token.h"
#include "unicode_text.h"

// From folded text to spelled tokens, whose kinds are settled later (classify.h). Internal to
// `match`.
namespace licet::match {

// A run of letters and digits of one way of writing. Latin, Cyrillic and Greek may mix
// (look-alikes).
struct Piece {
  std::u32string text;
  Script script = Script::kLatin;  // of its first letter; kDigit when it has none
  int group = 0;                   // which bracket it stands in; 0 = none
  bool mixed_script = false;       // Latin with Cyrillic or Greek in one word
};

// Splits at everything that is no letter, digit or mark; an apostrophe joins; dots between single
// letters join ("G.m.b.H.", "S. A." does not); "&" is the word "and".
std::vector<Piece> pieces_of(std::u32string_view folded);

// The piece in small ASCII letters and digits: one token, several for Han and Hangul company names,
// none when nothing can be said.
void spell(const Piece& piece, std::vector<Token>& out);

}  // namespace licet::match
