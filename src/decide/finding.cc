#include "licet/decide/finding.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "licet/base/text.h"
#include "licet/law/label.h"
#include "unread.h"

namespace licet::decide {
namespace {

using law::Cause;
using law::CauseKind;
using law::Instance;
using law::Judgement;
using law::Norm;
using law::NormKind;
using law::ScopeEffect;
using law::Tri;

// Does any cause ask for a person rather than a fact?
bool for_a_person(const std::vector<Cause>& causes) {
  return std::any_of(causes.begin(), causes.end(),
                     [](const Cause& cause) { return law::asks_a_person(cause.kind); });
}

class LineJudge {
 public:
  LineJudge(const Knowledge& known, const law::FactFrame& frame, int line, const law::AsOf& as_of)
      : rules_(known.rules), frame_(frame), line_(line), as_of_(as_of),
        evaluate_(known.rules, frame, as_of) {}

  LineFinding run() {
    finding_.outcome = interpret_reference(rules_, frame_, line_, as_of_);
    const Judgement out = scope(ScopeEffect::kOut);
    if (out.is_true()) return outside(out);
    for (std::uint32_t i = 0; i < instances().size(); ++i) judge_requirement(i);
    merge(finding_.causes, unread_words(rules_, frame_, line_));
    settle(out);
    return std::move(finding_);
  }

 private:
  const std::vector<Instance>& instances() const { return finding_.outcome.instances; }
  const Norm& norm(const Instance& instance) const { return rules_.norm(instance.norm); }

  Judgement scope(ScopeEffect effect) const {
    std::vector<Judgement> parts;
    for (const Instance& instance : instances())
      if (norm(instance).kind == NormKind::kScope && norm(instance).effect == effect)
        parts.push_back(instance.holds);
    return law::any_of(parts);
  }

  // Outside the EAR another agency may still block: that is never a yes beside a footnote.
  bool blocked_elsewhere() {
    for (const Instance& instance : instances()) {
      const bool blocked = blocks_elsewhere(norm(instance)) && !instance.holds.is_false();
      const bool unclear = leaves_code_unclear(norm(instance)) && instance.holds.is_true();
      if (!blocked && !unclear) continue;
      merge(finding_.causes, instance.holds.causes);
      merge(finding_.causes, one(CauseKind::kUntranslatable, norm(instance).id));
    }
    return !finding_.causes.empty();
  }

  LineFinding outside(const Judgement& out) {
    if (blocked_elsewhere()) {
      finding_.verdict = Verdict::kRefer;
      return std::move(finding_);
    }
    finding_.verdict = Verdict::kNotSubject;
    finding_.out_of_scope = true;
    finding_.names_matter = left_by_content();
    merge(finding_.rests, out.rests);
    return std::move(finding_);
  }

  // Out by its content and the product rules alone? These ask who the parties are.
  bool left_by_content() const {
    return std::none_of(instances().begin(), instances().end(), [&](const Instance& instance) {
      const auto& cells = instance.cells;
      return norm(instance).effect == ScopeEffect::kOut && instance.holds.is_true() &&
             std::none_of(cells.begin(), cells.end(), [](const law::CellJudgement& cell) {
               return cell.cell->fact == "item.de_minimis";
             });
    });
  }

  void judge_requirement(std::uint32_t i) {
    const Instance& instance = instances()[i];
    const Norm& rule = norm(instance);
    if (!rule.is_requirement()) return;
    merge(finding_.rests, instance.holds.rests);
    if (instance.holds.is_false()) return;
    RequirementFinding found;
    found.instance = i;
    find_authorities(i, found);
    set_policy(instance, rule, found);
    classify(instance, rule, found);
    finding_.requirements.push_back(std::move(found));
  }

