#include "chaos_sources.h"

#include "licet/base/text.h"
#include "samples.h"
#include "test_data.h"

namespace licet::ingest {
namespace {

// tidy-allow: using_namespace a small program of this module
using namespace test_data;

constexpr int kRows = 150;

std::string csl_csv(int rows) {
  std::string text(kHeader);
  for (const KnownList& known : known_lists())
    for (int i = 0; i < rows; ++i)
      text += csv_row(known.list, std::to_string(1000 + i), cat("Żółw ", known.list, " ", i),
                      cat("Ślimak ", i));
  return text;
}

std::string csl_json(int rows) {
  std::string results;
  int total = 0;
  for (const KnownList& known : known_lists())
    for (int i = 0; i < rows; ++i, ++total) {
      const std::string quoted = cat("\"", 1000 + i, "\"");
      results += cat(
          total == 0 ? "" : ",\n", "{\"id\":\"h", 1000 + i, "\",\"source\":\"", known.title,
          "\",\"entity_number\":", known.treasury ? quoted : "null", ",\"type\":",
          known.treasury ? "\"Entity\"" : "null", ",\"programs\":[],\"name\":\"Żółw ", known.list,
          " ", i, "\",\"title\":null,\"addresses\":[],\"federal_register_notice\":null,",
          "\"start_date\":null,\"end_date\":null,\"standard_order\":null,",
          "\"license_requirement\":null,\"license_policy\":null,\"call_sign\":null,",
          "\"vessel_type\":null,\"gross_tonnage\":null,\"gross_registered_tonnage\":null,",
          "\"vessel_flag\":null,\"vessel_owner\":null,\"remarks\":null,\"source_list_url\":null,",
          "\"alt_names\":[\"Ślimak ", i, "\"],\"citizenships\":[],\"dates_of_birth\":[],",
          "\"nationalities\":[],\"places_of_birth\":[],\"source_information_url\":null,",
          "\"ids\":[]}");
    }
  return cat("{\"total\":", total, ",\"results\":[\n", results, "\n]}\n");
}

std::string denied(int rows) {
  std::string text =
      "\"Name\"\t\"Street_Address\"\t\"City\"\t\"State\"\t\"Country\"\t\"Postal_Code\"\t"
      "\"Effective_Date\"\t\"Expiration_Date\"\t\"Standard_Order\"\t\"Last_Update\"\t\"Action\"\t"
      "\"FR_Citation\"\n";
  for (int i = 0; i < rows; ++i)
    text += cat("\"ŻÓŁW ", i, "\"\t\"", i, " ROAD\"\t\"BAGHDAD\"\t\"\"\t\"IQ\"\t\"\"\t",
                "\"06/19/2019\"\t\"06/29/2056\"\t\"Y\"\t\"2019-06-12\"\t\"NEW\"\t\"84 F.R. ",
                100 + i, "\"\n");
  return text;
}

Texts treasury(int rows) {
  std::string primary, alternate, address;
  for (int i = 0; i < rows; ++i) {
    primary += cat(1000 + i, ",\"ŻÓŁW ", i, "\",\"", i % 3 == 0 ? "individual" : "-0- ",
                   "\",\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n");
    alternate += cat(1000 + i, ",", i, ",\"aka\",\"ŚLIMAK ", i, "\",-0- \r\n");
    address += cat(1000 + i, ",", i, ",\"Road ", i, "\",\"Havana\",\"Cuba\",-0- \r\n");
  }
  return {primary + "\x1A", alternate + "\x1A", address + "\x1A"};
}

}  // namespace

std::vector<Source> chaos_sources() {
  std::vector<Source> out;
  std::vector<std::string> titles;
  for (const KnownList& known : known_lists()) titles.emplace_back(known.title);
  out.push_back({"CSL CSV", {csl_csv(kRows)}, "", "", "", titles, "", 22, ""});
  out.push_back({"CSL JSON", {csl_json(kRows)}, "", "", "", titles, "", -1, ""});
  out.push_back({"DPL", {denied(kRows)}, "denied-persons", "", "", {"ROAD"}, "", -1, ""});
  out.push_back({"Treasury", treasury(kRows), "", "", "", {"individual"}, "ŚLIMAK", -1, ""});
  out.push_back({"UN", {samples::united_nations(kRows)}, "un-consolidated", "2026-02-27",
                 "2026-02-26", {"<INDIVIDUAL>", "<ENTITY>"}, "<ALIAS_NAME>", -1, ">\n    <"});
  out.push_back({"EU", {samples::european_union(kRows)}, "eu-consolidated", "2026-08-05",
                 "2026-08-04", {"\"person\"", "\"enterprise\""}, "nameLanguage=\"RU\"", -1,
                 "</sanctionEntity>\n"});
  out.push_back({"UK sanctions", {samples::uk_sanctions(kRows)}, "uk-sanctions", "13-Feb-2026",
                 "12-Feb-2026", {",Individual,", ",Entity,", ",Ship,"}, ",Alias,", 13, ""});
  out.push_back({"UK asset freeze", {samples::uk_asset_freeze(kRows)}, "uk-asset-freeze",
                 "03/06/2025", "02/06/2025", {",Individual,", ",Entity,"}, ",AKA,", -1, ""});
  out.push_back({"ISN", {samples::nonproliferation(kRows)}, "isn", "", "", {"ISN,"}, "", 3, ""});
  out.push_back({"ITAR debarred", {samples::debarred(kRows)}, "aeca-debarred", "", "",
                 {"Sample"}, "", -1, ""});
  return out;
}

}  // namespace licet::ingest
