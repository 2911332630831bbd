#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "licet/decide/question.h"
#include "licet/law/facts.h"
#include "licet/law/rule_set.h"
#include "licet/licence/coverage.h"
#include "licet/match/screen.h"
#include "licet/snapshot/snapshot.h"

namespace licet::decide {

inline constexpr std::string_view kEngine = "licet 0.1.0";

class Verdicts;  // verdict_on.h

// What is known: one snapshot, and the rules that it carries. The only place answers come from.
struct Knowledge {
  const snapshot::Snapshot& snapshot;
  const law::RuleSet& rules;
  const Verdicts* quick = nullptr;  // of the same two: asked where the verdict alone counts
};

// Who the parties may be; does not depend on the day.
struct Screening {
  std::vector<std::vector<match::Match>> matches;  // by party; empty where `listed` was given
  std::map<std::string, std::vector<match::Match>> owner_matches;  // by pointer of the owner
  std::vector<std::string> missing_lists;          // mandatory ones that the snapshot does not hold
  bool any_screened = false;
};

// Screens every party that has no `listed`. Errors of match::screen with the party's pointer.
Result<Screening> screen_parties(const Knowledge& known, const Question& question);

// The same, by another way of asking match::screen of the snapshot (one that remembers).
using Screener = std::function<Result<std::vector<match::Match>>(const match::Query&)>;
Result<Screening> screen_parties(const Knowledge& known, const Question& question,
                                 const Screener& screener);

// Mandatory lists that the snapshot does not hold, where anyone was screened.
std::vector<std::string> missing_lists(const Knowledge& known, const Screening& screening);

// Is the match taken as the party itself? Same name, no contradicting country, and no natural
// person: for a person the same name is not enough.
bool same_party(const Knowledge& known, const std::string& country, const match::Match& match);

// What the question ships, as a licence sees it.
licence::Shipment shipment_of(const Question& question);
// Does the condition leave the way free on that day? Its paper is looked for in the question.
licence::Fit condition_on(const Question& question, const licence::Condition& condition, Day day);

// The facts of the question as they stand on a day: list rows, owners, licences.
law::FactFrame frame_on(const Knowledge& known, const Question& question,
                        const Screening& screening, const law::AsOf& as_of);

}  // namespace licet::decide
