#pragma once
#include <string>
#include <string_view>

// Further spellings of one word, by '|': what other hands and machines write for the same letters.
// Internal to `match`. Pure; depends on the text alone, so that equal words have equal keys.
namespace licet::match {

// A word of small ASCII letters and digits. What a scanner reads for letters, as the letters
// ("h0ng": hong; "1e11a": lella, ieiia; "rn": m); dzh and dj as j, dz as d (as Belarusian has it);
// x inside a word as ks. At most
// kMostSpellings, none of them the word itself; empty for most words.
inline constexpr std::size_t kMostSpellings = 4;
std::string further_spellings(std::string_view word);

// The word as it was before a scanner read it, all of its 1s as `one`: 0 o, 5 s, 8 b, rn m.
// The same text when nothing in it may come from a scanner. Digits alone stay as they are.
std::string unscanned(std::string_view word, char one);

}  // namespace licet::match
