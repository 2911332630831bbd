#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/json.h"
#include "licet/law/rule_set.h"
#include "licet/law/value.h"

// Typed reading of JSON against the vocabulary. Private to this module.
namespace licet::decide {

class FactReader {
 public:
  explicit FactReader(const law::RuleSet& rules) : rules_(rules) {}

  const law::RuleSet& rules() const { return rules_; }
  const law::Vocabulary& vocabulary() const { return rules_.vocabulary(); }

  // The value of one fact as its type wants it; objects give NotKnown (they are read elsewhere).
  Result<law::Value> value(const Json& json, const law::FactInfo& fact,
                           const std::string& pointer) const;

  Result<std::string> text(const Json& json, const std::string& pointer) const;
  Result<std::string> country(const Json& json, const std::string& pointer) const;
  Result<std::string> eccn(const Json& json, const std::string& pointer) const;
  // A code of the list of a regime other than the EAR, or "none" where an item is on none.
  Result<std::string> list_code(const Json& json, const std::string& pointer) const;
  Result<std::string> word(const Json& json, std::string_view section,
                           const std::string& pointer) const;
  Result<law::Words> words(const Json& json, std::string_view section,
                           const std::string& pointer) const;
  Result<law::Words> texts(const Json& json, const std::string& pointer) const;
  Result<law::Words> eccns(const Json& json, const std::string& pointer) const;
  Result<Day> day(const Json& json, const std::string& pointer) const;
  Result<Decimal> decimal(const Json& json, const std::string& pointer) const;

  // An object whose keys are all in `known`; JsonUnknownKey names the nearest.
  Status keys(const Json& json, const std::vector<std::string>& known,
              const std::string& pointer) const;

  // Reads every key of `json` that is a fact `prefix`+key of the vocabulary into `facts`; `other`
  // are keys read elsewhere; any further key is refused.
  Status facts(const Json& json, std::string_view prefix, const std::vector<std::string>& other,
               const std::string& pointer, law::FactMap& facts) const;

 private:
  const law::RuleSet& rules_;
};

Error wrong_type(const Json& json, const std::string& pointer, std::string_view due);

}  // namespace licet::decide
