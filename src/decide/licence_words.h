#pragma once
#include <string>
#include <vector>

#include "licet/decide/decide.h"

// What of an individual licence goes into an answer. Private to this module.
namespace licet::decide {

// BadValue for a port that is no UN/LOCODE.
Status check_ports(const law::FactMap& question);

// A paper that meets a condition is a word of the vocabulary: UnknownWord where it is not.
Status check_papers(const law::RuleSet& rules, const licence::Licence& licence,
                    const std::string& pointer);

// What would be left of the item that covers the line after this shipment: {"line"?, "quantity"?,
// "unit"?, "value"?, "currency"?}; empty where the item sets no limit or nothing covers the line.
Json remains_json(const Question& question, std::size_t licence, std::size_t line, Day day);

// The licence's conditions as elements of `conditions`. `awaited`: only those known to be unmet,
// each by the fact that would settle it; else all that bind, as they are written. `rule` is the
// provision by which they bind.
Json::Array licence_conditions(const Question& question, std::size_t licence, Day day,
                               bool awaited, const std::vector<std::string>& rule);

// Where a cause is an open condition: one cause for each open condition of that licence.
std::vector<law::Cause> each_open_condition(const Question& question, Day day,
                                            const law::Cause& cause);

// The question to put for a fact of a licence ("licences/0/conditions/1/met"); nothing for others.
std::optional<Json> missing_of_licence(const Question& question, const Decided& decided,
                                       const std::string& pointer);

}  // namespace licet::decide
