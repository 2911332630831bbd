#pragma once
#include <string>
#include <vector>

#include "licet/base/json.h"

// Files `tests/*.jsonl` beside the rules.
namespace licet::cli {

struct WrittenCase {
  std::string place;  // "us-ear/744/tests/744.11.jsonl:12"
  Json test;          // expanded: `question` is whole, `kind` is there
};

// All cases below the folder, by path and line. A line {"base": {…}} is the question that the cases
// after it in that file start from. FileUnreadable; JsonSyntax, JsonMissingKey … with the place.
Result<std::vector<WrittenCase>> read_cases(const std::string& folder);

// Top-level keys of `changes` put into `base`; null takes a key away. `item` and `party` change the
// first line and the first party in the same way.
Json changed_question(const Json& base, const Json& test);

}  // namespace licet::cli
