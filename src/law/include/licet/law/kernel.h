#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "licet/law/casebook.h"
#include "licet/law/evaluator.h"
#include "licet/law/interpreter.h"
#include "licet/law/label.h"
#include "licet/law/rule_set.h"

// The compiled form of a rule set, which judges in a microsecond what interpret_reference (the twin
// that it must equal) judges in a few hundred. Conditions on one fact become bitsets over norms, a
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

// One norm judged for one binding; only what applies or may apply is kept.
struct LabelledInstance {
  NormIndex norm = 0;
  std::int32_t party = -1, listing = -1, licence = -1;
  Label applies, holds;
  std::uint32_t context = 0, place = 0;  // of the desk
};

// What a verdict asks for first; everything else is judged when one of these leads to it.
enum class Leading : std::uint8_t {
  kOut = 0, kIn = 1, kRefer = 2,  // scope
  kRequirement = 3,               // rows of the control list too; no prohibitions
  kHold = 4,                      // duties until which the act waits
  kProhibition = 5,
};
inline constexpr std::size_t kLeadings = 6;

// A norm for one binding that no fact taken by itself rules out; not judged yet.
struct Candidate {
  std::uint32_t context = 0, place = 0;  // of the desk
  bool may_be_sure = true;  // no = it may hold at most, whatever judging it says
};
inline constexpr std::uint32_t kNoInstance = ~std::uint32_t(0);

// Judges the cases of one casebook. One a thread; reads kernel and casebook, owns its scratch and a
// memo of what single conditions say about single values.
class Desk {
 public:
  Desk(const Kernel& kernel, const Casebook& cases);
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  // What single facts mean under the two rule sets is the same but for places that differ and
  // days between their days of issue: found out by `other` already, it is not found out again.
  // `other` sits at the same casebook, is as strict, and lives on.
  void learn_from(const Desk& other, std::function<bool(std::string_view)> place_differs);

  // Takes the case up on the law day; what was judged before is forgotten.
  void open(CaseId id, Day law_day);

  // The strongest label among the instances of the kind (requirements: those of the control list
  // left out); once one holds, the others are not judged.
  Label any(Leading kind);
  // Candidates of the kind; valid until the next call.
  std::span<const Candidate> candidates(Leading kind);
  // Those among the authorities over the requirement that are tied to the same things; valid until
  // the next call.
  std::span<const Candidate> authorities(std::uint32_t requirement);
  // Judges it and what it depends on: the number of the instance, or kNoInstance where it does not
  // hold. Once a candidate.
  std::uint32_t judge(Candidate candidate);

  // Whether all requisites of an instance are met, and whether those that are not could all be
  // cured (known to be unmet, nothing assumed).
  Label ready(std::uint32_t instance);
  bool curable(std::uint32_t instance);

  // Does the case say something that can only tighten the answer and that no rule reads?
  bool unread();

  const RuleSet& rules() const;

  // Judges every norm, as interpret_reference does.
  void judge_all();

  // What was judged so far and applies or may: the record behind a verdict.
  std::span<const LabelledInstance> judged() const;
  const LabelledInstance& instance(std::uint32_t number) const { return judged()[number]; }

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace licet::law
