#pragma once
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "licet/base/day.h"
#include "licet/base/decimal.h"

namespace licet::law {

// What is known of one fact. A list is complete: a word that is not in it is a known negative.
struct NotKnown {
  bool operator==(const NotKnown&) const = default;
};
using Words = std::vector<std::string>;
using Value = std::variant<NotKnown, bool, Decimal, Day, std::string, Words>;

// Facts by name without the prefix that binds them ("eccn", not "item.eccn").
using FactMap = std::map<std::string, Value, std::less<>>;

// A value written in a rule.
using Literal = std::variant<bool, Decimal, Day, std::string>;

std::string to_string(const Literal& literal);
std::string to_string(const Value& value);  // "not known" for NotKnown

}  // namespace licet::law
