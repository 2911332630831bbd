#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fact_reader.h"
#include "licet/decide/knowledge.h"

// Foreign-made items: the US share that counts (15 CFR 734.4, Supp. No. 2 to part 734) and what
// they were made with (734.9). The rules read derived facts; here they are derived. Private to this
// module.
namespace licet::decide {

// The share of controlled US content, in percent: at least, at most.
struct UsShare {
  Decimal least, most;
};

// "none", "within" or "exceeded" (734.4(c), (d): the level is passed by more, never by as much).
// Ten percent in a place of Country Groups E:1 and E:2, else twenty-five. Empty where it cannot be
// told.
std::string_view de_minimis(const UsShare& share, law::Tri ten_percent_place);

// Which kind of content 734.4(a)(6) means: "600_series", "600_series_y", "9x515", "9x515_y", or
// empty. A code without a paragraph counts as the wider kind.
std::string_view content_family(std::string_view eccn);

// Reads `us_content` and `fdp` of an item.
Result<ForeignMade> read_foreign_made(const Json& item, const FactReader& reader,
                                      const std::string& pointer);

// Would US content of this classification need a licence to the line's destination? Control rows,
// chart and parts 742 and 746; part 744 does not count, what exception GBS lets go neither (Supp.
// No. 2 (a)(1)).
law::Judgement controlled(const law::RuleSet& rules, const law::FactFrame& frame, std::size_t line,
                          const std::string& eccn, const law::AsOf& as_of);

// Adds de_minimis, us_content_eccns, us_content_families and fdp_… to a line. The rows of `made`'s
// persons are those of the law day.
void add_foreign_made(const Knowledge& known, const ForeignMade& made, const law::AsOf& as_of,
                      law::FactFrame& frame, std::size_t line);

}  // namespace licet::decide
