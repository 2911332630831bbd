#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "licet/match/score.h"
#include "licet/snapshot/snapshot.h"

// Two names written as one: "Al-Qa'ida/Islamic Army", "Jie Luo -AKA- Ivy Luo". Internal to `match`.
namespace licet::match {

// Of a name asked about; one with more gives one more, and is refused.
inline constexpr std::size_t kMostHalves = 8;
inline constexpr int kHalf = 980;              // a half confirms nobody: at most this

// Keys of the names that stand in one text, apart by a slash or by a word such as "a.k.a."; none
// when it is one name. Of a name asked about every half that has a word of its own; of a name
// listed only halves of two words and more, and of a slash both or none ("Syria/the Levant").
std::vector<std::string> halves_asked(std::string_view name);
std::vector<std::string> halves_listed(std::string_view name);

// The best that a half of either name scores against the other name or a half of it.
struct Half {
  std::string left, right;  // keys
  int permille = 0;
};
Half best_half(std::string_view asked, const std::vector<std::string>& asked_halves,
               std::string_view listed, const std::vector<std::string>& listed_halves);
// Takes its place when it is better.
void take_half(const Half& half, Comparison& out);

// The halves of the names listed as a small snapshot of their own, which is searched like any.
class HalfNames {
 public:
  explicit HalfNames(const snapshot::Snapshot& snapshot);
  bool empty() const { return names_.empty(); }
  const snapshot::Snapshot& halves() const { return halves_[0]; }
  // The name of the whole snapshot in which this name of halves() stands.
  std::uint32_t name_of(std::uint32_t half) const { return names_[half]; }

 private:
  std::vector<snapshot::Snapshot> halves_;  // one, or none when no name has halves
  std::vector<std::uint32_t> names_;
};

}  // namespace licet::match