  // Sets authority, also and foreclosed; leaves in `over_` whether anything overcomes the
  // requirement.
  void find_authorities(std::uint32_t i, RequirementFinding& found) {
    std::vector<Judgement> any;
    std::map<std::string, std::uint32_t> serving, not_serving;
    waiting_.reset();
    for (std::uint32_t a : finding_.outcome.authorities(rules_, i)) {
      const Instance& authority = instances()[a];
      any.push_back(serves(authority));
      if (any.back().is_true()) {
        const auto [it, fresh] = serving.try_emplace(authority_id(a), a);
        if (!fresh && better(a, it->second)) it->second = a;
      } else if (authority.holds.is_true() && curable(authority)) {
        if (!waiting_ || better(a, *waiting_)) waiting_ = a;
        note_foreclosed(a, not_serving);
      } else if (any.back().is_false() && relevant(authority)) {
        note_foreclosed(a, not_serving);
      }
    }
    over_ = law::any_of(any);
    for (const auto& [id, instance] : not_serving)
      if (!serving.contains(id)) found.foreclosed.push_back(instance);
    rank(serving, found);
  }

  // The one of least burden is the authority, the others stand beside it.
  void rank(const std::map<std::string, std::uint32_t>& serving, RequirementFinding& found) const {
    for (const auto& [id, instance] : serving) found.also.push_back(instance);
    std::stable_sort(found.also.begin(), found.also.end(),
                     [this](std::uint32_t a, std::uint32_t b) { return better(a, b); });
    if (found.also.empty()) return;
    found.authority = found.also.front();
    found.also.erase(found.also.begin());
  }

  std::string authority_id(std::uint32_t a) const {
    const Instance& instance = instances()[a];
    if (instance.binding.licence < 0) return norm(instance).authority;
    return "licence:" + frame_.licences[std::size_t(instance.binding.licence)].id;
  }

  // A code to be written on a filing that is made anyway is none.
  static std::size_t burdens(const Norm& rule) {
    return std::size_t(std::count_if(
        rule.conditions.begin(), rule.conditions.end(),
        [](const std::string& one) { return !one.starts_with("licence_code_"); }));
  }

  // An exception before a general authorisation before a licence; then what assumes less, then what
  // asks for less.
  bool better(std::uint32_t a, std::uint32_t b) const {
    const auto burden = [this](std::uint32_t instance) {
      const Norm& rule = norm(instances()[instance]);
      return std::tuple(verdict_of_authority(rule), serves(instances()[instance]).rests.size(),
                        rule.require.size() + burdens(rule));
    };
    return burden(a) < burden(b);
  }

  // Every unmet requisite is known, not only assumed, and can be cured by getting the document.
  static bool curable(const Instance& authority) {
    return std::all_of(authority.requisites.begin(), authority.requisites.end(),
                       [](const auto& requisite) {
                         return requisite.judgement.is_false() && requisite.judgement.rests.empty();
                       });
  }

  // An authority that fails on what the list row is was never offered to this party.
  // An exception is shown where one condition alone keeps it away, or the entry speaks of it; never
  // where it is about other items, or was not in force and would not have served either.
  bool relevant(const Instance& authority) const {
    const bool exception = norm(authority).kind == NormKind::kException;
    int failed = 0;
    bool of_entry = !exception;
    for (const auto& cell : authority.cells) {
      const std::string& fact = cell.cell->fact;
      const bool listed = fact == "flag.LVS" || fact == "flag.GBS" || fact == "flag.TSR";
      of_entry |= listed || fact.starts_with("sta.");
      if (!cell.judgement.is_false()) continue;
      const bool other_items = fact == "item.eccn" || fact == "item.kind" ||
                               (fact.starts_with("flag.") && !listed);
      if (fact.starts_with("listing.") || (exception && other_items)) return false;
      ++failed;
    }
    if (exception && authority.force != law::Force::kInForce) return failed == 0;
    return of_entry || failed <= 1;
  }

  // One version an authority: one in force before others, then the one that ended last or starts
  // first.
  void note_foreclosed(std::uint32_t a, std::map<std::string, std::uint32_t>& best) const {
    const auto [it, fresh] = best.emplace(authority_id(a), a);
    if (fresh) return;
    const auto rank = [&](std::uint32_t i) {
      const Instance& instance = instances()[i];
      const Day day = as_of_.law_day;
      const Span& span = norm(instance).in_force;
      const std::int32_t away = instance.force == law::Force::kInForce ? 0
                                : instance.force == law::Force::kNotYet
                                    ? span.from.number - day.number
                                    : day.number - span.until.number + 1;
      int failed = 0;          // the purpose weighs most
      bool elsewhere = false;  // of two that fail alike, the one meant for the place
      for (const auto& cell : instance.cells) {
        if (!cell.judgement.is_false()) continue;
        failed += cell.cell->fact == "end_use" ? 2 : 1;
        elsewhere |= cell.cell->fact == "destination";
      }
      return std::tuple(away, failed, elsewhere, i);
    };
    if (rank(a) < rank(it->second)) it->second = a;
  }

