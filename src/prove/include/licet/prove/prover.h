#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "licet/law/difference.h"
#include "licet/law/facts.h"

// What an amendment of one norm does, proved by a solver: whether any transaction on any day is let
// go that was stopped, or stopped that went, as far as this norm alone decides.
namespace licet::prove {

// A transaction of one line, one party, one list row and one licence, on one day, that shows it.
struct Example {
  law::FactFrame frame;
  Day day;
  law::Tri before, after;  // how the norm applies, by the interpreter
};

struct Proof {
  std::optional<law::Direction> direction;  // absent = not proved
  std::string why_not;                      // then why
  std::optional<Example> looser, tighter;   // one of each that the solver found and the
                                            // interpreter confirms
};

// Compares norms of two rule sets. Borrows both; one a thread.
class Prover {
 public:
  // `effort`: the most steps that the solver may take for one question; beyond it nothing is
  // proved. Counted, not timed: the same on every machine.
  Prover(const law::RuleSet& before, const law::RuleSet& after, unsigned effort = kEffort);
  static constexpr unsigned kEffort = 50000000;
  ~Prover();
  Prover(const Prover&) = delete;
  Prover& operator=(const Prover&) = delete;

  // `before` null = added, `after` null = removed.
  Proof compare(const law::Norm* before, const law::Norm* after);

  // What the day brought: `before` as it stood on the day before, `after` as it stands on the day;
  // null where it did not stand. What no field of them says, days in force, is left out.
  Proof across(const law::Norm* before, const law::Norm* after, Day day);

  // Is there a day of its span, and a transaction, for which the norm applies or may apply? Nothing
  // where the solver cannot tell in time.
  std::optional<bool> can_apply(const law::Norm& norm);
  // Likewise for an authority of the rules after: applies, and nothing that defeats it surely does.
  std::optional<bool> can_serve(law::NormIndex authority);
  // A transaction of which all is known and to which both apply on one day: `told` is false where
  // there is none, unknown where the solver cannot tell.
  struct Meeting {
    law::Tri told = law::Tri::kUnknown;
    std::optional<Example> example;
  };
  Meeting meeting(const law::Norm& a, const law::Norm& b);
  // A transaction to which `earlier` applies on its last day and `later` on its first, and none of
  // the `others` may apply on the day after `earlier` ends.
  Meeting gap(const law::Norm& earlier, const law::Norm& later,
              const std::vector<const law::Norm*>& others);

 private:
  class State;
  std::unique_ptr<State> state_;
};

// The facts of an example in one line: "destination CN, item.eccn 5A992.c, on 2020-06-29".
std::string in_words(const Example& example);

}  // namespace licet::prove
