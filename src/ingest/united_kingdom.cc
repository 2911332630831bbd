#include <algorithm>
#include <array>
#include <map>

#include "listed.h"
#include "licet/base/text.h"
#include "own_lists.h"

namespace licet::ingest {
namespace {

using snapshot::AliasKind;
using snapshot::EntryRecord;
using snapshot::PartyType;

using Columns = std::vector<std::string_view>;

const Columns kSanctions{
    "Last Updated", "Unique ID", "OFSI Group ID", "UN Reference Number", "Name 6", "Name 1",
    "Name 2", "Name 3", "Name 4", "Name 5", "Name type", "Alias strength", "Title",
    "Name non-latin script", "Non-latin script type", "Non-latin script language", "Regime Name",
    "Designation Type|Individual, Entity, Ship", "Designation source", "Sanctions Imposed",
    "Other Information", "UK Statement of Reasons", "Address Line 1", "Address Line 2",
    "Address Line 3", "Address Line 4", "Address Line 5", "Address Line 6", "Address Postal Code",
    "Address Country", "Phone number", "Website", "Email address", "Date Designated", "D.O.B",
    "Nationality(/ies)", "National Identifier number",
    "National Identifier additional information", "Passport number",
    "Passport additional information", "Position", "Gender", "Town of birth", "Country of birth",
    "Type of entity", "Subsidiaries", "Parent company|Parent Company",
    "Business registration number (s)", "IMO number", "Current owner/operator (s)",
    "Previous owner/operator (s)", "Current believed flag of ship", "Previous flags",
    "Type of ship", "Tonnage of ship", "Length of ship", "Year Built",
    "Hull identification number (HIN)"};

const Columns kAssetFreeze{
    "Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Title", "Name Non-Latin Script",
    "Non-Latin Script Type", "Non-Latin Script Language", "DOB", "Town of Birth",
    "Country of Birth", "Nationality", "Passport Number", "Passport Details",
    "National Identification Number", "National Identification Details", "Position", "Address 1",
    "Address 2", "Address 3", "Address 4", "Address 5", "Address 6", "Post/Zip Code", "Country",
    "Other Information", "Group Type", "Alias Type", "Alias Quality", "Regime", "Listed On",
    "UK Sanctions List Date Designated", "Last Updated", "Group ID"};

// Where each file has what we take.
struct Layout {
  const Columns& columns;
  std::string_view id, type, kind, strength, script, regime, born, town, birth_country, nationality,
      passport, national, postcode, country, remarks, address;
  std::array<std::string_view, 2> listed;  // days, the first that is there
};

const Layout kOfSanctions{
    kSanctions, "Unique ID", "Designation Type|Individual, Entity, Ship", "Name type",
    "Alias strength", "Name non-latin script", "Regime Name", "D.O.B", "Town of birth",
    "Country of birth", "Nationality(/ies)", "Passport number", "National Identifier number",
    "Address Postal Code", "Address Country", "Other Information", "Address Line ",
    {"Date Designated", "Date Designated"}};
const Layout kOfAssetFreeze{
    kAssetFreeze, "Group ID", "Group Type", "Alias Type", "Alias Quality",
    "Name Non-Latin Script", "Regime", "DOB", "Town of Birth", "Country of Birth", "Nationality",
    "Passport Number", "National Identification Number", "Post/Zip Code", "Country",
    "Other Information", "Address ", {"Listed On", "UK Sanctions List Date Designated"}};

class Row {
 public:
  Row(const Layout& layout, const CsvRow& row) : layout_(layout), row_(row) {}
  std::string_view at(std::string_view column) const {
    const auto& all = layout_.columns;
    const auto it = std::find(all.begin(), all.end(), column);
    return it == all.end() ? std::string_view()
                           : trim(row_.fields[std::size_t(it - all.begin())]);
  }
  const Layout& layout() const { return layout_; }
  std::uint32_t line() const { return row_.line; }

