#pragma once
#include <cstddef>
#include <string>
#include <vector>

// From scores of labelled pairs to what a score is worth. Part of licet_screen_calibrate.
namespace licet::match {

struct Labelled {
  int score_permille = 0;
  bool same = false;  // a person should be shown this pair
  bool held_out = false;
};

// A run of scores, the share of its pairs that are the same, and how many there were.
struct Step {
  int from_permille = 0;  // up to the next step
  double share = 0;
  std::size_t pairs = 0;
};

// The best rising step function through the labels (pools of adjacent violators, Ayer and others
// 1955). Scores that are equal stay together. Empty for no pairs.
std::vector<Step> fitted(std::vector<Labelled> pairs);
double share_at(const std::vector<Step>& steps, int score_permille);

// Mean square of (share - label): 0 is perfect.
double brier(const std::vector<Step>& steps, const std::vector<Labelled>& pairs);

struct AtThreshold {
  std::size_t true_hits = 0, false_hits = 0, misses = 0, rejections = 0;
  double precision() const;
  double recall() const;
  double f1() const;
};
AtThreshold at_threshold(const std::vector<Labelled>& pairs, int threshold_permille);

// Shares of ten bands of the score with their 95 % intervals (Wilson 1927).
struct Band {
  int from_permille = 0, to_permille = 0;
  std::size_t pairs = 0, same = 0;
  double low = 0, high = 0;
};
std::vector<Band> bands_of(const std::vector<Labelled>& pairs);

// The diagram: bands as points with their intervals, the fitted steps as a line.
std::string reliability_svg(const std::vector<Band>& bands, const std::vector<Step>& steps);

}  // namespace licet::match
