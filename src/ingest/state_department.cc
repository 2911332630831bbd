#include <algorithm>
#include <array>
#include <map>

#include "csl_row.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"
#include "licet/ingest/in_force.h"
#include "licet/law/federal_register.h"
#include "listed.h"
#include "own_lists.h"

namespace licet::ingest {
namespace {

using snapshot::AliasKind;
using snapshot::EntryRecord;

using Columns = std::vector<std::string_view>;

const Columns kNonproliferation{"Source List", "Programs", "Name", "Alternative Names", "Country",
                                "Federal Register Notice", "Effective Date", "Remarks/Notes",
                                "Web Link"};
const Columns kDebarred{"Debarred Party Full Name and Alias", "Date of Birth", "Notice",
                        "Notice Date", "Corrected Notice", "Corrected Notice Date"};

// The files give no id: what tells the row from others stands for it.
std::string id_of(std::string_view prefix, std::initializer_list<std::string_view> parts) {
  std::string said;
  for (std::string_view part : parts) said += cat(trim(part), "\n");
  return cat(prefix, to_hex(sha256(said)).substr(0, 16));
}

bool is_legal_form(std::string_view piece) {
  while (piece.ends_with('.')) piece.remove_suffix(1);
  const std::string small = lower_ascii(piece);
  for (std::string_view form : {"ltd", "limited", "inc", "llc", "co", "corp", "jsc", "gmbh", "plc"})
    if (small == form || small == cat("co. ", form)) return true;
  return false;
}

// "CITC, X Co., Ltd., F.K.A. Y" -> CITC; X Co., Ltd.; Y
std::vector<std::string> alternative_names(std::string_view text) {
  std::vector<std::string> names;
  for (std::string_view piece : split(text, ',')) {
    piece = trim(piece);
    for (std::string_view mark : {"F.K.A. ", "A.K.A. ", "a.k.a. ", "f.k.a. "})
      if (piece.starts_with(mark)) piece.remove_prefix(mark.size());
    if (piece.size() > 2 && piece.front() == '"' && piece.back() == '"')
      piece = piece.substr(1, piece.size() - 2);
    if (is_legal_form(piece) && !names.empty())
      names.back() += cat(", ", piece);
    else if (!piece.empty())
      names.emplace_back(piece);
  }
  return names;
}

Result<std::optional<Day>> day_in(const CsvRow& row, std::size_t column, const Columns& columns,
                                  const ReadOptions& options) {
  const std::string place = cat(options.file_name, ":", row.line);
  const std::string_view text = trim(row.fields[column]);
  if (text.empty()) return std::optional<Day>();
  const auto day = day_with_slashes(text, true);
  if (!day.ok())
    return Error{Code::ListBadRow, place, cat(columns[column], " ", day.error().detail)};
  if (day.value() > options.published)
    return Error{Code::ListBadRow, place,
                 cat(columns[column], " ", to_string(day.value()),
                     " lies after the day of the file")};
  return std::optional<Day>(day.value());
}

Result<EntryRecord> sanctioned(const CsvRow& row, const ReadOptions& options) {
  const auto& f = row.fields;
  const std::string place = cat(options.file_name, ":", row.line);
  if (trim(f[0]) != "ISN")
    return Error{Code::ListWrongSource, place, cat("a row of `", printable(f[0], 20), "`")};
  EntryRecord entry;
  entry.entry_id = id_of("isn-", {f[2], f[1], f[5], f[6]});
  add_listed_name(entry, f[2], AliasKind::kPrimary);
  if (entry.names.empty()) return Error{Code::ListBadRow, place, "no name"};
  for (const std::string& name : alternative_names(f[3]))
    add_listed_name(entry, name, AliasKind::kAlias);
  if (!trim(f[1]).empty()) entry.programmes.emplace_back(trim(f[1]));
  add_listed_address(entry, {}, f[4], options.places);
  if (f[5].find("Vol.") == std::string::npos)
    return Error{Code::ListColumnsMoved, place,
                 cat("the notice `", printable(f[5], 40), "` names no volume")};
  entry.citations = split_citations(f[5]);
  entry.remarks = trim(f[7]);
  LICET_TRY(effective, day_in(row, 6, kNonproliferation, options));
  // Measures of one party under several laws stand in rows of their own, each with its day.
  if (effective) entry.possible_from = *effective;
  entry.certain_from = effective.value_or(options.published);
  return entry;
}

// "June, 1976" -> "June 1976"
std::string month_and_year(std::string_view text) {
  std::string out;
  for (const char c : trim(text))
    if (c != ',') out += c;
  return out;
}

Result<EntryRecord> debarred(const CsvRow& row, const ReadOptions& options) {
  static const law::FederalRegister kNoRules;
  const auto& f = row.fields;
  const std::string place = cat(options.file_name, ":", row.line);
  EntryRecord entry;
  entry.entry_id = id_of("dtc-", {f[0], f[1], f[2], f[3]});
  add_listed_name(entry, f[0], AliasKind::kPrimary);
  if (entry.names.empty()) return Error{Code::ListBadRow, place, "no name"};
  if (law::parse_citations(f[2]).empty())
    return Error{Code::ListColumnsMoved, place,
                 cat("the notice `", printable(f[2], 40), "` is no citation")};
  add_fact(entry, "date of birth", month_and_year(f[1]));
  for (const std::size_t column : {2u, 4u})
    if (!trim(f[column]).empty()) entry.citations.emplace_back(trim(f[column]));
  LICET_TRY(first, day_in(row, 3, kDebarred, options));
  LICET_TRY(corrected, day_in(row, 5, kDebarred, options));
  if (!first) return Error{Code::ListColumnsMoved, place, "no Notice Date"};
  if (corrected) first = std::min(*first, *corrected);
  std::vector<law::Citation> notices;
  for (const std::string& text : entry.citations)
    for (const law::Citation& citation : law::parse_citations(text)) notices.push_back(citation);
  const InForce days = in_force_days({notices, first},
                                     options.rules ? *options.rules : kNoRules, options.published);
  entry.possible_from = days.possible_from;
  entry.certain_from = days.certain_from;
  entry.published = days.published;
  entry.instruments = days.instruments;
  return entry;
}

using ReadRow = Result<EntryRecord> (*)(const CsvRow&, const ReadOptions&);

Result<ListFile> read(std::string_view list, std::string_view text, const Columns& columns,
                      ReadRow read_row, const ReadOptions& options) {
  if (options.published == kAlways)
    return Error{Code::BadDay, options.file_name,
                 "the file does not say which day it is from: name its day"};
  LICET_TRY(csv, read_own_csv(text, options.file_name, columns, 0));
  std::vector<EntryRecord> entries;
  for (const CsvRow& row : csv.rows) {
    LICET_TRY(entry, read_row(row, options));
    entries.push_back(std::move(entry));
  }
  return own_list(list, std::move(entries), options, options.published,
                  "CSV of the State Department");
}

}  // namespace

Result<ListFile> read_nonproliferation(std::string_view text, const ReadOptions& options) {
  return read("isn", text, kNonproliferation, sanctioned, options);
}

Result<ListFile> read_debarred(std::string_view text, const ReadOptions& options) {
  return read("aeca-debarred", text, kDebarred, debarred, options);
}

}  // namespace licet::ingest
