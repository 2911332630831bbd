#include "licet/decide/ruling.h"

#include <algorithm>
#include <map>

#include "licet/decide/finding.h"

namespace licet::decide {

using law::Label;
using law::Leading;
using law::Norm;
using law::NormKind;

std::vector<std::uint64_t> authority_bits(const law::RuleSet& rules) {
  std::map<std::vector<law::NormIndex>, std::size_t> numbers;
  std::vector<std::uint64_t> bits;
  for (law::NormIndex norm = 0; norm < rules.norms().size(); ++norm) {
    const auto over = rules.authorities_over(norm);
    const auto it = numbers.try_emplace({over.begin(), over.end()}, numbers.size()).first;
    bits.push_back(std::uint64_t(1) << (it->second % 64));
  }
  return bits;
}

void Judge::note_norms() {
  authority_bits_ = authority_bits(rules_);
  for (const Norm& norm : rules_.norms()) {
    Traits traits{norm.kind};
    if (norm.is_authority()) traits.grants = verdict_of_authority(norm);
    for (int verdict = 1; verdict <= int(Verdict::kProhibited); ++verdict)
      for (const std::string& word : norm.for_verdicts)
        if (word == to_string(Verdict(verdict)))
          traits.for_verdicts = std::uint16_t(traits.for_verdicts | 1u << verdict);
    if (!norm.for_verdicts.empty()) traits.for_verdicts = std::uint16_t(traits.for_verdicts | 1u);
    traits.untranslatable = norm.untranslatable;
    traits.requires_any = !norm.require.empty();
    traits.blocks_elsewhere = blocks_elsewhere(norm);
    traits.unclear = leaves_code_unclear(norm);
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
  desk_.open(id, law_day);
  causes_ = person_ = prohibited_ = open_ = awaits_ = false;
  worst_ = Verdict::kNlr;
  asked_ = 0;
  const Label out = desk_.any(Leading::kOut);
  if (out.is_true()) return outside();
  const auto live = desk_.leading(Leading::kRequirement);
  requirements_.assign(live.begin(), live.end());
  for (std::uint32_t requirement : requirements_) judge_requirement(requirement);
  if (desk_.unread()) note(Label::for_a_person());
  return {settle(out), false, true};
}

// Outside the EAR another agency may still block: that is never a yes beside a footnote.
Ruling Judge::outside() {
  bool names_matter = true;
  for (std::uint32_t instance : desk_.leading(Leading::kOut))
    names_matter &= !holds(instance).is_true() || of(instance).by_content;
  for (std::uint32_t instance : desk_.leading(Leading::kRequirement))
    if (of(instance).blocks_elsewhere || (of(instance).unclear && holds(instance).is_true()))
      return {Verdict::kRefer, false, true};
  return {Verdict::kNotSubject, true, names_matter};
}

// How the requirement stands, added to what stands already.
void Judge::judge_requirement(std::uint32_t requirement) {
  const Traits& norm = of(requirement);
  const Label stands = holds(requirement);
  asked_ |= authority_bits_[desk_.instance(requirement).norm];
  Label over = Label::no();
  Verdict grants = Verdict::kProhibited;
  bool waiting = false;
  for (std::uint32_t authority : desk_.authorities(requirement)) {
    const Label serves = both(holds(authority), desk_.ready(authority));
    over = either(over, serves);
    if (serves.is_true())
      grants = std::min(grants, of(authority).grants);
    else if (holds(authority).is_true() && desk_.curable(authority))
      waiting = true;
  }
  const bool sure = stands.is_true();
  if (over.is_true() && norm.kind != NormKind::kProhibition) {
    worst_ = std::max(worst_, grants);
  } else if (sure && norm.untranslatable) {
    note(Label::for_a_person());
  } else if (sure && over.is_false()) {
    prohibited_ |= !waiting && norm.kind == NormKind::kProhibition;
    (waiting ? awaits_ : open_) = true;
  } else {
    if (!sure) note(stands);
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
  const Label in = desk_.any(Leading::kIn), refer = desk_.any(Leading::kRefer);
  if (refer.is_true()) note(Label::for_a_person());
  note(refer);
  if (in.is_true() || refer.is_true()) return;
  const bool either_way = out.is_unknown() && !stands && !causes_;
  if (!either_way) note(in);
  if (in.is_false()) note(Label::for_a_person());
}

Verdict Judge::add_duties(Verdict verdict) {
  Verdict result = verdict;
  if (!may_proceed(verdict)) return result;
  for (std::uint32_t instance : desk_.leading(Leading::kHold)) {
    const Traits& duty = of(instance);
    const bool meant = duty.for_verdicts == 0 || (duty.for_verdicts >> int(verdict) & 1) != 0;
    if (meant) result = std::max(result, held(instance, duty));
  }
  return result;
}

Verdict Judge::held(std::uint32_t instance, const Traits& duty) {
  const Label ready = desk_.ready(instance), live = holds(instance);
  const bool unmet = !duty.requires_any || ready.is_false();
  if (live.is_true() && unmet) return Verdict::kHold;
  if (live.is_true() && ready.is_true()) return Verdict::kNlr;
  if (live.is_unknown() && ready.is_true() && duty.requires_any) return Verdict::kNlr;
  note(live);
  note(ready);
  return person_ ? Verdict::kRefer : Verdict::kIndeterminate;
}

}  // namespace licet::decide
