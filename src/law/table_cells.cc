#include "table_cells.h"

#include "licet/base/text.h"

namespace licet::law {

Result<Span> span_of(const CsvTable& table, std::size_t row) {
  const std::string text = cat(table.at(row, "from"), "..", table.at(row, "until"));
  auto span = parse_span(text);
  if (!span.ok()) return Error{Code::RuleTable, table.place(row, "from"), span.error().detail};
  return span.value();
}

}  // namespace licet::law
