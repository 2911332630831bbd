#pragma once
#include <algorithm>

#include "licet/match/screen.h"

namespace licet::match {

// Another country ranks a match lower; it never takes one from the reviewer (kReviewThreshold).
inline constexpr int kOtherCountry = 30;
inline int with_country(int score, bool other) {
  if (!other) return score;
  return std::max(std::min(score, kReviewThreshold), score - kOtherCountry);
}

}  // namespace licet::match
