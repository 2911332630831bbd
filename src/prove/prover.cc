#include "licet/prove/prover.h"

#include <algorithm>
#include <set>

#include "licet/base/text.h"
#include "licet/law/interpreter.h"
#include "search.h"

namespace licet::prove {

using law::Norm;
using law::NormKind;
using law::Tri;

namespace {

// Which way the law moves when the norm applies to more: up = it stops more.
enum class Pull { kStops, kFrees, kNothing, kUnclear };

Pull pull_of_targets(const law::RuleSet& rules, const Norm& norm);

// What the norm pulls by being there; `kUnclear` where more of it can do both.
Pull pull_of(const law::RuleSet& rules, const Norm& norm) {
  switch (norm.kind) {
    case NormKind::kRequirement:
    case NormKind::kProhibition: return Pull::kStops;
    case NormKind::kException:
    case NormKind::kGeneralAuthorisation:
    case NormKind::kLicence: return Pull::kFrees;
    case NormKind::kDuty: return norm.hold ? Pull::kUnclear : Pull::kNothing;
    case NormKind::kBar:
    case NormKind::kCarveOut: return pull_of_targets(rules, norm);
    case NormKind::kScope: break;
  }
  if (norm.effect == law::ScopeEffect::kOut) return Pull::kFrees;
  return norm.effect == law::ScopeEffect::kRefer ? Pull::kStops : Pull::kUnclear;
}

Pull turned(Pull pull) {
  if (pull == Pull::kStops) return Pull::kFrees;
  return pull == Pull::kFrees ? Pull::kStops : pull;
}

// The other way than what it defeats, where all of that pulls one way.
Pull pull_of_targets(const law::RuleSet& rules, const Norm& norm) {
  std::set<Pull> found;
  for (law::NormIndex other = 0; other < rules.norms().size(); ++other)
    for (law::NormIndex attacker : rules.defeaters_of(other))
      if (&rules.norm(attacker) == &norm) found.insert(turned(pull_of(rules, rules.norm(other))));
  if (found.empty()) return Pull::kNothing;
  return found.size() == 1 ? *found.begin() : Pull::kUnclear;
}

bool grows(const std::vector<std::string>& from, const std::vector<std::string>& to) {
  return std::all_of(from.begin(), from.end(), [&](const std::string& one) {
    return std::find(to.begin(), to.end(), one) != to.end();
  });
}

// What of the two is the same in every answer, or moves it one way only.
struct Moves {
  bool looser = false, tighter = false;
  std::string unclear;

