#include "bound.h"

#include <algorithm>

#include "points.h"

namespace licet::match {
namespace {

// "replaced" and "unmatched" of judge_words() for these weights left over. Never falls when one of
// the two grows, as long as `all` is 2000 / kExtraPerWeight or less; above that, a lower bound
// that does not fall either.
int left_over(int all, int left, int right) {
  const int low = std::min(left, right);
  const int high = std::max(left, right);
  const int replaced = low > 0 ? kReplaced : 0;
  if (all > kReplacedShare / kExtraPerWeight) {
    return replaced + std::min(kExtraMost, kReplacedShare * high / all);
  }
  const int unmatched = std::min(kExtraMost, (high - low) * kExtraPerWeight);
  return replaced + kReplacedShare * low / all + unmatched;
}

int few_words(const Agreement& a) {
  if (a.open || a.distinct > 1) return 0;
  if (a.distinct == 0) return kNothingDistinct;
  const bool telling = a.substantive > 1 || !a.distinct_left_over;
  return telling ? kOneWordGeneric : std::min(kOneWordOnly, kNothingDistinct);
}

}  // namespace

// Words left over have the same weight on both sides, or not; each case has its own points.
int least_taken(const Agreement& a) {
  if (a.left == 0 && a.right == 0) return a.unlike;
  const int even = std::max(a.left, a.right);
  const int same = left_over(a.all, even, even) + (a.right >= a.left ? a.unlike : 0);
  const int uneven = left_over(a.all, a.left, a.right) + few_words(a) + a.unlike;
  return std::min(same, uneven);
}

int unlike_points(int all, int weight, int partner, int permille) {
  if (all > kMostWeightOfUnlike) return 0;
  return std::min(kExtraPerWeight * weight, (1000 - permille) * (weight + partner) / all);
}

}  // namespace licet::match
