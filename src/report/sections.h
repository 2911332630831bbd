#pragma once
#include "counts.h"

// The sections of the restricted edition, each from the counts alone.
namespace licet::report {

Json amounts_json(const Amounts& amounts);
Json numbers_json(const std::map<std::string, std::int64_t>& numbers);
// {"numerator", "denominator", "percent"}.
Json ratio_json(std::int64_t numerator, std::int64_t denominator);

// Days spent in each state by what was closed in the period, gross and net of stops; "through" is
// the number of stays, "gross"/"net" count every time the state was entered.
Json stages_json(const Counts& counts);
// By body: what it said, and its days from being asked to speaking.
Json agencies_json(const Counts& counts);
// By currency: applied for, authorised, shipped and taken back.
Json values_json(const Counts& counts);
// Of what was granted: by citation, kind and owner; several on one licence count under each.
Json conditions_json(const Counts& counts);
Json denials_json(const Counts& counts);
// Those in force on any day of the period and those only named, with the decisions under each.
Json criteria_json(const Folded& folded, const Span& period);
// Holds and duties to tell overseers, in force on any day of the period.
Json orders_json(const licence::Policies& policies, const Span& period);
// By rating and by country, for each outcome; an application with several counts under each.
Json breakdowns_json(const Counts& counts);

// Of the decisions of the period, how many name a criterion at all.
struct Named {
  std::int64_t decisions = 0, naming_none = 0;
};
Named named_criteria(const Folded& folded, const Span& period);
bool in_force_in(Day from, const std::optional<Day>& until, const Span& period);

}  // namespace licet::report
