#include <algorithm>

#include "licet/base/text.h"
#include "piece.h"
#include "readings.h"
#include "tables.h"

namespace licet::match {
namespace {

bool is_plain(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'); }

void add_plain(char32_t letter, std::string& out) {
  if (is_plain(letter)) {
    out.push_back(char(letter));
  } else if (const auto text = folded_letter(letter)) {
    out += *text;
  } else if (!is_mark(letter)) {
    out += general_reading(std::u32string(1, letter));
  }
}

// Latin and Cyrillic, letter by letter: the table first (й is a letter of its own), then without
// marks.
std::string plain_alphabetic(std::u32string_view text) {
  std::string out;
  for (const char32_t letter : text) {
    if (is_plain(letter) || folded_letter(letter)) {
      add_plain(letter, out);
    } else {
      for (const char32_t base : without_marks(letter)) add_plain(base, out);
    }
  }
  return out;
}

// Look-alike letters of another alphabet inside one word, as letters of the word's own alphabet:
// all that are not Latin have a Latin look-alike, or all that are Latin have a Cyrillic one.
std::u32string one_alphabet(std::u32string_view text) {
  std::u32string latin(text);
  std::u32string cyrillic(text);
  bool all_latin = true;
  bool all_cyrillic = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const Script script = script_of(text[i]);
    if (script == Script::kCyrillic || script == Script::kGreek) {
      const char alike = latin_look_alike(text[i]);
      if (alike != '\0') latin[i] = char32_t(alike);
      all_latin &= alike != '\0';
    } else if (script == Script::kLatin) {
      const char32_t alike = text[i] < 0x80 ? cyrillic_look_alike(char(text[i])) : 0;
      if (alike != 0) cyrillic[i] = alike;
      all_cyrillic &= alike != 0;
    }
  }
  if (all_latin) return latin;
  return all_cyrillic ? cyrillic : std::u32string(text);
}

// Vowel points of Arabic and Hebrew are written or left out at will.
std::u32string unpointed(std::u32string_view text) {
  std::u32string out;
  for (const char32_t point : text) {
    if (!is_nonspacing_mark(point)) out.push_back(point);
  }
  return out;
}

Token reading_token(const Readings& readings, std::u32string_view text, int group) {
  Token token{Kind::kReading, readings[0], utf8_of(text), group};
  token.others = join(std::span(readings).subspan(1), "|");
  return token;
}

// Articles and words of descent that stand alone between two names: fillers in every script.
std::string_view particle(std::u32string_view text) {
  struct Row {
    std::u32string_view written;
    std::string_view latin;
  };
  static constexpr Row kRows[] = {{U"ال", "al"}, {U"ل", "al"},   {U"بن", "bin"},   {U"ابن", "ibn"},
                                  {U"アル", "al"}, {U"エル", "el"}, {U"ビン", "bin"}, {U"알", "al"},
                                  {U"엘", "el"}, {U"빈", "bin"}};
  for (const Row& row : kRows) {
    if (row.written == text) return row.latin;
  }
  return {};
}

class DenseSpeller {
 public:
  DenseSpeller(std::u32string_view text, Script script, int group, std::vector<Token>& out)
      : text_(text), script_(script), group_(group), out_(out) {}

  void run() {
    if (const std::string_view latin = particle(text_); !latin.empty()) {
      out_.push_back({Kind::kWord, std::string(latin), {}, group_});
      return;
    }
    if (!table_applies()) return add_reading(text_);
    std::size_t unread = 0;
    bool after_place = false;
    for (std::size_t at = 0; at < text_.size();) {
      const HanWord* word = word_at(at, after_place);
      if (word == nullptr) {
        after_place = false;
        ++at;
        continue;
      }
      add_reading(text_.substr(unread, at - unread));
      add_words(*word);
      after_place = word->kind == WordKind::kPlace;
      at += word->text.size();
      unread = at;
    }
    add_reading(text_.substr(unread));
  }

 private:
  // One-character words are syllables of names unless they stand last; a mark of place follows a
  // place.
  const HanWord* word_at(std::size_t at, bool after_place) const {
    const HanWord* word = han_word_at(text_.substr(at));
    if (word == nullptr) return nullptr;
    const bool last = at + word->text.size() == text_.size();
    if (word->kind == WordKind::kDrop && !after_place) return nullptr;
    if (word->kind == WordKind::kWord && word->text.size() == 1 && !last) return nullptr;
    // 株 and 주 are a legal form alone, between brackets; elsewhere a syllable.
    const bool alone = text_.size() == 1;
    if (word->kind == WordKind::kLegal && word->text.size() == 1 && !alone) return nullptr;
    return word;
  }

