#pragma once
#include <span>
#include <string>
#include <vector>

#include "licet/base/json.h"
#include "licet/decide/verdict.h"
#include "licet/law/conflicts.h"
#include "licet/law/rule_set.h"

// A question that names several regimes: one question for each, and where obeying one breaks the
// law to which another binds. Each regime keeps its own answer; none is folded into another.
namespace licet::decide {

struct OfRegime {
  std::string regime;
  Json question;  // the same with `regime` in the place of `regimes`
};

// The questions, in the order in which the regimes are named. JsonWrongType, BadValue … where
// `regimes` is no list of different words, or `regime` stands beside it.
Result<std::vector<OfRegime>> each_regime(const Json& question);

// One conflict an object: id, obeying, requirements, bound, breaks, stands (`yes` or `maybe`),
// because, cite, confidence, to. Answers are whole documents.
Json::Array conflicts_between(std::span<const law::Conflict> conflicts,
                              std::span<const std::shared_ptr<const law::RuleSet>> regimes,
                              std::span<const Json> answers);

}  // namespace licet::decide
