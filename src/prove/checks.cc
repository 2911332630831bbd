#include "licet/prove/checks.h"

#include <algorithm>

#include "licet/base/text.h"
#include "licet/prove/prover.h"

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

  std::vector<Error> run() {
    for (NormIndex i = 0; i < rules_.norms().size(); ++i) {
      check_alive(i);
      check_overcoming(i);
    }
    return std::move(faults_);
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

std::vector<Error> check_rules(const law::RuleSet& rules, unsigned effort) {
  return Checks(rules, effort).run();
}

}  // namespace licet::prove
