#pragma once
#include <cstdint>

namespace licet::match {

// What is known of the alignment of two names before it is made: never less than the truth in
// what agrees, never more in what does not.
struct Agreement {
  int all = 0;          // weight of all tokens of both names
  int left = 0;         // weight of words that nothing on the other side can stand for
  int right = 0;        // ... of the other name
  int distinct = 0;     // pairs of distinct words, at most
  int substantive = 0;  // pairs of any words, at most
  bool open = false;    // neighbours joined, initials of a trade name: `distinct` says nothing
  bool distinct_left_over = false;  // a distinct word of either name has no partner for sure
  int unlike = 0;  // points that pairs of words that are not equal cost, at least (see
                   // unlike_points)
};

// Points that the score (score.cc) takes away for this at least. The score is 1000 less these, or
// lower.
int least_taken(const Agreement& agreement);

// What one word of weight `weight` costs at least when its best partner, of weight `partner` or
// more, is alike by `permille`: either the pair lowers the mean, or the word stands alone.
int unlike_points(int all, int weight, int partner, int permille);

// Above this weight of both names together the bound of unlike words does not hold.
inline constexpr int kMostWeightOfUnlike = 250;

}  // namespace licet::match
