#include "piece.h"

namespace licet::match {
namespace {

bool is_joiner(char32_t c) {
  return c == U'\'' || c == U'`' || c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032 ||
         (c >= 0x2B9 && c <= 0x2BF) || c == 0x2C8 || c == 0x5F3 || c == 0x5F4;
}

bool is_alphabetic(Script script) {
  return script == Script::kLatin || script == Script::kCyrillic || script == Script::kGreek;
}

bool is_dense(Script s) {
  return s == Script::kHan || s == Script::kKana || s == Script::kHangul;
}

// Digits go with any letters but Han, kana and Hangul, which are written without blanks.
bool goes_with(Script run, Script next) {
  if (run == next || (is_alphabetic(run) && is_alphabetic(next))) return true;
  if (run == Script::kDigit) return !is_dense(next);
  return next == Script::kDigit && !is_dense(run);
}

class Splitter {
 public:
  explicit Splitter(std::u32string_view text) : text_(text), foreign_(text.size()) {
    undisguise();
  }

  std::vector<Piece> run() {
    for (at_ = 0; at_ < text_.size(); ++at_) take(text_[at_]);
    finish();
    return std::move(pieces_);
  }

 private:
  void take(char32_t c) {
    if (is_joiner(c) || (c == U'"' && inside_semitic())) return;
    if (is_mark(c)) {
      if (!current_.text.empty()) current_.text.push_back(c);
      return;
    }
    if (is_letter_or_digit(c)) return take_letter(c);
    if (c == U'.' && joins_letters()) return;
    finish();
    if (c == U'&') pieces_.push_back({U"and", Script::kLatin, group_, false});
    if (c == U'(' || c == U'[') group_ = ++groups_;
    if (c == U')' || c == U']') group_ = 0;
  }

  // Hebrew abbreviates with a quotation mark before the last letter.
  bool inside_semitic() const {
    const bool before = !current_.text.empty() && current_.script == Script::kSemitic;
    return before && at_ + 1 < text_.size() && script_of(text_[at_ + 1]) == Script::kSemitic;
  }

  void take_letter(char32_t c) {
    const Script script = script_of(c);
    if (!current_.text.empty() && !goes_with(current_.script, script)) finish();
    if (current_.text.empty()) {
      current_.script = script;
      current_.group = group_;
      since_dot_ = 0;
      dotted_ = false;
    } else if (current_.script == Script::kDigit) {
      current_.script = script;
    }
    has_latin_ |= script == Script::kLatin;
    has_other_ |= script == Script::kCyrillic || script == Script::kGreek || foreign_[at_];
    current_.text.push_back(c);
    ++since_dot_;
  }

  // "a.b": the dot stands after one letter, and one letter follows it.
  bool joins_letters() {
    if (current_.text.empty() || since_dot_ != 1) return false;
    if (at_ + 1 >= text_.size() || !is_letter_or_digit(text_[at_ + 1])) return false;
    if (at_ + 2 < text_.size() && is_letter_or_digit(text_[at_ + 2])) return false;
    if (!dotted_ && current_.text.size() != 1) return false;
    dotted_ = true;
    since_dot_ = 0;
    return true;
  }

  void finish() {
    if (!current_.text.empty()) {
      current_.mixed_script = has_latin_ && has_other_;
      pieces_.push_back(std::move(current_));
    }
    current_ = Piece{};
    has_latin_ = has_other_ = false;
  }

  // A word with Latin letters in which every letter of a further script (Armenian, Cherokee …)
  // looks like a Latin one: those letters are read as what they look like, and marked.
  void undisguise() {
    for (std::size_t begin = 0; begin < text_.size();) {
      std::size_t end = begin;
      while (end < text_.size() && (is_letter_or_digit(text_[end]) || is_mark(text_[end]))) ++end;
      undisguise(begin, end);
      begin = end + 1;
    }
  }

  void undisguise(std::size_t begin, std::size_t end) {
    bool latin = false;
    bool all = true;
    std::vector<std::pair<std::size_t, char>> found;
    for (std::size_t i = begin; i < end; ++i) {
      const Script script = is_mark(text_[i]) ? Script::kDigit : script_of(text_[i]);
      latin |= script == Script::kLatin;
      if (is_alphabetic(script) || script == Script::kDigit) continue;
      const char alike = is_dense(script) ? '\0' : look_alike(text_[i]);
      all &= alike != '\0';
      found.emplace_back(i, alike);
    }
    if (!latin || !all) return;
    for (const auto& [at, alike] : found) {
      text_[at] = char32_t(alike);
      foreign_[at] = true;
    }
  }

  std::u32string text_;
  std::vector<bool> foreign_;
  std::size_t at_ = 0;
  std::vector<Piece> pieces_;
  Piece current_;
  int group_ = 0;
  int groups_ = 0;
  std::size_t since_dot_ = 0;
  bool dotted_ = false;
  bool has_latin_ = false;
  bool has_other_ = false;
};

}  // namespace

std::vector<Piece> pieces_of(std::u32string_view folded) { return Splitter(folded).run(); }

}  // namespace licet::match
