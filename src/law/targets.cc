#include "targets.h"

#include <algorithm>

namespace licet::law {

TargetIndex::TargetIndex(std::span<const Norm> norms) {
  for (NormIndex i = 0; i < norms.size(); ++i) {
    const Norm& norm = norms[i];
    by_id_[norm.id].push_back(i);
    if (norm.is_authority()) by_authority_[norm.authority].push_back(i);
    // What only a person can read is lifted by name alone, and so is a prohibition.
    if (norm.kind == NormKind::kRequirement && !norm.untranslatable)
      by_reason_[norm.reason].push_back(i);
  }
}

std::vector<NormIndex> TargetIndex::with_prefix(const Index& index, std::string_view prefix) {
  std::vector<NormIndex> found;
  for (auto it = index.lower_bound(prefix); it != index.end(); ++it) {
    if (!it->first.starts_with(prefix)) break;
    found.insert(found.end(), it->second.begin(), it->second.end());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<NormIndex> TargetIndex::find(std::string_view target) const {
  const Index* index = &by_id_;
  bool many = target.ends_with(".*");
  if (target.starts_with("reason:")) {
    index = &by_reason_;
    target.remove_prefix(7);
    many = target == "*";
  } else if (target.starts_with("authority:")) {
    index = &by_authority_;
    target.remove_prefix(10);
    many = target.ends_with('*');
  }
  if (many) return with_prefix(*index, target.substr(0, target.size() - 1));
  const auto it = index->find(target);
  return it == index->end() ? std::vector<NormIndex>() : it->second;
}

}  // namespace licet::law
