#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/csv.h"
#include "licet/base/day.h"
#include "licet/base/decimal.h"
#include "licet/law/judgement.h"
#include "licet/law/predicate.h"
#include "licet/law/vocabulary.h"

// What the entries of the control list offer: list-based exceptions, conditions for STA, and for
// which reasons an item is controlled at all. Derived facts, judged and never asked:
//   flag.LVS …     the entry offers the exception to this line (LVS: and the order is within the
// limit)
//   sta.c1_barred, sta.c2_barred   the entry shuts that half of STA
//   control.MT …   the item is controlled for the reason, whatever the destination
//   control.600_series, control.9x515, control.0x5zz   the family of the entry
namespace licet::law {

class Evaluator;
class RuleSet;
struct Binding;
struct FactFrame;

enum class Offer : std::uint8_t { kNo = 1, kYes = 2, kUnclear = 3 };

// One row of exception_flags.csv.
struct FlagRow {
  Offer offer = Offer::kNo;
  std::optional<Decimal> limit;  // LVS, in US dollars
  Predicate scope, condition;
  std::string scope_text, condition_text;
  Span span;
  bool unverified = true;  // no day stands in the row
  std::string cite;
};

// One row of sta_conditions.csv.
struct StaRow {
  bool c1 = false, c2 = false;
  Predicate bars;  // scope, destinations and not `unless`
  std::string text;  // the same as written, a part each: "entire; A:6; "
  std::string cite;
};

class Flags {
 public:
  Status add_exceptions(const CsvTable& table, const Vocabulary& vocabulary);
  Status add_sta(const CsvTable& table, const Vocabulary& vocabulary);

  const std::vector<FlagRow>* rows(std::string_view entry, std::string_view exception) const;
  const std::vector<StaRow>* sta_rows(std::string_view entry) const;
  // "LVS", "GBS" …: every exception that a row can offer.
  static std::vector<std::string_view> exceptions();
  // Entries that have a row of either table; sorted.
  std::vector<std::string> entries() const;
  // Do both say the same of the entry, citations apart?
  bool same_of(std::string_view entry, const Flags& other) const;
  void add_boundaries(std::vector<Day>& days) const;

 private:
  std::map<std::string, std::vector<FlagRow>, std::less<>> rows_;  // "3A001 GBS"
  std::map<std::string, std::vector<StaRow>, std::less<>> sta_;
};

// Is the fact one of the above? And all of them.
bool is_flag(std::string_view fact);
std::vector<std::string> flag_facts();

Judgement judge_flag(const RuleSet& rules, const FactFrame& frame, const Evaluator& evaluator,
                     std::string_view fact, const Binding& binding);

// Why the fact stands as it does, in a few words; with the citation.
struct FlagReason {
  std::string because;
  std::vector<std::string> cite;
};
FlagReason explain_flag(const RuleSet& rules, const FactFrame& frame, const Evaluator& evaluator,
                        std::string_view fact, const Binding& binding);

}  // namespace licet::law
