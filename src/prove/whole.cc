#include "licet/prove/whole.h"

#include <algorithm>

#include "answers.h"
#include "judged_world.h"
#include "law_formula.h"
#include "licet/base/text.h"
#include "search.h"
#include "touched.h"

namespace licet::prove {

using decide::Verdict;
using law::Direction;
using law::NormIndex;
using law::RuleSet;

namespace {

// The most worlds that are looked at on one day before the day is given up.
constexpr int kMostWorlds = 40;
// The most norms that an amendment may touch: the chart and the groups touch all the rows.
constexpr std::size_t kMostNorms = 400;

// One question: a transaction that `free` lets go and `strict` stops.
struct Sides {
  const RuleSet& strict;
  const RuleSet& free;
};

class Whole {
 public:
  Whole(const law::RulesAsWritten& before, const law::RulesAsWritten& after, unsigned effort)
      : before_(before.rules), after_(after.rules), search_(before_, after_, effort),
        courts_{Court(before_), Court(after_)}, amendment_(law::amendment(before, after)),
        touched_(touched_by(amendment_, before_, after_)), terms_(touched_.norms) {}

  WholeProof run(MayDo may) {
    if (!amendment_.everything.empty())
      return {std::nullopt, cat(amendment_.everything, " may turn any answer"), {}, {}, 0};
    if (touched_.norms.size() > kMostNorms)
      return {std::nullopt, cat(touched_.norms.size(), " norms hang on it; at most ", kMostNorms,
                                " are put to the solver together"), {}, {}, 0};
    const bool looser = may.looser && find({before_, after_}, proof_.looser);
    const bool tighter = may.tighter && find({after_, before_}, proof_.tighter);
    if (why_not_.empty())
      proof_.direction = looser && tighter ? Direction::kBoth
                         : looser          ? Direction::kLoosens
                         : tighter         ? Direction::kTightens
                                           : Direction::kEqual;
    proof_.why_not = proof_.direction ? "" : why_not_;
    return std::move(proof_);
  }

 private:
  bool find(const Sides& sides, std::optional<Turned>& found) {
    for (const std::vector<Day>& days : touched_.days) {
      // What only masks the change has no say here: where even so nothing turns, nothing does.
      if (!may_turn(sides, days.front())) continue;
      for (Day day : days)
        if ((found = turned_on(sides, day))) return true;
    }
    if (touched_.scope && why_not_.empty())
      why_not_ = "what is in scope turns, and not every requirement was looked at";
    if (touched_.left_out > 0 && why_not_.empty())
      why_not_ = cat(touched_.left_out, " rows of the control list were not looked at");
    return false;
  }

  bool may_turn(const Sides& sides, Day day) {
    return ask(sides, day, touched_.norms, false, nullptr) != z3::unsat;
  }

  std::optional<Turned> turned_on(const Sides& sides, Day day) {
    for (int tries = 0; tries < kMostWorlds; ++tries) {
      Facts facts;
      const z3::check_result result = ask(sides, day, terms_, with_scope_, &facts);
      if (result == z3::unsat) return std::nullopt;
      if (result == z3::unknown) break;
      const JudgedWorld world = world_of(facts);
      const Verdict before = courts_[0].rule(world, day), after = courts_[1].rule(world, day);
      if (turns(sides, before, after)) return least(sides, {world.frame, day, before, after});
      if (!learn(sides, world, day)) {
        why_not_ = "the case that the solver found hangs on facts that follow from others";
        return std::nullopt;
      }
    }
    why_not_ = "the solver gave up";
    return std::nullopt;
  }

  bool turns(const Sides& sides, Verdict before, Verdict after) const {
    if (&sides.free == &before_) std::swap(before, after);
    return !decide::may_proceed(before) && decide::may_proceed(after);
  }

  // The example without what it need not say: both verdicts stay.
  Turned least(const Sides& sides, Turned example) {
    for (const std::string& fact : facts_of(example.frame)) {
      const law::FactFrame shorter = without(example.frame, fact);
      const Verdict before = courts_[0].rule({shorter}, example.day);
      const Verdict after = courts_[1].rule({shorter}, example.day);
      if (turns(sides, before, after) && before == example.before && after == example.after)
        example.frame = shorter;
    }
    return example;
  }

  // What stops the transaction although the amendment does not touch it; nothing new = false.
  bool learn(const Sides& sides, const JudgedWorld& world, Day day) {
    bool fresh = false;
    for (const std::string& id : what_stops(sides.free, world, day))
      fresh |= terms_.insert(id).second;
    if (!fresh && !with_scope_) return with_scope_ = true;
    return fresh;
  }

  static std::set<NormIndex> indices(const RuleSet& rules, const std::set<std::string>& ids) {
    std::set<NormIndex> found;
    for (const std::string& id : ids)
      if (const law::Norm* norm = rules.find(id))
        found.insert(NormIndex(norm - rules.norms().data()));
    return found;
  }

