#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"

namespace licet {

// One record of a CSV file: its fields, and the line on which it starts (1 = the first line).
struct CsvRow {
  std::uint32_t line = 0;
  std::vector<std::string> fields;
};

// RFC 4180: comma, double quotes, quotes doubled inside, line breaks allowed inside quotes, CRLF or
// LF.
// No type is guessed: every field is text. A field of more than 64 KiB, a quote that never ends or
// text after a closing quote is JsonTooLarge/BadValue with the line in `place`.
Result<std::vector<CsvRow>> read_csv(std::string_view text, std::string_view file_name);

// A CSV with a header line: columns by name.
class CsvTable {
 public:
  // BadValue when a column of `needed` is absent, a column stands twice, or a row has another
  // number of fields.
  static Result<CsvTable> read(std::string_view text, std::string_view file_name,
                               const std::vector<std::string>& needed);

  std::size_t rows() const { return rows_.size(); }
  // Empty when the column does not exist. The column must be asked for by the name in the header.
  std::string_view at(std::size_t row, std::string_view column) const;
  std::uint32_t line(std::size_t row) const { return rows_[row].line; }
  std::string place(std::size_t row, std::string_view column) const;  // "file:line, column x"
  const std::vector<std::string>& columns() const { return columns_; }

 private:
  std::string file_;
  std::vector<std::string> columns_;
  std::vector<CsvRow> rows_;
};

// A field for output: quoted where needed; a leading = + - @ or tab is made harmless with a quote
// mark.
std::string csv_field(std::string_view text);

}  // namespace licet
