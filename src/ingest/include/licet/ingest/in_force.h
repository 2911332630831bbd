#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/base/day.h"
#include "licet/law/federal_register.h"

namespace licet::ingest {

// What a row says about its own age.
struct RowFacts {
  std::vector<law::Citation> citations;  // as printed, any order
  std::optional<Day> start;              // start_date: for BIS rows the day of publication
};

// From when the row is in force, as far as it can be told (meaning: snapshot::EntryRecord).
struct InForce {
  Day possible_from = kAlways;
  Day certain_from = kAlways;
  Day published = kAlways;               // of the listing rule, when it is known
  std::vector<std::string> instruments;  // ids of all known rules cited, ascending, each once
};

// A rule takes effect at most so long before it is printed.
inline constexpr int kDaysBeforePublication = 60;

// docs/formats/lists.md, "In force from when". Where two rules could be meant the widest
// uncertainty is taken; always possible_from <= certain_from. Pure.
InForce in_force_days(const RowFacts& row, const law::FederalRegister& rules, Day file_day);

}  // namespace licet::ingest
