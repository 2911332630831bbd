#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "licet/law/rule_set.h"

// Targets as written -> norms; docs/formats/rules.md section 2. Private to this module.
namespace licet::law {

class TargetIndex {
 public:
  explicit TargetIndex(std::span<const Norm> norms);

  // In the order of the norms; empty when the target points at nothing.
  std::vector<NormIndex> find(std::string_view target) const;

 private:
  using Index = std::map<std::string, std::vector<NormIndex>, std::less<>>;
  static std::vector<NormIndex> with_prefix(const Index& index, std::string_view prefix);

  Index by_id_, by_reason_, by_authority_;
};

}  // namespace licet::law
