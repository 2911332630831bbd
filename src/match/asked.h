#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "align.h"

namespace licet::match {

// The name asked about, as the search of candidates needs it: its counted words (is_substantive)
// are numbered from 0, and a set of them is a mask. Internal to `match`.
struct Asked {
  static constexpr std::size_t kMostWords = 64;

  explicit Asked(std::string_view key);

  Side side;
  bool many = false;  // more words than a mask holds: `masks` says nothing
  std::vector<std::uint64_t> masks;   // of each token; 0 = not counted
  std::vector<int> words;             // token of each counted word
  std::vector<int> heaviest;          // weight of the k heaviest words together, k = 0 …
  std::size_t counted_words = 0;      // all of them, also those beyond a mask
  int all = 0;                        // weight of all tokens
  int counted = 0;                    // ... of the counted words
  std::uint64_t everything = 0;       // all counted words
  std::uint64_t distinct = 0;         // the distinct ones
  std::array<std::uint64_t, 256> beginning_with{};  // words that an initial may stand for
  std::array<bool, 256> runs_begin{};               // ... two of them at once
  std::array<bool, 256> initial{};                  // initials of this name

  bool initials = false;                            // it has some

  int weight(std::uint64_t mask) const;

  // How many tokens a name must have that loses at most so many points: a token stands for five
  // words at most (initials of a trade name), and each word left over weighs seven or more. What
  // that name has left over itself makes it no better: a token weighs less than five words.
  std::size_t least_tokens(int budget) const;
};

}  // namespace licet::match
