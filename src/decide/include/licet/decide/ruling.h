#pragma once
#include <vector>

#include "licet/decide/verdict.h"
#include "licet/law/kernel.h"

// The verdict alone, from the kernel's labels: what judge_line (finding.h, the twin that it must
// equal) says of a line, without the words. For a million questions, not for one.
namespace licet::decide {

struct Ruling {
  Verdict verdict = Verdict::kIndeterminate;
  bool out_of_scope = false;
  bool names_matter = true;  // as LineFinding
  bool operator==(const Ruling&) const = default;
};

// Lines of many questions, taken in once and ruled on as often as wanted.
class Docket {
 public:
  explicit Docket(const law::Kernel& kernel) : kernel_(kernel), book_(kernel) {}

  // CostLimit as Casebook::add.
  Result<law::CaseId> add(const law::FactFrame& frame, int line);
  void forget_cases();

  const law::Casebook& book() const { return book_; }
  // Is something adverse said that no rule reads?
  bool unread(law::CaseId id) const { return unread_[id]; }

 private:
  const law::Kernel& kernel_;
  law::Casebook book_;
  std::vector<bool> unread_;
};

// Rules on the cases of one docket. One a thread.
class Judge {
 public:
  Judge(const law::Kernel& kernel, const Docket& docket)
      : rules_(kernel.rules()), docket_(docket), desk_(kernel, docket.book()) {
    note_norms();
  }

  Ruling rule(law::CaseId id, Day law_day);
  // The labels behind the last ruling.
  std::span<const law::LabelledInstance> labels() const { return desk_.judged(); }

 private:
  using Instance = law::LabelledInstance;
  using Label = law::Label;

  // What the verdict needs to know of a norm.
  struct Traits {
    law::NormKind kind;
    law::ScopeEffect effect;
    Verdict grants = Verdict::kNlr;    // authorities
    std::uint16_t for_verdicts = 0;    // duties: bits; none = all
    bool requirement = false, untranslatable = false, hold = false, requires_any = false;
    bool blocks_elsewhere = false, unclear = false, by_content = false;
  };

  void note_norms();
  const Traits& of(const Instance& instance) const { return traits_[instance.norm]; }
  void note(Label label);
  bool blocked_elsewhere();
  Ruling outside();
  void judge_requirement(const Instance& requirement);
  Verdict inside_verdict(Label out);
  void judge_scope(Label out, bool stands);
  Verdict add_duties(Verdict verdict);
  Verdict held(const Instance& instance, const Traits& duty);
  Verdict settle(Label out);

  const law::RuleSet& rules_;
  const Docket& docket_;
  law::Desk desk_;
  std::vector<Traits> traits_;

  std::span<const Instance> instances_;
  bool causes_ = false, person_ = false;  // is anything open; for a person
  bool prohibited_ = false, open_ = false, awaits_ = false;
  Verdict worst_ = Verdict::kNlr;
};

}  // namespace licet::decide
