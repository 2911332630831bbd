#include "versions.h"

#include <algorithm>
#include <map>

#include "licet/base/text.h"

namespace licet::prove {

using law::Norm;

// The provision that both versions of a norm cite first: "15 CFR 740.2(a)(5) (to 2023-12-07)" too.
std::string provision(const Norm& norm) {
  const std::string cite = norm.cite.empty() ? norm.id : norm.cite.front();
  return cat(to_string(norm.kind), "|", norm.entry, "|", norm.reason, "|", norm.authority, "|",
             cite.substr(0, cite.find(" (to ")));
}

namespace {

Error fault(Code code, const Norm& later, std::string detail) {
  return {code, cat(later.file, ":", later.line), cat("`", later.id, "`: ", detail)};
}

class Versions {
 public:
  Versions(const law::RuleSet& rules, Prover& prover) : prover_(prover) {
    for (const Norm& norm : rules.norms())  // what stands in a duty's place may be a requirement
      if (norm.reads.empty() && norm.kind != law::NormKind::kDuty)
        by_provision_[provision(norm)].push_back(&norm);
  }

  std::vector<Error> run() {
    for (auto& [text, norms] : by_provision_) {
      std::stable_sort(norms.begin(), norms.end(), [](const Norm* a, const Norm* b) {
        return a->in_force.from < b->in_force.from;
      });
      for (const Norm* earlier : norms)
        for (const Norm* later : norms)
          if (earlier->in_force.until < kForever && earlier->in_force.from < later->in_force.from)
            check(norms, *earlier, *later);
    }
    return std::move(faults_);
  }

 private:
  void check(const std::vector<const Norm*>& norms, const Norm& earlier, const Norm& later) {
    const Day end = earlier.in_force.until, first = later.in_force.from;
    if (first < end) return check_overlap(earlier, later);
    if (first == end) return;
    std::vector<const Norm*> between;  // that stand on the day after the earlier ends
    for (const Norm* norm : norms)
      if (law::force_on(*norm, end) == law::Force::kInForce) between.push_back(norm);
    const auto gap = prover_.gap(earlier, later, between);
    if (gap.told == law::Tri::kFalse) return;
    faults_.push_back(
        gap.told == law::Tri::kUnknown
            ? fault(Code::RuleNotProved, later,
                    cat("whether something stands between `", earlier.id, "` and it"))
            : fault(Code::RuleGap, later,
                    cat("nothing of `", earlier.id, "` and it stands from ", to_string(end), " to ",
                        to_string(first.plus(-1)), ": ", in_words(*gap.example))));
  }

  // Two that speak of one thing for good may overlap; one that ends gives way to the later. What
  // permits is often prolonged before it ends.
  void check_overlap(const Norm& earlier, const Norm& later) {
    if (later.in_force.until <= earlier.in_force.until || !later.is_requirement()) return;
    const auto both = prover_.meeting(earlier, later);
    if (both.told == law::Tri::kFalse) return;
    faults_.push_back(
        both.told == law::Tri::kUnknown
            ? fault(Code::RuleNotProved, later, cat("whether `", earlier.id, "` and it overlap"))
            : fault(Code::RuleClash, later,
                    cat("`", earlier.id, "` has not ended when it begins: ",
                        in_words(*both.example))));
  }

  Prover& prover_;
  std::map<std::string, std::vector<const Norm*>> by_provision_;
  std::vector<Error> faults_;
};

}  // namespace

std::vector<Error> check_versions(const law::RuleSet& rules, Prover& prover) {
  return Versions(rules, prover).run();
}

}  // namespace licet::prove
