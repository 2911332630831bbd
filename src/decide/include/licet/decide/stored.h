#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "licet/decide/ruling.h"
#include "licet/law/amendment.h"

// Questions kept as cases of a casebook, each with the verdict that stands: what a change of the
// rules turns among a million of them.
namespace licet::decide {

struct StoredCase {
  law::CaseId id = 0;
  Day law_day;
  Verdict verdict = Verdict::kIndeterminate;  // under the rules before
  std::uint64_t asked = ~std::uint64_t(0);    // Judge::asked of that verdict; all = not kept
};

// `at`: place among the stored cases, ascending.
struct Turned {
  std::size_t at = 0;
  Verdict from = Verdict::kIndeterminate, to = Verdict::kIndeterminate;
  bool operator==(const Turned&) const = default;
};

struct AmendmentEffect {
  std::size_t judged = 0;            // cases that the change can reach and whose facts stand
  std::vector<Turned> turned;        // those of them with another verdict
  std::vector<std::size_t> to_read;  // facts may have turned with the rules: the question is due
};

// The rules before and after, compiled, and the change between them.
struct Change {
  const law::Amendment& amendment;
  const law::Kernel& before;
  const law::Kernel& after;
};

// As if every case were judged anew under the rules after, but for those `to_read`, of which
// nothing is said. The casebook fits both kernels. `judged_before`: one that has judged cases of
// the casebook under the rules before saves most of the time; null = there is none.
AmendmentEffect effect_of(const Change& change, const law::Casebook& cases,
                          std::span<const StoredCase> stored, const Judge* judged_before);

}  // namespace licet::decide
