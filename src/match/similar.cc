#include "similar.h"

#include <algorithm>
#include <cstdlib>

namespace licet::match {
namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// Reads a token from the left into its sound: w = v, y = j = i, ph = f, q = c = ck = k, sh = sch =
// x = s, z = s, ou = oo = o = u, doubled letters once, h silent after another consonant.
class Sounder {
 public:
  explicit Sounder(std::string_view text) : text_(text.substr(0, kLongestToken)) {}

  std::uint8_t into(std::array<char, kLongestToken>& out) {
    while (at_ < text_.size()) {
      const char c = next();
      if (c == '\0') continue;
      if (size_ > 0 && out[size_ - 1] == c) continue;
      out[size_++] = c;
    }
    return size_;
  }

 private:
  bool ahead(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

  char took(std::size_t count, char sound) {
    at_ += count;
    return sound;
  }

  char next() {
    const char c = text_[at_];
    switch (c) {
      case 'w': return took(1, 'v');
      case 'y': return took(1, 'i');
      case 'j': return took(1, at_ == 0 ? 'j' : 'i');
      case 'q': return took(1, 'k');
      case 'z': return took(ahead("zh") ? 2 : 1, 's');
      case 'o': return took(ahead("ou") || ahead("oo") ? 2 : 1, 'u');
      case 'e': return ahead("ee") ? took(2, 'i') : took(1, 'e');
      case 'x': return took(1, 's');
      case 'p': return ahead("ph") ? took(2, 'f') : took(1, 'p');
      case 'c': return of_c();
      case 's': return took(ahead("sch") ? 3 : ahead("sh") ? 2 : 1, 's');
      case 't': return ahead("ts") || ahead("tz") ? took(2, 's') : took(ahead("th") ? 2 : 1, 't');
      case 'h': return of_h();
      case '0': return took(1, 'u');  // what a scanner reads for o, i, s and b
      case '1': return took(1, 'i');
      case '5': return took(1, 's');
      case '8': return took(1, 'b');
      default: return took(1, c);
    }
  }

  char of_c() {
    if (ahead("ch")) return took(2, 'c');
    if (ahead("ck")) return took(2, 'k');
    const char after = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    return took(1, after == 'e' || after == 'i' || after == 'y' ? 's' : 'k');
  }

  char of_h() {
    const bool silent = at_ > 0 && (!is_vowel(text_[at_ - 1]) || at_ + 1 == text_.size());
    return took(1, silent ? '\0' : 'h');
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint8_t size_ = 0;
};

// How many letters more than edits one spelling of a sound may have ("husayn", "houssein").
constexpr int kSilentLetters = 2;

std::string_view singular(std::string_view word, char& ending) {
  ending = '\0';
  if (word.size() < 4 || word.back() != 's') return word;
  if (word.ends_with("ies")) {
    ending = 'y';
    return word.substr(0, word.size() - 3);
  }
  return word.substr(0, word.size() - 1);
}

bool same_but_for_number(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  char ending = '\0';
  const std::string_view stem = singular(a, ending);
  if (stem.size() == a.size()) return false;
  if (ending == '\0') return stem == b;
  return b.size() == stem.size() + 1 && b.starts_with(stem) && b.back() == ending;
}

std::uint32_t bit_of(char c) {
  return 1u << (c >= 'a' && c <= 'z' ? unsigned(c - 'a') : 26u + (unsigned(std::uint8_t(c)) % 6u));
}

// Every letter that the Sounder writes belongs to the class of a letter it has read, and the other
// way round: p f; v w; c k q s x z 5; b 8; the rest of the consonants alone. Not in any class,
// because a sound may lose or make them: vowels, y, j, h, t (in ts), digits. So classes that differ
// cost edits in text and sound.
std::uint32_t classes_of(std::string_view text) {
  static constexpr auto kClasses = [] {
    std::array<std::uint32_t, 256> out{};
    for (const std::string_view alike :
         {"pf", "vw", "ckqsxz5", "b8", "d", "g", "l", "m", "n", "r"}) {
      for (const char c : alike) out[std::uint8_t(c)] = 1u << (alike[0] - 'a');
    }
    return out;
  }();
  std::uint32_t out = 0;
  for (const char c : text) out |= kClasses[std::uint8_t(c)];
  return out;
}

bool has_more_bits(std::uint32_t bits, int than) {
  for (; than > 0 && bits != 0; --than) bits &= bits - 1;
  return bits != 0;
}

// Each letter that one text has and the other lacks costs an edit of its own.
bool too_many_letters_differ(std::uint32_t a, std::uint32_t b, int most) {
  return has_more_bits(a & ~b, most) || has_more_bits(b & ~a, most);
}

// Three letters, of which one stands for the key beside it.
constexpr int kSlip = 760;

// Four letters, of which one is missing, two are swapped, or an inner one is another.
constexpr int kLettersKept = 850;

// Not another letter at either end.
bool keeps_letters(std::string_view a, std::string_view b) {
  if (a.size() != b.size() || (a.front() == b.front() && a.back() == b.back())) return true;
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
  return !std::equal(x + 1, a.end(), y + 1);
}

Similarity by_edits(const Spelling& a, const Spelling& b) {
  const int length = int(std::max(a.text.size(), b.text.size()));
  const int most = allowed_edits(length);
  if (most == 0 || too_many_letters_differ(a.letters, b.letters, most)) return {};
  const int edits = edits_between(a.text, b.text, most);
  if (length == 3 && edits == 1 && is_slip(a.text, b.text)) return {kSlip, How::kSpelling};
  if (length == 4 && edits == 1 && keeps_letters(a.text, b.text))
    return {kLettersKept, How::kSpelling};
  return edits > most ? Similarity{} : Similarity{edited(edits, length), How::kSpelling};
}

Similarity by_sound(const Spelling& a, const Spelling& b) {
  const std::string_view x = a.sounded();
  const std::string_view y = b.sounded();
  if (x == y && x.size() >= 2) {
    const bool is_short = std::min(a.text.size(), b.text.size()) <= 3;
    return {is_short ? 840 : 950, How::kSound};
  }
  const int length = int(std::max(x.size(), y.size()));
  const int most = allowed_edits(length) - 1;  // what a sound folds together is the other edit
  if (length < 5 || most == 0 ||
      too_many_letters_differ(a.sound_letters(), b.sound_letters(), most))
    return {};
  const int edits = edits_between(x, y, most);
  return edits > most ? Similarity{} : Similarity{edited(edits, length) - 20, How::kSound};
}

}  // namespace

std::array<char, 2> keys_beside(char letter) {
  static constexpr std::string_view kRows = "  qwertyuiop  asdfghjkl  zxcvbnm  ";
  const std::size_t at = letter == ' ' ? std::string_view::npos : kRows.find(letter);
  if (at == std::string_view::npos) return {};
  const auto key = [&](std::size_t place) { return kRows[place] == ' ' ? '\0' : kRows[place]; };
  return {key(at - 1), key(at + 1)};
}

bool is_slip(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
  if (x == a.end() || !std::equal(x + 1, a.end(), y + 1)) return false;
  const auto beside = keys_beside(*x);
  return *y == beside[0] || *y == beside[1];
}

int allowed_edits(int length) {
  if (length <= 2) return 0;
  if (length <= 5) return 1;
  if (length <= 9) return 2;
  return length <= 13 ? 3 : 4;
}

std::uint32_t letters_of(std::string_view text) {
  std::uint32_t out = 0;
  for (const char c : text) out |= bit_of(c);
  return out;
}

std::string_view Spelling::sounded() const {
  if (sound_size_ == kNotYet) sound_size_ = Sounder(text).into(sound_);
  return {sound_.data(), sound_size_};
}

std::uint32_t Spelling::sound_letters() const { return letters_of(sounded()); }

Spelling spelling_of(std::string_view text) {
  Spelling out;
  out.text = text.substr(0, kLongestToken);
  out.letters = letters_of(out.text);
  out.classes = classes_of(out.text);
  return out;
}

int edited(int edits, int length) {
  if (edits == 0) return 1000;
  if (edits > allowed_edits(length)) return 0;
  static constexpr int kOne[] = {0, 0, 0, 720, 840, 905, 925, 935};
  if (edits == 1) return length < 8 ? kOne[length] : 945;
  if (edits == 2) return length < 7 ? 700 : length < 8 ? 790 : length < 10 ? 850 : 890;
  if (edits == 3) return length < 12 ? 680 : 780;
  return 720;
}

Similarity similarity(const Spelling& a, const Spelling& b) {
  if (a.text == b.text) return {1000, How::kEqual};
  const int most = allowed_edits(int(std::max(a.text.size(), b.text.size())));
  const int longer = std::abs(int(a.text.size()) - int(b.text.size()));
  if (longer > most + kSilentLetters || too_many_letters_differ(a.classes, b.classes, most))
    return {};
  if (same_but_for_number(a.text, b.text)) return {960, How::kPlural};
  Similarity best = by_edits(a, b);
  if (!too_many_letters_differ(a.classes, b.classes, std::max(most - 1, 0))) {
    if (const Similarity sound = by_sound(a, b); sound.permille > best.permille) best = sound;
  }
  return best;
}

bool abbreviates(std::string_view abbreviation, std::string_view word) {
  if (abbreviation.size() < 3 || abbreviation.size() + 2 > word.size()) return false;
  if (abbreviation[0] != word[0]) return false;
  std::size_t at = 0;
  for (const char c : word) {
    if (at < abbreviation.size() && abbreviation[at] == c) ++at;
  }
  return at == abbreviation.size();
}

}  // namespace licet::match
