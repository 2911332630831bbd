#pragma once
#include "licet/decide/decide.h"

namespace licet::decide {

// The answer's JSON (contract, section 2; docs/formats/answer.md). Private to this module.
Json answer_document(const Knowledge& known, const Question& question, const Screening& screening,
                     const Options& options, const Decided& decided);

}  // namespace licet::decide
