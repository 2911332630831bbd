#pragma once
#include "licet/decide/decide.h"

namespace licet::decide {

// The verdict of one question on one day, and nothing else: always decide_on(…).verdict. Whoever
// needs verdicts by the million asks here, so that a faster kernel can stand behind it. Pure.
Verdict verdict_on(const Knowledge& known, const Question& question, const Screening& screening,
                   const Options& options);

}  // namespace licet::decide
