#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "similar.h"
#include "token.h"

// Which tokens of one name stand for which of the other. Internal to `match`.
namespace licet::match {

// What kinds of tokens a name is made of.
struct Makeup {
  bool only_weak = false;     // nothing but legal forms, fillers and initials
  bool only_legal = false;    // nothing but legal forms
  bool only_numbers = false;  // nothing but numbers, legal forms and fillers: "1M Ltd."
};
Makeup makeup_of(std::span<const TokenView> tokens);

// A decoded key with what the scorer needs of each token.
struct Side : Makeup {
  std::vector<TokenView> tokens;
  std::vector<Spelling> spellings;
  std::vector<int> weights;

  void read(std::string_view key);
  // Stands for the words that the name lacks. Legal forms do so only when nothing else is there.
  bool promotes(Kind kind) const {
    return only_weak && kind != Kind::kNumber && (kind != Kind::kLegal || only_legal);
  }
};

int weight_of(const TokenView& token, bool promoted);
bool is_substantive(Kind kind);  // words, readings, translations, words of a trade
bool is_distinct(Kind kind);     // the same without words of a trade and translations
bool is_wordlike(Kind kind);     // substantive, or a filler

// Two tokens, whatever their kinds. `weak`: one of the names is `only_weak`.
struct Likeness {
  int permille = 0;
  const char* what = "";
};
Likeness likeness_of(const TokenView& a, const Spelling& sa, const TokenView& b,
                     const Spelling& sb, bool weak);

// Written in Han or Hangul: syllables are few and short, one letter makes another name. Then of
// what similarity() finds only this counts.
bool is_syllabic(const TokenView& token);
Similarity strict(const Similarity& found, std::size_t letters);
// A legal form without the mark of one spelled wrong.
std::string_view well_spelled(std::string_view form);
// One is a word, the other a legal form or filler that it may be with a letter wrong.
bool is_misread(const TokenView& a, const TokenView& b);

// May these neighbours stand for one token of the other name? Words, fillers and numbers; a legal
// form may be glued to either end ("SiemensAG", "OOOVega").
bool may_join(std::span<const TokenView> run);
// ... with the last one first ("Jinping Xi" for 习近平)? Only in a name of two or three tokens, all
// of them words.
bool may_turn(std::span<const TokenView> run, std::size_t tokens_of_name);

// May an initial stand for the two neighbours from `begin` on, as syllables of one forename or as
// an article and its name ("Yong-chu", "al-Qadi")? They have twelve letters together at most.
inline constexpr std::size_t kMostOfForename = 12;
bool begins_name(std::span<const TokenView> tokens, std::size_t begin, std::string_view initial);

// The initials of a trade name from `begin` on: how many tokens give `letters` letters (fillers
// between them may be skipped), and which. One of them is a word of a trade: the initials of a
// person are no name. `count` 0 = none.
inline constexpr std::size_t kLeastAcronym = 3, kMostAcronym = 5;
struct Acronym {
  std::size_t count = 0;
  std::array<char, kMostAcronym> letters{};
};
Acronym acronym_at(std::span<const TokenView> tokens, std::size_t begin, std::size_t letters);

// `left_count` neighbours of the left name stand for `right_count` of the right one; one of the two
// is 1.
struct Pair {
  std::uint16_t left = 0, left_count = 1, right = 0, right_count = 1;
  int permille = 0;
  int weight = 0;         // of both sides together
  const char* what = "";  // word of Evidence::what
};

// Greedy by gain (likeness above 500 times weight), ties by position; no token is used twice.
// Sorted by position on the left. Not symmetric in itself: the caller fixes which name is the left
// one.
std::vector<Pair> align(const Side& left, const Side& right);

}  // namespace licet::match
