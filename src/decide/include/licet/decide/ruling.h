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

// Rules on the cases of one casebook. One a thread. Judges no more than the verdict rests on: where
// one requirement is open the others are not looked at, and so on.
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

  // What stands over a requirement: whether anything authorises it, the least that such grants, and
  // whether one would that only waits for a document.
  struct Over {
    Label label = Label::no();
    Verdict grants = Verdict::kProhibited;
    bool waiting = false;
    std::uint64_t of = 0;  // the ruling that it was found for
  };

  void note_norms();
  const Traits& of(std::uint32_t instance) const {
    return traits_[desk_.instance(instance).norm];
  }
  Label holds(std::uint32_t instance) const { return desk_.instance(instance).holds; }
  void note(Label label);
  Ruling outside();
  bool blocked_elsewhere(law::Leading kind);
  void judge_requirements(law::Leading kind);
  void judge_requirement(std::uint32_t requirement);
  const Over& over(std::uint32_t requirement);
  bool is_settled(Label over) const;
  Verdict inside_verdict(Label out);
  Label judge_scope(Label out);
  Verdict add_duties(Verdict verdict);
  Verdict held(std::uint32_t instance, const Traits& duty);
  Verdict settle(Label out);

  const law::RuleSet& rules_;
  law::Desk desk_;
  std::vector<Traits> traits_;
  std::vector<std::uint32_t> authorities_;  // by norm: the number of the set of its authorities
  std::vector<Over> over_;                  // by that number, of what is about no party or licence
  Over bound_;                              // of the last one that is
  std::uint64_t asked_ = 0, ruled_ = 0;

  bool causes_ = false, person_ = false;  // is anything open; for a person
  bool prohibited_ = false, open_ = false, awaits_ = false;
  Verdict worst_ = Verdict::kNlr;
};

}  // namespace licet::decide
