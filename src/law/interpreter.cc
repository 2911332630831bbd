#include "licet/law/interpreter.h"

#include <map>

#include "licet/base/text.h"

namespace licet::law {
namespace {

class Interpreter {
 public:
  Interpreter(const RuleSet& rules, const FactFrame& frame, int line, const AsOf& as_of)
      : rules_(rules), frame_(frame), line_(line), judge_(rules, frame, as_of) {}

  LineOutcome run() {
    for (NormIndex norm : rules_.general_norms()) add_instances(norm, rules_.norm(norm));
    for (NormIndex norm : rules_.rows_of(entry())) add_instances(norm, rules_.norm(norm));
    by_norm_.clear();
    for (std::uint32_t i = 0; i < outcome_.instances.size(); ++i)
      by_norm_[outcome_.instances[i].norm].push_back(i);
    settled_.assign(outcome_.instances.size(), false);
    for (std::uint32_t i = 0; i < outcome_.instances.size(); ++i) settle(i);
    return std::move(outcome_);
  }

  std::vector<Instance> alone(const Norm& norm) {
    add_instances(0, norm);
    return std::move(outcome_.instances);
  }

 private:
  std::string entry() const {
    const Value eccn = judge_.value("item.eccn", {line_});
    const auto* code = std::get_if<std::string>(&eccn);
    return code == nullptr ? "" : code->substr(0, code->find('.'));
  }

  void add_instances(NormIndex index, const Norm& norm) {
    if (norm.binds.licence) {
      for (int k = 0; k < int(frame_.licences.size()); ++k) add(index, norm, {line_, -1, -1, k});
      return;
    }
    if (!norm.binds.party) return add(index, norm, {line_});
    for (int p = 0; p < int(frame_.parties.size()); ++p) {
      if (!norm.binds.listing) {
        add(index, norm, {line_, p});
        continue;
      }
      const auto& rows = frame_.parties[std::size_t(p)].listings;
      for (int k = 0; k < int(rows.size()); ++k)
        if (norm.binds.via || !rows[std::size_t(k)].via_owner)
          add(index, norm, {line_, p, k});
    }
  }

  void add(NormIndex index, const Norm& norm, Binding binding) {
    Instance instance;
    instance.norm = index;
    instance.binding = binding;
    std::vector<Judgement> parts{judge_force(norm, binding, instance.force)};
    const bool shown = norm.is_authority();  // kept out of force, to say why it is foreclosed
    if (parts.front().is_false() && !shown) return;
    if (binding.listing >= 0) parts.push_back(judge_listing(binding));
    judge_cells(norm, instance, parts);
    instance.applies = all_of(parts);
    add_history(norm, instance.applies);
    for (const Requisite& requisite : norm.require) {
      Judgement met = judge_.judge(requisite.cell.test, binding);
      if (!met.is_true()) instance.requisites.push_back({&requisite, met});
      const Judgement both[] = {std::move(instance.ready), std::move(met)};
      instance.ready = all_of(both);
    }
    outcome_.instances.push_back(std::move(instance));
  }

  void judge_cells(const Norm& norm, Instance& instance, std::vector<Judgement>& parts) const {
    for (const Cell& cell : norm.when) {
      Judgement judgement = judge_.judge(cell.test, instance.binding);
      parts.push_back(judgement);
      instance.cells.push_back({&cell, std::move(judgement)});
    }
    if (!norm.when_any.empty()) {
      std::vector<Judgement> any;
      for (const auto& cells : norm.when_any) any.push_back(conjunction(cells, instance.binding));
      parts.push_back(any_of(any));
      if (parts.back().is_false())  // kept, so that an answer can say what failed
        for (const auto& cells : norm.when_any)
          for (const Cell& cell : cells)
            instance.cells.push_back({&cell, judge_.judge(cell.test, instance.binding)});
    }
    if (!norm.unless.empty()) parts.push_back(negate(conjunction(norm.unless, instance.binding)));
  }

  Judgement conjunction(const std::vector<Cell>& cells, const Binding& binding) const {
    std::vector<Judgement> parts;
    for (const Cell& cell : cells) parts.push_back(judge_.judge(cell.test, binding));
    return all_of(parts);
  }

  Judgement judge_force(const Norm& norm, const Binding& binding, Force& force) const {
    Day day = judge_.as_of().law_day;
    if (!norm.reads.empty()) {
      const Value given = judge_.value(norm.reads, binding);
      if (!std::holds_alternative<Day>(given))
        return Judgement::unknown({CauseKind::kMissing, judge_.pointer(norm.reads, binding)});
      day = std::get<Day>(given);
    }
    force = force_on(norm, day);
    if (force != Force::kInForce) return Judgement::no();
    if (norm.contingent_from && *norm.contingent_from <= day)
      return Judgement::yes().resting_on({RestKind::kLawAsKnown, cat("law:", norm.id),
                                          "in force unless an act not yet known says otherwise",
                                          norm.cite.front()});
    return Judgement::yes();
  }

