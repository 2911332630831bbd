#include "skeleton.h"

#include <algorithm>

namespace licet::match {
namespace {

bool is_front_vowel(char c) { return c == 'e' || c == 'i' || c == 'y'; }

class Folder {
 public:
  Folder(std::string_view text, Writing writing, bool second)
      : text_(text), syllables_(writing == Writing::kSyllables), second_(second) {}

  std::string run() {
    for (at_ = 0; at_ < text_.size(); ++at_) take(text_[at_]);
    return std::move(out_);
  }

 private:
  char after() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }

  void put(char c) {
    if (out_.empty() || out_.back() != c) out_.push_back(c);
  }

  void take(char c) {
    switch (c) {
      case 'a':
      case 'e':
      case 'i':
      case 'o':
      case 'u':
      case 'w':
      case 'y': return;
      case 'h': return take_h();
      case 'c': return take_c();
      case 'x': return put('k'), put('s');
      case 'z': return put('s');
      case 'q': return put('k');
      case 'p': return put(syllables_ ? 'p' : 'b');
      case 'f': return put(syllables_ ? 'p' : 'v');
      case 'v': return put(syllables_ ? 'b' : 'v');
      case 'g': return put(syllables_ ? 'g' : 'k');
      case 'l': return put(syllables_ ? 'r' : 'l');
      default: return put(c);
    }
  }

  void take_h() {
    const bool silent =
        at_ > 0 && std::string_view("kstdgc").find(text_[at_ - 1]) != std::string_view::npos;
    if (!silent && !syllables_) put('h');
  }

  void take_c() {
    if (syllables_) return put(after() == 'h' || second_ ? 'c' : 'k');
    if (after() == 'h' && second_) return put('t'), put('s');
    put(is_front_vowel(after()) ? 's' : 'k');
  }

  std::string_view text_;
  bool syllables_;
  bool second_;
  std::size_t at_ = 0;
  std::string out_;
};

// Vowels in their order, y as i and w as u, the same ones in a row once.
std::string vowels_of(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == 'y') c = 'i';
    if (c == 'w') c = 'u';
    const bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
    if (vowel && (out.empty() || out.back() != c)) out.push_back(c);
  }
  return out;
}

bool is_part_of(std::string_view part, std::string_view whole) {
  std::size_t at = 0;
  for (const char c : whole) {
    if (at < part.size() && part[at] == c) ++at;
  }
  return at == part.size();
}

// With so many vowels in their order one consonant is enough ("yuriy", "ayala").
constexpr std::size_t kTellingVowels = 3;

bool has_second(std::string_view text) { return text.find('c') != std::string_view::npos; }

// The number of consonants that both have in some way of reading them; 0 when they differ.
int equal_consonants(std::string_view a, std::string_view b, Writing writing) {
  for (const bool second_a : {false, true}) {
    if (second_a && !has_second(a)) continue;
    const std::string of_a = skeleton(a, writing, second_a);
    for (const bool second_b : {false, true}) {
      if (second_b && !has_second(b)) continue;
      if (of_a == skeleton(b, writing, second_b)) return int(of_a.size());
    }
  }
  return 0;
}

}  // namespace

Writing writing_of(const TokenView& token) {
  if (token.original.size() < 3) return token.original.empty() ? Writing::kFull
                                 : std::uint8_t(token.original[0]) >= 0xD6
                                     ? Writing::kConsonants
                                     : Writing::kFull;
  const auto lead = std::uint8_t(token.original[0]);
  const auto next = std::uint8_t(token.original[1]);
  if (lead >= 0xD6 && lead <= 0xDB) return Writing::kConsonants;
  if (lead == 0xE0 || lead == 0xE1) return Writing::kSyllables;                  // Indic, Khmer …
  if (lead == 0xE3 && next >= 0x81 && next <= 0x83) return Writing::kSyllables;  // kana
  if (lead >= 0xEA && lead <= 0xED) return Writing::kSyllables;                  // Hangul
  return Writing::kFull;
}

std::string skeleton(std::string_view text, Writing writing, bool second) {
  return Folder(text, writing, second).run();
}

int skeleton_points(std::string_view a, Writing of_a, std::string_view b, Writing of_b) {
  if (of_a == Writing::kFull && of_b == Writing::kFull) return 0;
  const bool open = of_a == Writing::kConsonants || of_b == Writing::kConsonants;
  const Writing writing = open ? Writing::kConsonants : Writing::kSyllables;
  const int count = equal_consonants(a, b, writing);
  if (count == 0) return 0;
  if (!open && of_a != of_b) {
    const bool first_is_full = of_a == Writing::kFull;
    if (!is_part_of(vowels_of(first_is_full ? a : b), vowels_of(first_is_full ? b : a)))
      return count >= 5 ? 860 : 0;
  }
  if (count >= (open ? 4 : 5)) return 930;
  if (count >= 3) return 900;
  if (count == 2) return 860;
  if (!open && of_a != of_b && vowels_of(of_a == Writing::kFull ? a : b).size() >= kTellingVowels)
    return 860;
  return std::max(a.size(), b.size()) <= 4 ? 800 : 0;
}

}  // namespace licet::match
