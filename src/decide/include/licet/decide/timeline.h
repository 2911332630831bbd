#pragma once
#include <string>
#include <vector>

#include "licet/decide/decide.h"

namespace licet::decide {

// A span of days with one answer (verdict and authority), and why it began.
struct Stretch {
  Day from, last;  // both inclusive
  Verdict verdict;
  std::string authority;  // "general:huawei-tgl(c)(1)", or empty
  std::string because;    // what changed on `from`; empty for the first
  bool history_unverified = false;
};

// Exact: the question is asked on every day on which any rule, list row or licence may turn it, and
// equal neighbours are joined. `from` and `last` are inclusive.
Result<std::vector<Stretch>> timeline(const Knowledge& known, const Question& question,
                                      const Options& options, Day from, Day last);

Json timeline_json(const Knowledge& known, const Question& question,
                   const std::vector<Stretch>& stretches);

// A picture (SVG 1.1) of the stretches on an axis of days.
std::string timeline_svg(const std::string& title, const std::vector<Stretch>& stretches);

}  // namespace licet::decide
