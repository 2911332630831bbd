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
  int all = 0;                        // weight of all tokens
  int counted = 0;                    // ... of the counted words
  std::uint64_t everything = 0;       // all counted words
  std::uint64_t distinct = 0;         // the distinct ones
  std::array<std::uint64_t, 256> beginning_with{};  // distinct words by first letter
  std::array<bool, 256> initial{};                  // initials of this name

  int weight(std::uint64_t mask) const;
};

}  // namespace licet::match
