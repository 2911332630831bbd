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

// `wanted`: "exception:LVS", "general:…", as rules name it, or "licence:ID" of the question; else
// BadValue with the nearest name. It serves where the answer lets the act go and it overcomes every
// requirement that stands, or none does.
Result<Reliance> relied_on(const law::RuleSet& rules, const Json& question, const Json& answer,
                           const std::string& wanted);

}  // namespace licet::cli
