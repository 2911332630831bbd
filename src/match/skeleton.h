#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "token.h"

// What another script leaves of a word: its consonants, folded as far as that script folds them.
// Internal to `match`. Pure, symmetric.
namespace licet::match {

enum class Writing : std::uint8_t {
  kFull,        // Latin, Cyrillic, Greek, Han: what is written is what is meant
  kConsonants,  // Hebrew, Arabic: no short vowels; p b, f v, g k q, z s are one letter each
  kSyllables,   // kana, Hangul, Indic …: vowels between consonants; l r, b v, f p, z s are one
};
Writing writing_of(const TokenView& token);

// The folded consonants of a text in their order, doubled ones once; empty when there are none.
// Two ways where Latin letters are read in two ways (`second`: ch as ts or c as ch).
std::string skeleton(std::string_view text, Writing writing, bool second);

// Points of two texts with equal skeletons, by what the scripts of the two leave: 930 for four
// consonants (Hebrew, Arabic) or five, 900 for three, 860 for two, 800 for one in short words; 0
// when the skeletons differ or both are written in full. A script of syllables adds vowels and
// loses none: where the other text has a vowel more, 860 from five consonants on, else 0.
int skeleton_points(std::string_view a, Writing of_a, std::string_view b, Writing of_b);

}  // namespace licet::match