  void note(bool stops_more) { (stops_more ? tighter : looser) = true; }
};

std::vector<std::string> policies(const Norm& norm) {
  std::vector<std::string> found;
  for (const law::PolicyRule& rule : norm.policy) {
    std::string text = cat(rule.policy, " ", to_string(rule.span));
    for (const law::Cell& cell : rule.when) text += cat(" ", cell.fact, " ", cell.text);
    found.push_back(std::move(text));
  }
  return found;
}

// Fields beside the conditions. `pull`: of the norm.
void compare_fields(const Norm& before, const Norm& after, Pull pull, Moves& moves) {
  const auto same = [&](bool equal, const char* field) {
    if (!equal && moves.unclear.empty()) moves.unclear = cat("`", field, "` changed");
  };
  same(before.kind == after.kind, "kind");
  same(before.effect == after.effect, "effect");
  same(before.reason == after.reason, "reason");
  same(before.untranslatable == after.untranslatable, "untranslatable");
  same(before.authority == after.authority, "authority");
  same(before.rests_on == after.rests_on, "rests_on");
  same(before.hold == after.hold, "hold");
  same(before.for_verdicts == after.for_verdicts, "for_verdicts");
  same(before.unverified_history == after.unverified_history, "history");
  same(before.reads == after.reads, "reads");
  same(before.conditions == after.conditions, "conditions");
  same(before.referrals == after.referrals, "referrals");
  same(policies(before) == policies(after), "policy");
  const auto reach = [&](const auto& from, const auto& to, const char* field, Pull more) {
    if (from == to) return;
    const bool wider = grows(from, to), narrower = grows(to, from);
    if (wider == narrower || (more != Pull::kStops && more != Pull::kFrees))
      return same(false, field);
    moves.note((more == Pull::kStops) == wider);
  };
  reach(before.overcomes, after.overcomes, "overcomes", Pull::kFrees);
  reach(before.defeats, after.defeats, "defeats", pull);
  reach(before.spares, after.spares, "spares", turned(pull));
}

std::string words_of(const law::FactMap& facts, std::string_view prefix) {
  std::string text;
  for (const auto& [name, value] : facts) {
    const auto* words = std::get_if<law::Words>(&value);
    if (words != nullptr && words->empty()) continue;
    text += cat(prefix, name, " ", printable(law::to_string(value), 80), ", ");
  }
  return text;
}

}  // namespace

std::string in_words(const law::FactFrame& frame, Day day) {
  std::string text = words_of(frame.question, "");
  for (const auto& line : frame.lines) text += words_of(line.facts, "item.");
  for (const auto& party : frame.parties) {
    text += words_of(party.facts, "party.");
    for (const auto& row : party.listings) text += words_of(row.facts, "listing.");
  }
  for (const auto& licence : frame.licences) text += words_of(licence.by_line[0], "licence.");
  return cat(text, "on ", to_string(day));
}

std::string in_words(const Example& example) { return in_words(example.frame, example.day); }

namespace {

constexpr const char* kHangs =
    "the case that the solver found hangs on facts that follow from others";

}  // namespace

class Prover::State {
 public:
  State(const law::RuleSet& before, const law::RuleSet& after, unsigned effort)
      : before_(before), after_(after), search_(before, after, effort) {}

  Proof compare(const Norm* before, const Norm* after) {
    std::vector<DayPair> days;
    for (Day day : search_.days_of(search_.conditions_of({before, after}), before, after))
      days.push_back({day, day});
    return compare(before, after, days);
  }

  Proof across(const Norm* before, const Norm* after, Day day) {
    return compare(before, after, {{day.plus(-1), day}});
  }

  std::optional<bool> can_apply(const Norm& norm) { return can_stand(norm, {}); }

  Meeting meeting(const Norm& a, const Norm& b) {
    std::vector<DayPair> days;
    for (Day day : search_.days_of(search_.conditions_of({&a, &b}), &a, &b))
      if (Search::may_be_in_force(&a, day) && Search::may_be_in_force(&b, day))
        days.push_back({day, day});
    return meeting_on(a, b, days, {});
  }

  Meeting gap(const Norm& earlier, const Norm& later, const std::vector<const Norm*>& others) {
    const Day end = earlier.in_force.until;
    return meeting_on(earlier, later, {{end.plus(-1), later.in_force.from}}, {end, others});
  }

  // A bar that something else can lift is none that surely stands.
  std::optional<bool> can_serve(law::NormIndex authority) {
    std::vector<const Norm*> defeaters;
    for (law::NormIndex one : after_.defeaters_of(authority))
      if (after_.defeaters_of(one).empty() && after_.supports_of(one).empty())
        defeaters.push_back(&after_.norm(one));
    return can_stand(after_.norm(authority), defeaters);
  }

 private:
  struct DayPair {
    Day before, after;
  };

  Proof compare(const Norm* before, const Norm* after, const std::vector<DayPair>& days) {
    Moves moves;
    const Pull pull = after != nullptr ? pull_of(after_, *after) : pull_of(before_, *before);
    if (before != nullptr && pull_of(before_, *before) != pull)
      moves.unclear = "what it defeats changed";
    if (before != nullptr && after != nullptr) compare_fields(*before, *after, pull, moves);
    Proof proof;
    if (moves.unclear.empty()) find_examples(before, after, days, pull, moves, proof);
    if (!moves.unclear.empty()) {
      proof.why_not = moves.unclear;
      return proof;
    }
    using law::Direction;
    proof.direction = moves.looser && moves.tighter ? Direction::kBoth
                      : moves.looser                ? Direction::kLoosens
                      : moves.tighter               ? Direction::kTightens
                                                    : Direction::kEqual;
    return proof;
  }

