#pragma once
#include <string>
#include <vector>

#include "licet/decide/decide.h"

// Where the tests that read a fact can turn, for the lines, parties and list rows of one decision.
// Private to this module.
namespace licet::decide {

// Sorted, each once: the literals of every test of the number, the limits that the entry of the
// line sets for its value, the levels of de minimis, half of a company. Amounts in US dollars.
// Empty where none can be told: the value of one of several lines, four and more owners beside.
std::vector<Decimal> number_thresholds(const Knowledge& known, const Question& question,
                                       const Decided& decided, const std::string& fact,
                                       const std::string& pointer);

// Sorted, each once: first days on which a test of this day, a norm judged by it, or a term counted
// from it may turn.
std::vector<Day> day_thresholds(const Knowledge& known, const Decided& decided,
                                const std::string& fact);

// Sorted, each once: the words that some test of this fact names.
std::vector<std::string> words_read(const Knowledge& known, const Decided& decided,
                                    const std::string& fact);

}  // namespace licet::decide
