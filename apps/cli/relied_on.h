#pragma once
#include <string>

#include "licet/base/json.h"
#include "licet/law/rule_set.h"

// `licet ask --by`: may it go by the authority that the user has in mind?
namespace licet::cli {

struct Reliance {
  bool serves = false;
  std::string text;  // for people; says why not, requirement by requirement
};

// `wanted`: "exception:LVS", "general:…", as rules name it, or "licence:ID" of the question.
// BadValue, with the nearest name, for one that no rule and no licence of the question has. It
// serves where the answer lets the act go and it overcomes every requirement, or needs not to.
Result<Reliance> relied_on(const law::RuleSet& rules, const Json& answer,
                           const std::string& wanted);

}  // namespace licet::cli
