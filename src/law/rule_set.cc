#include "licet/law/rule_set.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::law {

std::vector<std::string> regime_folders(std::span<const snapshot::RuleFile> files) {
  constexpr std::string_view kName = "/regime.toml";
  std::vector<std::string> folders;
  for (const auto& file : files) {
    const auto slash = file.path.find('/');
    if (slash != std::string::npos && std::string_view(file.path).substr(slash) == kName)
      folders.push_back(file.path.substr(0, slash + 1));
  }
  std::sort(folders.begin(), folders.end(), [](const std::string& a, const std::string& b) {
    return std::pair(a != kEarFolder, a) < std::pair(b != kEarFolder, b);
  });
  return folders;
}

Result<std::vector<std::shared_ptr<const RuleSet>>> load_regimes(
    std::span<const snapshot::RuleFile> files) {
  std::vector<std::shared_ptr<const RuleSet>> regimes;
  for (const std::string& folder : regime_folders(files)) {
    LICET_TRY(rules, RuleSet::load(files, folder));
    for (const auto& other : regimes)
      if (other->regime() == rules->regime())
        return Error{Code::RuleDuplicateId, cat(folder, "regime.toml"),
                     cat("`", rules->regime(), "` is loaded from ", other->folder(), " too")};
    regimes.push_back(std::move(rules));
  }
  if (regimes.empty())
    return Error{Code::RuleMissingKey, cat(kEarFolder, "regime.toml"),
                 "this file of rules is missing"};
  return regimes;
}

const Norm* RuleSet::find(std::string_view id) const {
  const auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : &norms_[it->second];
}

std::span<const NormIndex> RuleSet::rows_of(std::string_view entry) const {
  const auto it = entries_.find(entry);
  return it == entries_.end() ? std::span<const NormIndex>() : std::span(it->second);
}

std::vector<std::string> RuleSet::flags_of(std::string_view entry) const {
  const auto it = flags_.find(entry);
  if (it == flags_.end()) return {};
  return {it->second.begin(), it->second.end()};
}

const ServedItems* RuleSet::served_by(std::string_view entry) const {
  const auto it = served_.find(entry);
  return it == served_.end() ? nullptr : &it->second;
}

bool RuleSet::reads(std::string_view fact, std::string_view word) const {
  return read_.contains(std::pair(std::string(fact), std::string(word)));
}

}  // namespace licet::law
