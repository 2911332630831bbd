#pragma once
#include <string>
#include <string_view>
#include <vector>

// How a word of another script is read aloud, in small ASCII letters. Internal to `match`. Tables
// (tables/*.inc, tools/reading_tables.py), not ICU: no lock, no locale. Everything is pure.
namespace licet::match {

// A reading first, then others that the same characters have: another romanisation, another
// language, a surname's own reading, the usual spelling of a name known in many scripts. Each once,
// at most kMostReadings; the first may be empty when nothing can be said.
inline constexpr std::size_t kMostReadings = 8;
using Readings = std::vector<std::string>;

// Mandarin (pinyin), then surname, Wade-Giles, Cantonese (Jyutping, and as Hong Kong spells it).
Readings han_readings(std::u32string_view simplified);
Readings kana_readings(std::u32string_view kana);      // Hepburn, then Kunrei
Readings hangul_readings(std::u32string_view hangul);  // as in the North, Revised, as usual
// A Greek word as foreign names in Greek are meant (b, d, g, j, h for μπ, ντ, γκ, τζ, χ; ch for τσ,
// w for ου before a vowel), without the ending of a nominative. `two_ways`: it has letters of the
// first row, which nobody romanises letter by letter alone.
struct GreekForeign {
  std::string text;
  bool two_ways = false;
};
GreekForeign greek_as_foreign(std::u32string_view greek);
// Arabic, Hebrew, Thai, Indic and the rest: ICU's romanisation, then the names table.
Readings other_readings(std::u32string_view text);

// Traditional characters as simplified ones.
std::u32string simplified(std::u32string_view han);

// One syllable of pinyin without tones, otherwise romanised.
std::string wade_giles(std::string_view pinyin);
// One syllable of Jyutping without tones, as names are spelled in Hong Kong.
std::string hong_kong(std::string_view jyutping);

}  // namespace licet::match
