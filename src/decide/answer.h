#pragma once
#include "licet/decide/decide.h"

namespace licet::decide {

// The answer's JSON (contract, section 2; docs/formats/answer.md). Private to this module.
Json answer_document(const Knowledge& known, const Question& question, const Screening& screening,
                     const Options& options, const Decided& decided);

// The matches of a party as the contract shows them.
Json match_json(const Knowledge& known, const match::Match& match);
Json coverage_json(const Knowledge& known);

}  // namespace licet::decide
