#include <algorithm>
#include <optional>
#include <set>

#include "listed.h"
#include "licet/base/text.h"
#include "own_lists.h"
#include "xml_records.h"

namespace licet::ingest {
namespace {

using snapshot::AliasKind;
using snapshot::EntryRecord;
using snapshot::PartyType;
using Names = std::vector<std::string_view>;

constexpr std::string_view kPerson = "INDIVIDUAL";

const Names& known_of_record() {
  static const Names kKnown{
      "DATAID", "VERSIONNUM", "FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME",
      "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "DELISTED_ON", "GENDER", "SUBMITTED_BY",
      "SUBMITTED_ON", "NAME_ORIGINAL_SCRIPT", "COMMENTS1", "TITLE", "DESIGNATION", "NATIONALITY",
      "NATIONALITY2", "LIST_TYPE", "LAST_DAY_UPDATED", "INDIVIDUAL_ALIAS", "INDIVIDUAL_ADDRESS",
      "INDIVIDUAL_DATE_OF_BIRTH", "INDIVIDUAL_PLACE_OF_BIRTH", "INDIVIDUAL_DOCUMENT",
      "ENTITY_ALIAS", "ENTITY_ADDRESS", "SORT_KEY", "SORT_KEY_LAST_MOD"};
  return kKnown;
}

const Names& known_of_part() {
  static const Names kKnown{
      "VALUE", "QUALITY", "ALIAS_NAME", "DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH",
      "NOTE", "STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "TYPE_OF_DATE", "DATE",
      "YEAR", "FROM_YEAR", "TO_YEAR", "TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER",
      "ISSUING_COUNTRY", "DATE_OF_ISSUE", "CITY_OF_ISSUE", "COUNTRY_OF_ISSUE"};
  return kKnown;
}

struct UnReader {
  const ReadOptions& options;
  Day published = kAlways;
  std::vector<EntryRecord> entries;
  std::set<std::string> references;
  std::size_t persons = 0, companies = 0;

