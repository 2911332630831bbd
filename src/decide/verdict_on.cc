#include "licet/decide/verdict_on.h"

namespace licet::decide {

Verdict verdict_on(const Knowledge& known, const Question& question, const Screening& screening,
                   const Options& options) {
  return decide_on(known, question, screening, options).verdict;
}

}  // namespace licet::decide
