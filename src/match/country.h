#pragma once
#include <algorithm>

#include "licet/match/screen.h"

namespace licet::match {

// Another country or another day of birth ranks a match lower; neither takes one from the reviewer
// (kReviewThreshold).
inline constexpr int kOtherCountry = 30;
inline constexpr int kBornOtherwise = 60;
inline int lowered(int score, int points) {
  return std::max(std::min(score, kReviewThreshold), score - points);
}
inline int with_country(int score, bool other) {
  return other ? lowered(score, kOtherCountry) : score;
}

}  // namespace licet::match
