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
// in 2 letters, 1 in up to 5, 2 in up to 9, 3 in up to 13, 4 above.
Similarity similarity(const Spelling& a, const Spelling& b);

// Edits that a word of `length` letters may have: none in 2 letters, 1 in up to 5, 2 in up to 9, 3
// in up to 13, 4 above.
int allowed_edits(int length);

// The same but for one letter, for which the key beside it was hit (rows of a Latin keyboard).
bool is_slip(std::string_view a, std::string_view b);
// The letters beside this one on the keyboard; 0 where there is none.
std::array<char, 2> keys_beside(char letter);

// What `edits` in a word of `length` letters leave of 1000; 0 beyond the allowance.
int edited(int edits, int length);

// "tech" for "technologies", "intl" for "international": first letter the same, all letters in
// order.
bool abbreviates(std::string_view abbreviation, std::string_view word);

}  // namespace licet::match
