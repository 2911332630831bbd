#include <algorithm>
#include <map>
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

constexpr std::string_view kNamespace = "http://eu.europa.ec/fpi/fsd/export";

// Attributes of each element of schema 1.1; the children of each are those of kChildren.
const std::map<std::string_view, Names>& known_attributes() {
  static const std::map<std::string_view, Names> kKnown{
      {"sanctionEntity", {"logicalId", "delistingDate", "designationDate", "designationDetails",
                          "unitedNationId", "euReferenceNumber"}},
      {"regulation", {"logicalId", "regulationType", "organisationType", "publicationDate",
                      "entryIntoForceDate", "numberTitle", "programme", "corrigendum"}},
      {"subjectType", {"code", "classificationCode"}},
      {"nameAlias", {"logicalId", "regulationLanguage", "firstName", "middleName", "lastName",
                     "wholeName", "function", "gender", "title", "nameLanguage", "strong"}},
      {"citizenship", {"logicalId", "regulationLanguage", "acquisitionDate",
                       "disenfranchisementDate", "region", "countryIso2Code",
                       "countryDescription"}},
      {"birthdate", {"logicalId", "regulationLanguage", "circa", "calendarType", "city", "zipCode",
                     "birthdate", "dayOfMonth", "monthOfYear", "year", "yearRangeFrom",
                     "yearRangeTo", "region", "place", "countryIso2Code", "countryDescription"}},
      {"address", {"logicalId", "regulationLanguage", "city", "street", "poBox", "zipCode",
                   "region", "place", "asAtListingTime", "countryIso2Code",
                   "countryDescription"}},
      {"identification",
       {"logicalId", "regulationLanguage", "diplomatic", "knownExpired", "knownFalse",
        "reportedLost", "revokedByIssuer", "issueDate", "issuedDate", "issuedBy", "latinNumber",
        "nameOnDocument", "number", "validFrom", "validTo", "region", "identificationTypeCode",
        "identificationTypeDescription", "countryIso2Code", "countryDescription"}},
      {"remark", {}},
      {"additionalInformation", {"key", "value"}},
      {"contactInfo", {"key", "value"}},
      {"publicationUrl", {}},
      {"regulationSummary",
       {"regulationType", "publicationDate", "numberTitle", "publicationUrl"}}};
  return kKnown;
}

const Names kChildren{"remark",    "additionalInformation", "contactInfo", "publicationUrl",
                      "regulationSummary", "regulation", "subjectType", "nameAlias",
                      "citizenship", "birthdate", "address", "identification"};

struct EuReader {
  const ReadOptions& options;
  Day published = kAlways;
  std::vector<EntryRecord> entries;
  std::set<std::string> references;

  Error bad(const XmlElement& at, std::string why, Code code = Code::ListBadRow) const {
    return {code, cat(options.file_name, ":", at.line), std::move(why)};
  }
};

// A word that schema 1.1 does not have may be a field that moved.
Status check_words(const EuReader& reader, const XmlElement& element) {
  const auto known = known_attributes().find(element.name);
  LICET_TRY_DONE(check_children(element, reader.options.file_name, kChildren));
  for (const auto& [key, value] : element.attributes)
    if (known == known_attributes().end() ||
        std::find(known->second.begin(), known->second.end(), key) == known->second.end())
      return reader.bad(element, cat("`", printable(key, 40), "` is new in `", element.name, "`"),
                        Code::ListColumnsMoved);
  for (const XmlElement& child : element.children) LICET_TRY_DONE(check_words(reader, child));
  return Done{};
}

Status needs(const EuReader& reader, const XmlElement& element,
             std::initializer_list<const char*> attributes) {
  for (const char* one : attributes)
    if (element.attribute(one) == nullptr)
      return reader.bad(element, cat("`", element.name, "` without `", one, "`"),
                        Code::ListColumnsMoved);
  return Done{};
}

std::string country_of(const XmlElement& element) {
  const std::string code = element.value("countryIso2Code");
  return code == "00" ? std::string() : code;
}

std::string born_of(const XmlElement& birth) {
  if (const std::string day = birth.value("birthdate"); parse_day(day).ok()) return day;
  const std::string from = birth.value("yearRangeFrom"), to = birth.value("yearRangeTo");
  if (!from.empty() && !to.empty()) return cat(from, " to ", to);
  const std::string year = birth.value("year"), month = birth.value("monthOfYear");
  if (year.empty()) return {};
  if (birth.value("circa") == "true") return cat("circa ", year);
  const std::string day = birth.value("dayOfMonth");
  return born_text(cat(day.empty() ? "00" : day, "/", month.empty() ? "00" : month, "/", year));
}

Status add_name(EuReader& reader, EntryRecord& entry, const XmlElement& alias) {
  LICET_TRY_DONE(needs(reader, alias, {"wholeName", "strong"}));
  const std::string strong = alias.value("strong");
  if (strong != "true" && strong != "false")
    return reader.bad(alias, cat("strong is `", printable(strong, 20), "`"));
  std::string name = alias.value("wholeName");
  for (const char* part : {"firstName", "middleName", "lastName"})
    if (alias.value("wholeName").empty() && !alias.value(part).empty())
      name += cat(name.empty() ? "" : " ", alias.value(part));
  const bool low = lower_ascii(alias.child("remark")).find("low quality") != std::string::npos;
  AliasKind kind = strong == "false" || low ? AliasKind::kWeak : AliasKind::kAlias;
  if (entry.names.empty()) kind = AliasKind::kPrimary;
  add_listed_name(entry, name, kind);
  return Done{};
}

