#include <array>

#include "unicode_text.h"

namespace licet::match {
namespace {

constexpr char32_t kFirst = 0x30A1;

// Katakana from U+30A1 in the order of Unicode, small letters marked by '.'.
constexpr std::array<std::string_view, 90> kSyllables{
    ".a",  "a",   ".i",  "i",   ".u", "u",   ".e", "e",  ".o",  "o",   "ka",  "ga", "ki",
    "gi",  "ku",  "gu",  "ke",  "ge", "ko",  "go", "sa", "za",  "shi", "ji",  "su", "zu",
    "se",  "ze",  "so",  "zo",  "ta", "da",  "chi", "ji", ".t", "tsu", "zu",  "te", "de",
    "to",  "do",  "na",  "ni",  "nu", "ne",  "no", "ha", "ba",  "pa",  "hi",  "bi", "pi",
    "fu",  "bu",  "pu",  "he",  "be", "pe",  "ho", "bo", "po",  "ma",  "mi",  "mu", "me",
    "mo",  ".ya", "ya",  ".yu", "yu", ".yo", "yo", "ra", "ri",  "ru",  "re",  "ro", ".wa",
    "wa",  "i",   "e",   "o",   "n",  "vu",  ".ka", ".ke", "va", "vi", "ve",  "vo"};

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// A small letter takes the place of the vowel before it: fu + a = fa, u + e = we, shi + ya = sha,
// ki + ya = kya.
void add_small(std::string_view small, std::string& out) {
  if (out.empty() || !is_vowel(out.back())) {
    out += small;
    return;
  }
  const char before = out.back();
  const bool alone = out.size() == 1 || is_vowel(out[out.size() - 2]);
  if (small[0] == 'w') small.remove_prefix(1);
  if (before == small.back()) return;
  out.pop_back();
  if (alone && before == 'u') out.push_back('w');
  const bool soft = out.ends_with("sh") || out.ends_with("ch") || out.ends_with("j");
  if (small[0] == 'y' && soft) small.remove_prefix(1);
  out += small;
}

}  // namespace

std::string kana_reading(std::u32string_view kana) {
  std::string out;
  bool doubled = false;
  for (char32_t c : kana) {
    if (c >= 0x3041 && c <= 0x3096) c += 0x60;  // hiragana
    if (c < kFirst || c >= kFirst + kSyllables.size()) continue;  // marks of length and repetition
    const std::string_view syllable = kSyllables[c - kFirst];
    if (syllable == ".t") {
      doubled = true;
      continue;
    }
    if (syllable[0] == '.') {
      add_small(syllable.substr(1), out);
      continue;
    }
    if (doubled && !is_vowel(syllable[0])) out.push_back(syllable[0]);
    doubled = false;
    out += syllable;
  }
  return out;
}

}  // namespace licet::match