  void classify(const Instance& instance, const Norm& rule, RequirementFinding& found) {
    const bool sure = instance.holds.is_true();
    if (over_.is_true() && rule.kind != NormKind::kProhibition) {
      found.standing = Standing::kOvercome;  // by the one that is named, on what it assumes
      merge(finding_.rests, serves(instances()[*found.authority]).rests);
      return;
    }
    if (sure && rule.untranslatable) {
      found.standing = Standing::kRefer;
      merge(finding_.causes, one(CauseKind::kUntranslatable, rule.id));
      return;
    }
    if (sure && over_.is_false()) {
      found.standing = waiting_ ? Standing::kAwaits : Standing::kOpen;
      found.authority = waiting_;
      return;
    }
    std::vector<Cause> causes = sure ? std::vector<Cause>() : instance.holds.causes;
    merge(causes, over_.causes);
    found.standing = for_a_person(causes) ? Standing::kRefer : Standing::kUndecided;
    merge(finding_.causes, causes);
  }

  static std::vector<Cause> one(CauseKind kind, std::string fact) {
    return {Cause{kind, std::move(fact)}};
  }

  // First rule that fits; one that may fit is passed over, for the stricter default stands below
  // it.
  void set_policy(const Instance& instance, const Norm& rule, RequirementFinding& found) const {
    for (const law::PolicyRule& policy : rule.policy) {
      if (!fits(policy, instance.binding)) continue;
      found.policy_cite = policy.cite;
      if (policy.policy != "per_entry" || instance.binding.listing < 0) {
        found.policy = policy.policy;
        return;
      }
      const auto& row = frame_.parties[std::size_t(instance.binding.party)]
                            .listings[std::size_t(instance.binding.listing)];
      for (const law::PolicyRule& entry : row.policy) {
        if (!fits(entry, instance.binding)) continue;
        found.policy = entry.policy;
        return;
      }
    }
  }

  bool fits(const law::PolicyRule& policy, const law::Binding& binding) const {
    const auto holds = [&](const law::Cell& cell) {
      return evaluate_.judge(cell.test, binding).is_true();
    };
    return policy.span.contains(as_of_.law_day) &&
           std::all_of(policy.when.begin(), policy.when.end(), holds);
  }

  // The line's verdict, from what stands (docs: contract, section 2).
  void settle(const Judgement& out) {
    const Verdict inside = inside_verdict(out);
    // It may be outside the regime altogether: that changes nothing where it may proceed anyway.
    const bool matters =
        out.is_unknown() && !may_proceed(inside) && inside > Verdict::kIndeterminate;
    if (matters && inside != Verdict::kRefer) {
      merge(finding_.causes, out.causes);
      finding_.verdict = for_a_person(out.causes) ? Verdict::kRefer : Verdict::kIndeterminate;
      return;
    }
    finding_.verdict = inside;
  }

  Verdict inside_verdict(const Judgement& out) {
    Verdict worst = Verdict::kNlr;
    bool awaits = false, open = false;
    for (const RequirementFinding& found : finding_.requirements) {
      const Norm& rule = norm(instances()[found.instance]);
      const bool stands = found.standing == Standing::kOpen;
      if (stands && rule.kind == NormKind::kProhibition) return Verdict::kProhibited;
      open = open || stands;
      if (found.standing == Standing::kAwaits) {
        awaits = true;
        finding_.awaited.push_back(*found.authority);
      }
      if (found.standing == Standing::kOvercome)
        worst = std::max(worst, verdict_of_authority(norm(instances()[*found.authority])));
    }
    judge_scope(out, open || awaits);
    if (open) return add_duties(Verdict::kLicenceRequired);
    if (for_a_person(finding_.causes)) return add_duties(Verdict::kRefer);
    if (!finding_.causes.empty()) return add_duties(Verdict::kIndeterminate);
    return add_duties(awaits ? Verdict::kHold : worst);
  }