  // Norms that must not apply, and when.
  struct Apart {
    Day day;
    std::vector<const Norm*> norms;
  };

  Meeting meeting_on(const Norm& a, const Norm& b, const std::vector<DayPair>& days,
                     const Apart& apart) {
    z3::context context;
    std::vector<const Norm*> all = apart.norms;
    all.insert(all.end(), {&a, &b});
    const Conditions conditions = search_.conditions_of(all);
    Variables variables(context, conditions);
    Meeting found{Tri::kFalse, std::nullopt};
    for (const DayPair& day : days) {
      z3::expr wanted = variables.applies(after_, day.before, a, false).sure &&
                        variables.applies(after_, day.after, b, false).sure;
      for (const Norm* other : apart.norms)
        wanted = wanted && !variables.applies(after_, apart.day, *other, false).possible;
      for (const z3::expr& known : variables.all_known()) wanted = wanted && known;
      Facts facts;
      const z3::check_result result = search_.check(context, variables, wanted, &facts);
      if (result == z3::unknown) found.told = Tri::kUnknown;
      if (result != z3::sat) continue;
      const law::FactFrame frame = frame_of(facts);
      const Tri both = std::min(judged(after_, a, frame, day.before),
                                judged(after_, b, frame, day.after));
      if (both == Tri::kTrue) return {Tri::kTrue, Example{frame, day.after, both, both}};
      found.told = Tri::kUnknown;  // it hangs on facts that follow from others
    }
    return found;
  }

  // On some day of its span, and for some transaction of which all is known, with none of the
  // others sure to apply.
  std::optional<bool> can_stand(const Norm& norm, const std::vector<const Norm*>& others) {
    std::vector<const Norm*> all = others;
    all.push_back(&norm);
    z3::context context;
    const Conditions conditions = search_.conditions_of(all);
    Variables variables(context, conditions);
    bool told = true;
    std::vector<Day> days = search_.days_of(conditions, nullptr, &norm);
    for (const Norm* other : others)
      for (Day day : search_.days_of(conditions, nullptr, other))
        if (Search::may_be_in_force(&norm, day)) days.push_back(day);
    for (const Norm* other : others)  // the day after a bar ends
      if (Search::may_be_in_force(&norm, other->in_force.until))
        days.push_back(other->in_force.until);
    for (Day day : days) {
      z3::expr wanted = variables.applies(after_, day, norm, false).possible;
      for (const Norm* other : others)
        if (Search::may_be_in_force(other, day))
          wanted = wanted && !variables.applies(after_, day, *other, false).sure;
      for (const z3::expr& known : variables.all_known()) wanted = wanted && known;
      switch (search_.check(context, variables, wanted, nullptr)) {
        case z3::sat: return true;
        case z3::unsat: break;
        case z3::unknown: told = false;
      }
    }
    return told ? std::optional(false) : std::nullopt;
  }

  void find_examples(const Norm* before, const Norm* after, const std::vector<DayPair>& days,
                     Pull pull, Moves& moves, Proof& proof) {
    if (pull == Pull::kNothing) {
      moves.unclear = "what it asks for stands beside the verdict";
      return;
    }
    if (pull == Pull::kUnclear) {
      moves.unclear = "what more of it does is not known";
      return;
    }
    z3::context context;
    const Conditions conditions = search_.conditions_of({before, after});
    Variables variables(context, conditions);
    // Examples of which all is known are the clearer ones; where there is none, any will do.
    for (bool known : {true, false}) {
      for (const DayPair& day : days) {
        const Formula nothing{context.bool_val(false), context.bool_val(false)};
        const Formula old_one = before ? effect(variables, before_, day.before, *before) : nothing;
        const Formula new_one = after ? effect(variables, after_, day.after, *after) : nothing;
        for (bool more : {true, false}) {
          std::optional<Example>& example = more == (pull == Pull::kStops) ? proof.tighter
                                                                           : proof.looser;
          if (example || !moves.unclear.empty()) continue;
          Facts facts;
          z3::expr wanted = more ? above(new_one, old_one) : above(old_one, new_one);
          if (known)
            for (const z3::expr& one : variables.all_known()) wanted = wanted && one;
          const z3::check_result result = search_.check(context, variables, wanted, &facts);
          if (result == z3::unknown) moves.unclear = "the solver gave up";
          if (result != z3::sat) continue;
          example = confirmed(before, after, frame_of(facts), day, more);
          if (!example && !known)
            moves.unclear = kHangs;
        }
      }
    }
    moves.tighter |= proof.tighter.has_value();
    moves.looser |= proof.looser.has_value();
  }