  // Up to four characters may be a person (a forename can spell "construction"): then the words of
  // the table count only when a legal form is among them or nothing is left over.
  bool table_applies() const {
    bool legal = false;
    bool all = true;
    for (std::size_t at = 0; at < text_.size();) {
      const HanWord* word = word_at(at, false);
      legal |= word != nullptr && word->kind == WordKind::kLegal;
      all &= word != nullptr;
      at += word != nullptr ? word->text.size() : 1;
    }
    return legal || all || text_.size() > longest_person();
  }

  std::size_t longest_person() const {
    return script_ == Script::kHan ? 4 : script_ == Script::kHangul ? 5 : 7;
  }

  void add_words(const HanWord& word) {
    if (word.kind == WordKind::kDrop) return;
    for (const std::string_view english : split(word.words, ' ')) {
      Token token{Kind::kLegal, std::string(english), {}, group_};
      if (word.kind != WordKind::kLegal) {
        token.kind = word.kind == WordKind::kPlace ? Kind::kReading : Kind::kTranslated;
        token.original = utf8_of(word.text);
      }
      out_.push_back(std::move(token));
    }
  }

  void add_reading(std::u32string_view text) {
    if (text.empty()) return;
    const Readings readings = script_ == Script::kHan      ? han_readings(text)
                              : script_ == Script::kHangul ? hangul_readings(text)
                                                           : kana_readings(text);
    out_.push_back(reading_token(readings, text, group_));
  }

  std::u32string_view text_;
  Script script_;
  int group_;
  std::vector<Token>& out_;
};

void add_legal(std::string_view words, int group, std::vector<Token>& out) {
  for (const std::string_view word : split(words, ' ')) {
    out.push_back({Kind::kLegal, std::string(word), {}, group});
  }
}

bool is_thai(char32_t c) { return c >= 0x0E00 && c <= 0x0E7F; }

// Arabic, Hebrew, Indic, Thai …: a legal form is a word of its own, in Thai also glued to either
// end.
void spell_other(std::u32string_view text, int group, std::vector<Token>& out) {
  std::string written = utf8_of(text);
  if (const std::string_view latin = particle(text); !latin.empty()) {
    out.push_back({Kind::kWord, std::string(latin), {}, group});
    return;
  }
  if (const std::string_view legal = legal_form_of(written); !legal.empty()) {
    return add_legal(legal, group, out);
  }
  std::string_view middle = written;
  const OtherLegal* first = is_thai(text[0]) ? legal_form_beginning(middle) : nullptr;
  if (first != nullptr) {
    add_legal(first->words, group, out);
    middle.remove_prefix(first->text.size());
  }
  const OtherLegal* last = is_thai(text[0]) ? legal_form_ending(middle) : nullptr;
  if (last != nullptr) middle.remove_suffix(last->text.size());
  const std::u32string kept = points_of(middle);
  out.push_back(reading_token(other_readings(kept), kept, group));
  if (last != nullptr) add_legal(last->words, group, out);
}

void spell_alphabetic(const Piece& piece, std::vector<Token>& out) {
  std::u32string text = piece.mixed_script ? one_alphabet(piece.text) : piece.text;
  const bool greek = script_of(text[0]) == Script::kGreek && piece.script == Script::kGreek;
  std::string plain =
      greek || piece.script == Script::kAlphabet ? general_reading(text) : plain_alphabetic(text);
  Token word{Kind::kWord, std::move(plain), {}, piece.group};
  if (greek) {
    const GreekForeign foreign = greek_as_foreign(text);
    if (foreign.two_ways && foreign.text != word.text) {
      out.push_back(reading_token({word.text, foreign.text}, text, piece.group));
      return;
    }
    if (foreign.text != word.text) word.others = foreign.text;
  }
  if (!word.text.empty()) out.push_back(std::move(word));
}

}  // namespace

void spell(const Piece& piece, std::vector<Token>& out) {
  switch (piece.script) {
    case Script::kHan: {
      const std::u32string simple = simplified(piece.text);
      return DenseSpeller(simple, piece.script, piece.group, out).run();
    }
    case Script::kKana:
    case Script::kHangul: return DenseSpeller(piece.text, piece.script, piece.group, out).run();
    case Script::kSemitic:
    case Script::kOther: {
      const std::u32string text =
          piece.script == Script::kSemitic ? unpointed(piece.text) : piece.text;
      return text.empty() ? void() : spell_other(text, piece.group, out);
    }
    case Script::kDigit: {
      std::string digits = plain_alphabetic(piece.text);
      if (!digits.empty()) out.push_back({Kind::kWord, std::move(digits), {}, piece.group});
      return;
    }
    default: return spell_alphabetic(piece, out);
  }
}

}  // namespace licet::match
