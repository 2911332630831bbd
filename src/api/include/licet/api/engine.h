#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/json.h"
#include "licet/decide/decide.h"
#include "licet/decide/several.h"
#include "licet/decide/timeline.h"
#include "licet/decide/verdict_on.h"
#include "licet/law/rule_set.h"
#include "licet/match/screen.h"
#include "licet/snapshot/snapshot.h"

namespace licet::api {

// What a question leaves open about time. Clocks stay outside: `today` is told.
struct AskOptions {
  std::optional<Day> on;  // the law of which day; else the departure, else today
  Day today;
  bool strict = false;
  std::optional<decide::Live> live;  // only for answers that name neither day nor snapshot
  std::optional<Json> ledger;        // decide::Options::ledger
};

struct ScreenOptions {
  std::string country, list;
  snapshot::PartyType type = snapshot::PartyType::kUnknown;
  int threshold_permille = match::kReviewThreshold;
  std::optional<Day> on;  // rows in force or doubtful on that day only
  std::string born;       // match::born_span
  std::vector<std::string> identifiers;  // numbers of papers and registers
};

// One engine = one snapshot with its rules. One method a question; JSON in and out. Immutable: any
// number of threads may ask one engine at once.
class Engine {
 public:
  // Loads the rules that the snapshot carries, every regime of them. Errors of law::load_regimes.
  static Result<Engine> open(std::shared_ptr<const snapshot::Snapshot> snapshot);

  // By the rules of the regime that the question names. With `regimes`: {"answers": […],
  // "conflicts": […]}, a whole answer for each; the verdict beside it is the worst, for an exit
  // status.
  Result<decide::Answer> ask(const Json& question, const AskOptions& options) const;
  // Every licence of the question against what it ships (decide::check_licences), with the
  // snapshot and what was read of a ledger.
  Result<Json> check_licences(const Json& question, const AskOptions& options) const;
  Result<std::vector<decide::Stretch>> timeline(const Json& question, const AskOptions& options,
                                                Day from, Day last) const;
  Json timeline_json(const Json& question, const std::vector<decide::Stretch>& stretches) const;

  // {"query": …, "coverage": […], "matches": […]}
  Result<Json> screen(const std::string& name, const ScreenOptions& options) const;
  // As the Treasury's public search page reckons (match/portal.h), with "mode": "portal"; of each
  // match also "whole" and "parts". For comparison; an empty list clears nobody.
  Result<Json> screen_as_portal(const std::string& name, const ScreenOptions& options) const;
  // The same for an address; each match has `matched_address`. `options.type` says nothing here.
  Result<Json> screen_address(const std::string& address, const ScreenOptions& options) const;
  // {"score": …, "evidence": […], "left": …, "right": …}
  static Result<Json> compare(const std::string& left, const std::string& right);

  // The proof of an answer as text; needs no snapshot.
  static Result<std::string> why(std::string_view answer_bytes);
  // Which snapshot an answer was given from.
  static Result<Digest> snapshot_of(std::string_view answer_bytes);
  // Asks again and compares bytes.
  Status replay(std::string_view answer_bytes) const;

  const snapshot::Snapshot& snapshot() const { return *snapshot_; }
  const law::RuleSet& rules() const { return *regimes_.front().rules; }  // those of the EAR
  // Null where no rules of the regime are loaded.
  const law::RuleSet* rules_of(std::string_view regime) const;
  std::vector<std::shared_ptr<const law::RuleSet>> all_rules() const;

 private:
  struct Regime {
    std::shared_ptr<const law::RuleSet> rules;
    std::shared_ptr<const decide::Verdicts> verdicts;
  };
  Result<decide::Knowledge> known(const Json& question) const;
  Result<decide::Answer> ask_each(const Json& question, const AskOptions& options) const;
  Json screened(const char* what, const std::string& text, Json::Array matches,
                const ScreenOptions& options) const;
  Engine(std::shared_ptr<const snapshot::Snapshot> snapshot,
         std::vector<std::shared_ptr<const law::RuleSet>> regimes,
         std::vector<law::Conflict> conflicts);
  decide::Knowledge known(const Regime& regime) const {
    return {*snapshot_, *regime.rules, regime.verdicts.get()};
  }
  decide::Knowledge known() const { return known(regimes_.front()); }

  std::shared_ptr<const snapshot::Snapshot> snapshot_;
  std::vector<Regime> regimes_;
  std::vector<law::Conflict> conflicts_;
};

}  // namespace licet::api
