#include "licet/decide/stored.h"

#include <algorithm>
#include <optional>

namespace licet::decide {
namespace {

// Does anything but the requirements that it authorises ask for the norm?
bool is_asked_elsewhere(const law::RuleSet& rules, law::NormIndex index) {
  const law::Norm& norm = rules.norm(index);
  if (!norm.is_authority() || norm.is_requirement() || norm.kind == law::NormKind::kScope ||
      norm.kind == law::NormKind::kDuty)
    return true;
  const auto names = [index](std::span<const law::NormIndex> norms) {
    return std::find(norms.begin(), norms.end(), index) != norms.end();
  };
  for (law::NormIndex other = 0; other < rules.norms().size(); ++other)
    if (names(rules.defeaters_of(other)) || names(rules.supports_of(other))) return true;
  return false;
}

// Bits of the requirements that the amended norms may authorise, where these are all that changed
// and are asked for by nothing else: a verdict that asked for none of them stands. Else nothing.
std::optional<std::uint64_t> authorised(const Change& change, const law::Reached& reached) {
  if (!reached.only_reworded()) return std::nullopt;
  const law::RuleSet& rules = change.before.rules();
  const auto& amended = change.amendment.before;
  if (std::any_of(amended.begin(), amended.end(),
                  [&](law::NormIndex norm) { return is_asked_elsewhere(rules, norm); }))
    return std::nullopt;
  const std::vector<std::uint64_t> bits = authority_bits(rules);
  std::uint64_t found = 0;
  for (law::NormIndex norm = 0; norm < bits.size(); ++norm)
    for (law::NormIndex authority : rules.authorities_over(norm))
      if (std::find(amended.begin(), amended.end(), authority) != amended.end())
        found |= bits[norm];
  return found;
}

}  // namespace

AmendmentEffect effect_of(const Change& change, const law::Casebook& cases,
                          std::span<const StoredCase> stored, const Judge* judged_before) {
  AmendmentEffect effect;
  law::Reached reached(change.amendment, change.before, change.after, cases);
  const auto asks = authorised(change, reached);
  std::vector<std::size_t> due;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    if (asks && (stored[i].asked & *asks) == 0) continue;
    const law::Reach reach = reached.of(stored[i].id, stored[i].law_day);
    if (reach == law::Reach::kJudge) due.push_back(i);
    if (reach == law::Reach::kRead) effect.to_read.push_back(i);
  }
  effect.judged = due.size();
  if (due.empty()) return effect;
  Judge judge(change.after, cases);
  if (judged_before != nullptr)
    judge.learn_from(*judged_before, [&change](std::string_view place) {
      return change.amendment.differs(place);
    });
  for (std::size_t i : due) {
    const Verdict now = judge.rule(stored[i].id, stored[i].law_day).verdict;
    if (now != stored[i].verdict) effect.turned.push_back({i, stored[i].verdict, now});
  }
  return effect;
}

}  // namespace licet::decide
