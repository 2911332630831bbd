#include "licet/base/csv.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet {
namespace {

constexpr std::size_t kMostField = 64u << 10;

// Walks the text once; one call of next() reads one record.
class Reader {
 public:
  Reader(std::string_view text, std::string_view file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  bool at_end() const { return at_ >= text_.size(); }

  Result<CsvRow> next() {
    CsvRow row{line_, {}};
    while (true) {
      std::string field;
      LICET_TRY_DONE(read_field(field));
      row.fields.push_back(std::move(field));
      if (at_end() || text_[at_] != ',') break;
      ++at_;
    }
    end_line();
    return row;
  }

 private:
  Error fail(Code code, std::string_view why) const {
    return Error{code, cat(file_, ":", line_), std::string(why)};
  }

  Status read_field(std::string& out) {
    if (!at_end() && text_[at_] == '"') return read_quoted(out);
    const auto stop = text_.find_first_of(",\r\n", at_);
    const auto end = stop == std::string_view::npos ? text_.size() : stop;
    out = std::string(text_.substr(at_, end - at_));
    at_ = end;
    return check_size(out);
  }

  Status read_quoted(std::string& out) {
    ++at_;
    while (true) {
      const auto quote = text_.find('"', at_);
      if (quote == std::string_view::npos) return fail(Code::BadValue, "a quote is never closed");
      const auto piece = text_.substr(at_, quote - at_);
      line_ += std::uint32_t(std::count(piece.begin(), piece.end(), '\n'));
      out += piece;
      LICET_TRY_DONE(check_size(out));
      at_ = quote + 1;
      if (at_end() || text_[at_] != '"') break;
      out += '"';
      ++at_;
    }
    if (!at_end() && text_[at_] != ',' && text_[at_] != '\r' && text_[at_] != '\n')
      return fail(Code::BadValue, "text after a closing quote");
    return Done{};
  }

  Status check_size(const std::string& field) const {
    if (field.size() > kMostField) return fail(Code::JsonTooLarge, "a field of more than 64 KiB");
    return Done{};
  }

  void end_line() {
    if (!at_end() && text_[at_] == '\r') ++at_;
    if (!at_end() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace

Result<std::vector<CsvRow>> read_csv(std::string_view text, std::string_view file_name) {
  if (const auto at = invalid_utf8_at(text))
    return Error{Code::BadUtf8, std::string(file_name), cat("at byte ", *at)};
  std::vector<CsvRow> rows;
  Reader reader(text, file_name);
  while (!reader.at_end()) {
    LICET_TRY(row, reader.next());
    if (row.fields.size() == 1 && row.fields[0].empty()) continue;  // an empty line
    rows.push_back(std::move(row));
  }
  return rows;
}

Result<CsvTable> CsvTable::read(std::string_view text, std::string_view file_name,
                                const std::vector<std::string>& needed) {
  LICET_TRY(rows, read_csv(text, file_name));
  CsvTable table;
  table.file_ = std::string(file_name);
  if (rows.empty()) return Error{Code::BadValue, table.file_, "no header line"};
  table.columns_ = rows.front().fields;
  for (const auto& name : needed)
    if (std::find(table.columns_.begin(), table.columns_.end(), name) == table.columns_.end())
      return Error{Code::BadValue, cat(file_name, ":1"), cat("the column `", name, "` is missing")};
  for (std::size_t i = 0; i < table.columns_.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (table.columns_[i] == table.columns_[k])
        return Error{Code::BadValue, cat(file_name, ":1"),
                     cat("the column `", table.columns_[i], "` stands twice")};
  rows.erase(rows.begin());
  for (const CsvRow& row : rows)
    if (row.fields.size() != table.columns_.size())
      return Error{Code::BadValue, cat(file_name, ":", row.line),
                   cat(row.fields.size(), " fields where the header has ", table.columns_.size())};
  table.rows_ = std::move(rows);
  return table;
}

std::string_view CsvTable::at(std::size_t row, std::string_view column) const {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (columns_[i] == column) return rows_[row].fields[i];
  return {};
}

std::string CsvTable::place(std::size_t row, std::string_view column) const {
  return cat(file_, ":", rows_[row].line, ", column ", column);
}

std::string csv_field(std::string_view text) {
  std::string safe(text);
  if (!safe.empty() && std::string_view("=+-@\t").find(safe.front()) != std::string_view::npos)
    safe.insert(safe.begin(), '\'');
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace licet
