#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "name_index.h"

// What the search of candidates keeps between two questions. Internal to `match`.
namespace licet::match {

// What a token of the index may stand for.
struct Relation {
  std::uint64_t mask = 0;  // words asked about
  std::uint32_t epoch = 0;
  std::uint16_t permille = 0;  // at most
  std::uint8_t partner = 0;    // weight of its partner, at least
  bool joined = false;         // with neighbours of the name asked about
};

// What neighbours in a name listed may stand for, beside its tokens one by one.
struct Extra {
  std::uint64_t mask = 0;
  std::uint32_t weight = 0;
  std::uint32_t epoch = 0;
};

// A token of the index like one that was asked about.
struct Like {
  std::uint32_t token;
  std::uint16_t permille;
};
inline constexpr std::size_t kMostKept = 4096;

// Kept by each thread from question to question: what has the epoch of this question is of it.
struct Scratch {
  std::uint32_t epoch = 0;
  std::vector<Relation> relations;  // by token
  std::vector<Extra> extras;        // by key
  std::vector<std::uint32_t> seen;  // by key
  std::vector<std::uint32_t> texts, tokens, runs, found;
  std::unordered_map<std::string, std::vector<Like>> likes;  // by token asked about
  std::uint64_t of_index = 0;

  void prepare(const NameIndex& index) {
    if (of_index != index.serial()) {
      likes.clear();
      of_index = index.serial();
    }
    if (++epoch == 0) {
      relations.clear();
      extras.clear();
      seen.clear();
      epoch = 1;
    }
    relations.resize(std::max(relations.size(), index.dictionary().size()));
    extras.resize(std::max<std::size_t>(extras.size(), index.key_count()));
    seen.resize(std::max<std::size_t>(seen.size(), index.key_count()));
    found.clear();
  }
};

// One for each of the last two indexes asked: a question goes to the names and to their halves.
inline Scratch& scratch_for(const NameIndex& index) {
  static thread_local std::array<Scratch, 2> kept;
  static thread_local std::size_t last = 0;
  if (kept[last].of_index != index.serial()) last = 1 - last;
  kept[last].prepare(index);
  return kept[last];
}

}  // namespace licet::match
