#pragma once
#include "licet/decide/decide.h"

// What concerns a question as a whole and none of its lines: lists, names, their age. Private to
// this module; shared by decide_on() and the faster Verdicts.
namespace licet::decide {

// Adds to `rests` and `causes` what the lists leave open, and who is not named.
void add_whole_grounds(const Knowledge& known, const Question& question,
                       const Screening& screening, const Options& options, Decided& decided);

// From the worst line: `lacking` is whether add_whole_grounds() found a cause.
Verdict whole_verdict(Verdict worst, bool names_matter, bool lacking, bool stale);

}  // namespace licet::decide
