#pragma once
#include <cstdint>
#include <vector>

#include "licet/law/evaluator.h"
#include "licet/law/facts.h"
#include "licet/law/judgement.h"
#include "licet/law/rule_set.h"

// The plain interpreter: every norm in force, judged for everything it is about, then the attacks
// between them in order. Slow and obvious on purpose: it stays as the twin that faster kernels must
// equal.
namespace licet::law {

struct CellJudgement {
  const Cell* cell;
  Judgement judgement;
};

struct UnmetRequisite {
  const Requisite* requisite;
  Judgement judgement;
};

// One norm judged for one binding.
struct Instance {
  NormIndex norm = 0;
  Binding binding;
  Force force = Force::kInForce;
  Judgement applies;  // in force, and its cells hold
  Judgement holds;    // and nothing defeats it, and what it rests on holds
  std::vector<CellJudgement> cells;
  std::vector<std::uint32_t> defeated_by;  // instances that defeat it, or may
  std::vector<UnmetRequisite> requisites;  // authorities and duties: those not known to be met
  Judgement ready = Judgement::yes();      // all requisites met
};

// Everything the law says about one line.
struct LineOutcome {
  std::vector<Instance> instances;  // in the order of the rules, then of the bindings

  // Authorities over this requirement that are tied to the same things, as indices of instances.
  std::vector<std::uint32_t> authorities(const RuleSet& rules, std::uint32_t requirement) const;
};

// Judges one line of the frame. Authorities out of force are judged too (force says so, holds is
// no), so that an answer can name what is foreclosed by time. Pure.
LineOutcome interpret_reference(const RuleSet& rules, const FactFrame& frame, int line,
                                const AsOf& as_of);

// One norm alone, for everything that it is about: whether its own conditions hold, and what it
// requires besides. Attacks are left out, so `holds` is empty. The norm need not be one of `rules`.
std::vector<Instance> judge_alone(const RuleSet& rules, const Norm& norm, const FactFrame& frame,
                                  int line, const AsOf& as_of);

// May the two speak of the same thing? Where both name a party, list row or licence it must be one.
bool compatible(const Binding& a, const Binding& b);

}  // namespace licet::law
