#include "denied_persons.h"
#include "fuzz.h"
#include "licet/base/check.h"
#include "licet/base/text.h"
#include "licet/ingest/extract.h"
#include "licet/ingest/list_file.h"
#include "ofac.h"
#include "samples.h"

namespace licet::fuzz {
namespace {

using ingest::ListFile;
using ingest::ReadOptions;
namespace samples = ingest::samples;

constexpr char kBetweenParts = '\x1D';

const ReadOptions& how() {
  static const ReadOptions kHow{"fuzz", day_from_ymd(2026, 12, 31), nullptr};
  return kHow;
}

// The Treasury's files stand one after another.
Result<ListFile> read(std::string_view text) {
  const auto parts = split(text, kBetweenParts);
  if (parts.size() == 1) return ingest::read_list(text, how());
  std::vector<ingest::OfacText> files;
  for (const auto part : parts) files.push_back({cat("part", files.size()), part});
  return ingest::read_ofac(files, how());
}

// What every reader promises: refused with a place and a reason, or whole.
void run(std::string_view text) {
  const auto file = read(text);
  if (!file.ok()) {
    LICET_CHECK(!file.error().place.empty(), "a refusal names its place");
    return;
  }
  std::size_t rows = 0;
  for (const auto& source : file.value().sources) rows += source.rows;
  LICET_CHECK(rows == file.value().entries.size(), "rows are counted");
  for (const auto& entry : file.value().entries) {
    LICET_CHECK(!entry.entry_id.empty() && !entry.names.empty(), "an entry has an id and a name");
    LICET_CHECK(!trim(entry.names.front().text).empty(), "the name is not empty");
    LICET_CHECK(entry.possible_from <= entry.certain_from, "first possible, then certain");
  }
  if (file.value().consolidated) return;
  const std::string written = ingest::write_extract(file.value());
  const auto again = ingest::read_list(written, how());
  LICET_CHECK(again.ok(), "what is written can be read");
  LICET_CHECK(ingest::write_extract(again.value()) == written, "and is written the same");
}

bool planted(std::string_view text) {
  const auto file = read(text);
  if (!file.ok()) return false;
  for (const auto& entry : file.value().entries)
    if (carries_planted(entry.names.front().text)) return true;
  return false;
}

std::string csl_row(std::string_view title, bool treasury, int n) {
  return cat("h", n, ",", title, ",", treasury ? cat(n) : std::string(),
             treasury ? ",Entity,SDGT," : ",,,", "\"Żółw, Works ", n,
             "; a.k.a. Turtle\",,\"1 Road, ", "Minsk, BY; BY\",84 FR 22963,2019-05-21,,Y,",
             "For all items,Presumption of denial,,,,,,,",
             "told,,Ślimak; Snail,BY,1965-03-01,BY,,,\"Passport, MP123456\"\n");
}

std::string csl_csv() {
  std::string text =
      "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,"
      "start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,"
      "gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,"
      "alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,"
      "source_information_url,ids\n";
  int n = 1;
  for (const auto& known : ingest::known_lists()) text += csl_row(known.title, known.treasury, n++);
  return text;
}

std::string csl_json() {
  return "{\"total\":1,\"results\":[{\"id\":\"a\",\"source\":\"Unverified List (UVL) - Bureau of "
         "Industry and Security\",\"entity_number\":null,\"type\":null,\"programs\":[],"
         "\"name\":\"Works 12\",\"title\":null,"
         "\"addresses\":[{\"address\":\"1 Road\",\"city\":\"Riga\","
         "\"state\":null,\"postal_code\":null,\"country\":\"LV\"}],"
         "\"federal_register_notice\":\"84 FR 22963\",\"start_date\":\"2019-05-21\","
         "\"end_date\":null,\"standard_order\":null,\"license_requirement\":null,"
         "\"license_policy\":null,\"call_sign\":null,\"vessel_type\":null,\"gross_tonnage\":null,"
         "\"gross_registered_tonnage\":null,\"vessel_flag\":null,\"vessel_owner\":null,"
         "\"remarks\":null,\"source_list_url\":null,\"alt_names\":[\"Y\"],\"citizenships\":[],"
         "\"dates_of_birth\":[],\"nationalities\":[],\"places_of_birth\":[],"
         "\"source_information_url\":null,\"ids\":[]}]}";
}

std::string denied() {
  return "\"Name\"\t\"Street_Address\"\t\"City\"\t\"State\"\t\"Country\"\t\"Postal_Code\"\t"
         "\"Effective_Date\"\t\"Expiration_Date\"\t\"Standard_Order\"\t\"Last_Update\"\t"
         "\"Action\"\t\"FR_Citation\"\n"
         "\"A \"\"SAM\"\" B 7\"\t\"1 ROAD\"\t\"BAGHDAD\"\t\"\"\t\"IQ\"\t"
         "\"\"\t\"06/19/2019\"\t\"06/29/2056\"\t\"N\"\t\"2019-06-12\"\t\"NEW\"\t"
         "\"84 F.R. 38290 6/27/19, 80 F.R. 30435 5/28/15\"\n";
}

std::string treasury() {
  return cat("36,\"AEROCARIBBEAN AIRLINES 7\",-0- ,\"CUBA] [SDGT\",",
             "-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"
             "\"DOB 01 Jan 1965; a.k.a. 'AERO'; Passport X12345 (Cuba).\"\r\n\x1A",
             kBetweenParts, "36,12,\"aka\",\"AERO-CARIBBEAN\",-0- \r\n\x1A", kBetweenParts,
             "36,25,\"Road 1\",\"Havana\",\"Cuba\",-0- \r\n\x1A");
}

std::string own_form() {
  const auto file = ingest::read_list(samples::uk_sanctions(1), how());
  return ingest::write_extract(file.value());
}

}  // namespace

std::vector<Target> list_targets() {
  const auto target = [](std::string name, std::string seed, std::vector<std::string> words) {
    for (std::string_view more : {kPlanted, std::string_view("a.k.a. "), std::string_view("; ")})
      words.emplace_back(more);
    return Target{std::move(name), {std::move(seed)}, std::move(words), run, planted};
  };
  const std::vector<std::string> xml{"<!DOCTYPE x>", "&amp;", "&#0;", "<![CDATA[", "]]>", "<!--",
                                     "/>", "</", "xmlns=\"\""};
  const std::vector<std::string> csv{"\"", "\"\"", "\r\n", ",,", "31/12/1999", "2019-05-21"};
  return {target("csl_csv", csl_csv(), csv),
          target("csl_json", csl_json(), {"null", "[]", "{}", "\\u0000", "\"total\":"}),
          target("treasury", treasury(), {"-0- ", "\x1A", "\x1D", "DOB ", "alt. "}),
          target("denied_persons", denied(), {"\t", "\"\"", "06/19/2019", "84 F.R. 1"}),
          target("united_nations", samples::united_nations(1), xml),
          target("european_union", samples::european_union(1), xml),
          target("uk_sanctions", samples::uk_sanctions(1), csv),
          target("uk_asset_freeze", samples::uk_asset_freeze(1), csv),
          target("nonproliferation", samples::nonproliferation(1), csv),
          target("debarred", samples::debarred(1), csv),
          target("own_form", own_form(), {"null", "[]", "\"extract\":true", "\"until\":"})};
}

}  // namespace licet::fuzz
