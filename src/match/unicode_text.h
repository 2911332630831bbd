#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "licet/base/result.h"

// What of Unicode the normaliser needs, on top of ICU. Internal to `match`. Nothing here depends on
// a locale; every function may be called from any thread (ICU objects are made once and then only
// read; transliterators, for which ICU promises less, are used under a lock).
namespace licet::match {

inline constexpr int kMaxNamePoints = 512;  // after NFKC

// kAlphabet: Armenian and Georgian, whose letters have one romanisation each. kSemitic: Arabic,
// Hebrew.
enum class Script {
  kLatin,
  kCyrillic,
  kGreek,
  kAlphabet,
  kHan,
  kKana,
  kHangul,
  kSemitic,
  kOther,
  kDigit
};

std::u32string points_of(std::string_view valid_utf8);
std::string utf8_of(std::u32string_view points);

// NFKC with case folded and default-ignorable characters (zero width, bidi marks) gone; in NFC.
// Trade mark signs become blanks first: they are no part of the name.
// BadUtf8; NameTooLong above kMaxNamePoints code points after NFKC.
Result<std::u32string> folded_points(std::string_view name);

bool is_letter_or_digit(char32_t point);
bool is_mark(char32_t point);
bool is_nonspacing_mark(char32_t point);
Script script_of(char32_t point);  // marks that belong to no script count as kOther

// One letter without its marks ("é" -> "e"), canonical decomposition only.
std::u32string without_marks(char32_t letter);

// The small ASCII letter that this letter of another script looks like (UTS 39); 0 when there is
// none.
char look_alike(char32_t letter);

// Readings in plain small ASCII letters and digits, without blanks: ICU's pinyin and its general
// romanisation for scripts without a table of ours. Empty when ICU has no reading.
std::string han_reading(std::u32string_view han);
std::string general_reading(std::u32string_view text);
// Hepburn.
std::string kana_reading(std::u32string_view kana);
// Korean syllables as North Korean names are usually written (kim jong un), and by the Revised
// Romanization (gim jeong eun); without blanks.
std::string hangul_reading(std::u32string_view hangul);
std::string hangul_revised(std::u32string_view hangul);
// Letter by letter, the last of a syllable too (빛 "bich"), as machines write foreign names.
std::string hangul_as_written(std::u32string_view hangul);

}  // namespace licet::match
