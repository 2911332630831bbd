#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "align.h"

// Two or three neighbours of the names listed that may stand for one word of the name asked about
// ("al Hassan" for "Alhassan"), and initials of trade names ("CETC"). Internal to `match`.
namespace licet::match {

struct Run {
  std::uint32_t place : 30 = 0;  // of its first token among those of all keys
  bool three : 1 = false;        // tokens, else two
  bool turned : 1 = false;       // the last one first

  std::size_t count() const { return three ? 3 : 2; }
  bool operator==(const Run& other) const = default;
  bool operator<(const Run& other) const { return code() < other.code(); }
  std::uint32_t code() const { return place << 2 | std::uint32_t(three) << 1 | turned; }
};
static_assert(sizeof(Run) == 4);

// The text that these tokens make together, as the scorer joins them.
void join_run(std::span<const TokenView> run, bool turned, std::string& out);

class Runs {
 public:
  // The tokens of a key, the first of which has this place.
  void add(std::uint32_t key, std::uint32_t first, std::span<const TokenView> tokens);
  void finish();  // after the last add()

  // At least the runs whose joined text is equal to this word, of equal sound, its plural or
  // singular, or one edit from it in eight letters or more. Some more, and some twice.
  void near(const Spelling& word, std::vector<Run>& runs) const;

  struct Initials {
    std::uint64_t letters = 0;
    std::uint32_t key = 0;
    std::uint32_t weight = 0;  // counted weight of the tokens (align.h)
    auto operator<=>(const Initials&) const = default;
  };
  std::span<const Initials> initials(std::string_view letters) const;

 private:
  void add_run(Run run, std::span<const TokenView> tokens);
  void add_initials(std::uint32_t key, std::span<const TokenView> tokens);
  void add_hash(std::uint64_t hash, Run run);
  void collect(std::uint64_t hash, std::vector<Run>& runs) const;

  struct Hashed {
    std::uint32_t hash;
    Run run;
  };
  std::vector<Hashed> unsorted_;  // until finish()
  std::vector<Run> runs_;
  std::vector<std::uint8_t> checks_;   // the last bits of the hash of each
  std::vector<std::uint32_t> bucket_;  // by the first bits of the hash
  int shift_ = 0;
  std::vector<Initials> initials_;
  std::string text_;  // scratch of add()
};

}  // namespace licet::match
