#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"

namespace licet::match {

// Why a score is what it is: one aligned pair of tokens, or one addition or subtraction.
struct Evidence {
  std::string what;   // "equal", "spelling", "joined", "legal_form", "missing", "extra", "reading",
                      // "mixed_script", "country", "number" …
  std::string left;   // token of the name asked about (may be empty)
  std::string right;  // token of the name listed (may be empty)
  int permille = 0;   // contribution: similarity of the pair, or the points added or taken away
};

struct Comparison {
  int score_permille = 0;  // 0 to 1000; 1000 only for equal keys
  std::vector<Evidence> evidence;
};

// Raised with every change of a score that leaves the keys as they are.
inline constexpr int kScoreVersion = 2;

// Symmetric, deterministic, integer arithmetic only. Both arguments are keys (key.h).
Comparison compare_keys(std::string_view left_key, std::string_view right_key);
// The score alone, for scans; always equal to compare_keys().score_permille (property test).
int score_keys(std::string_view left_key, std::string_view right_key);

Result<Comparison> compare_names(std::string_view left, std::string_view right);

}  // namespace licet::match
