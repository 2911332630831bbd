#include "licet/decide/ruling.h"

#include <algorithm>

#include "licet/decide/finding.h"
#include "unread.h"

namespace licet::decide {

using law::Label;
using law::Norm;
using law::NormKind;
using law::ScopeEffect;

Result<law::CaseId> Docket::add(const law::FactFrame& frame, int line) {
  LICET_TRY(id, book_.add(frame, line));
  unread_.push_back(!unread_words(kernel_.rules(), frame, line).empty());
  return id;
}

void Docket::forget_cases() {
  book_.forget_cases();
  unread_.clear();
}

void Judge::note_norms() {
  for (const Norm& norm : rules_.norms()) {
    Traits traits{norm.kind, norm.effect};
    if (norm.is_authority()) traits.grants = verdict_of_authority(norm);
    for (int verdict = 1; verdict <= int(Verdict::kProhibited); ++verdict)
      for (const std::string& word : norm.for_verdicts)
        if (word == to_string(Verdict(verdict)))
          traits.for_verdicts = std::uint16_t(traits.for_verdicts | 1u << verdict);
    if (!norm.for_verdicts.empty()) traits.for_verdicts = std::uint16_t(traits.for_verdicts | 1u);
    traits.requirement = norm.is_requirement();
    traits.untranslatable = norm.untranslatable;
    traits.hold = norm.hold;
    traits.requires_any = !norm.require.empty();
    traits.blocks_elsewhere = norm.reason == "ofac_blocked";
    traits.unclear = norm.reason == "classification_unclear";
    traits.by_content = std::any_of(norm.when.begin(), norm.when.end(), [](const law::Cell& cell) {
      return cell.fact == "item.de_minimis";
    });
    traits_.push_back(traits);
  }
}

void Judge::note(Label label) {
  if (!label.is_unknown()) return;
  causes_ = true;
  person_ |= label.person();
}

Ruling Judge::rule(law::CaseId id, Day law_day) {
  instances_ = desk_.judge(id, law_day);
  causes_ = person_ = prohibited_ = open_ = awaits_ = false;
  worst_ = Verdict::kNlr;
  Label out = Label::no();
  for (const Instance& instance : instances_)
    if (of(instance).effect == ScopeEffect::kOut) out = either(out, instance.holds);
  if (out.is_true()) return outside();
  for (const Instance& instance : instances_)
    if (of(instance).requirement && !instance.holds.is_false()) judge_requirement(instance);
  if (docket_.unread(id)) note(Label::for_a_person());
  return {settle(out), false, true};
}

// Outside the EAR another agency may still block: that is never a yes beside a footnote.
bool Judge::blocked_elsewhere() {
  return std::any_of(instances_.begin(), instances_.end(), [&](const Instance& instance) {
    const Traits& norm = of(instance);
    return (norm.blocks_elsewhere && !instance.holds.is_false()) ||
           (norm.unclear && instance.holds.is_true());
  });
}

Ruling Judge::outside() {
  if (blocked_elsewhere()) return {Verdict::kRefer, false, true};
  const bool names_matter =
      std::none_of(instances_.begin(), instances_.end(), [&](const Instance& instance) {
        const Traits& norm = of(instance);
        return norm.effect == ScopeEffect::kOut && instance.holds.is_true() && !norm.by_content;
      });
  return {Verdict::kNotSubject, true, names_matter};
}

// How the requirement stands, added to what stands already.
void Judge::judge_requirement(const Instance& requirement) {
  const Traits& norm = of(requirement);
  Label over = Label::no();
  Verdict grants = Verdict::kProhibited;
  bool waiting = false;
  desk_.each_authority(requirement, [&](const Instance& authority) {
    const Label ready = desk_.ready(authority);
    const Label serves = both(authority.holds, ready);
    over = either(over, serves);
    if (serves.is_true())
      grants = std::min(grants, of(authority).grants);
    else if (authority.holds.is_true() && desk_.curable(authority))
      waiting = true;
  });
  const bool sure = requirement.holds.is_true();
  if (over.is_true() && norm.kind != NormKind::kProhibition) {
    worst_ = std::max(worst_, grants);
  } else if (sure && norm.untranslatable) {
    note(Label::for_a_person());
  } else if (sure && over.is_false()) {
    prohibited_ |= !waiting && norm.kind == NormKind::kProhibition;
    (waiting ? awaits_ : open_) = true;
  } else {
    if (!sure) note(requirement.holds);
    note(over);
  }
}

// It may be outside the regime altogether: that changes nothing where it may proceed anyway.
Verdict Judge::settle(Label out) {
  const Verdict inside = inside_verdict(out);
  const bool matters = out.is_unknown() && inside > Verdict::kIndeterminate;
  if (!matters || inside == Verdict::kRefer) return inside;
  return out.person() ? Verdict::kRefer : Verdict::kIndeterminate;
}

Verdict Judge::inside_verdict(Label out) {
  if (prohibited_) return Verdict::kProhibited;
  judge_scope(out, open_ || awaits_);
  if (open_) return add_duties(Verdict::kLicenceRequired);
  if (person_) return add_duties(Verdict::kRefer);
  if (causes_) return add_duties(Verdict::kIndeterminate);
  return add_duties(awaits_ ? Verdict::kHold : worst_);
}

void Judge::judge_scope(Label out, bool stands) {
  Label in = Label::no(), refer = Label::no();
  for (const Instance& instance : instances_) {
    if (of(instance).effect == ScopeEffect::kIn) in = either(in, instance.holds);
    if (of(instance).effect == ScopeEffect::kRefer) refer = either(refer, instance.holds);
  }
  if (refer.is_true()) note(Label::for_a_person());
  note(refer);
  if (in.is_true() || refer.is_true()) return;
  const bool either_way = out.is_unknown() && !stands && !causes_;
  if (!either_way) note(in);
  if (in.is_false()) note(Label::for_a_person());
}

Verdict Judge::add_duties(Verdict verdict) {
  Verdict result = verdict;
  for (const Instance& instance : instances_) {
    const Traits& norm = of(instance);
    if (norm.kind != NormKind::kDuty || !norm.hold || !may_proceed(verdict)) continue;
    const bool meant = norm.for_verdicts == 0 || (norm.for_verdicts >> int(verdict) & 1) != 0;
    if (!meant || instance.holds.is_false()) continue;
    result = std::max(result, held(instance, norm));
  }
  return result;
}

Verdict Judge::held(const Instance& instance, const Traits& duty) {
  const Label ready = desk_.ready(instance);
  const bool unmet = !duty.requires_any || ready.is_false();
  if (instance.holds.is_true() && unmet) return Verdict::kHold;
  if (instance.holds.is_true() && ready.is_true()) return Verdict::kNlr;
  if (instance.holds.is_unknown() && ready.is_true() && duty.requires_any) return Verdict::kNlr;
  note(instance.holds);
  note(ready);
  return person_ ? Verdict::kRefer : Verdict::kIndeterminate;
}

}  // namespace licet::decide
