#pragma once
#include <optional>
#include <string>

#include "licet/base/json.h"
#include "licet/law/norm.h"
#include "licet/law/places.h"
#include "licet/law/vocabulary.h"

// What a norm may hold, and whether its conditions can ever be judged. Private to this module.
namespace licet::law {

// What is wrong, and under which key of the norm.
struct KeyProblem {
  Code code;
  std::string key, detail;
};

// The keys of a norm block are closed, also inside `require` and `policy`; docs/formats/rules.md
// section 1.
std::optional<KeyProblem> check_keys(const Json& table);

// Keys that the kind needs, and keys that only other kinds have.
std::optional<KeyProblem> check_kind(const Norm& norm, const Json& table);

// Every test of every cell: its fact exists and can be tested so, its places exist. A test that can
// never hold would silently permit or forbid. The error names file and line of the norm.
Status check_cells(const Norm& norm, const Vocabulary& vocabulary, const Places& places);

// The same for one condition of a table; RuleUnknownFact or RuleUnknownWord, without a place.
Status check_predicate(const Predicate& predicate, const Vocabulary& vocabulary,
                       const Places& places);

}  // namespace licet::law
