#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "licet/base/sha256.h"
#include "licet/base/text.h"
#include "listed.h"
#include "ofac.h"

namespace licet::ingest {
namespace {

using snapshot::AliasKind;
using snapshot::EntryRecord;
using snapshot::PartyType;

// Columns of the primary file.
enum Primary { kNumber, kName, kType, kProgramme, kTitle, kCallSign, kVesselType, kTonnage,
               kGrossTonnage, kFlag, kOwner, kRemarks };

// A programme that stands for one list of those that block nobody. Anything else in the file of
// those lists is a menu-based measure.
struct ProgrammeList {
  std::string_view programme, list;
};
constexpr std::array<ProgrammeList, 7> kProgrammes{{
    {"UKRAINE-EO13662", "ssi"},
    {"NS-PLC", "plc"},
    {"CMIC-EO13959", "ns-cmic"},
    {"561-Related", "cap"},
    {"CAPTA", "cap"},
    {"FSE-IR", "fse"},
    {"FSE-SY", "fse"},
}};
constexpr std::array<std::string_view, 6> kOtherLists{"cap", "fse", "ns-cmic",
                                                      "ns-mbs", "plc", "ssi"};
constexpr std::string_view kMenuBased = "ns-mbs";
constexpr std::string_view kBlocked = "sdn";

// "A] [B" -> A, B
std::vector<std::string> programmes_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto at = text.find("] [");
    std::string_view piece = trim(text.substr(0, at));
    if (piece.starts_with('[')) piece.remove_prefix(1);
    if (piece.ends_with(']')) piece.remove_suffix(1);
    if (!piece.empty()) out.emplace_back(piece);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 3);
  }
  return out;
}

std::string_view list_of(const std::string& programme) {
  for (const ProgrammeList& one : kProgrammes)
    if (one.programme == programme) return one.list;
  return {};
}

// The lists on which a row of the file of all others stands. A row that names a sector's directive
// and a directive of another order stands on both.
std::set<std::string_view> lists_of_row(const EntryRecord& entry) {
  std::set<std::string_view> lists;
  for (const std::string& programme : entry.programmes)
    if (const auto list = list_of(programme); !list.empty()) lists.insert(list);
  if (lists.empty() || entry.remarks.find("EO 14024 Directive") != std::string::npos)
    lists.insert(kMenuBased);
  return lists;
}

Result<PartyType> type_of(const CsvRow& row, const std::string& file) {
  const std::string& word = row.fields[kType];
  if (word.empty()) return PartyType::kCompany;
  if (word == "individual") return PartyType::kPerson;
  if (word == "vessel") return PartyType::kVessel;
  if (word == "aircraft") return PartyType::kAircraft;
  return Error{Code::ListBadRow, cat(file, ":", row.line),
               cat("party type `", printable(word, 40), "`")};
}

void add_name(EntryRecord& entry, std::string text, AliasKind kind) {
  if (trim(text).empty()) return;
  const bool known = std::any_of(entry.names.begin(), entry.names.end(),
                                 [&](const auto& name) { return name.text == text; });
  if (!known) entry.names.push_back({std::move(text), kind, {}});
}

void add_vessel(EntryRecord& entry, const CsvRow& row) {
  const auto add = [&](const char* what, Primary column) {
    if (!row.fields[column].empty())
      entry.identifiers.push_back(cat(what, ": ", row.fields[column]));
  };
  add("call sign", kCallSign);
  add("vessel type", kVesselType);
  add("vessel flag", kFlag);
  add("vessel owner", kOwner);
}

Result<EntryRecord> entry_of(const CsvRow& row, const std::string& file,
                             const std::string& more_remarks, Day file_day) {
  EntryRecord entry;
  entry.entry_id = row.fields[kNumber];
  LICET_TRY(type, type_of(row, file));
  entry.type = type;
  if (trim(row.fields[kName]).empty())
    return Error{Code::ListBadRow, cat(file, ":", row.line), "no name"};
  add_name(entry, row.fields[kName], AliasKind::kPrimary);
  entry.programmes = programmes_of(row.fields[kProgramme]);
  entry.remarks = row.fields[kRemarks] + more_remarks;
  const OfacRemarks said = read_ofac_remarks(entry.remarks);
  for (const auto& name : said.names) add_name(entry, name, AliasKind::kAlias);
  for (const auto& name : said.weak_names) add_name(entry, name, AliasKind::kWeak);
  add_vessel(entry, row);
  entry.identifiers.insert(entry.identifiers.end(), said.identifiers.begin(),
                           said.identifiers.end());
  entry.certain_from = file_day;  // possible_from stays "always": the file does not say
  return entry;
}

using ByNumber = std::map<std::string, EntryRecord>;

Result<EntryRecord*> entry_for(ByNumber& entries, const CsvRow& row, const std::string& file) {
  const auto it = entries.find(row.fields.front());
  if (it != entries.end()) return &it->second;
  return Error{Code::ListBadRow, cat(file, ":", row.line),
               cat("entity ", row.fields.front(),
                   " is not in the main file: the files are of different days")};
}

// "Korea, North" -> "North Korea"; "Region: Crimea" -> "Crimea".
std::string turned(std::string_view name) {
  if (name.starts_with("Region: ")) name.remove_prefix(8);
  const auto comma = name.find(", ");
  if (comma == std::string_view::npos) return std::string(name);
  return cat(name.substr(comma + 2), " ", name.substr(0, comma));
}

snapshot::AddressRecord address_of(const CsvRow& row, const law::Places* places) {
  snapshot::AddressRecord address;
  for (std::size_t field = 2; field < 5; ++field)
    if (!row.fields[field].empty())
      address.text += cat(address.text.empty() ? "" : ", ", row.fields[field]);
  if (places == nullptr || row.fields[4].empty()) return address;
  address.country = places->code_of_name(row.fields[4]);
  if (address.country.empty()) address.country = places->code_of_name(turned(row.fields[4]));
  if (address.country.size() != 2) address.country.clear();
  return address;
}

