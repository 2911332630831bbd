#pragma once
#include <algorithm>

#include "licet/match/screen.h"

namespace licet::match {

// Another country, another day of birth, an alias that the list itself calls weak: each ranks a
// match lower; none takes one from the reviewer (kReviewThreshold).
inline constexpr int kOtherCountry = 30;
inline constexpr int kBornOtherwise = 60;
inline constexpr int kWeakAlias = 30;
inline int lowered(int score, int points) {
  return std::max(std::min(score, kReviewThreshold), score - points);
}
inline int with_country(int score, bool other) {
  return other ? lowered(score, kOtherCountry) : score;
}

}  // namespace licet::match
