#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "licet/base/csv.h"
#include "licet/law/norm.h"
#include "licet/law/places.h"
#include "licet/law/vocabulary.h"

// Rows of tables -> norms, so that the interpreter knows one kind of rule. Private to this module.
namespace licet::law {

// sections.csv: what a `section:` pointer stands for.
struct Section {
  Predicate destinations;
  Predicate extra;
  std::vector<std::string> cite;
};
using Sections = std::map<std::string, Section, std::less<>>;
Status read_sections(const CsvTable& table, const Vocabulary& vocabulary, const Places& places,
                     Sections& sections);

// The column `item_scope`: "entire", "include: a, b.1", "exclude: y", "predicate: EXPR".
Result<Predicate> item_scope(const CsvTable& table, std::size_t row, const Vocabulary& vocabulary);

struct TableContext {
  const Vocabulary& vocabulary;
  const Places& places;
  const Sections& sections;
};

// Where rows of a control list stand, and how the ids of their norms begin ("us.ear.774.").
struct ControlList {
  std::string_view file, prefix;
};

// One requirement a row: <prefix><entry>.<row>.
Status add_control_rows(const CsvTable& table, const TableContext& context,
                        const ControlList& list, std::vector<Norm>& norms);

// One requirement a footnote that adds one: us.ear.738.footnote.<n>.
Status add_chart_footnotes(const CsvTable& table, const TableContext& context,
                           std::string_view file, std::vector<Norm>& norms);

}  // namespace licet::law