  static bool ready_counts(const Norm& norm) { return norm.is_authority(); }
  static Formula effect(Variables& variables, const law::RuleSet& rules, Day day,
                        const Norm& norm) {
    return variables.applies(rules, day, norm, ready_counts(norm));
  }

  // The interpreter's word on the same facts.
  std::optional<Example> confirmed(const Norm* before, const Norm* after, law::FactFrame frame,
                                   const DayPair& day, bool more) const {
    const Tri old_one = before ? judged(before_, *before, frame, day.before) : Tri::kFalse;
    const Tri new_one = after ? judged(after_, *after, frame, day.after) : Tri::kFalse;
    if (more ? new_one <= old_one : old_one <= new_one) return std::nullopt;
    return Example{std::move(frame), day.after, old_one, new_one};
  }

  static Tri judged(const law::RuleSet& rules, const Norm& norm, law::FactFrame frame, Day day) {
    if (!norm.entry.empty()) {  // its rows are asked for by the code
      law::FactMap& item = frame.lines[0].facts;
      const auto code = item.find("eccn");
      if (code == item.end() || !law::to_string(code->second).starts_with(norm.entry))
        say(frame, "item.eccn", norm.entry);
    }
    Tri most = Tri::kFalse;
    for (const law::Instance& one : law::judge_alone(rules, norm, frame, 0, {day, false}))
      most = std::max(most, ready_counts(norm) ? std::min(one.applies.value, one.ready.value)
                                               : one.applies.value);
    return most;
  }

  const law::RuleSet& before_;
  const law::RuleSet& after_;
  Search search_;
};

Prover::Prover(const law::RuleSet& before, const law::RuleSet& after, unsigned effort)
    : state_(std::make_unique<State>(before, after, effort)) {}
Prover::~Prover() = default;

namespace {

// What the solver throws proves nothing.
template <class Ask>
Proof or_unproved(const Ask& ask) {
  try {
    return ask();
  } catch (const z3::exception& thrown) {
    return {std::nullopt, cat("the solver failed: ", thrown.msg()), {}, {}};
  }
}

template <class Ask>
std::optional<bool> or_unknown(const Ask& ask) {
  try {
    return ask();
  } catch (const z3::exception&) {
    return std::nullopt;
  }
}

}  // namespace

Proof Prover::compare(const law::Norm* before, const law::Norm* after) {
  return or_unproved([&] { return state_->compare(before, after); });
}
Proof Prover::across(const law::Norm* before, const law::Norm* after, Day day) {
  return or_unproved([&] { return state_->across(before, after, day); });
}
Prover::Meeting Prover::meeting(const Norm& a, const Norm& b) {
  try {
    return state_->meeting(a, b);
  } catch (const z3::exception&) {
    return {};
  }
}
Prover::Meeting Prover::gap(const Norm& earlier, const Norm& later,
                            const std::vector<const Norm*>& others) {
  try {
    return state_->gap(earlier, later, others);
  } catch (const z3::exception&) {
    return {};
  }
}
std::optional<bool> Prover::can_serve(law::NormIndex authority) {
  return or_unknown([&] { return state_->can_serve(authority); });
}
std::optional<bool> Prover::can_apply(const law::Norm& norm) {
  return or_unknown([&] { return state_->can_apply(norm); });
}

}  // namespace licet::prove
