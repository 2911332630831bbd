#include "csl_row.h"
#include "licet/base/csv.h"
#include "licet/base/text.h"

namespace licet::ingest {
namespace {

Status check_header(const std::vector<std::string>& header, const std::string& file) {
  const auto moved = [&](std::string why) {
    return Error{Code::ListColumnsMoved, cat(file, ":1"), std::move(why)};
  };
  for (std::size_t i = 0; i < kCslColumns.size(); ++i) {
    if (i >= header.size()) return moved(cat("the column `", kCslColumns[i], "` is missing"));
    if (header[i] != kCslColumns[i])
      return moved(cat("column ", i + 1, " is `", printable(header[i]), "` where `",
                       kCslColumns[i], "` is due"));
  }
  if (header.size() > kCslColumns.size())
    return moved(cat("a new column `", printable(header[kCslColumns.size()]), "`"));
  return Done{};
}

// Positions follow kCslColumns, which check_header() has compared.
CslRow row_of(CsvRow& csv, const std::string& file) {
  auto& f = csv.fields;
  CslRow row;
  row.place = cat(file, ":", csv.line);
  row.id = std::move(f[0]);
  row.source = std::move(f[1]);
  row.entity_number = std::move(f[2]);
  row.type = std::move(f[3]);
  row.programs = split_list(f[4]);
  row.name = std::move(f[5]);
  row.addresses = split_list(f[7]);
  row.notice = std::move(f[8]);
  row.start_date = std::move(f[9]);
  row.end_date = std::move(f[10]);
  row.requirement = std::move(f[12]);
  row.policy = std::move(f[13]);
  row.call_sign = std::move(f[14]);
  row.remarks = std::move(f[20]);
  row.alt_names = split_list(f[22]);
  row.citizenships = split_list(f[23]);
  row.dates_of_birth = split_list(f[24]);
  row.nationalities = split_list(f[25]);
  row.ids = split_list(f[28]);
  return row;
}

}  // namespace

Result<std::vector<CslRow>> read_csl_csv(std::string_view text, const std::string& file) {
  // The last line of a whole file is ended: without this a cut inside the last field goes unseen.
  if (!text.ends_with('\n'))
    return Error{Code::ListTruncated, file, "the last line is not ended"};
  auto read = read_csv(text, file);
  if (!read.ok()) {
    Error error = read.error();
    if (error.code == Code::BadValue)
      error.code = error.detail.find("never closed") == std::string::npos ? Code::ListBadRow
                                                                           : Code::ListTruncated;
    return error;
  }
  auto& csv = read.value();
  if (csv.empty()) return Error{Code::ListTruncated, file, "no header line"};
  LICET_TRY_DONE(check_header(csv.front().fields, file));
  std::vector<CslRow> rows;
  rows.reserve(csv.size() - 1);
  for (std::size_t i = 1; i < csv.size(); ++i) {
    if (csv[i].fields.size() != kCslColumns.size()) {
      const bool last = i + 1 == csv.size() && csv[i].fields.size() < kCslColumns.size();
      return Error{last ? Code::ListTruncated : Code::ListColumnsMoved,
                   cat(file, ":", csv[i].line),
                   cat(csv[i].fields.size(), " fields where ", kCslColumns.size(), " are due")};
    }
    rows.push_back(row_of(csv[i], file));
  }
  return rows;
}

}  // namespace licet::ingest
