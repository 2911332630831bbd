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

// What a word asked about finds in an index, whatever stands beside it.
struct Kept {
  std::vector<Like> likes;
  struct Stands {
    std::uint32_t key, weight;
  };
  std::vector<Stands> runs;  // neighbours in a name listed that it may stand for
};
inline constexpr std::size_t kMostKept = std::size_t{1} << 20;  // likes and neighbours together
inline constexpr std::size_t kKeptBeside = 8;  // what a word itself takes beside them, counted so

// By the token, or by the text of neighbours joined.
template <class Value>
using KeptBy = std::unordered_map<std::string, Value>;

// Kept by each thread from question to question: what has the epoch of this question is of it.
struct Scratch {
  std::uint32_t epoch = 0;
  std::vector<Relation> relations;  // by token
  std::vector<std::uint8_t> related;  // by token: has a relation of this epoch
  std::vector<std::uint32_t> related_tokens;
  std::vector<Extra> extras;        // by key
  std::vector<std::uint32_t> seen;  // by key
  std::vector<std::uint32_t> texts, tokens, found;
  std::vector<Run> runs;
  KeptBy<Kept> words;
  KeptBy<std::vector<std::uint32_t>> joined;  // texts
  std::size_t kept = 0;
  std::uint64_t of_index = 0;

  void forget() {
    words.clear();
    joined.clear();
    kept = 0;
  }
  // Before something is kept: everything goes when it has become too much.
  void make_room() {
    if (kept >= kMostKept) forget();
  }

  void prepare(const NameIndex& index) {
    if (of_index != index.serial()) {
      forget();
      of_index = index.serial();
    }
    if (++epoch == 0) {
      relations.clear();
      extras.clear();
      seen.clear();
      epoch = 1;
    }
    for (const std::uint32_t token : related_tokens) related[token] = 0;
    related_tokens.clear();
    related.resize(std::max(related.size(), index.dictionary().size()));
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
