#include "samples.h"

#include <algorithm>

#include "licet/base/csv.h"
#include "licet/base/text.h"

namespace licet::ingest::samples {

static std::string number(int n, std::size_t digits) {
  std::string text = std::to_string(n);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

static std::string un_record(bool person, int n) {
  const std::string tag = person ? "INDIVIDUAL" : "ENTITY";
  std::string out = cat("    <", tag, ">\n      <DATAID>", 690000 + n, "</DATAID>\n");
  out += "      <VERSIONNUM>1</VERSIONNUM>\n";
  out += cat("      <FIRST_NAME>", person ? "JÓZEF" : "NORTH STAR TRADING", " N", n,
             "</FIRST_NAME>\n");
  if (person) out += cat("      <SECOND_NAME>SAMPLE", n, "</SECOND_NAME>\n");
  out += cat("      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE>\n      <REFERENCE_NUMBER>",
             person ? "KPi." : "KPe.", number(n, 3), "</REFERENCE_NUMBER>\n");
  out += "      <LISTED_ON>2016-03-02</LISTED_ON>\n";
  out += "      <NAME_ORIGINAL_SCRIPT>Северная звезда " + std::to_string(n) +
         "</NAME_ORIGINAL_SCRIPT>\n      <COMMENTS1>Acts &amp; deals.</COMMENTS1>\n";
  out += cat("      <LIST_TYPE>\n        <VALUE>UN List</VALUE>\n      </LIST_TYPE>\n      <", tag,
             "_ALIAS>\n        <QUALITY>", person ? "Low" : "a.k.a.", "</QUALITY>\n");
  out += cat("        <ALIAS_NAME>Polaris ", n, "; Pole ", n, "</ALIAS_NAME>\n      </", tag,
             "_ALIAS>\n      <", tag, "_ADDRESS>\n        <CITY>Pyongyang</CITY>\n");
  out += "        <COUNTRY>China</COUNTRY>\n";
  out += cat("      </", tag, "_ADDRESS>\n");
  if (person)
    out += cat("      <INDIVIDUAL_DATE_OF_BIRTH>\n        <TYPE_OF_DATE>APPROXIMATELY"
               "</TYPE_OF_DATE>\n        <YEAR>1966</YEAR>\n      </INDIVIDUAL_DATE_OF_BIRTH>\n"
               "      <INDIVIDUAL_DOCUMENT>\n        <TYPE_OF_DOCUMENT>Passport"
               "</TYPE_OF_DOCUMENT>\n        <NUMBER>P9", number(n, 6),
               "</NUMBER>\n      </INDIVIDUAL_DOCUMENT>\n");
  return out + cat("      <SORT_KEY/>\n    </", tag, ">\n");
}

std::string united_nations(int rows, std::string_view day) {
  std::string out =
      cat("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<CONSOLIDATED_LIST "
          "dateGenerated=\"", day, "T00:00:09.554Z\">\n  <INDIVIDUALS>\n");
  for (int i = 0; i < rows; ++i) out += un_record(true, i);
  out += "  </INDIVIDUALS>\n  <ENTITIES>\n";
  for (int i = 0; i < rows; ++i) out += un_record(false, i);
  return out + "  </ENTITIES>\n</CONSOLIDATED_LIST>\n";
}

static std::string eu_record(bool person, int n) {
  std::string out = cat("  <sanctionEntity designationDate=\"", person ? "2014-03-17" : "",
                        "\" designationDetails=\"\" unitedNationId=\"\" euReferenceNumber=\"EU.", n,
                        person ? ".1" : ".2", "\" logicalId=\"", n * 2 + (person ? 0 : 1),
                        "\">\n    <remark>Told in the annex.</remark>\n");
  out += "    <regulation regulationType=\"amendment\" organisationType=\"council\" "
         "publicationDate=\"2014-03-17\" entryIntoForceDate=\"2014-03-17\" "
         "numberTitle=\"269/2014 (OJ L78)\" programme=\"UKR\" logicalId=\"110\">\n"
         "      <publicationUrl>http://example.org/?a=1&amp;b=2</publicationUrl>\n"
         "    </regulation>\n";
  out += cat("    <subjectType code=\"", person ? "person" : "enterprise",
             "\" classificationCode=\"", person ? "P" : "E", "\"/>\n");
  const std::string name = cat(person ? "Żaneta Sample " : "Polar Bear Trading ", n);
  out += cat("    <nameAlias firstName=\"\" middleName=\"\" lastName=\"\" wholeName=\"", name,
             "\" function=\"\" gender=\"\" title=\"\" nameLanguage=\"\" strong=\"true\" "
             "regulationLanguage=\"en\" logicalId=\"", n, "\"/>\n");
  out += cat("    <nameAlias firstName=\"\" middleName=\"\" lastName=\"\" wholeName=\"Медведь ", n,
             "\" function=\"\" title=\"\" nameLanguage=\"RU\" strong=\"", person ? "false" : "true",
             "\" regulationLanguage=\"en\" logicalId=\"", n + 500, "\"/>\n");
  if (person)
    out += "    <birthdate circa=\"false\" calendarType=\"GREGORIAN\" city=\"Minsk\" zipCode=\"\" "
           "dayOfMonth=\"\" monthOfYear=\"3\" year=\"1965\" region=\"\" place=\"\" "
           "countryIso2Code=\"BY\" countryDescription=\"BELARUS\" regulationLanguage=\"en\" "
           "logicalId=\"3\"/>\n";
  out += "    <address city=\"Minsk\" street=\"Main St 1\" poBox=\"\" zipCode=\"220\" region=\"\" "
         "place=\"\" asAtListingTime=\"false\" countryIso2Code=\"BY\" "
         "countryDescription=\"BELARUS\" regulationLanguage=\"en\" logicalId=\"4\"/>\n";
  out += cat("    <identification diplomatic=\"false\" knownExpired=\"false\" knownFalse=\"false\" "
             "reportedLost=\"false\" revokedByIssuer=\"false\" issuedBy=\"\" latinNumber=\"\" "
             "nameOnDocument=\"\" number=\"MP", number(n, 7), "\" region=\"\" "
             "countryIso2Code=\"00\" countryDescription=\"UNKNOWN\" "
             "identificationTypeCode=\"passport\" identificationTypeDescription=\"National "
             "passport\" regulationLanguage=\"en\" logicalId=\"5\"/>\n");
  return out + "  </sanctionEntity>\n";
}

std::string european_union(int rows, std::string_view day) {
  std::string out = cat("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<export "
                        "xmlns=\"http://eu.europa.ec/fpi/fsd/export\" generationDate=\"", day,
                        "T16:47:04.449+02:00\" globalFileId=\"1\">\n");
  for (int i = 1; i <= rows; ++i) out += eu_record(true, i) + eu_record(false, i);
  return out + "</export>\n";
}

const std::string_view kUkSanctionsHeader =
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,"
    "Name 5,Name type,Alias strength,Title,Name non-latin script,Non-latin script type,"
    "Non-latin script language,Regime Name,Designation Type,Designation source,Sanctions Imposed,"
    "Other Information,UK Statement of Reasons,Address Line 1,Address Line 2,Address Line 3,"
    "Address Line 4,Address Line 5,Address Line 6,Address Postal Code,Address Country,"
    "Phone number,Website,Email address,Date Designated,D.O.B,Nationality(/ies),"
    "National Identifier number,National Identifier additional information,Passport number,"
    "Passport additional information,Position,Gender,Town of birth,Country of birth,"
    "Type of entity,Subsidiaries,Parent company,Business registration number (s),IMO number,"
    "Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,"
    "Previous flags,Type of ship,Tonnage of ship,Length of ship,Year Built,"
    "Hull identification number (HIN)\n";

std::string uk_sanctions_row(int n, std::string_view type, std::string_view family,
                                    std::string_view given, std::string_view kind,
                                    std::string_view strength) {
  const bool person = type == "Individual", ship = type == "Ship";
  return cat("12/01/2022,RUS", number(n, 4), ",", 13000 + n, ",,", csv_field(family), ",",
             csv_field(given), ",,,,,", kind, ",", strength, ",,", "Медведь ", n,
             ",,,The Russia (Sanctions) (EU Exit) Regulations 2019,", type,
             ",UK,Asset freeze|Travel ban,\"Told, at length\",,1 Main St,,,,,Minsk,220,Belarus,,,,"
             "15/03/2022,", person ? "dd/mm/1965," : ",", person ? "Belarus" : "", ",,,",
             person ? cat("MP", number(n, 7)) : std::string(), ",,,,",
             person ? "Minsk,Belarus" : ",",
             ",,,,,", ship ? cat("912", number(n, 4)) : std::string(), ",,,,,,,,,\n");
}

std::string uk_sanctions(int rows, std::string_view day) {
  std::string out = cat("Report Date: ", day, "\n", kUkSanctionsHeader);
  for (int i = 0; i < rows; ++i) {
    out += uk_sanctions_row(3 * i, "Individual", cat("SAMPLE", i), "Żaneta", "Primary Name");
    out += uk_sanctions_row(3 * i, "Individual", cat("ZAMPLE", i), "Zhaneta", "Alias",
                            "Low quality a.k.a");
    out += uk_sanctions_row(3 * i + 1, "Entity", cat("POLAR BEAR, TRADING ", i), "",
                            "Primary Name");
    out += uk_sanctions_row(3 * i + 2, "Ship", cat("SEA BEAR ", i), "", "Primary Name");
  }
  return out;
}

static const std::string_view kUkAssetFreezeHeader =
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,"
    "Non-Latin Script Type,Non-Latin Script Language,DOB,Town of Birth,Country of Birth,"
    "Nationality,Passport Number,Passport Details,National Identification Number,"
    "National Identification Details,Position,Address 1,Address 2,Address 3,Address 4,Address 5,"
    "Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Alias Quality,"
    "Regime,Listed On,UK Sanctions List Date Designated,Last Updated,Group ID\n";

static std::string uk_asset_freeze_row(int n, bool person, std::string_view name,
                                       std::string_view kind, std::string_view quality = "") {
  return cat(name, ",", person ? "Żaneta" : "", ",,,,,,,,,", person ? "00/03/1965" : "", ",,,",
             person ? "Belarus" : "", ",,,,,,1 Main St,,,,,Minsk,220,Belarus,,",
             person ? "Individual" : "Entity", ",", kind, ",", quality,
             ",Belarus,01/06/2021,31/12/2020,12/01/2022,", 14000 + n, "\n");
}

std::string uk_asset_freeze(int rows, std::string_view day) {
  std::string out = cat("Last Updated,", day, "\n", kUkAssetFreezeHeader);
  for (int i = 0; i < rows; ++i) {
    out += uk_asset_freeze_row(2 * i, true, cat("SAMPLE", i), "Primary name");
    out += uk_asset_freeze_row(2 * i, true, cat("ZAMPLE", i), "AKA", "Low");
    out += uk_asset_freeze_row(2 * i + 1, false, cat("POLAR BEAR TRADING ", i), "Primary name");
  }
  return out;
}

std::string nonproliferation(int rows) {
  std::string out = "Source List,Programs,Name,Alternative Names,Country,Federal Register Notice,"
                    "Effective Date,Remarks/Notes,Web Link\n";
  for (int i = 0; i < rows; ++i)
    out += cat("ISN,E.O. 13382,Sample Works ", i, ",\"SW", i, ", Sampler ", i,
               " Co., Ltd, F.K.A. Old Works ", i, "\",Iran,\"Vol. 77, No. 141, 07/23/12\",",
               "7/12/2012,,\n");
  return out;
}

std::string debarred(int rows) {
  std::string out = "Debarred Party Full Name and Alias,Date of Birth,Notice,Notice Date,"
                    "\"Corrected Notice\",\"Corrected Notice Date\"\n";
  for (int i = 0; i < rows; ++i)
    out += cat("\"Sample", i, ", Jo (a.k.a. Jo Zample", i, ")\",\"June, 1976\",75 FR 13330,",
               "3/19/2010,,\n");
  return out;
}

}  // namespace licet::ingest::samples
