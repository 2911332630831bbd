#include <map>
#include <set>

#include "csl_row.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"
#include "licet/ingest/in_force.h"

namespace licet::ingest {
namespace {

using snapshot::AliasKind;
using snapshot::EntryRecord;
using snapshot::PartyType;

const KnownList* known_title(std::string_view title) {
  for (const KnownList& known : known_lists())
    if (known.title == title) return &known;
  return nullptr;
}

// Entries that stand for an address are named "Address 01" (since June 2024); their text is the
// address.
bool is_address_only(const KnownList& list, std::string_view name) {
  constexpr std::string_view kWord = "Address ";
  if (list.list != "entity-list" || !name.starts_with(kWord)) return false;
  const auto number = name.substr(kWord.size());
  return !number.empty() && number.size() <= 3 &&
         number.find_first_not_of("0123456789") == std::string_view::npos;
}

Result<PartyType> party_type(const CslRow& row, const KnownList& list) {
  const auto wrong = [&](std::string why) {
    return Error{Code::ListWrongSource, row.place, std::move(why)};
  };
  if (!list.treasury) {
    if (!row.type.empty() || !row.entity_number.empty())
      return wrong(cat("a row of `", list.list, "` carries no party type and no entity number"));
    return is_address_only(list, row.name) ? PartyType::kAddress : PartyType::kUnknown;
  }
  if (row.entity_number.empty())
    return wrong(cat("a row of `", list.list, "` carries an entity number"));
  if (row.type == "Individual") return PartyType::kPerson;
  if (row.type == "Entity") return PartyType::kCompany;
  if (row.type == "Vessel") return PartyType::kVessel;
  if (row.type == "Aircraft") return PartyType::kAircraft;
  return Error{Code::ListBadRow, row.place, cat("party type `", printable(row.type), "`")};
}

void add_names(EntryRecord& entry, const CslRow& row) {
  std::set<std::string, std::less<>> seen{row.name};
  entry.names.push_back({row.name, AliasKind::kPrimary, {}});
  for (const std::string& alias : row.alt_names) {
    seen.insert(alias);
    entry.names.push_back({alias, AliasKind::kAlias, {}});
  }
  // Besides the text as published: a name hidden inside another would never be found.
  const std::size_t published = entry.names.size();
  for (std::size_t i = 0; i < published; ++i)
    for (std::string& inner : names_inside(entry.names[i].text))
      if (seen.insert(inner).second)
        entry.names.push_back({std::move(inner), AliasKind::kAlias, {}});
}

void add_identifiers(EntryRecord& entry, const CslRow& row) {
  entry.identifiers = row.ids;
  const auto add = [&](const char* what, const std::string& text) {
    if (!trim(text).empty()) entry.identifiers.push_back(cat(what, ": ", text));
  };
  add("call sign", row.call_sign);
  for (const auto& text : row.dates_of_birth) add("date of birth", text);
  for (const auto& text : row.nationalities) add("nationality", text);
  for (const auto& text : row.citizenships) add("citizenship", text);
}

Result<std::optional<Day>> read_day(const CslRow& row, std::string_view text, const char* column) {
  text = trim(text);
  if (text.empty()) return std::optional<Day>();
  const auto day = parse_day(text);
  if (!day.ok())
    return Error{Code::ListBadRow, row.place, cat(column, " `", printable(text), "` is not a day")};
  return std::optional<Day>(day.value());
}

Status add_days(EntryRecord& entry, const CslRow& row, const ReadOptions& options) {
  static const law::FederalRegister kNoRules;
  LICET_TRY(start, read_day(row, row.start_date, "start_date"));
  LICET_TRY(end, read_day(row, row.end_date, "end_date"));
  if (start && *start > options.published)
    return Error{Code::ListBadRow, row.place,
                 cat("start_date ", to_string(*start), " lies after the day of the file, ",
                     to_string(options.published))};
  const InForce days = in_force_days({law::parse_citations(row.notice), start},
                                     options.rules ? *options.rules : kNoRules,
                                     options.published);
  entry.possible_from = days.possible_from;
  entry.certain_from = days.certain_from;
  entry.published = days.published;
  entry.instruments = days.instruments;
  if (end) entry.until = end->plus(1);  // the file's day is the last one in force
  return Done{};
}

Result<EntryRecord> entry_of(const CslRow& row, const KnownList& list,
                             const ReadOptions& options) {
  EntryRecord entry;
  entry.list = list.list;
  entry.entry_id = list.treasury ? row.entity_number : row.id;
  LICET_TRY(type, party_type(row, list));
  entry.type = type;
  if (trim(entry.entry_id).empty()) return Error{Code::ListBadRow, row.place, "no id"};
  if (trim(row.name).empty()) return Error{Code::ListBadRow, row.place, "no name"};
  add_names(entry, row);
  for (const auto& address : row.addresses) entry.addresses.push_back(read_address(address));
  entry.programmes = row.programs;
  add_identifiers(entry, row);
  if (!trim(row.notice).empty()) entry.citations = split_citations(row.notice);
  entry.requirement = row.requirement;
  entry.policy = row.policy;
  entry.remarks = row.remarks;
  LICET_TRY_DONE(add_days(entry, row, options));
  return entry;
}

std::string file_part(std::string_view path) {
  return std::string(path.substr(path.rfind('/') + 1));
}

std::vector<snapshot::SourceRecord> sources_of(const std::map<std::string, std::uint32_t>& rows,
                                               std::string_view text, const ReadOptions& options,
                                               std::string_view form) {
  std::vector<snapshot::SourceRecord> sources;
  const Digest digest = sha256(text);
  for (const KnownList& known : known_lists()) {
    if (!options.only.empty() && known.list != options.only) continue;
    const auto found = rows.find(std::string(known.list));
    sources.push_back({std::string(known.list), std::string(known.title), options.published,
                       found == rows.end() ? 0 : found->second, false,
                       cat(file_part(options.file_name), ", ", form), digest});
  }
  return sources;
}

}  // namespace

const std::vector<KnownList>& known_lists() {
  static const std::vector<KnownList> kLists{
      {"aeca-debarred", "ITAR Debarred (DTC) - State Department", false, false},
      {"cap", "Capta List (CAP) - Treasury Department", false, true},
      {"denied-persons", "Denied Persons List (DPL) - Bureau of Industry and Security", true,
       false},
      {"entity-list", "Entity List (EL) - Bureau of Industry and Security", true, false},
      {"fse", "Foreign Sanctions Evaders (FSE) - Treasury Department", false, true},
      {"isn", "Nonproliferation Sanctions (ISN) - State Department", false, false},
      {"meu-list", "Military End User (MEU) List - Bureau of Industry and Security", true, false},
      {"ns-cmic",
       "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department",
       false, true},
      {"ns-mbs", "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", false,
       true},
      {"plc", "Palestinian Legislative Council List (PLC) - Treasury Department", false, true},
      {"sdn", "Specially Designated Nationals (SDN) - Treasury Department", true, true},
      {"ssi", "Sectoral Sanctions Identifications List (SSI) - Treasury Department", false, true},
      {"unverified-list", "Unverified List (UVL) - Bureau of Industry and Security", true, false},
  };
  return kLists;
}

Result<ListFile> list_file_of(const std::vector<CslRow>& rows, std::string_view text,
                              const ReadOptions& options, std::string_view form) {
  if (options.published == kAlways)
    return Error{Code::BadDay, options.file_name,
                 "the file does not say which day it is from: name its day"};
  ListFile file{file_part(options.file_name), options.only.empty(), {}, {}, 0};
  std::map<std::string, std::uint32_t> count;
  std::map<std::string, int> times;  // of an id within its list
  for (const CslRow& row : rows) {
    const KnownList* list = known_title(row.source);
    if (list == nullptr)
      return Error{Code::ListWrongSource, row.place,
                   cat("no list is known by the title `", printable(row.source), "`")};
    if (!options.only.empty() && list->list != options.only)
      return Error{Code::ListWrongSource, row.place,
                   cat("a row of `", list->list, "` in a file of `", options.only, "` alone")};
    LICET_TRY(entry, entry_of(row, *list, options));
    // The publisher printed one row twice in 2022: rows are kept, ids told apart.
    const int time = ++times[cat(list->list, " ", entry.entry_id)];
    if (time > 1) entry.entry_id += cat("#", time);
    ++count[std::string(list->list)];
    file.aliases += std::uint32_t(row.alt_names.size());
    file.entries.push_back(std::move(entry));
  }
  if (!options.only.empty() && file.entries.empty())
    return Error{Code::ListTruncated, options.file_name, "no row"};
  file.sources = sources_of(count, text, options, form);
  return file;
}

}  // namespace licet::ingest
