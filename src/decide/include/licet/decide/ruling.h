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

// For each norm, a bit for what may authorise it; requirements that the same norms may authorise
// share one, and so may others.
std::vector<std::uint64_t> authority_bits(const law::RuleSet& rules);

// Rules on the cases of one casebook. One a thread.
class Judge {
 public:
  Judge(const law::Kernel& kernel, const law::Casebook& cases)
      : rules_(kernel.rules()), desk_(kernel, cases) {
    note_norms();
  }

  Ruling rule(law::CaseId id, Day law_day);
  // As Desk::learn_from.
  void learn_from(const Judge& other, std::function<bool(std::string_view)> place_differs) {
    desk_.learn_from(other.desk_, std::move(place_differs));
  }
  // Of which requirements the last ruling asked what authorises them, in authority_bits.
  std::uint64_t asked() const { return asked_; }
  // The labels behind the last ruling: the record of why.
  std::span<const law::LabelledInstance> labels() const { return desk_.judged(); }

 private:
  using Label = law::Label;

  // What the verdict needs to know of a norm.
  struct Traits {
    law::NormKind kind;
    Verdict grants = Verdict::kNlr;  // authorities
    std::uint16_t for_verdicts = 0;  // duties: bits; 0 = all
    bool untranslatable = false, requires_any = false;
    bool blocks_elsewhere = false, unclear = false, by_content = false;
  };

  void note_norms();
  const Traits& of(std::uint32_t instance) const {
    return traits_[desk_.instance(instance).norm];
  }
  Label holds(std::uint32_t instance) const { return desk_.instance(instance).holds; }
  void note(Label label);
  Ruling outside();
  void judge_requirement(std::uint32_t requirement);
  Verdict inside_verdict(Label out);
  void judge_scope(Label out, bool stands);
  Verdict add_duties(Verdict verdict);
  Verdict held(std::uint32_t instance, const Traits& duty);
  Verdict settle(Label out);

  const law::RuleSet& rules_;
  law::Desk desk_;
  std::vector<Traits> traits_;
  std::vector<std::uint64_t> authority_bits_;  // by norm
  std::vector<std::uint32_t> requirements_;
  std::uint64_t asked_ = 0;

  bool causes_ = false, person_ = false;  // is anything open; for a person
  bool prohibited_ = false, open_ = false, awaits_ = false;
  Verdict worst_ = Verdict::kNlr;
};

}  // namespace licet::decide