  // Is there a transaction that the norms so named turn? `facts`: a quiet one, or null for none.
  z3::check_result ask(const Sides& sides, Day day, const std::set<std::string>& ids, bool scope,
                       Facts* facts) {
    scope |= touched_.scope;
    LawOfDay strict(sides.strict, day), free(sides.free, day);
    const auto theirs = indices(sides.free, ids);
    const auto ours = indices(sides.strict, touched_.scope ? ids : touched_.norms);
    strict.take_in(ours);
    free.take_in(theirs);
    if (scope) {
      strict.take_in(scope_of(sides.strict));
      free.take_in(scope_of(sides.free));
    }
    Conditions conditions(before_, after_);
    strict.add_to(conditions);
    free.add_to(conditions);
    conditions.link_codes(known_codes(strict, free), answers_);
    z3::context& context = context_;
    Variables variables(context, conditions);
    strict.speak_of(context, variables);
    free.speak_of(context, variables);
    const z3::expr going = goes(context, free, sides.free, theirs, scope);
    const Formula stopping = stops(context, strict, sides.strict, ours, scope);
    ++proof_.asked;
    if (facts == nullptr)
      return search_.check_at_all(context, variables, going && stopping.possible);
    // One that is surely stopped is the clearer example; where there is none, any will do.
    const z3::check_result result =
        search_.check_quietly(context, variables, going && stopping.sure, *facts);
    if (result == z3::sat) return result;
    return search_.check_quietly(context, variables, going && stopping.possible, *facts);
  }

  std::set<std::string> known_codes(const LawOfDay& one, const LawOfDay& other) const {
    std::set<std::string> codes = one.codes();
    codes.insert(other.codes().begin(), other.codes().end());
    std::erase_if(codes, [&](const std::string& code) {
      return !knows_code(before_, code) && !knows_code(after_, code);
    });
    codes.insert("EAR99");
    return codes;
  }

  static Formula scope(z3::context& context, LawOfDay& law, const RuleSet& rules,
                       law::ScopeEffect effect) {
    Formula any{context.bool_val(false), context.bool_val(false)};
    for (NormIndex norm : scope_of(rules))
      if (rules.norm(norm).effect == effect) any = either(any, law.holds(norm));
    return any;
  }

  // As decide::Judge does it: what is out goes; else it must be in, and not left to a person.
  static z3::expr scoped(z3::context& context, LawOfDay& law, const RuleSet& rules) {
    const Formula in = scope(context, law, rules, law::ScopeEffect::kIn);
    const Formula refer = scope(context, law, rules, law::ScopeEffect::kRefer);
    const Formula out = scope(context, law, rules, law::ScopeEffect::kOut);
    return !refer.possible && (in.sure || (in.possible && out.possible));
  }

  // By what it asks for or forbids, scope aside.
  static Formula halts(z3::context& context, LawOfDay& law, const RuleSet& rules,
                       const std::set<NormIndex>& terms) {
    Formula any{context.bool_val(false), context.bool_val(false)};
    for (NormIndex norm : terms) {
      if (rules.norm(norm).kind == law::NormKind::kScope) continue;
      const bool duty = rules.norm(norm).kind == law::NormKind::kDuty;
      any = either(any, duty ? law.waits(norm) : law.blocks(norm));
    }
    return any;
  }

  static z3::expr goes(z3::context& context, LawOfDay& law, const RuleSet& rules,
                       const std::set<NormIndex>& terms, bool with_scope) {
    const z3::expr inside = !halts(context, law, rules, terms).possible;
    if (!with_scope) return inside;
    return scope(context, law, rules, law::ScopeEffect::kOut).sure ||
           (inside && scoped(context, law, rules));
  }

  static Formula stops(z3::context& context, LawOfDay& law, const RuleSet& rules,
                       const std::set<NormIndex>& terms, bool with_scope) {
    const Formula any = halts(context, law, rules, terms);
    if (!with_scope) return any;
    const Formula out = scope(context, law, rules, law::ScopeEffect::kOut);
    return {any.sure && !out.possible,
            !out.sure && (any.possible || !scoped(context, law, rules))};
  }

  const RuleSet& before_;
  const RuleSet& after_;
  z3::context context_;  // one for all questions: to clear one costs more than to ask it
  Answers answers_;
  Search search_;
  Court courts_[2];
  law::Amendment amendment_;
  Touched touched_;
  std::set<std::string> terms_;  // ids of what the formulas speak of so far
  bool with_scope_ = false;
  std::string why_not_;
  WholeProof proof_;
};

}  // namespace

std::string in_words(const Turned& turned) {
  return cat(in_words(turned.frame, turned.day), ": ", decide::to_string(turned.before), ", then ",
             decide::to_string(turned.after));
}

WholeProof prove_whole(const law::RulesAsWritten& before, const law::RulesAsWritten& after,
                       MayDo may, unsigned effort) {
  try {
    return Whole(before, after, effort).run(may);
  } catch (const z3::exception& thrown) {
    return {std::nullopt, cat("the solver failed: ", thrown.msg()), {}, {}, 0};
  }
}

}  // namespace licet::prove
