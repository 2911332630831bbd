#include "licet/decide/stored.h"

namespace licet::decide {

AmendmentEffect effect_of(const Change& change, const law::Casebook& cases,
                          std::span<const StoredCase> stored, const Judge* judged_before) {
  AmendmentEffect effect;
  law::Reached reached(change.amendment, change.before, change.after, cases);
  std::vector<std::size_t> due;
  for (std::size_t i = 0; i < stored.size(); ++i) {
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
