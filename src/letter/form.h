#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "licet/licence/profile.h"

namespace licet::letter {

// One row of letters.csv; `place` is its file and line, for errors.
struct FormRow {
  std::string part, text, cite, place;
};

// The rows of one kind, in order; `machine` and `event` are those of its row `edge`.
struct Form {
  std::string machine, event, title, cite;
  std::vector<FormRow> rows;
};

// BadValue where the profile has no such kind, with the kinds there are; RuleTable where its edge
// or title is missing or names an event that the profile's tables do not know.
Result<Form> form_of(const licence::Profile& profile, const std::string& kind);

}  // namespace licet::letter
