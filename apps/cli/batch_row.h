#pragma once
#include <string>
#include <vector>

#include "licet/base/json.h"
#include "licet/base/result.h"

namespace licet::cli {

// A CSV row as a question: the header names places ("destination", "items/0/eccn",
// "parties/0/name"); an empty cell is absent; lists are separated by |; true and false are flags.
Result<Json> question_of_row(const std::vector<std::string>& header,
                             const std::vector<std::string>& cells);

}  // namespace licet::cli
