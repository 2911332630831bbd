#include "licet/decide/ruling.h"

#include <algorithm>
#include <map>

#include "licet/decide/finding.h"

namespace licet::decide {

using law::Label;
using law::Leading;
using law::Norm;
using law::NormKind;

namespace {

// By norm, the number of the set of norms that may authorise it.
std::vector<std::uint32_t> authority_sets(const law::RuleSet& rules) {
  std::map<std::vector<law::NormIndex>, std::uint32_t> numbers;
  std::vector<std::uint32_t> sets;
  for (law::NormIndex norm = 0; norm < rules.norms().size(); ++norm) {
    const auto over = rules.authorities_over(norm);
    const auto number = std::uint32_t(numbers.size());
    sets.push_back(numbers.try_emplace({over.begin(), over.end()}, number).first->second);
  }
  return sets;
}

constexpr std::uint64_t bit_of_set(std::uint32_t set) { return std::uint64_t(1) << (set % 64); }

}  // namespace

std::vector<std::uint64_t> authority_bits(const law::RuleSet& rules) {
  std::vector<std::uint64_t> bits;
  for (std::uint32_t set : authority_sets(rules)) bits.push_back(bit_of_set(set));
  return bits;
}

void Judge::note_norms() {
  authorities_ = authority_sets(rules_);
  over_.resize(rules_.norms().size());
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
  ++ruled_;
  causes_ = person_ = prohibited_ = open_ = awaits_ = false;
  worst_ = Verdict::kNlr;
  asked_ = 0;
  const Label out = desk_.any(Leading::kOut);
  if (out.is_true()) return outside();
  return {settle(out), false, true};
}

// Outside the EAR another agency may still block: that is never a yes beside a footnote.
Ruling Judge::outside() {
  bool names_matter = true;
  for (law::Candidate candidate : desk_.candidates(Leading::kOut)) {
    const std::uint32_t instance = desk_.judge(candidate);
    if (instance != law::kNoInstance)
      names_matter &= !holds(instance).is_true() || of(instance).by_content;
  }
  if (blocked_elsewhere(Leading::kRequirement) || blocked_elsewhere(Leading::kProhibition))
    return {Verdict::kRefer, false, true};
  return {Verdict::kNotSubject, true, names_matter};
}

bool Judge::blocked_elsewhere(Leading kind) {
  const auto blocks = [this](law::Candidate candidate) {
    const std::uint32_t instance = desk_.judge(candidate);
    return instance != law::kNoInstance &&
           (of(instance).blocks_elsewhere ||
            (of(instance).unclear && holds(instance).is_true()));
  };
  const auto candidates = desk_.candidates(kind);
  return std::any_of(candidates.begin(), candidates.end(), blocks);
}

// Once one is open nothing that is known of the others matters, and once a person must read only
// what is sure to stand does; so what may be sure comes first.
void Judge::judge_requirements(Leading kind) {
  const auto candidates = desk_.candidates(kind);
  for (const bool sure : {true, false}) {
    if (!sure && person_) return;
    for (law::Candidate candidate : candidates) {
      if (candidate.may_be_sure != sure) continue;
      const std::uint32_t instance = desk_.judge(candidate);
      if (instance != law::kNoInstance) judge_requirement(instance);
      if (kind == Leading::kProhibition ? prohibited_ : open_) return;
    }
  }
}

// How the requirement stands, added to what stands already.
void Judge::judge_requirement(std::uint32_t requirement) {
  const Traits& norm = of(requirement);
  const Label stands = holds(requirement);
  const bool sure = stands.is_true();
  if (person_ && (!sure || norm.untranslatable)) return;  // it cannot be open
  asked_ |= bit_of_set(authorities_[desk_.instance(requirement).norm]);
  const Over& over = this->over(requirement);
  if (over.label.is_true() && norm.kind != NormKind::kProhibition) {
    worst_ = std::max(worst_, over.grants);
  } else if (sure && norm.untranslatable) {
    note(Label::for_a_person());
  } else if (sure && over.label.is_false()) {
    prohibited_ |= !over.waiting && norm.kind == NormKind::kProhibition;
    (over.waiting ? awaits_ : open_) = true;
  } else {
    if (!sure) note(stands);
    note(over.label);
  }
}

// Found once for requirements that are about the line alone and share their authorities.
const Judge::Over& Judge::over(std::uint32_t requirement) {
  const law::LabelledInstance& asked = desk_.instance(requirement);
  const bool shared = asked.party < 0 && asked.listing < 0 && asked.licence < 0;
  Over& over = shared ? over_[authorities_[asked.norm]] : bound_;
  if (shared && over.of == ruled_) return over;
  over = {Label::no(), Verdict::kProhibited, false, ruled_};
  for (law::Candidate candidate : desk_.authorities(requirement)) {
    const std::uint32_t authority = desk_.judge(candidate);
    if (authority == law::kNoInstance) continue;
    const Label serves = both(holds(authority), desk_.ready(authority));
    over.label = either(over.label, serves);
    if (serves.is_true())
      over.grants = std::min(over.grants, of(authority).grants);
    else if (holds(authority).is_true() && desk_.curable(authority))
      over.waiting = true;
    if (is_settled(over.label)) break;
  }
  return over;
}

// Where a person must read, it matters only that something may serve; where anything is open, what
// grants the least does not.
bool Judge::is_settled(Label over) const {
  return (person_ && !over.is_false()) || (causes_ && over.is_true());
}

// It may be outside the regime altogether: that changes nothing where it may proceed anyway.
Verdict Judge::settle(Label out) {
  const Verdict inside = inside_verdict(out);
  const bool matters = out.is_unknown() && inside > Verdict::kIndeterminate;
  if (!matters || inside == Verdict::kRefer) return inside;
  return out.person() ? Verdict::kRefer : Verdict::kIndeterminate;
}

Verdict Judge::inside_verdict(Label out) {
  judge_requirements(Leading::kProhibition);
  if (prohibited_) return Verdict::kProhibited;
  const Label in = judge_scope(out);
  if (desk_.unread()) note(Label::for_a_person());
  judge_requirements(Leading::kRequirement);
  if (open_) return add_duties(Verdict::kLicenceRequired);
  const bool either_way = out.is_unknown() && !awaits_ && !causes_;
  if (!either_way) note(in);
  if (person_) return add_duties(Verdict::kRefer);
  if (causes_) return add_duties(Verdict::kIndeterminate);
  return add_duties(awaits_ ? Verdict::kHold : worst_);
}

// Is it subject at all? Something must say so, or a person must read. Whether it is in or out may
// stay open only where it is one of the two and inside nothing stands in its way: what of this is
// to be seen once the requirements are judged is handed back.
Label Judge::judge_scope(Label out) {
  const Label in = desk_.any(Leading::kIn), refer = desk_.any(Leading::kRefer);
  if (refer.is_true()) note(Label::for_a_person());
  note(refer);
  if (in.is_true() || refer.is_true()) return Label::no();
  if (in.is_false()) note(Label::for_a_person());
  if (out.is_unknown()) return in;
  note(in);
  return Label::no();
}

Verdict Judge::add_duties(Verdict verdict) {
  Verdict result = verdict;
  if (!may_proceed(verdict)) return result;
  for (law::Candidate candidate : desk_.candidates(Leading::kHold)) {
    const std::uint32_t instance = desk_.judge(candidate);
    if (instance == law::kNoInstance) continue;
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