  Error bad(const XmlElement& at, std::string why, Code code = Code::ListBadRow) const {
    return {code, cat(options.file_name, ":", at.line), std::move(why)};
  }
};

// The pieces that are there, a blank between them.
std::string whole_name(const XmlElement& record) {
  std::string name;
  for (const char* part : {"FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"})
    if (const std::string piece = record.child(part); !piece.empty())
      name += cat(name.empty() ? "" : " ", piece);
  return name;
}

// "2012-12-31", "2015-04-07-04:00", "2026-02-27T00:00:09.554Z": the day before any clock or zone.
std::optional<Day> day_of(std::string_view text) {
  const auto day = parse_day(text.substr(0, 10));
  const bool more = text.size() > 10 && text[10] != 'T' && text[10] != 'Z' && text[10] != '-' &&
                    text[10] != '+';
  return day.ok() && !more ? std::optional<Day>(day.value()) : std::nullopt;
}

// Good and Low of individuals, a.k.a. and f.k.a. of entities; a name without quality is strong.
Result<AliasKind> kind_of(const UnReader& reader, const XmlElement& alias) {
  const std::string quality = alias.child("QUALITY");
  if (quality == "Low") return AliasKind::kWeak;
  for (const char* strong : {"", "Good", "a.k.a.", "f.k.a."})
    if (quality == strong) return AliasKind::kAlias;
  return reader.bad(alias, cat("alias quality `", printable(quality, 40), "`"));
}

std::string born_of(const XmlElement& birth) {
  const bool about = birth.child("TYPE_OF_DATE") == "APPROXIMATELY";
  if (const auto day = day_of(birth.child("DATE")); day) return to_string(*day);
  const std::string from = birth.child("FROM_YEAR"), to = birth.child("TO_YEAR");
  if (!from.empty() && !to.empty()) return cat(from, " to ", to);
  const std::string year = birth.child("YEAR");
  if (!year.empty()) return cat(about ? "circa " : "", year);
  return birth.child("NOTE");
}

std::string joined(const XmlElement& element, std::initializer_list<const char*> parts) {
  std::string out;
  for (const char* part : parts)
    if (const std::string piece = element.child(part); !piece.empty())
      out += cat(out.empty() ? "" : ", ", piece);
  return out;
}

void add_document(EntryRecord& entry, const XmlElement& document) {
  const std::string number = document.child("NUMBER");
  if (number.empty()) return;
  std::string what = document.child("TYPE_OF_DOCUMENT2");
  if (what.empty()) what = document.child("TYPE_OF_DOCUMENT");
  while (!what.empty() && (what.back() == ':' || what.back() == ' ')) what.pop_back();
  const std::string place = joined(document, {"ISSUING_COUNTRY"});
  add_fact(entry, what.empty() ? "document" : what,
           cat(number, place.empty() ? "" : cat(" (", place, ")")));
}

Status add_alias(UnReader& reader, EntryRecord& entry, const XmlElement& alias) {
  LICET_TRY(kind, kind_of(reader, alias));
  add_listed_name(entry, alias.child("ALIAS_NAME"), kind);
  const std::string born = alias.child("DATE_OF_BIRTH");
  const auto day = day_of(born);
  add_fact(entry, "date of birth", day ? to_string(*day) : born);
  add_fact(entry, "place of birth", joined(alias, {"CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"}));
  return Done{};
}

Status add_part(UnReader& reader, EntryRecord& entry, const XmlElement& part) {
  LICET_TRY_DONE(check_children(part, reader.options.file_name, known_of_part()));
  if (part.name == "INDIVIDUAL_ALIAS" || part.name == "ENTITY_ALIAS")
    return add_alias(reader, entry, part);
  if (part.name == "INDIVIDUAL_ADDRESS" || part.name == "ENTITY_ADDRESS")
    add_listed_address(entry,
                       {part.child("STREET"), part.child("CITY"), part.child("STATE_PROVINCE"),
                        part.child("ZIP_CODE")},
                       part.child("COUNTRY"), reader.options.places);
  if (part.name == "INDIVIDUAL_DATE_OF_BIRTH") add_fact(entry, "date of birth", born_of(part));
  if (part.name == "INDIVIDUAL_PLACE_OF_BIRTH")
    add_fact(entry, "place of birth",
             joined(part, {"STREET", "CITY", "STATE_PROVINCE", "COUNTRY"}));
  if (part.name == "INDIVIDUAL_DOCUMENT") add_document(entry, part);
  if (part.name == "NATIONALITY" || part.name == "NATIONALITY2")
    for (const XmlElement& value : part.children)
      add_fact(entry, "nationality", one_line(value.text));
  return Done{};
}

Status add_days(UnReader& reader, EntryRecord& entry, const XmlElement& record) {
  const std::string listed = record.child("LISTED_ON");
  const auto day = day_of(listed);
  if (!day) return reader.bad(record, cat("LISTED_ON `", printable(listed, 40), "` is not a day"));
  if (*day > reader.published)
    return reader.bad(record,
                      cat("LISTED_ON ", to_string(*day), " lies after the day of the file"));
  entry.possible_from = entry.certain_from = *day;
  // A row that is still shown is still taken as listed: what it says of its end is only told.
  if (const std::string ended = record.child("DELISTED_ON"); !ended.empty())
    entry.remarks += cat(entry.remarks.empty() ? "" : " ", "Delisted on: ", ended);
  return Done{};
}

Status add_record(UnReader& reader, const XmlElement& record) {
  LICET_TRY_DONE(check_children(record, reader.options.file_name, known_of_record()));
  EntryRecord entry;
  const bool person = record.name == kPerson;
  ++(person ? reader.persons : reader.companies);
  entry.type = person ? PartyType::kPerson : PartyType::kCompany;
  entry.entry_id = record.child("REFERENCE_NUMBER");
  if (entry.entry_id.empty()) return reader.bad(record, "no REFERENCE_NUMBER");
  if (!reader.references.insert(entry.entry_id).second)
    return reader.bad(record, cat("`", printable(entry.entry_id, 40), "` stands twice"));
  add_listed_name(entry, whole_name(record), AliasKind::kPrimary);
  if (entry.names.empty()) return reader.bad(record, "no name");
  add_listed_name(entry, record.child("NAME_ORIGINAL_SCRIPT"), AliasKind::kAlias);
  const std::string programme = record.child("UN_LIST_TYPE");
  if (programme.empty()) return reader.bad(record, "no UN_LIST_TYPE", Code::ListColumnsMoved);
  entry.programmes.push_back(programme);
  entry.citations.push_back(cat("UNSC ", entry.entry_id));
  entry.remarks = record.child("COMMENTS1");
  for (const XmlElement& part : record.children) LICET_TRY_DONE(add_part(reader, entry, part));
  LICET_TRY_DONE(add_days(reader, entry, record));
  reader.entries.push_back(std::move(entry));
  return Done{};
}

}  // namespace

Result<ListFile> read_united_nations(std::string_view text, const ReadOptions& options) {
  UnReader reader{options, kAlways, {}, {}, 0, 0};
  const XmlForm form{"CONSOLIDATED_LIST", {"INDIVIDUALS", "ENTITIES"}, {"INDIVIDUAL", "ENTITY"}};
  const auto root = [&](const XmlElement& element) -> Status {
    const auto day = day_of(element.value("dateGenerated"));
    if (!day) return reader.bad(element, "no day in `dateGenerated`", Code::ListColumnsMoved);
    reader.published = *day;
    return Done{};
  };
  const auto record = [&](const XmlElement& element) { return add_record(reader, element); };
  LICET_TRY_DONE(read_xml_records(text, options.file_name, form, root, record));
  if (reader.persons == 0 || reader.companies == 0)
    return Error{Code::ListTruncated, options.file_name,
                 reader.persons == 0 ? "no individual" : "no entity"};
  return own_list("un-consolidated", std::move(reader.entries), options, reader.published,
                  "XML of the United Nations");
}

}  // namespace licet::ingest
