#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "similar.h"
#include "token.h"

// Which tokens of one name stand for which of the other. Internal to `match`.
namespace licet::match {

// A decoded key with what the scorer needs of each token.
struct Side {
  std::vector<TokenView> tokens;
  std::vector<Spelling> spellings;
  std::vector<int> weights;
  bool only_weak = false;     // nothing but legal forms, fillers and initials
  bool only_legal = false;    // nothing but legal forms
  bool only_numbers = false;  // nothing but numbers, legal forms and fillers: "1M Ltd."

  void read(std::string_view key);
  // Stands for the words that the name lacks. Legal forms do so only when nothing else is there.
  bool promotes(Kind kind) const {
    return only_weak && kind != Kind::kNumber && (kind != Kind::kLegal || only_legal);
  }
};

bool is_substantive(Kind kind);  // words, readings, translations, words of a trade
bool is_distinct(Kind kind);     // the same without words of a trade and translations

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
