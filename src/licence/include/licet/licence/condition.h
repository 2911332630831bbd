#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "licet/base/day.h"
#include "licet/base/json.h"

namespace licet::licence {

// When a condition has to be met. Stored numbers: never renumber.
enum class Due : std::uint8_t {
  kNotSaid = 0, kBeforeShipment = 1, kAfterShipment = 2, kAtAllTimes = 3,
};
std::string_view to_string(Due due);  // empty for kNotSaid
std::optional<Due> due_of(std::string_view word);

// What goes with a licence: typed, with the body that set it; removing or changing it needs that
// body's word. The same in a docket and in a question.
struct Condition {
  std::string kind, text, owner;
  bool lifted = false;
  std::string cite{};             // the provision it rests on; empty = not said
  Due due = Due::kNotSaid;
  std::string met_by{};           // what meets it: "documents.WORD" of a question, or in words
  std::optional<bool> met{};      // as far as somebody said so
  std::optional<Day> met_on{};    // or since which day it is met
};

enum class Fit : std::uint8_t { kNo = 1, kUnknown = 2, kYes = 3 };

// Does the condition leave the way free on that day? One that is due later, or to be kept, does.
// One due before shipment does when it is known to be met; `document` is whether the paper of
// `met_by` is held, where that is known. Without `due` only one that is met leaves it free, and it
// is never known to bar.
Fit free_of(const Condition& condition, Day day, const std::optional<bool>& document);

// {"kind", "text", "owner"?, "cite"?, "due"?, "met_by"?, "met"? | "met_on"?}; errors carry
// `pointer` and what stands below it.
Result<Condition> read_condition(const Json& json, const std::string& pointer);
// The same form again; a lifted one has no form and is left to the caller.
Json condition_json(const Condition& condition);

}  // namespace licet::licence
