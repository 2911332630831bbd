#include "kernel_twin.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "licet/base/text.h"

namespace licet::law::testing {
namespace {

using Key = std::tuple<NormIndex, int, int, int>;

std::string text_of(Label label) {
  return cat(int(label.tri()), label.person() ? "p" : "");
}

bool same(const Judgement& judgement, Label label) {
  const Label theirs = label_of(judgement);
  return theirs.tri() == label.tri() && theirs.person() == label.person();
}

}  // namespace

std::string Twin::difference(const FactFrame& frame, int line, Day day) {
  book_.forget_cases();
  const auto added = book_.add(frame, line);
  if (!added.ok()) return "the casebook refuses the case";
  const LineOutcome outcome =
      interpret_reference(kernel_.rules(), frame, line, {day, kernel_.strict()});
  std::map<Key, LabelledInstance> ours;
  desk_.open(added.value(), day);
  desk_.judge_all();
  for (const LabelledInstance& each : desk_.judged())
    if (!ours.emplace(Key{each.norm, each.party, each.listing, each.licence}, each).second)
      return cat("judged twice: ", kernel_.rules().norm(each.norm).id);
  for (const Instance& instance : outcome.instances) {
    const Binding& b = instance.binding;
    const auto it = ours.find({instance.norm, b.party, b.listing, b.licence});
    const std::string at =
        cat(kernel_.rules().norm(instance.norm).id, " party ", b.party, " row ", b.listing);
    if (it == ours.end()) {
      if (!instance.applies.is_false())
        return cat(at, ": not judged; the twin says ", text_of(label_of(instance.applies)));
      continue;
    }
    const LabelledInstance label = it->second;
    ours.erase(it);
    if (!same(instance.applies, label.applies) || !same(instance.holds, label.holds))
      return cat(at, ": applies ", text_of(label.applies), " holds ", text_of(label.holds),
                 "; the twin says ", text_of(label_of(instance.applies)), " and ",
                 text_of(label_of(instance.holds)));
    if (const std::string why = requisites(instance, label); !why.empty()) return cat(at, why);
  }
  if (ours.empty()) return "";
  return cat(kernel_.rules().norm(std::get<0>(ours.begin()->first)).id, ": judged by one only");
}

std::string Twin::requisites(const Instance& instance, const LabelledInstance& label) {
  if (!kernel_.rules().norm(instance.norm).require.size()) return "";
  for (std::uint32_t i = 0; i < desk_.judged().size(); ++i) {
    const LabelledInstance& each = desk_.instance(i);
    if (each.norm != label.norm || each.party != label.party || each.listing != label.listing ||
        each.licence != label.licence)
      continue;
    if (!same(instance.ready, desk_.ready(i))) return ": its requisites differ";
    const bool curable = std::all_of(
        instance.requisites.begin(), instance.requisites.end(), [](const UnmetRequisite& unmet) {
          return unmet.judgement.is_false() && unmet.judgement.rests.empty();
        });
    if (curable != desk_.curable(i)) return ": whether it can be cured differs";
  }
  return "";
}

}  // namespace licet::law::testing
