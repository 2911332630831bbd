#pragma once
#include <vector>

#include "licet/decide/knowledge.h"

// Screening results as JSON, the same in answers and in `licet screen`.
namespace licet::decide {

// list, entry_id, name, matched_name, score, evidence[] and the entry's own requirement, policy,
// citations.
Json match_json(const Knowledge& known, const match::Match& match);
Json evidence_json(const std::vector<match::Evidence>& evidence);
// Which lists were searched: list, day of the file, rows, extract or whole.
Json coverage_json(const Knowledge& known);

}  // namespace licet::decide