 private:
  const Layout& layout_;
  const CsvRow& row_;
};

Result<PartyType> type_of(std::string_view word, const std::string& place) {
  if (word == "Individual") return PartyType::kPerson;
  if (word == "Entity") return PartyType::kCompany;
  if (word == "Ship") return PartyType::kVessel;
  return Error{Code::ListBadRow, place, cat("party type `", printable(word, 40), "`")};
}

// The family name stands in "Name 6", what is said before it in the others.
std::string name_of(const Row& row) {
  std::string name;
  for (const char* part : {"Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"})
    if (!row.at(part).empty()) name += cat(name.empty() ? "" : " ", row.at(part));
  return name;
}

// "Primary Name", "Primary name variation", "Alias", "AKA", "FKA"; low quality is weak.
AliasKind kind_of(const Row& row) {
  const std::string kind = lower_ascii(row.at(row.layout().kind));
  if (kind == "primary name") return AliasKind::kPrimary;
  const std::string strength = lower_ascii(row.at(row.layout().strength));
  return strength.find("low") != std::string::npos ? AliasKind::kWeak : AliasKind::kAlias;
}

void add_name(EntryRecord& entry, const Row& row) {
  AliasKind kind = kind_of(row);
  const std::string name = name_of(row);
  const bool first = kind == AliasKind::kPrimary &&
                     (entry.names.empty() || entry.names.front().kind != AliasKind::kPrimary);
  if (kind == AliasKind::kPrimary && !first) kind = AliasKind::kAlias;
  const std::size_t before = entry.names.size();
  add_listed_name(entry, name, kind);
  if (first && entry.names.size() > before && before > 0)
    std::rotate(entry.names.begin(), entry.names.begin() + std::ptrdiff_t(before),
                entry.names.begin() + std::ptrdiff_t(before) + 1);
  add_listed_name(entry, row.at(row.layout().script), AliasKind::kAlias);
}

void add_facts(EntryRecord& entry, const Row& row) {
  const Layout& at = row.layout();
  add_fact(entry, "date of birth", born_text(row.at(at.born)));
  const std::string_view town = row.at(at.town), country = row.at(at.birth_country);
  add_fact(entry, "place of birth",
           cat(town, town.empty() || country.empty() ? "" : ", ", country));
  add_fact(entry, "nationality", row.at(at.nationality));
  add_fact(entry, "Passport", row.at(at.passport));
  add_fact(entry, "National ID", row.at(at.national));
  add_fact(entry, "Registration Number", row.at("Business registration number (s)"));
  add_fact(entry, "IMO", row.at("IMO number"));
  add_fact(entry, "Hull Identification Number", row.at("Hull identification number (HIN)"));
  add_fact(entry, "vessel flag", row.at("Current believed flag of ship"));
  add_fact(entry, "vessel owner", row.at("Current owner/operator (s)"));
}

void add_texts(EntryRecord& entry, const Row& row, const law::Places* places) {
  const Layout& at = row.layout();
  std::vector<std::string> lines;
  for (const char* number : {"1", "2", "3", "4", "5", "6"})
    lines.emplace_back(row.at(cat(at.address, number)));
  lines.emplace_back(row.at(at.postcode));
  add_listed_address(entry, lines, row.at(at.country), places);
  const auto add = [](std::vector<std::string>& all, std::string text) {
    if (!text.empty() && std::find(all.begin(), all.end(), text) == all.end())
      all.push_back(std::move(text));
  };
  add(entry.programmes, std::string(row.at(at.regime)));
  if (const auto united = row.at("UN Reference Number"); !united.empty())
    add(entry.citations, cat("UNSC ", united));
  for (const std::string_view text : {row.at("Sanctions Imposed"), row.at(at.remarks)})
    if (!text.empty() && entry.remarks.find(text) == std::string::npos)
      entry.remarks += cat(entry.remarks.empty() ? "" : "; ", text);
}

Status add_days(EntryRecord& entry, const Row& row, Day published, const std::string& place) {
  for (const std::string_view column : row.layout().listed) {
    const std::string_view text = row.at(column);
    if (text.empty()) continue;
    auto day = day_with_slashes(text, false);
    if (!day.ok()) return Error{Code::ListBadRow, place, cat(column, " ", day.error().detail)};
    if (day.value() > published)
      return Error{Code::ListBadRow, place, cat(column, " lies after the day of the file")};
    entry.possible_from = entry.certain_from = std::min(entry.certain_from, day.value());
    return Done{};
  }
  return Done{};
}

// Rows of one id tell of one party: a name, an address or a paper each.
Result<std::vector<EntryRecord>> entries_of(const Layout& layout, const OwnCsv& csv, Day published,
                                            const ReadOptions& options) {
  std::vector<EntryRecord> entries;
  std::map<std::string, std::size_t> by_id;
  for (const CsvRow& one : csv.rows) {
    const Row row(layout, one);
    const std::string place = cat(options.file_name, ":", row.line());
    const std::string id(row.at(layout.id));
    if (id.empty()) return Error{Code::ListBadRow, place, "no id"};
    LICET_TRY(type, type_of(row.at(layout.type), place));
    const auto [it, fresh] = by_id.emplace(id, entries.size());
    if (fresh) {
      entries.emplace_back();
      entries.back().entry_id = id;
      entries.back().type = type;
      entries.back().certain_from = published;
    }
    EntryRecord& entry = entries[it->second];
    if (entry.type != type)
      return Error{Code::ListBadRow, place, cat("`", printable(id, 40), "` is of two types")};
    add_name(entry, row);
    add_facts(entry, row);
    add_texts(entry, row, options.places);
    LICET_TRY_DONE(add_days(entry, row, published, place));
  }
  for (EntryRecord& entry : entries) {
    if (entry.names.empty())
      return Error{Code::ListBadRow, options.file_name,
                   cat("`", printable(entry.entry_id, 40), "` has no name")};
    entry.names.front().kind = AliasKind::kPrimary;
  }
  return entries;
}

// "13-Feb-2026"
Result<Day> report_day(std::string_view text, const std::string& file) {
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (auto day = day_with_slashes(text, false); day.ok()) return day;
  const auto pieces = split(text, '-');
  const auto month = pieces.size() == 3 ? std::find(kMonths.begin(), kMonths.end(), pieces[1])
                                        : kMonths.end();
  if (month != kMonths.end()) {
    const auto number = month - kMonths.begin() + 1;
    auto day = parse_day(cat(pieces[2], number < 10 ? "-0" : "-", number, "-",
                             pieces[0].size() == 1 ? "0" : "", pieces[0]));
    if (day.ok()) return day;
  }
  return Error{Code::ListColumnsMoved, cat(file, ":1"),
               cat("`", printable(text, 40), "` is not the day of the file")};
}

Result<ListFile> read(const Layout& layout, std::string_view list, const Result<Day>& day,
                      const OwnCsv& csv, const ReadOptions& options) {
  if (!day.ok()) return day.error();
  LICET_TRY(entries, entries_of(layout, csv, day.value(), options));
  return own_list(list, std::move(entries), options, day.value(), "CSV of the United Kingdom");
}

}  // namespace

Result<ListFile> read_uk_sanctions(std::string_view text, const ReadOptions& options) {
  LICET_TRY(csv, read_own_csv(text, options.file_name, kSanctions, 1));
  std::string_view day = csv.first.front();
  day.remove_prefix(std::min(day.size(), std::string_view("Report Date:").size()));
  return read(kOfSanctions, "uk-sanctions", report_day(trim(day), options.file_name), csv,
              options);
}

Result<ListFile> read_uk_asset_freeze(std::string_view text, const ReadOptions& options) {
  LICET_TRY(csv, read_own_csv(text, options.file_name, kAssetFreeze, 1));
  const std::string_view day = csv.first.size() > 1 ? trim(csv.first[1]) : std::string_view();
  return read(kOfAssetFreeze, "uk-asset-freeze", report_day(day, options.file_name), csv,
              options);
}

}  // namespace licet::ingest
