#pragma once
#include <map>
#include <string>
#include <vector>

#include "licet/base/json.h"

// Cases of the kit that leave out a fact on which the answer hangs, or that read the law otherwise
// than the provision cited: what they should say, and why.
namespace licet::cli {

struct Correction {
  // By JSON pointer into the case ("/question/items/0/for_eccn"); null takes away.
  Json::Object set;
  std::vector<std::string> cite;
  std::string why;
};

// One a line: {"cite": [..], "id": "LX-TSR-1", "set": {POINTER: value}, "why": ".."}. By id.
// JsonMissingKey, JsonWrongType, DuplicateKey with the line.
Result<std::map<std::string, Correction>> read_corrections(const std::string& text,
                                                           const std::string& file);

// The case as it should be; BadValue where a pointer leads to nothing.
Result<Json> corrected(Json test, const Correction& correction);

}  // namespace licet::cli
