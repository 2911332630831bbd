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
  std::uint32_t key = 0;
  std::uint16_t begin = 0;
  std::uint8_t count = 0;
  bool turned = false;  // the last one first
};

// The text that these tokens make together, as the scorer joins them.
void join_run(std::span<const TokenView> run, bool turned, std::string& out);

class Runs {
 public:
  void add(std::uint32_t key, std::span<const TokenView> tokens);
  void finish();  // after the last add()

  // At least the runs whose joined text is equal to this word, of equal sound, its plural or
  // singular, or one edit from it in eight letters or more. Some more.
  void near(const Spelling& word, std::vector<std::uint32_t>& runs) const;
  const Run& run(std::uint32_t number) const { return runs_[number]; }

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
  void add_hash(std::uint64_t hash);
  void collect(std::uint64_t hash, std::vector<std::uint32_t>& runs) const;

  struct Hashed {
    std::uint32_t hash, run;
  };
  std::vector<Run> runs_;
  std::vector<Hashed> unsorted_, hashed_;
  std::vector<std::uint32_t> bucket_;  // by the first bits of the hash
  int shift_ = 0;
  std::vector<Initials> initials_;
  std::string text_;  // scratch of add()
};

}  // namespace licet::match
