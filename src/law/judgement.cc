#include "licet/law/judgement.h"

#include <algorithm>

namespace licet::law {
namespace {

template <class T>
void merge_sorted(std::vector<T>& into, std::span<const T> more) {
  if (more.empty()) return;
  into.insert(into.end(), more.begin(), more.end());
  std::sort(into.begin(), into.end());
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

// Fewer first; among as many the order of their content, so that the order of the parts never
// shows.
bool assumes_less(const Judgement& a, const Judgement& b) {
  return a.rests.size() != b.rests.size() ? a.rests.size() < b.rests.size() : a.rests < b.rests;
}

// `settles` decides alone: false for "and", true for "or".
Judgement combine(std::span<const Judgement> parts, Tri settles) {
  const Judgement* least = nullptr;
  for (const Judgement& part : parts)
    if (part.value == settles && (least == nullptr || assumes_less(part, *least))) least = &part;
  if (least != nullptr) return *least;
  Judgement result{settles == Tri::kFalse ? Tri::kTrue : Tri::kFalse, {}, {}};
  for (const Judgement& part : parts) {
    if (part.is_unknown()) result.value = Tri::kUnknown;
    merge(result.causes, part.causes);
    merge(result.rests, part.rests);
  }
  return result;
}

}  // namespace

void merge(std::vector<Cause>& into, std::span<const Cause> more) { merge_sorted(into, more); }
void merge(std::vector<Rest>& into, std::span<const Rest> more) { merge_sorted(into, more); }

Judgement Judgement::resting_on(Rest rest) && {
  merge(rests, std::span(&rest, 1));
  return std::move(*this);
}

Judgement all_of(std::span<const Judgement> parts) { return combine(parts, Tri::kFalse); }
Judgement any_of(std::span<const Judgement> parts) { return combine(parts, Tri::kTrue); }

Judgement negate(Judgement judgement) {
  judgement.value = Tri(2 - int(judgement.value));
  return judgement;
}

}  // namespace licet::law
