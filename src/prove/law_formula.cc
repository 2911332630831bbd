#include "law_formula.h"

namespace licet::prove {

using law::NormIndex;

std::set<NormIndex> cone_of(const law::RuleSet& rules, const std::set<NormIndex>& norms) {
  std::set<NormIndex> cone;
  std::vector<NormIndex> open(norms.begin(), norms.end());
  while (!open.empty()) {
    const NormIndex norm = open.back();
    open.pop_back();
    if (!cone.insert(norm).second) continue;
    for (const auto& edges :
         {rules.defeaters_of(norm), rules.supports_of(norm), rules.authorities_over(norm)})
      open.insert(open.end(), edges.begin(), edges.end());
  }
  return cone;
}

void LawOfDay::take_in(const std::set<NormIndex>& norms) {
  for (NormIndex norm : cone_of(rules_, norms)) {
    const law::Norm& written = rules_.norm(norm);
    const bool may = !written.reads.empty() ||
                     law::force_on(written, day_) == law::Force::kInForce;
    if (may && !norms_.contains(norm)) norms_.emplace(norm, plainly_.norm(written));
  }
}

void LawOfDay::add_to(Conditions& conditions) const {
  for (const auto& [index, norm] : norms_) {
    for (const law::Cell& cell : norm.when) conditions.add(cell.test);
    for (const auto& cells : norm.when_any)
      for (const law::Cell& cell : cells) conditions.add(cell.test);
    for (const law::Cell& cell : norm.unless) conditions.add(cell.test);
    for (const law::Requisite& one : norm.require) conditions.add(one.cell.test);
    if (!norm.reads.empty()) conditions.add_days(norm.reads, norm);
  }
  for (const auto& [fact, predicate] : plainly_.definitions()) {
    conditions.define(fact);
    conditions.add(predicate);
  }
}

void LawOfDay::speak_of(z3::context& context, Variables& variables) {
  context_ = &context;
  variables_ = &variables;
  held_.clear();
  serving_.clear();
  std::set<std::string> begun;  // each after those that it reads
  for (const auto& [fact, predicate] : plainly_.definitions()) define(fact, begun);
}

void LawOfDay::define(const std::string& fact, std::set<std::string>& begun) {
  const auto it = plainly_.definitions().find(fact);
  if (it == plainly_.definitions().end() || !begun.insert(fact).second) return;
  for_each_test(it->second, [&](const law::Test& test) { define(test.fact, begun); });
  variables_->define(rules_, fact, variables_->predicate(rules_, day_, it->second));
}

Formula LawOfDay::never() const { return {context_->bool_val(false), context_->bool_val(false)}; }

Formula LawOfDay::applies(NormIndex index, bool ready) {
  const auto it = norms_.find(index);
  if (it == norms_.end()) return never();
  const law::Norm& norm = it->second;
  Formula formula = variables_->applies(rules_, day_, norm, ready);
  const auto needs = [&](bool needed, const char* what) {
    if (!needed) return;
    const z3::expr there = variables_->there_is(what);
    formula = both(formula, {there, there});
  };
  needs(norm.binds.party, kHasParty);
  needs(norm.binds.listing, kHasListing);
  needs(norm.binds.licence, kHasLicence);
  return formula;
}

Formula LawOfDay::any_of(std::span<const NormIndex> norms, bool ready) {
  Formula any = never();
  for (NormIndex norm : norms)
    if (norms_.contains(norm))
      any = either(any, ready ? serves(norm) : holds(norm));
  return any;
}

const Formula& LawOfDay::serves(NormIndex norm) {
  if (const auto it = serving_.find(norm); it != serving_.end()) return it->second;
  return serving_.emplace(norm, both(holds(norm), applies(norm, true))).first->second;
}

const Formula& LawOfDay::holds(NormIndex norm) {
  if (const auto it = held_.find(norm); it != held_.end()) return it->second;
  Formula formula = both(applies(norm, false), negated(any_of(rules_.defeaters_of(norm), false)));
  if (const auto supports = rules_.supports_of(norm); !supports.empty())
    formula = both(formula, any_of(supports, false));
  return held_.emplace(norm, formula).first->second;
}

Formula LawOfDay::blocks(NormIndex requirement) {
  if (!norms_.contains(requirement)) return never();
  return both(holds(requirement),
              negated(any_of(rules_.authorities_over(requirement), true)));
}

Formula LawOfDay::waits(NormIndex duty) {
  if (!norms_.contains(duty)) return never();
  return both(holds(duty), negated(applies(duty, true)));
}

}  // namespace licet::prove