Status add_paper(EuReader& reader, EntryRecord& entry, const XmlElement& paper) {
  LICET_TRY_DONE(needs(reader, paper, {"number", "identificationTypeCode"}));
  std::string what = paper.value("identificationTypeDescription");
  if (what.empty()) what = paper.value("identificationTypeCode");
  const std::string country = country_of(paper);
  for (const char* number : {"number", "latinNumber"})
    if (const std::string text = paper.value(number); !text.empty())
      add_fact(entry, what, cat(text, country.empty() ? "" : cat(" (", country, ")")));
  return Done{};
}

Status add_part(EuReader& reader, EntryRecord& entry, const XmlElement& part) {
  if (part.name == "nameAlias") return add_name(reader, entry, part);
  if (part.name == "identification") return add_paper(reader, entry, part);
  if (part.name == "birthdate") {
    add_fact(entry, "date of birth", born_of(part));
    std::string place = part.value("city");
    for (const char* more : {"place", "region"})
      if (!part.value(more).empty()) place += cat(place.empty() ? "" : ", ", part.value(more));
    if (!country_of(part).empty()) place += cat(place.empty() ? "" : ", ", country_of(part));
    add_fact(entry, "place of birth", place);
  }
  if (part.name == "citizenship") add_fact(entry, "citizenship", country_of(part));
  if (part.name == "address") {
    const std::string box = part.value("poBox");
    add_listed_address(entry,
                       {part.value("street"), box.empty() ? "" : cat("PO Box ", box),
                        part.value("place"), part.value("zipCode"), part.value("city"),
                        part.value("region")},
                       country_of(part), reader.options.places);
    for (const XmlElement& child : part.children)
      if (child.name == "contactInfo") add_fact(entry, child.value("key"), child.value("value"));
  }
  if (part.name == "remark")
    entry.remarks += cat(entry.remarks.empty() ? "" : " ", one_line(part.text));
  return Done{};
}

// The acts of a row, and the first day on which one of them was in force.
Status add_acts(EuReader& reader, EntryRecord& entry, const XmlElement& record) {
  Day earliest = kForever;
  for (const XmlElement& part : record.children) {
    if (part.name != "regulation") continue;
    const std::string programme = part.value("programme"), title = part.value("numberTitle");
    auto& all = entry.programmes;
    if (!programme.empty() && std::find(all.begin(), all.end(), programme) == all.end())
      all.push_back(programme);
    if (!title.empty()) entry.citations.push_back(title);
    const auto day = parse_day(part.value("entryIntoForceDate"));
    if (day.ok()) earliest = std::min(earliest, day.value());
  }
  const std::string written = record.value("designationDate");
  const auto designated = parse_day(written);
  if (!written.empty() && !designated.ok())
    return reader.bad(record, cat("designationDate `", printable(written, 40), "` is not a day"));
  // Without that day the act shown may be a later one: since when the row stood is not told.
  if (designated.ok()) entry.possible_from = designated.value();
  entry.certain_from = designated.ok() ? designated.value() : std::min(earliest, reader.published);
  if (entry.certain_from > reader.published && designated.ok())
    return reader.bad(record, "designationDate lies after the day of the file");
  if (const std::string ended = record.value("delistingDate"); !ended.empty())
    entry.remarks += cat(entry.remarks.empty() ? "" : " ", "Delisting date: ", ended);
  return Done{};
}

Result<PartyType> type_of(const EuReader& reader, const XmlElement& record) {
  for (const XmlElement& part : record.children) {
    if (part.name != "subjectType") continue;
    const std::string code = part.value("code");
    if (code == "person") return PartyType::kPerson;
    if (code == "enterprise") return PartyType::kCompany;
    return reader.bad(part, cat("party type `", printable(code, 40), "`"));
  }
  return reader.bad(record, "no subjectType", Code::ListColumnsMoved);
}

Status add_record(EuReader& reader, const XmlElement& record) {
  LICET_TRY_DONE(check_words(reader, record));
  LICET_TRY_DONE(needs(reader, record, {"euReferenceNumber", "logicalId"}));
  EntryRecord entry;
  LICET_TRY(type, type_of(reader, record));
  entry.type = type;
  entry.entry_id = record.value("euReferenceNumber");
  if (entry.entry_id.empty()) entry.entry_id = cat("logical-", record.value("logicalId"));
  if (!reader.references.insert(entry.entry_id).second)
    return reader.bad(record, cat("`", printable(entry.entry_id, 40), "` stands twice"));
  for (const XmlElement& part : record.children) LICET_TRY_DONE(add_part(reader, entry, part));
  if (entry.names.empty()) return reader.bad(record, "no name");
  if (const std::string united = record.value("unitedNationId"); !united.empty())
    entry.citations.push_back(cat("UNSC ", united));
  LICET_TRY_DONE(add_acts(reader, entry, record));
  reader.entries.push_back(std::move(entry));
  return Done{};
}

}  // namespace

Result<ListFile> read_european_union(std::string_view text, const ReadOptions& options) {
  EuReader reader{options, kAlways, {}, {}};
  const auto root = [&](const XmlElement& element) -> Status {
    if (element.value("xmlns") != kNamespace)
      return reader.bad(element, "not of the namespace of the Financial Sanctions Files",
                        Code::FileUnknownFormat);
    const std::string generated = element.value("generationDate");
    const auto day = parse_day(generated.substr(0, 10));
    if (!day.ok()) return reader.bad(element, "no day in `generationDate`", Code::ListColumnsMoved);
    reader.published = day.value();
    return Done{};
  };
  const auto record = [&](const XmlElement& element) { return add_record(reader, element); };
  LICET_TRY_DONE(read_xml_records(text, options.file_name, {"export", {}, {"sanctionEntity"}}, root,
                                  record));
  return own_list("eu-consolidated", std::move(reader.entries), options, reader.published,
                  "XML 1.1 of the European Union");
}

}  // namespace licet::ingest