  // Was the row in force that day, and is it this party?
  Judgement judge_listing(const Binding& binding) const {
    const ListingFacts& row =
        frame_.parties[std::size_t(binding.party)].listings[std::size_t(binding.listing)];
    const Day day = judge_.as_of().law_day;
    if (day >= row.until || day < row.possible_from) return Judgement::no();
    std::vector<Judgement> parts;
    if (day < row.certain_from)
      parts.push_back(Judgement::unknown({CauseKind::kListGap, cat(row.pointer, "/from")}));
    if (row.possible_match)
      parts.push_back(Judgement::unknown({CauseKind::kPossibleMatch, cat(row.pointer, "/match")}));
    return all_of(parts);
  }

  // What stands in an issue is taken back to an earlier day only with a note. A row of the control
  // list rests on it either way: in an earlier issue it may have read otherwise.
  void add_history(const Norm& norm, Judgement& applies) const {
    const bool before = judge_.as_of().law_day < rules_.issue_day();
    const bool rests = norm.unverified_history && before &&
                       (!norm.entry.empty() || applies.is_true());
    if (!rests || applies.is_unknown()) return;
    const std::string fact = norm.entry.empty() ? cat("history:", norm.id)
                                                : cat("history:controls/", norm.entry);
    if (judge_.as_of().strict)
      applies = Judgement::unknown({CauseKind::kHistory, fact});
    else
      applies = std::move(applies).resting_on(
          {RestKind::kHistory, fact, cat("as in the issue of ", to_string(rules_.issue_day())),
           norm.cite.front()});
  }

  // Defeats and supports, memoised; the loader has refused circles.
  void settle(std::uint32_t i) {
    if (settled_[i]) return;
    settled_[i] = true;
    Instance& instance = outcome_.instances[i];
    instance.holds = instance.applies;
    if (instance.applies.is_false()) return;
    std::vector<Judgement> attacks;
    each_linked(instance.binding, rules_.defeaters_of(instance.norm), [&](std::uint32_t a) {
      const Judgement& attack = outcome_.instances[a].holds;
      attacks.push_back(attack);  // one that fails by assumption only leaves the assumption behind
      if (attack.is_false()) return;
      outcome_.instances[i].defeated_by.push_back(a);
    });
    std::vector<Judgement> parts{instance.applies, negate(any_of(attacks))};
    if (const auto supports = rules_.supports_of(instance.norm); !supports.empty()) {
      std::vector<Judgement> any;
      each_linked(instance.binding, supports,
                  [&](std::uint32_t s) { any.push_back(outcome_.instances[s].holds); });
      parts.push_back(any_of(any));
    }
    outcome_.instances[i].holds = all_of(parts);
  }

  template <class Visit>
  void each_linked(const Binding& binding, std::span<const NormIndex> norms, const Visit& visit) {
    for (NormIndex norm : norms) {
      const auto it = by_norm_.find(norm);
      if (it == by_norm_.end()) continue;
      for (std::uint32_t other : it->second) {
        if (!compatible(binding, outcome_.instances[other].binding)) continue;
        settle(other);
        visit(other);
      }
    }
  }

  const RuleSet& rules_;
  const FactFrame& frame_;
  int line_;
  Evaluator judge_;
  LineOutcome outcome_;
  std::map<NormIndex, std::vector<std::uint32_t>> by_norm_;
  std::vector<bool> settled_;
};

bool tied(int a, int b) { return a < 0 || b < 0 || a == b; }

}  // namespace

bool compatible(const Binding& a, const Binding& b) {
  return tied(a.party, b.party) && tied(a.listing, b.listing) && tied(a.licence, b.licence);
}

std::vector<std::uint32_t> LineOutcome::authorities(const RuleSet& rules,
                                                    std::uint32_t requirement) const {
  std::vector<std::uint32_t> found;
  const Instance& target = instances[requirement];
  for (NormIndex norm : rules.authorities_over(target.norm))
    for (std::uint32_t i = 0; i < instances.size(); ++i)
      if (instances[i].norm == norm && compatible(instances[i].binding, target.binding))
        found.push_back(i);
  return found;
}

LineOutcome interpret_reference(const RuleSet& rules, const FactFrame& frame, int line,
                                const AsOf& as_of) {
  return Interpreter(rules, frame, line, as_of).run();
}

std::vector<Instance> judge_alone(const RuleSet& rules, const Norm& norm, const FactFrame& frame,
                                  int line, const AsOf& as_of) {
  return Interpreter(rules, frame, line, as_of).alone(norm);
}

}  // namespace licet::law
