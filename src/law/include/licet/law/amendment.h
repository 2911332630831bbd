#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "licet/law/difference.h"
#include "licet/law/kernel.h"

// What an amendment of the rules can turn, and which stored cases it can reach at all: a change
// that no fact of a case meets, before or after, leaves its answer as it was.
namespace licet::law {

// Everything in which two rule sets differ, as far as an answer may rest on it.
struct Amendment {
  std::vector<NormIndex> before, after;  // norms that only this side has, in these words
  std::set<std::string, std::less<>> entries;     // of the control list: another row, offer or bar
  std::set<std::string, std::less<>> derivations; // those among them that facts are derived from
  std::set<std::string, std::less<>> places;      // codes of which the tables say something else
  Span unverified{kForever, kAlways};  // days that are history to one of the issues only; or none
  std::string everything;  // the file or table that may turn any answer; empty = none did

  // Do the tables say something else of the place, or of the country that it is part of?
  bool differs(std::string_view place) const {
    return places.contains(place) || places.contains(place.substr(0, place.find('-')));
  }
  bool empty() const {
    return before.empty() && after.empty() && entries.empty() && places.empty() &&
           unverified.empty() && everything.empty();
  }
};
Amendment amendment(const RulesAsWritten& before, const RulesAsWritten& after);

// What must be done with a stored case.
enum class Reach : std::uint8_t {
  kNone = 0,   // every norm that can apply says what it said: the answer stands
  kJudge = 1,  // its facts stand; judge it again
  kRead = 2,   // facts that were derived from the rules may have turned: read the question again
};

// Looks through the cases that a casebook holds now. One a thread; reads kernels and casebook. It
// never says kNone of a case that turns; it may say more than it must.
class Reached {
 public:
  // Both kernels judge alike strictly; the casebook fits both and stays as it is.
  Reached(const Amendment& amendment, const Kernel& before, const Kernel& after,
          const Casebook& cases);
  ~Reached();
  Reached(const Reached&) = delete;
  Reached& operator=(const Reached&) = delete;

  Reach of(CaseId id, Day law_day);
  // Is all of the amendment that some norms of a line apply on other conditions than before?
  bool only_reworded() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace licet::law
