#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "licet/law/casebook.h"
#include "licet/law/evaluator.h"
#include "licet/law/interpreter.h"
#include "licet/law/label.h"
#include "licet/law/rule_set.h"

// The compiled form of a rule set, which judges in a microsecond what interpret_reference (the twin
// that it must equal) judges in a few hundred. Conditions on one fact become bitsets over norms, one
// row a value (and, for places, a span of days); all other conditions become small trees over such
// answers. See src/law/README.md.
namespace licet::law {

struct Program;  // kernel_program.h

// Immutable; any number of threads. Keeps the rules alive.
class Kernel {
 public:
  // `strict`: nothing is assumed, as AsOf::strict.
  Kernel(std::shared_ptr<const RuleSet> rules, bool strict);
  ~Kernel();
  Kernel(const Kernel&) = delete;
  Kernel& operator=(const Kernel&) = delete;

  const RuleSet& rules() const { return *rules_; }
  bool strict() const { return strict_; }
  const Program& program() const { return *program_; }

 private:
  std::shared_ptr<const RuleSet> rules_;
  bool strict_;
  std::unique_ptr<const Program> program_;
};

// One norm judged for one binding (line 0 always); only what holds or may hold is kept.
struct LabelledInstance {
  NormIndex norm = 0;
  std::int32_t party = -1, listing = -1, licence = -1;
  Label applies, holds;
};

// Judges the cases of one casebook. One a thread; reads kernel and casebook, owns its scratch and a
// memo of what single conditions say about single values.
class Desk {
 public:
  Desk(const Kernel& kernel, const Casebook& cases);
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  // Labels of all norms for the case on the law day; valid until the next call. Same as the
  // instances of interpret_reference whose `holds` is not false.
  std::span<const LabelledInstance> judge(CaseId id, Day law_day);
  std::span<const LabelledInstance> judged() const;

  // Of the case judged last: whether all requisites of an instance are met, and whether those that
  // are not could all be cured (known to be unmet, nothing assumed).
  Label ready(const LabelledInstance& instance);
  bool curable(const LabelledInstance& instance);

  // Calls visit(instance) for each live authority over the requirement that is tied to it.
  template <class Visit>
  void each_authority(const LabelledInstance& requirement, const Visit& visit) {
    gather_authorities(requirement);
    for (std::uint32_t index : gathered_) visit(judged()[index]);
  }

 private:
  struct State;
  void gather_authorities(const LabelledInstance& requirement);

  std::unique_ptr<State> state_;
  std::vector<std::uint32_t> gathered_;
};

}  // namespace licet::law
