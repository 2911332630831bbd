#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "align.h"
#include "by_length.h"
#include "similar.h"
#include "skeleton.h"
#include "text_table.h"
#include "token.h"

// The distinct tokens of all names, and which of them may be like a given word. Internal to
// `match`.
namespace licet::match {

// Lists of numbers, one for each row, one after another.
struct Rows {
  std::vector<std::uint32_t> begin{0};  // one more than there are rows
  std::vector<std::uint32_t> values;

  std::span<const std::uint32_t> of(std::uint32_t row) const {
    return std::span(values).subspan(begin[row], begin[row + 1] - begin[row]);
  }
  // From pairs (row, value), which stay in their order within a row.
  static Rows from(std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs,
                   std::size_t rows);
};

struct TokenRow {
  TokenView view;
  std::uint32_t text = 0;    // number of the text
  std::uint8_t weight = 0;  // as not promoted
};

// What the bound of every name looks at, apart from the rest and close together.
struct TokenFacts {
  std::uint8_t counted = 0;  // weight of words, readings, trades; 0 for the other kinds
  std::uint8_t first = 0;    // first letter
  bool distinct = false;
  bool initial = false;
};

class Dictionary {
 public:
  // Number of the token as it stands in a key; the text lives as long as the key.
  std::uint32_t add(std::string_view raw);
  // After the last add(): sorts, counts, makes sounds.
  void finish();

  std::size_t size() const { return tokens_.size(); }
  const TokenRow& token(std::uint32_t number) const { return tokens_[number]; }
  const TokenFacts& facts(std::uint32_t number) const { return facts_[number]; }
  const Spelling& spelling(const TokenRow& token) const { return spellings_[token.text]; }
  std::span<const std::uint32_t> tokens_of(std::uint32_t text) const { return by_text_.of(text); }

  // Tokens of exactly this text, of any kind.
  std::span<const std::uint32_t> of_text(std::string_view text) const;
  // Tokens that were written with exactly these characters before they were romanised.
  std::span<const std::uint32_t> of_original(std::string_view original) const;

  // Legal forms and fillers of so many letters (kLongestToken: and more); of forms spelled wrong
  // without their mark.
  std::span<const std::uint32_t> weak_tokens(std::size_t letters) const {
    return weak_tokens_[letters];
  }

  // Texts of words, readings, trades and numbers, in no order, perhaps more than once:
  // at least those that are within allowed_edits() of the text;
  void near(const Spelling& text, std::vector<std::uint32_t>& texts) const;
  // those whose sound is within the edits a sound may have, or equal;
  void near_in_sound(const Spelling& text, std::vector<std::uint32_t>& texts) const;
  // those with the same skeleton (skeleton.h), where the text or theirs is of another script;
  void same_skeleton(std::string_view text, Writing writing,
                     std::vector<std::uint32_t>& texts) const;
  // singular and plural of it;
  void plurals(std::string_view text, std::vector<std::uint32_t>& texts) const;
  // those one edit from the text, of equal sound, singular or plural: what joined neighbours may
  // be.
  void near_joined(const Spelling& text, std::vector<std::uint32_t>& texts) const;
  // Texts of words that this word of a trade abbreviates, or that abbreviate it; and the other way
  // round, texts of words of a trade.
  void abbreviations(const TokenView& token, std::vector<std::uint32_t>& texts) const;

 private:
  // (hash of the skeleton, text), sorted: of all texts, and of those of this writing.
  struct Skeletons {
    Writing writing;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> all, foreign;
    void add(std::string_view text, std::uint32_t number, bool is_foreign);
    void sort();
    void same(std::string_view text, bool everywhere, std::vector<std::uint32_t>& texts) const;
  };

  // As far as it is looked at.
  std::string_view text(std::uint32_t number) const {
    return texts_.texts()[number].substr(0, kLongestToken);
  }
  void number_skeletons(const std::vector<std::uint32_t>& scanned);
  void number_texts();
  void number_sounds(const std::vector<std::uint32_t>& scanned);
  void relate_trades();
  void words_like(std::string_view trade, std::vector<std::uint32_t>& texts) const;

  std::vector<TokenRow> tokens_;
  std::vector<TokenFacts> facts_;
  TextTable raw_;  // tokens as they stand in a key; empty after finish()
  TextTable texts_;                  // of tokens, then their further ones
  std::vector<Spelling> spellings_;  // of the texts of tokens: these come first
  Rows by_text_;
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_original_;
  ByLength lengths_;
  TextStore sound_letters_;
  TextTable sounds_;
  ByLength sound_lengths_;
  Rows by_sound_;  // texts of each sound
  Skeletons consonants_{Writing::kConsonants, {}, {}}, syllables_{Writing::kSyllables, {}, {}};
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> trade_words_;
  std::vector<std::uint32_t> trades_;                        // tokens
  std::array<std::vector<std::uint32_t>, kLongestToken + 1> weak_tokens_;  // by their letters
  std::array<std::vector<std::uint32_t>, 256> words_;        // tokens, by first letter
};

// The forms that may be singular or plural of a text.
std::vector<std::string> plural_forms(std::string_view text);

}  // namespace licet::match
