#pragma once
#include <map>
#include <string>
#include <vector>

#include "licet/report/report.h"

// The stays of a period, counted every way that a table needs.
namespace licet::report {

// Stays of one kind, by every measure.
struct Tally {
  std::int64_t count = 0, lines = 0, without_value = 0;
  Amounts value, authorised;
  void add(const Stay& stay);
};

struct DaysOf {
  std::vector<int> gross, net;
};

// Closed with one outcome, of one rating or country: how many, and the value of those goods.
struct Part {
  std::int64_t count = 0;
  Amounts value;
};
using Parts = std::map<std::string, std::map<std::string, Part>>;  // by word, then outcome

struct Counts {
  Tally opening, received, again, closing, closed, decided, merits;
  std::map<std::string, Tally> outcomes;
  std::map<std::string, Tally> cohort;  // outcomes of those received in the period
  Tally cohort_open;                    // received in the period and open at its end
  std::map<std::string, std::vector<int>> days, clock_days;  // by outcome, and "all"
  std::map<std::string, std::map<std::string, std::int64_t>> cites;  // by outcome
  std::map<std::string, DaysOf> stages, agencies;
  std::map<std::string, std::int64_t> through;  // stays that passed a stage at least once
  std::map<std::string, std::map<std::string, std::int64_t>> positions;  // by body and type
  std::map<std::string, std::int64_t> condition_cites, condition_kinds, condition_owners;
  std::int64_t with_conditions = 0;
  std::map<std::string, std::int64_t> denial_cites;
  std::int64_t denials_naming_none = 0;
  Parts ratings, countries;
  Amounts shipped, taken_back;
  std::map<std::string, bool> decided_outcome, merits_outcome;
  std::vector<const Stay*> closed_stays;
};

Counts count(const Folded& folded, const Span& period);

// Holds the stays against the states of the dockets, and what came in against what went out.
// ReportUnbalanced with the difference.
Status check_balance(const Counts& counts, const Folded& folded, const Span& period);

}  // namespace licet::report
