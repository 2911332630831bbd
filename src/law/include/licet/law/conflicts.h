#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "licet/law/rule_set.h"

// Where obeying one regime breaks the law to which another binds: rows of rules/conflicts.csv. Who
// asks several regimes is told; no verdict is changed by it.
namespace licet::law {

struct Conflict {
  std::string id;
  std::string obeying;      // regime whose answer stops the act
  std::string requirement;  // … by this norm, or one below it ("us.ear.746.7")
  std::string bound;        // regime to whose law the exporter is bound besides
  std::string group;        // … if it is of this group of that regime's places ("EU")
  std::string breaks;       // what is broken by giving in
  std::string means, refer_to, confidence;
  Span span;
  std::vector<std::string> cite;
};

// Empty where there is no such file. RuleTable and others for a regime that is not loaded, a
// requirement or group that does not exist, a referral outside the vocabulary, a missing citation.
Result<std::vector<Conflict>> read_conflicts(
    std::span<const snapshot::RuleFile> files,
    std::span<const std::shared_ptr<const RuleSet>> regimes);

}  // namespace licet::law
