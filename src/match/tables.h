#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

// The word tables (tables/*.csv, written into *.inc by tools/match_tables.py). Internal to `match`.
// All lookups are pure; the indexes are built once, on first use, by whichever thread comes first.
namespace licet::match {

enum class Where { kAny, kEnds, kEnd };
enum class WordKind {
  kFiller,
  kTitle,
  kGeneric,
  kTranslated,
  kNumber,
  kLegal,
  kWord,
  kPlace,
  kDrop,
  kFold,
  kAlike,
  kPart
};

struct LegalForm {
  std::string_view form;      // canonical tokens, by blanks
  std::string_view spelling;  // tokens as spelled, by blanks
  Where where;
};

struct Word {
  WordKind kind;
  std::string_view word;
  std::string_view canonical;
};

struct HanWord {
  std::u32string text;
  WordKind kind;
  std::string_view words;
};

// The longest row whose tokens are the first of `tokens`; null when none is.
const LegalForm* legal_form_at(std::span<const std::string_view> tokens);
// The same with a letter wrong in words of five letters and more, or two from nine letters on:
// spellings of three words, of two words of five letters, or of one long word ("limitted liability
// company", "corporaton"). The longest, and of these the nearest.
const LegalForm* legal_form_near(std::span<const std::string_view> tokens);
// Every row.
std::span<const LegalForm> legal_forms();
// A word of three letters and more of any spelling of a legal form.
bool is_legal_word(std::string_view word);
// "limited", "stock", or empty: forms of one class in different laws.
std::string_view legal_class(std::string_view form_token);

const Word* word_row(std::string_view word);

// The row of a word of an address (kPart, kPlace); null for the words that tell.
const Word* address_word(std::string_view word);

// The longest row of the Han and Hangul table that `text` begins with; null when none does.
const HanWord* han_word_at(std::u32string_view text);

// The legal form that a written word of Arabic, Hebrew, Thai or Indic letters is, in canonical
// tokens by blanks; empty when it is none.
std::string_view legal_form_of(std::string_view written);
// The row that a Thai text, written without blanks, begins with or ends with; null when none is.
struct OtherLegal {
  std::string_view text, words;
};
const OtherLegal* legal_form_beginning(std::string_view written);
const OtherLegal* legal_form_ending(std::string_view written);

// A Latin or Cyrillic letter in plain ASCII; nothing when the table does not know it.
std::optional<std::string_view> folded_letter(char32_t letter);
// The Latin letter that this Cyrillic or Greek one looks like; 0 when there is none.
char latin_look_alike(char32_t letter);
// The Cyrillic letter that looks like this Latin one; 0 when there is none.
char32_t cyrillic_look_alike(char letter);

}  // namespace licet::match
