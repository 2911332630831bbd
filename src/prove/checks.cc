#include "licet/prove/checks.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "licet/base/cores.h"
#include "licet/base/text.h"
#include "licet/prove/prover.h"
#include "versions.h"

namespace licet::prove {
namespace {

using law::Norm;
using law::NormIndex;

Error fault(Code code, const Norm& norm, std::string detail) {
  return {code, cat(norm.file, ":", norm.line), cat("`", norm.id, "`: ", detail)};
}

bool of_part(const Norm& norm, std::string_view part) {
  return norm.id.find(cat(".", part, ".")) != std::string::npos;
}

// "us.ear.746.2.*" names every norm below it.
bool names(std::string_view target, const Norm& requirement) {
  if (target == requirement.id || target == cat("reason:", requirement.reason)) return true;
  return target.ends_with(".*") && target.find(":") == std::string_view::npos &&
         std::string_view(requirement.id).starts_with(target.substr(0, target.size() - 1));
}

class Checks {
 public:
  Checks(const law::RuleSet& rules, unsigned effort)
      : rules_(rules), prover_(rules, rules, effort) {}

  std::vector<Error> of(NormIndex norm) {
    check_alive(norm);
    check_overcoming(norm);
    check_conflicts(norm);
    return std::exchange(faults_, {});
  }

 private:
  void check_alive(NormIndex index) {
    const Norm& norm = rules_.norm(index);
    const auto alive = prover_.can_apply(norm);
    if (alive && !*alive)
      faults_.push_back(fault(Code::RuleDead, norm,
                              "no transaction on any day of its span meets its conditions"));
    std::optional<bool> serves = true;
    if (alive.value_or(false) && norm.is_authority()) serves = prover_.can_serve(index);
    if (!alive || !serves)
      faults_.push_back(fault(Code::RuleNotProved, norm, "the solver gave up"));
    else if (*alive && !*serves)
      faults_.push_back(fault(Code::RuleDead, norm,
                              "whatever it could serve is barred: it can never be used"));
  }

  // Two norms of one reason of which one can be lifted and the other cannot, on one transaction,
  // and nothing says which counts. One that is not read goes to a person beside either. That what
  // is out of scope goes before what is in, the law itself says (15 CFR 734.3(a)).
  void check_conflicts(NormIndex index) {
    const Norm& later = rules_.norm(index);
    for (NormIndex other = 0; other < index; ++other) {
      const Norm& earlier = rules_.norm(other);
      if (!incompatible(earlier, later) || attacks(other, index) || attacks(index, other)) continue;
      const auto both = prover_.meeting(earlier, later);
      if (both.told == law::Tri::kFalse) continue;
      faults_.push_back(
          both.told == law::Tri::kUnknown
              ? fault(Code::RuleNotProved, later,
                      cat("whether it and `", earlier.id, "` meet, of which one can be lifted"))
              : fault(Code::RuleClash, later,
                      cat("and `", earlier.id, "`: one can be lifted, the other cannot, and "
                          "neither defeats the other: ", in_words(*both.example))));
    }
  }

  static bool incompatible(const Norm& a, const Norm& b) {
    return a.is_requirement() && b.is_requirement() && a.reason == b.reason && a.kind != b.kind &&
           !a.untranslatable && !b.untranslatable;
  }

  bool attacks(NormIndex attacker, NormIndex target) const {
    const auto defeaters = rules_.defeaters_of(target);
    return std::find(defeaters.begin(), defeaters.end(), attacker) != defeaters.end();
  }

  void check_overcoming(NormIndex index) {
    const Norm& requirement = rules_.norm(index);
    if (!requirement.is_requirement() ||
        !(of_part(requirement, "744") || of_part(requirement, "746")))
      return;
    for (NormIndex over : rules_.authorities_over(index)) {
      const Norm& authority = rules_.norm(over);
      const bool named = std::any_of(
          authority.overcomes.begin(), authority.overcomes.end(),
          [&](const std::string& target) { return names(target, requirement); });
      if (!named && authority.kind == law::NormKind::kException)
        faults_.push_back(fault(Code::RuleOvercomes, authority,
                                cat("lifts `", requirement.id, "`, which it does not name")));
    }
  }

  const law::RuleSet& rules_;
  Prover prover_;
  std::vector<Error> faults_;
};

}  // namespace

// All cores; the order of the faults is that of the norms.
std::vector<Error> check_rules(const law::RuleSet& rules, unsigned effort) {
  std::vector<std::vector<Error>> found(rules.norms().size());
  on_all_cores(found.size(), [&](std::size_t i) {
    found[i] = Checks(rules, effort).of(NormIndex(i));
  });
  Prover prover(rules, rules, effort);
  found.push_back(check_versions(rules, prover));
  std::vector<Error> faults;
  for (auto& each : found) std::move(each.begin(), each.end(), std::back_inserter(faults));
  return faults;
}

}  // namespace licet::prove
