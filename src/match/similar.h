#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "edits.h"

// How alike two tokens are, in thousandths. Internal to `match`. Pure, symmetric, no allocation.
namespace licet::match {

// One bit a letter (digits share six): a letter of one text that the other lacks costs an edit.
std::uint32_t letters_of(std::string_view text);

// A text with what it is looked at for. The sound is made when it is first asked for: one thread at
// a time.
struct Spelling {
  std::string_view text;
  std::uint32_t letters = 0;
  std::uint32_t classes =
      0;  // letters that no sound hides, alike ones together; the sound has the same

  std::string_view sounded() const;
  std::uint32_t sound_letters() const;

 private:
  static constexpr std::uint8_t kNotYet = 0xFF;
  mutable std::uint8_t sound_size_ = kNotYet;
  mutable std::array<char, kLongestToken> sound_;  // romanisation families folded together
};
Spelling spelling_of(std::string_view text);

enum class How : std::uint8_t { kNone, kEqual, kSpelling, kSound, kPlural, kConsonants };

struct Similarity {
  int permille = 0;  // 0 = not the same word
  How how = How::kNone;
};

// Equal 1000; singular and plural 960; equal sound 950 (840 up to 3 letters); else by edits: none
// in 2 letters, 1 in up to 5, 2 in up to 9, 3 in up to 13, 4 above. `vowels_open`: one side was
// romanised from a script that leaves vowels out, so equal consonants count too (900; 860 for two).
Similarity similarity(const Spelling& a, const Spelling& b, bool vowels_open);

// Edits that a word of `length` letters may have: none in 2 letters, 1 in up to 5, 2 in up to 9, 3
// in up to 13, 4 above.
int allowed_edits(int length);

// What `edits` in a word of `length` letters leave of 1000; 0 beyond the allowance.
int edited(int edits, int length);

// The consonants that equal_consonants compares, in their order; empty when there are none.
std::string consonants_of(std::string_view text);

// "tech" for "technologies", "intl" for "international": first letter the same, all letters in
// order.
bool abbreviates(std::string_view abbreviation, std::string_view word);

}  // namespace licet::match
