#include <algorithm>

#include "licet/base/text.h"
#include "licet/prove/history.h"
#include "worlds.h"

namespace licet::prove {
namespace {

using law::Norm;
using law::Predicate;
using law::Tri;

class PlaceHistory {
 public:
  explicit PlaceHistory(const law::RuleSet& rules) : rules_(rules), prover_(rules, rules) {}

  std::vector<PlaceTurn> run(Day since, Day last) {
    std::vector<Day> days;
    rules_.places().add_boundaries(days);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    std::vector<PlaceTurn> turns;
    for (Day day : days) {
      if (day < since || last < day || kForever <= day) continue;
      PlaceTurn turn{day, changed(day), {}, {}, {}};
      if (turn.places.empty()) continue;
      proofs_.clear();
      for (const Norm& norm : rules_.norms())
        if (stands(norm, day) && reads(norm, turn)) add(norm, turn);
      turns.push_back(std::move(turn));
    }
    return turns;
  }

 private:
  // Places of which a mark or a membership turns on the day.
  std::vector<std::string> changed(Day day) const {
    const law::Places& places = rules_.places();
    std::vector<std::string> found;
    for (const std::string& code : places.codes()) {
      const auto turns = [&](const auto& judge) {
        return judge(day.plus(-1)).value != judge(day).value;
      };
      const auto mark = [&](const std::string& column) {
        return turns([&](Day on) { return places.chart_mark(code, column, on, false); });
      };
      const auto member = [&](const std::string& grouping) {
        return turns([&](Day on) { return places.member(code, grouping, on, false); });
      };
      const auto groupings = places.groupings();
      if (std::any_of(places.columns().begin(), places.columns().end(), mark) ||
          std::any_of(groupings.begin(), groupings.end(), member))
        found.push_back(code);
    }
    return found;
  }

  static bool stands(const Norm& norm, Day day) {
    return norm.reads.empty() && law::force_on(norm, day) == law::Force::kInForce &&
           law::force_on(norm, day.plus(-1)) == law::Force::kInForce;
  }

  // Some test of the norm says something else of one of the places.
  bool reads(const Norm& norm, const PlaceTurn& turn) const {
    const auto turns = [&](const std::vector<law::Cell>& cells) {
      return std::any_of(cells.begin(), cells.end(),
                         [&](const law::Cell& cell) { return turns_in(cell.test, turn); });
    };
    return turns(norm.when) || turns(norm.unless) ||
           std::any_of(norm.when_any.begin(), norm.when_any.end(), turns) ||
           std::any_of(norm.require.begin(), norm.require.end(), [&](const auto& one) {
             return turns_in(one.cell.test, turn);
           });
  }

  // Of a test: the fact it asks is one place, or several.
  std::optional<law::FactType> place_type(const Predicate& leaf) const {
    if (leaf.kind == Predicate::Kind::kChartMark) return law::FactType::kCountry;
    const law::FactInfo* info = rules_.vocabulary().fact(leaf.test.fact);
    if (info == nullptr) return std::nullopt;
    const bool place = info->type == law::FactType::kCountry ||
                       info->type == law::FactType::kCountries;
    return place ? std::optional(info->type) : std::nullopt;
  }

  static bool is_leaf(const Predicate& predicate) {
    return predicate.kind == Predicate::Kind::kTest ||
           predicate.kind == Predicate::Kind::kChartMark;
  }

  bool asks_places(const Predicate& predicate) const {
    if (is_leaf(predicate)) return place_type(predicate).has_value();
    return std::any_of(predicate.parts.begin(), predicate.parts.end(),
                       [this](const Predicate& part) { return asks_places(part); });
  }

  bool turns_in(const Predicate& predicate, const PlaceTurn& turn) const {
    if (!is_leaf(predicate))
      return std::any_of(predicate.parts.begin(), predicate.parts.end(),
                         [&](const Predicate& part) { return turns_in(part, turn); });
    const auto type = place_type(predicate);
    if (!type) return false;
    const std::string fact =
        predicate.kind == Predicate::Kind::kTest ? predicate.test.fact : "destination";
    return std::any_of(turn.places.begin(), turn.places.end(), [&](const std::string& code) {
      law::FactFrame frame = empty_frame();
      say(frame, fact,
          type == law::FactType::kCountries ? law::Value(law::Words{code}) : law::Value(code));
      const auto says = [&](Day day) {
        return law::Evaluator(rules_, frame, {day, false}).judge(predicate, kEverything).value;
      };
      return says(turn.day.plus(-1)) != says(turn.day);
    });
  }

  // Only places turn on the day, so that requirements, and authorities, whose cells on places are
  // the same words move the same way: one of them is proved. Others each for itself.
  std::string alike(const Norm& norm) const {
    if (!norm.is_requirement() && !norm.is_authority()) return norm.id;
    std::string key = norm.is_requirement() ? "requirement" : "authority";
    const auto add = [&](const char* section, const law::Cell& cell) {
      if (asks_places(cell.test)) key += cat("\n", section, " ", cell.fact, " ", cell.text);
    };
    for (const law::Cell& cell : norm.when) add("when", cell);
    for (const law::Cell& cell : norm.unless) add("unless", cell);
    if (!norm.when_any.empty() || !norm.require.empty()) return norm.id;
    return key;
  }

  void add(const Norm& norm, PlaceTurn& turn) {
    const auto [it, fresh] = proofs_.try_emplace(alike(norm));
    if (fresh) it->second = prover_.across(&norm, &norm, turn.day);
    const Proof& proof = it->second;
    const std::string way =
        proof.direction ? std::string(to_string(*proof.direction)) : "not proved";
    turn.norms[way].push_back(&norm);
    if (proof.looser && !turn.looser) turn.looser = PlaceTurn::Shown{&norm, proof};
    if (proof.tighter && !turn.tighter) turn.tighter = PlaceTurn::Shown{&norm, proof};
  }

  const law::RuleSet& rules_;
  Prover prover_;
  std::map<std::string, Proof> proofs_;  // of the day
};

}  // namespace

std::vector<PlaceTurn> place_history(const law::RuleSet& rules, Day since, Day last) {
  return PlaceHistory(rules).run(since, last);
}

}  // namespace licet::prove
