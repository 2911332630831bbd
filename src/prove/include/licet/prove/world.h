#pragma once
#include <map>
#include <string>

#include "licet/base/json.h"
#include "licet/law/rule_set.h"

// Facts given straight to one norm, without a question around them: what its own conditions say.
namespace licet::prove {

// By full name: "destination", "item.eccn". What is not there is not known.
using Facts = std::map<std::string, law::Value>;

struct World {
  Day day;
  Facts facts;
  law::Tri applies = law::Tri::kUnknown;  // as written down, or as found
};

// Does the norm apply to the one line, party, list row and licence of the world, and is what it
// requires besides met? What attacks it, and what it rests on, is left out.
law::Tri judge(const law::RuleSet& rules, const law::Norm& norm, const World& world);

// {"on": "2022-03-01", "facts": {"destination": "BY"}, "expect": "no"}; numbers and days are
// strings, `expect` is "yes", "no" or "unknown".
Json to_json(const World& world);
// BadValue, RuleUnknownFact, JsonWrongType with the place in the value.
Result<World> read_world(const law::RuleSet& rules, const Json& written);

}  // namespace licet::prove
