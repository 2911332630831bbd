#include "licet/prove/boundary.h"

#include <algorithm>
#include <map>

#include "licet/base/text.h"
#include "search.h"

namespace licet::prove {

using law::Norm;
using law::Tri;
using law::Value;

namespace {

class Variations {
 public:
  explicit Variations(const Norm& norm) : norm_(norm) {}

  std::vector<Variation> run() {
    found_.push_back({"struck", std::nullopt});
    for (std::size_t i = 0; i < norm_.when.size(); ++i)
      without(cat("when ", norm_.when[i].fact), i, &Norm::when);
    for (std::size_t i = 0; i < norm_.when_any.size(); ++i)
      without(cat("alternative ", i + 1), i, &Norm::when_any);
    for (std::size_t i = 0; i < norm_.unless.size(); ++i)
      without(cat("unless ", norm_.unless[i].fact), i, &Norm::unless);
    for (std::size_t i = 0; i < norm_.require.size(); ++i)
      without(cat("require ", norm_.require[i].cell.fact), i, &Norm::require);
    for (std::size_t i = 0; i < norm_.stayed.size(); ++i) without("stay", i, &Norm::stayed);
    if (kAlways < norm_.in_force.from)
      add("begins a day later").in_force.from = norm_.in_force.from.plus(1);
    if (norm_.in_force.until < kForever)
      add("ends a day sooner").in_force.until = norm_.in_force.until.plus(-1);
    return std::move(found_);
  }

 private:
  Norm& add(std::string what) {
    found_.push_back({std::move(what), norm_});
    return *found_.back().norm;
  }

  template <class T>
  void without(const std::string& what, std::size_t i, std::vector<T> Norm::*list) {
    std::vector<T>& left = add(cat("without ", what)).*list;
    left.erase(left.begin() + std::ptrdiff_t(i));
  }

  const Norm& norm_;
  std::vector<Variation> found_;
};

// Facts that follow from others cannot be said; these are what they follow from.
class Completions {
 public:
  Completions(const law::RuleSet& rules, const Conditions& conditions) {
    for (const auto& [fact, tests] : conditions.tests()) {
      flags_ |= law::is_flag(fact);
      if (fact.starts_with("age.")) dates_.push_back("dates." + fact.substr(4));
    }
    if (!flags_) return;
    codes_ = rules.flags().entries();
    codes_.insert(codes_.end(), {"EAR99", "0A919", "9A610.x", "9A515.x", "3A001.a.1", "5A002"});
  }

  // Calls visit(facts) until it says true.
  template <class Visit>
  void each(const Facts& facts, Day day, const Visit& visit) const {
    if (dates_.empty()) return with_codes(facts, visit);
    bool done = false;
    for (int days : {0, 10, 20, 31, 45, 61, 91, 200, 364, 366, 800, 2000}) {
      Facts dated = facts;
      for (const std::string& date : dates_) dated[date] = day.plus(-days);
      with_codes(dated, [&](const Facts& one) { return done = visit(one); });
      if (done) return;
    }
  }

 private:
  template <class Visit>
  void with_codes(const Facts& facts, const Visit& visit) const {
    if (visit(facts) || !flags_) return;
    for (const std::string& code : codes_)
      for (const char* value : {"", "100", "900000000"}) {
        Facts more = facts;
        more["item.eccn"] = code;
        if (const auto point = code.find('.'); point != std::string::npos)
          more["item.para"] = code.substr(point + 1);
        if (*value != '\0') more["item.value"] = Decimal::parse(value).value();
        if (visit(more)) return;
      }
  }

  bool flags_ = false;
  std::vector<std::string> dates_, codes_;
};

class Finder {
 public:
  Finder(const law::RuleSet& rules, const Norm& norm, const std::vector<Variation>& variations,
         unsigned effort)
      : rules_(rules), norm_(norm), variations_(variations), search_(rules, rules, effort),
        conditions_(search_.conditions_of(all())), completions_(rules, conditions_),
        variables_(context_, conditions_) {}

  Boundary run() {
    for (const Variation& variation : variations_) {
      const Norm* other = variation.norm ? &*variation.norm : nullptr;
      if (std::any_of(found_.worlds.begin(), found_.worlds.end(),
                      [&](const World& world) { return tells(world, other); }))
        continue;
      bool surely_none = true;
      if (!find(other, surely_none))
        (surely_none ? found_.equal : found_.open).push_back(variation.what);
    }
    return std::move(found_);
  }

 private:
  std::vector<const Norm*> all() const {
    std::vector<const Norm*> norms{&norm_};
    for (const Variation& one : variations_)
      if (one.norm) norms.push_back(&*one.norm);
    return norms;
  }

  bool tells(const World& world, const Norm* other) const {
    return world.applies != (other == nullptr ? Tri::kFalse : judge(rules_, *other, world));
  }

  // Worlds of which all is known first; then any.
  bool find(const Norm* other, bool& surely_none) {
    const std::vector<Day> days = days_for(other);
    for (bool known : {true, false})
      for (Day day : days) {
        z3::expr wanted = apart(day, other);
        if (known)
          for (const z3::expr& one : variables_.all_known()) wanted = wanted && one;
        World world{day, {}, Tri::kUnknown};
        const z3::check_result result = search_.check(context_, variables_, wanted, &world.facts);
        if (result == z3::sat && settle(world, other)) return true;
        surely_none &= result == z3::unsat;
      }
    return false;
  }

  std::vector<Day> days_for(const Norm* other) const {
    std::vector<Day> days = search_.days_of(conditions_, &norm_, other);
    for (Day last : {norm_.in_force.until.plus(-1), norm_.in_force.from})
      if (kAlways < last && last < kForever && Search::may_be_in_force(&norm_, last) &&
          std::find(days.begin(), days.end(), last) == days.end())
        days.push_back(last);
    return days;
  }

  z3::expr apart(Day day, const Norm* other) {
    const auto effect = [&](const Norm& norm) {
      return variables_.applies(rules_, day, norm, true);
    };
    auto it = effects_.find(day);
    if (it == effects_.end()) it = effects_.emplace(day, effect(norm_)).first;
    const Formula& own = it->second;
    if (other == nullptr) return own.possible;
    const Formula others = effect(*other);
    return above(own, others) || above(others, own);
  }

  // The interpreter's word; what follows from other facts is looked for among those.
  bool settle(World& world, const Norm* other) {
    bool settled = false;
    completions_.each(world.facts, world.day, [&](const Facts& facts) {
      World one{world.day, facts, Tri::kUnknown};
      one.applies = judge(rules_, norm_, one);
      if (!tells(one, other)) return false;
      found_.worlds.push_back(std::move(one));
      return settled = true;
    });
    return settled;
  }

  const law::RuleSet& rules_;
  const Norm& norm_;
  const std::vector<Variation>& variations_;
  Search search_;
  z3::context context_;
  Conditions conditions_;
  Completions completions_;
  Variables variables_;
  std::map<Day, Formula> effects_;
  Boundary found_;
};

}  // namespace

std::vector<Variation> variations_of(const Norm& norm) { return Variations(norm).run(); }

Boundary boundary_of(const law::RuleSet& rules, const Norm& norm,
                     const std::vector<Variation>& variations, unsigned effort) {
  try {
    return Finder(rules, norm, variations, effort).run();
  } catch (const z3::exception& thrown) {
    return {{}, {}, {cat("the solver failed: ", thrown.msg())}};
  }
}

Boundary boundary_of(const law::RuleSet& rules, const Norm& norm, unsigned effort) {
  return boundary_of(rules, norm, variations_of(norm), effort);
}

}  // namespace licet::prove