// The files by their parts; each part once, the main file at least.
Result<std::map<OfacPart, OfacRows>> parts_of(const std::vector<OfacText>& files,
                                              bool end_mark_lost) {
  std::map<OfacPart, OfacRows> parts;
  for (const OfacText& file : files) {
    const auto part = ofac_part(file.text);
    if (!part)
      return Error{Code::FileUnknownFormat, file.name,
                   "is no file of the Treasury's: its lines begin with an entity number"};
    LICET_TRY_DONE(check_text(file.text, file.name));
    LICET_TRY(rows, read_ofac_rows(file, *part, end_mark_lost));
    if (!parts.emplace(*part, std::move(rows)).second)
      return Error{Code::BadValue, file.name, "a second file of the same part of the list"};
  }
  if (!parts.contains(OfacPart::kPrimary))
    return Error{Code::ListTruncated, files.front().name,
                 "the main file is missing: name sdn.csv (or cons_prim.csv) with it"};
  return parts;
}

const OfacRows& rows_of(const std::map<OfacPart, OfacRows>& parts, OfacPart part) {
  static const OfacRows kNone;
  const auto it = parts.find(part);
  return it == parts.end() ? kNone : it->second;
}

Result<ByNumber> main_entries(const std::map<OfacPart, OfacRows>& parts, Day file_day) {
  std::map<std::string, std::string> comments;
  for (const CsvRow& row : rows_of(parts, OfacPart::kComments).rows)
    comments[row.fields[0]] += row.fields[1];
  ByNumber entries;
  const OfacRows& primary = rows_of(parts, OfacPart::kPrimary);
  for (const CsvRow& row : primary.rows) {
    LICET_TRY(entry, entry_of(row, primary.file, comments[row.fields[kNumber]], file_day));
    if (!entries.emplace(row.fields[kNumber], std::move(entry)).second)
      return Error{Code::ListBadRow, cat(primary.file, ":", row.line),
                   cat("entity ", row.fields[kNumber], " stands twice")};
  }
  return entries;
}

Status add_parts(ByNumber& entries, const std::map<OfacPart, OfacRows>& parts,
                 const law::Places* places, std::uint32_t& aliases) {
  const OfacRows& alternates = rows_of(parts, OfacPart::kAlternate);
  for (const CsvRow& row : alternates.rows) {
    LICET_TRY(entry, entry_for(entries, row, alternates.file));
    add_name(*entry, row.fields[3], AliasKind::kAlias);
    ++aliases;
  }
  const OfacRows& addresses = rows_of(parts, OfacPart::kAddress);
  for (const CsvRow& row : addresses.rows) {
    LICET_TRY(entry, entry_for(entries, row, addresses.file));
    snapshot::AddressRecord address = address_of(row, places);
    if (!address.text.empty()) entry->addresses.push_back(std::move(address));
  }
  return Done{};
}

// No row of the list of blocked persons carries a programme that blocks nobody alone, and the file
// of all others is told by those.
bool is_blocked_file(const ByNumber& entries) {
  std::size_t others = 0;
  for (const auto& [number, entry] : entries)
    others += std::any_of(entry.programmes.begin(), entry.programmes.end(), [](const auto& one) {
      return one == "NS-PLC" || one == "CMIC-EO13959" || one == "UKRAINE-EO13662";
    });
  return others * 2 < entries.size();
}

std::string provenance_of(const std::vector<OfacText>& files) {
  std::string out;
  for (const OfacText& file : files) {
    const auto slash = file.name.rfind('/');
    out += cat(file.name.substr(slash == std::string::npos ? 0 : slash + 1), ", ");
  }
  return out + "Treasury CSV";
}

void add_source(ListFile& file, std::string_view list, const std::string& provenance, bool extract,
                Day published) {
  for (const KnownList& known : known_lists()) {
    if (known.list != list) continue;
    const auto rows = std::count_if(file.entries.begin(), file.entries.end(),
                                    [&](const auto& entry) { return entry.list == list; });
    file.sources.push_back({std::string(list), std::string(known.title), published,
                            std::uint32_t(rows), extract, provenance, {}});
  }
}

}  // namespace

Result<ListFile> read_ofac(const std::vector<OfacText>& files, const ReadOptions& options) {
  if (options.published == kAlways)
    return Error{Code::BadDay, files.front().name,
                 "the file does not say which day it is from: name its day"};
  LICET_TRY(parts, parts_of(files, options.end_mark_lost));
  LICET_TRY(entries, main_entries(parts, options.published));
  if (entries.empty()) return Error{Code::ListTruncated, files.front().name, "no row"};
  ListFile file;
  file.name = files.front().name;
  LICET_TRY_DONE(add_parts(entries, parts, options.places, file.aliases));
  const bool extract =
      !parts.contains(OfacPart::kAlternate) || !parts.contains(OfacPart::kAddress);
  const bool blocked = is_blocked_file(entries);
  for (auto& [number, entry] : entries) {
    std::set<std::string_view> lists{kBlocked};
    if (!blocked) lists = lists_of_row(entry);
    for (const auto list : lists) {
      file.entries.push_back(entry);
      file.entries.back().list = list;
    }
  }
  const std::string provenance = provenance_of(files);
  if (blocked)
    add_source(file, kBlocked, provenance, extract, options.published);
  else
    for (const auto list : kOtherLists)
      add_source(file, list, provenance, extract, options.published);
  return file;
}

}  // namespace licet::ingest
