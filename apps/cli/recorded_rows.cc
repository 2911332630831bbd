#include "recorded_rows.h"

#include <filesystem>
#include <iostream>
#include <memory>

#include "batch_row.h"
#include "licet/base/csv.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

constexpr std::size_t kMostRecordBytes = 16u << 20;  // as one JSON document

Result<std::vector<std::string>> fields_of(const std::string& record) {
  LICET_TRY(rows, read_csv(record, ""));
  if (rows.size() != 1) return Error{Code::BadValue, "", "is no row of a table"};
  return std::move(rows.front().fields);
}

Result<decide::RecordedRow> row_of(const std::vector<std::string>& header,
                                   const std::string& record) {
  LICET_TRY(cells, fields_of(record));
  LICET_TRY(question, question_of_row(header, cells));
  decide::RecordedRow row;
  row.question = std::move(question);
  return row;
}

Result<decide::RecordedRow> row_of(const std::string& record) {
  LICET_TRY(document, read_json(record));
  return decide::read_recorded(document);
}

bool quotes_are_even(const std::string& text) {
  return std::count(text.begin(), text.end(), '"') % 2 == 0;
}

}  // namespace

Result<RecordedRows> RecordedRows::open(const std::string& path) {
  RecordedRows rows;
  rows.csv_ = path.ends_with(".csv");
  if (path != "-") {
    rows.file_ = std::make_unique<std::ifstream>(path, std::ios::binary);
    std::error_code error;
    if (!*rows.file_ || std::filesystem::is_directory(path, error))
      return Error{Code::FileUnreadable, path, ""};
    const auto size = std::filesystem::file_size(path, error);
    rows.bytes_in_all_ = error ? 0 : std::uint64_t(size);
  }
  if (!rows.csv_) return rows;
  std::string record;
  if (!rows.read_record(record)) return Error{Code::BadValue, path, "has no header"};
  auto header = fields_of(record);
  if (!header.ok()) return Error{header.error().code, path + ":1", header.error().detail};
  rows.header_ = std::move(header.value());
  return rows;
}

std::istream& RecordedRows::in() { return file_ ? *file_ : std::cin; }

bool RecordedRows::read_line(std::string& line) {
  if (!std::getline(in(), line)) return false;
  bytes_read_ += line.size() + 1;
  ++line_;
  return true;
}

// A field in quotes may hold line breaks. A record beyond the limit is handed on as it is: it is
// refused where it is read.
bool RecordedRows::read_record(std::string& record) {
  if (!read_line(record)) return false;
  std::string more;
  while (csv_ && !quotes_are_even(record) && record.size() < kMostRecordBytes && read_line(more))
    record += "\n" + more;
  return true;
}

std::optional<api::ImpactRow> RecordedRows::next() {
  std::string record;
  std::uint64_t line = 0;
  do {
    line = line_ + 1;
    if (!read_record(record)) return std::nullopt;
  } while (trim(record).empty() || record == "\r");
  if (!csv_) return api::ImpactRow{line, [text = std::move(record)] { return row_of(text); }};
  return api::ImpactRow{
      line, [header = header_, text = std::move(record)] { return row_of(header, text); }};
}

}  // namespace licet::cli