  // Subject at all? Something must say so, or a person must. Whether it is in or out may stay open
  // only where it is one of the two and inside nothing stands in its way.
  void judge_scope(const Judgement& out, bool stands) {
    const Judgement in = scope(ScopeEffect::kIn);
    const Judgement refer = scope(ScopeEffect::kRefer);
    merge(finding_.rests, refer.rests);
    if (refer.is_true()) merge(finding_.causes, one(CauseKind::kUntranslatable, refer_id()));
    if (refer.is_unknown()) merge(finding_.causes, refer.causes);
    if (in.is_true() || refer.is_true()) return;
    const bool either_way = out.is_unknown() && !stands && finding_.causes.empty();
    if (in.is_unknown() && !either_way) merge(finding_.causes, in.causes);
    if (in.is_false())
      merge(finding_.causes, one(CauseKind::kUntranslatable, "scope"));
  }

  std::string refer_id() const {
    for (const Instance& instance : instances())
      if (norm(instance).effect == ScopeEffect::kRefer && instance.holds.is_true())
        return norm(instance).id;
    return "scope";
  }

  // Duties go with the verdict; one that holds makes an act that could go on wait.
  Verdict add_duties(Verdict verdict) {
    Verdict result = verdict;
    for (std::uint32_t i = 0; i < instances().size(); ++i) {
      const Instance& instance = instances()[i];
      const Norm& rule = norm(instance);
      if (rule.kind != NormKind::kDuty) continue;
      const auto& verdicts = rule.for_verdicts;
      const bool meant = verdicts.empty() || std::find(verdicts.begin(), verdicts.end(),
                                                       to_string(verdict)) != verdicts.end();
      if (!meant) continue;
      merge(finding_.rests, instance.holds.rests);
      if (instance.holds.is_false()) continue;
      const bool shown = instance.holds.is_true() || for_a_person(instance.holds.causes);
      if (shown) finding_.duties.push_back(i);
      if (rule.hold && may_proceed(verdict)) result = std::max(result, held(i, instance, rule));
    }
    return result;
  }

  Verdict held(std::uint32_t i, const Instance& instance, const Norm& rule) {
    const bool unmet = rule.require.empty() || instance.ready.is_false();
    if (instance.holds.is_true() && unmet) {
      finding_.awaited.push_back(i);
      return Verdict::kHold;
    }
    if (instance.holds.is_true() && instance.ready.is_true()) return Verdict::kNlr;
    if (instance.holds.is_unknown() && instance.ready.is_true() && !rule.require.empty())
      return Verdict::kNlr;
    merge(finding_.causes, instance.holds.causes);
    merge(finding_.causes, instance.ready.causes);
    return for_a_person(finding_.causes) ? Verdict::kRefer : Verdict::kIndeterminate;
  }

  const law::RuleSet& rules_;
  const law::FactFrame& frame_;
  int line_;
  law::AsOf as_of_;
  law::Evaluator evaluate_;
  LineFinding finding_;
  Judgement over_;
  std::optional<std::uint32_t> waiting_;
};

}  // namespace

bool blocks_elsewhere(const Norm& norm) { return norm.reason == "ofac_blocked"; }
bool leaves_code_unclear(const Norm& norm) { return norm.reason == "classification_unclear"; }

Judgement serves(const Instance& authority) {
  const Judgement both[] = {authority.holds, authority.ready};
  return law::all_of(both);
}

Verdict verdict_of_authority(const Norm& norm) {
  if (norm.kind == NormKind::kGeneralAuthorisation) return Verdict::kGeneralAuthorisation;
  if (norm.kind == NormKind::kLicence) return Verdict::kAuthorisedByLicence;
  return norm.authority.starts_with("other_agency:") ? Verdict::kAuthorisedByOtherAgency
                                                     : Verdict::kExceptionAvailable;
}

LineFinding judge_line(const Knowledge& known, const law::FactFrame& frame, int line,
                       const law::AsOf& as_of) {
  return LineJudge(known, frame, line, as_of).run();
}

}  // namespace licet::decide
