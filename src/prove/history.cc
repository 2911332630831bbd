#include "licet/prove/history.h"

#include <algorithm>
#include <map>
#include <set>

#include "versions.h"

namespace licet::prove {
namespace {

using law::Norm;

struct Side {
  std::vector<const Norm*> ended, begun;
};

class History {
 public:
  History(const law::RuleSet& rules, Day since, Day last)
      : prover_(rules, rules), since_(since), last_(last) {
    for (const Norm& norm : rules.norms()) {
      add(norm.in_force.from, norm, true);
      add(norm.in_force.until, norm, false);
      for (const Span& stay : norm.stayed) {
        if (!norm.in_force.contains(stay.from)) continue;
        add(stay.from, norm, false);
        if (norm.in_force.contains(stay.until)) add(stay.until, norm, true);
      }
    }
  }

  std::vector<Turn> run() {
    for (auto& [day, provisions] : days_)
      for (auto& [text, side] : provisions) turn(day, side);
    std::stable_sort(turns_.begin(), turns_.end(), [](const Turn& a, const Turn& b) {
      return std::pair(a.day, id_of(a)) < std::pair(b.day, id_of(b));
    });
    return std::move(turns_);
  }

 private:
  static const std::string& id_of(const Turn& turn) {
    return turn.after != nullptr ? turn.after->id : turn.before->id;
  }

  void add(Day day, const Norm& norm, bool begins) {
    if (day < since_ || last_ < day) return;
    Side& side = days_[day][provision(norm)];
    (begins ? side.begun : side.ended).push_back(&norm);
  }

  // One for one where there is one of each; else each by itself.
  void turn(Day day, const Side& side) {
    if (side.ended.size() == 1 && side.begun.size() == 1) {
      turns_.push_back({day, side.ended[0], side.begun[0],
                        prover_.across(side.ended[0], side.begun[0], day)});
      return;
    }
    for (const Norm* norm : side.ended)
      turns_.push_back({day, norm, nullptr, prover_.across(norm, nullptr, day)});
    for (const Norm* norm : side.begun)
      turns_.push_back({day, nullptr, norm, prover_.across(nullptr, norm, day)});
  }

  Prover prover_;
  Day since_, last_;
  std::map<Day, std::map<std::string, Side>> days_;
  std::vector<Turn> turns_;
};

}  // namespace

std::vector<Turn> history(const law::RuleSet& rules, Day since, Day last) {
  return History(rules, since, last).run();
}

}  // namespace licet::prove
