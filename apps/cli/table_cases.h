#pragma once
#include <optional>
#include <vector>

#include "licet/base/json.h"
#include "licet/law/rule_set.h"

// Cases that ask a table of the rules, not the law as a whole (docs/formats/rules.md, section 8).
namespace licet::cli {

// What the table says; nothing for a kind that is none.
std::optional<Json> asked_of_table(const law::RuleSet& rules, const Json& test, Day on);

struct TableCases {
  std::string table;  // "us-ear/738-supp1/chart.csv": beside which the cases stand
  std::vector<Json> cases;
};
// A case for everything that the tables of places, offers, printed strings and the like say now.
std::vector<TableCases> table_cases(const law::RuleSet& rules);

}  // namespace licet::cli
