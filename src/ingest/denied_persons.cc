#include <map>

#include "csl_row.h"
#include "denied_persons.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"
#include "licet/law/federal_register.h"
#include "licet/ingest/in_force.h"

namespace licet::ingest {
namespace {

using snapshot::AliasKind;
using snapshot::EntryRecord;

constexpr std::array<std::string_view, 12> kColumns{
    "Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date",
    "Expiration_Date", "Standard_Order", "Last_Update", "Action", "FR_Citation"};
enum Column { kName, kStreet, kCity, kState, kCountry, kPostal, kEffective, kExpires, kStandard,
              kUpdated, kAction, kCitation };
constexpr std::string_view kList = "denied-persons";

struct Row {
  std::string place;
  std::array<std::string, kColumns.size()> fields;
};

// Every field stands in quotes, a quote inside is doubled, no field goes over a line.
Result<Row> read_row(std::string_view line, std::string place, bool last) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const auto pieces = split(line, '\t');
  const auto broken = [&](std::string why) {
    return Error{last ? Code::ListTruncated : Code::ListBadRow, place, std::move(why)};
  };
  if (pieces.size() != kColumns.size())
    return broken(cat(pieces.size(), " fields where ", kColumns.size(), " are due"));
  Row row;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::string_view piece = pieces[i];
    if (piece.size() < 2 || piece.front() != '"' || piece.back() != '"')
      return broken(cat("the field ", kColumns[i], " is not in quotes"));
    piece = piece.substr(1, piece.size() - 2);
    for (std::size_t at = 0; at < piece.size(); ++at) {
      row.fields[i] += piece[at];
      if (piece[at] == '"' && at + 1 < piece.size() && piece[at + 1] == '"') ++at;
    }
  }
  row.place = std::move(place);
  return row;
}

Status check_header(const Row& row) {
  for (std::size_t i = 0; i < kColumns.size(); ++i)
    if (row.fields[i] != kColumns[i])
      return Error{Code::ListColumnsMoved, row.place,
                   cat("column ", i + 1, " is `", printable(row.fields[i], 40), "` where `",
                       kColumns[i], "` is due")};
  return Done{};
}

// "10/16/2017"
Result<std::optional<Day>> day_of(const Row& row, Column column) {
  const std::string_view text = trim(row.fields[column]);
  if (text.empty()) return std::optional<Day>();
  if (text.size() == 10 && text[2] == '/' && text[5] == '/')
    if (const auto day =
            parse_day(cat(text.substr(6), "-", text.substr(0, 2), "-", text.substr(3, 2)));
        day.ok())
      return std::optional<Day>(day.value());
  return Error{Code::ListBadRow, row.place,
               cat(kColumns[column], " `", printable(text, 20), "` is not a day MM/DD/YYYY")};
}

// The effective day is that of the latest renewal of a temporary order (15 CFR 766.24(d)): the
// party may have been denied since the earliest notice that the row cites.
Day possible_from(const EntryRecord& entry, Day effective, const ReadOptions& options) {
  Day earliest = effective;
  std::vector<law::Citation> notices;
  for (const std::string& text : entry.citations)
    for (const law::Citation& citation : law::parse_citations(text)) notices.push_back(citation);
  for (const law::Citation& citation : notices) {
    const int year = law::FederalRegister::year_of(citation);
    const bool only_notice = notices.size() == 1 && year == year_of(effective);
    if (citation.volume < 1 || only_notice) continue;
    const law::Instrument* rule =
        options.rules == nullptr ? nullptr : options.rules->find(citation);
    const Day new_year = day_from_ymd(year, 1, 1);
    earliest =
        std::min(earliest, rule ? rule->effective : new_year.plus(-kDaysBeforePublication));
  }
  return std::max(kFirstDay, earliest);
}

Status add_days(EntryRecord& entry, const Row& row, const ReadOptions& options) {
  LICET_TRY(effective, day_of(row, kEffective));
  LICET_TRY(expires, day_of(row, kExpires));
  if (!effective)
    return Error{Code::ListBadRow, row.place, "an order without Effective_Date"};
  if (expires && *expires < *effective)
    return Error{Code::ListBadRow, row.place, "Expiration_Date lies before Effective_Date"};
  entry.certain_from = *effective;
  entry.possible_from = possible_from(entry, *effective, options);
  if (expires) entry.until = expires->plus(1);  // the day of expiry is the last one in force
  return Done{};
}

snapshot::AddressRecord address_of(const Row& row) {
  snapshot::AddressRecord address;
  for (const Column column : {kStreet, kCity, kState, kPostal, kCountry})
    if (!trim(row.fields[column]).empty())
      address.text += cat(address.text.empty() ? "" : ", ", trim(row.fields[column]));
  address.country = read_address(row.fields[kCountry]).country;
  return address;
}

// The file gives no id: name, address and citations stand for the row.
std::string id_of(const Row& row) {
  std::string said;
  for (const Column column : {kName, kStreet, kCity, kState, kCountry, kPostal})
    said += cat(row.fields[column], "\n");
  return cat("dpl-", to_hex(sha256(said)).substr(0, 16));
}

Result<EntryRecord> entry_of(const Row& row, const ReadOptions& options) {
  EntryRecord entry;
  entry.list = kList;
  entry.entry_id = id_of(row);
  if (trim(row.fields[kName]).empty()) return Error{Code::ListBadRow, row.place, "no name"};
  entry.names.push_back({row.fields[kName], AliasKind::kPrimary, {}});
  for (std::string& inner : names_inside(row.fields[kName]))
    entry.names.push_back({std::move(inner), AliasKind::kAlias, {}});
  if (auto address = address_of(row); !address.text.empty())
    entry.addresses.push_back(std::move(address));
  if (!trim(row.fields[kCitation]).empty())
    entry.citations = split_citations(row.fields[kCitation]);
  if (row.fields[kStandard] == "N") entry.remarks = "not the standard order: read its terms";
  LICET_TRY_DONE(add_days(entry, row, options));
  return entry;
}

}  // namespace

bool looks_like_denied_persons(std::string_view text) {
  return text.starts_with("\"Name\"\t\"Street_Address\"");
}

Result<ListFile> read_denied_persons(std::string_view text, const ReadOptions& options) {
  const std::string& name = options.file_name;
  if (options.published == kAlways)
    return Error{Code::BadDay, name, "the file does not say which day it is from: name its day"};
  if (text.ends_with('\n')) text.remove_suffix(1);
  const auto lines = split(text, '\n');
  ListFile file;
  file.name = name;
  std::map<std::string, int> times;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    LICET_TRY(row, read_row(lines[i], cat(name, ":", i + 1), i + 1 == lines.size()));
    if (i == 0) {
      LICET_TRY_DONE(check_header(row));
      continue;
    }
    LICET_TRY(entry, entry_of(row, options));
    if (const int time = ++times[entry.entry_id]; time > 1) entry.entry_id += cat("#", time);
    file.entries.push_back(std::move(entry));
  }
  if (file.entries.empty()) return Error{Code::ListTruncated, name, "no row"};
  for (const KnownList& known : known_lists())
    if (known.list == kList)
      file.sources.push_back({std::string(kList), std::string(known.title), options.published,
                              std::uint32_t(file.entries.size()), false,
                              cat(name.substr(name.rfind('/') + 1), ", text of the bureau"), {}});
  return file;
}

}  // namespace licet::ingest
