#include <array>

#include "licet/base/text.h"
#include "ofac.h"

namespace licet::ingest {
namespace {

constexpr char kEndMark = '\x1A';
constexpr std::array<std::size_t, 4> kFields{12, 5, 6, 2};

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 9 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Fields of the first line; a quoted comma is none.
std::size_t fields_of_first_line(std::string_view text) {
  std::size_t count = 1;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) break;
    if (c == ',' && !quoted) ++count;
  }
  return count;
}

Result<std::string_view> without_end_mark(const OfacText& file, bool end_mark_lost) {
  std::string_view text = file.text;
  if (end_mark_lost && !text.empty() && text.back() != kEndMark) return text;
  if (text.empty() || text.back() != kEndMark)
    return Error{Code::ListTruncated, file.name,
                 "the mark 0x1A at its end is missing, so rows may be: fetch it again, or add an "
                 "archived copy that you know to be whole with --end-mark-lost"};
  text.remove_suffix(1);
  if (!text.ends_with('\n'))
    return Error{Code::ListTruncated, file.name, "the last line is not ended"};
  return text;
}

Status clean(CsvRow& row, const std::string& file, std::size_t fields) {
  const std::string place = cat(file, ":", row.line);
  if (row.fields.size() != fields)
    return Error{Code::ListBadRow, place,
                 cat(row.fields.size(), " fields where ", fields, " are due")};
  for (std::string& field : row.fields)
    if (trim(field) == "-0-") field.clear();
  if (!is_number(row.fields.front()))
    return Error{Code::ListBadRow, place,
                 cat("`", printable(row.fields.front(), 40), "` is no entity number")};
  return Done{};
}

}  // namespace

std::optional<OfacPart> ofac_part(std::string_view text) {
  if (!is_number(trim(text.substr(0, text.find(','))))) return std::nullopt;
  const std::size_t fields = fields_of_first_line(text);
  for (std::size_t part = 0; part < kFields.size(); ++part)
    if (kFields[part] == fields) return OfacPart(part);
  return std::nullopt;
}

Result<OfacRows> read_ofac_rows(const OfacText& file, OfacPart part, bool end_mark_lost) {
  LICET_TRY(text, without_end_mark(file, end_mark_lost));
  auto read = read_csv(text, file.name);
  if (!read.ok()) {
    Error error = read.error();
    if (error.code == Code::BadValue) error.code = Code::ListBadRow;
    return error;
  }
  OfacRows out{file.name, std::move(read.value())};
  for (CsvRow& row : out.rows)
    LICET_TRY_DONE(clean(row, file.name, kFields[std::size_t(part)]));
  return out;
}

}  // namespace licet::ingest
