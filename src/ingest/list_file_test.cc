#include "licet/ingest/list_file.h"

#include <gtest/gtest.h>

#include <map>

#include "csl_row.h"
#include "licet/ingest/file.h"
#include "test_data.h"

namespace licet::ingest {
namespace {

// tidy-allow: using_namespace a small program of this module
using namespace test_data;
using snapshot::EntryRecord;
using snapshot::PartyType;
using Texts = std::vector<std::string>;

Code code_of(std::string_view text, const char* published = "2022-05-06") {
  const auto file = read_list(text, options(published));
  EXPECT_FALSE(file.ok());
  return file.ok() ? Code::Usage : file.error().code;
}

Texts names_of(const EntryRecord& entry) {
  Texts names;
  for (const auto& name : entry.names) names.push_back(name.text);
  return names;
}

TEST(CslText, NamesInsideNamesAreTakenOut) {
  EXPECT_EQ(names_inside("Cho Yan Nathan; a.k.a Nathan Man Man"),
            (Texts{"Cho Yan Nathan", "Nathan Man Man"}));
  EXPECT_EQ(names_inside("PMC Wagner; and any successor, sub-unit, or subsidiary thereof"),
            (Texts{"PMC Wagner"}));
  EXPECT_EQ(names_inside("Mexpar, Inc. (a.k.a. Pasadena Aerospace; Aviation Supply)"),
            (Texts{"Mexpar, Inc.", "Pasadena Aerospace", "Aviation Supply"}));
  EXPECT_EQ(names_inside("Huawei Technologies Co., Ltd. (Huawei).  Affiliated Entity:  Hangzhou X"),
            (Texts{"Hangzhou X"}));
  EXPECT_EQ(names_inside("DJEL;\xC2\xA0" "Dongfang Limited"), (Texts{"DJEL", "Dongfang Limited"}));
  EXPECT_EQ(names_inside("HPSTAR;"), (Texts{"HPSTAR"}));
  EXPECT_TRUE(names_inside("Huawei Cloud (Hong Kong)").empty());
}

TEST(CslText, CitationsAreKeptAsPrinted) {
  EXPECT_EQ(split_citations("84 FR 22961, 85 FR 29852,  85 FR 51603 "),
            (Texts{"84 FR 22961", "85 FR 29852", "85 FR 51603"}));
  EXPECT_EQ(split_citations("68 F.R. 38290 6/27/03 71 F.R. 38843 7/10/06"),
            (Texts{"68 F.R. 38290 6/27/03", "71 F.R. 38843 7/10/06"}));
  EXPECT_EQ(split_citations("Vol. 86, No. 71, 04/15/2021"), (Texts{"Vol. 86, No. 71, 04/15/2021"}));
}

TEST(CslText, TheCountryIsTheLastPieceWhenItIsACountry) {
  EXPECT_EQ(read_address("Bantian, Shenzhen, CN").country, "CN");
  EXPECT_EQ(read_address("CN").country, "CN");
  EXPECT_EQ(read_address("FCI LA TUNA, ANTHONY, NM, 88201").country, "");
  EXPECT_EQ(read_address("Istanbul, Turkey").country, "");
  EXPECT_EQ(read_address("Istanbul, Turkey").text, "Istanbul, Turkey");
}

TEST(ReadList, TakesARowApart) {
  const std::string text =
      std::string(kHeader) + csv_row("entity-list", "7", " Alpha Co. ", "Beta Co.; Gamma;Delta",
                                     "2019-05-21", "84 FR 22963");
  const ListFile file = read_ok(text, options("2022-05-06", "dir/x_2022.csv"));
  ASSERT_EQ(file.entries.size(), 1u);
  const EntryRecord& entry = file.entries[0];
  EXPECT_EQ(entry.list, "entity-list");
  EXPECT_EQ(entry.entry_id, "h7");
  EXPECT_EQ(names_of(entry), (Texts{" Alpha Co. ", "Beta Co.", "Gamma;Delta", "Gamma", "Delta"}));
  EXPECT_EQ(file.aliases, 2u);
  EXPECT_EQ(entry.addresses.at(0).country, "CN");
  EXPECT_EQ(to_string(entry.certain_from), "2019-05-16");
  EXPECT_EQ(file.sources.size(), known_lists().size());
  EXPECT_EQ(rows_of(file, "entity-list"), 1u);
  EXPECT_EQ(file.sources[0].provenance, "x_2022.csv, CSL CSV");
}

TEST(ReadList, AddressOnlyEntriesOfTheEntityListAreRecognised) {
  const std::string text = std::string(kHeader) + csv_row("entity-list", "1", "Address 01") +
                           csv_row("entity-list", "2", "Address Plus Ltd") +
                           csv_row("unverified-list", "3", "Address 01");
  const ListFile file = read_ok(text, options("2026-07-31"));
  EXPECT_EQ(file.entries[0].type, PartyType::kAddress);
  EXPECT_EQ(file.entries[1].type, PartyType::kUnknown);
  EXPECT_EQ(file.entries[2].type, PartyType::kUnknown);
}

TEST(ReadList, RowsOfOneIdAreToldApart) {
  const std::string row = csv_row("cap", "15268", "BANK");
  const ListFile file = read_ok(std::string(kHeader) + row + row, options("2022-05-06"));
  EXPECT_EQ(file.entries[0].entry_id, "15268");
  EXPECT_EQ(file.entries[1].entry_id, "15268#2");
}

TEST(ReadList, BrokenFilesAreRefused) {
  const std::string good = small_csl();
  EXPECT_EQ(code_of(""), Code::ListTruncated);
  EXPECT_EQ(code_of(" \n\n"), Code::ListTruncated);
  EXPECT_EQ(code_of("<!DOCTYPE html><html></html>"), Code::FileUnknownFormat);
  EXPECT_EQ(code_of("\xEF\xBB\xBF <?xml version=\"1.0\"?>"), Code::FileUnknownFormat);
  EXPECT_EQ(code_of("hello\n"), Code::FileUnknownFormat);
  EXPECT_EQ(code_of(std::string("a\0b\n", 4)), Code::FileUnknownFormat);
  EXPECT_EQ(code_of(good.substr(0, good.size() - 1)), Code::ListTruncated);
  EXPECT_EQ(code_of(good + "h1,Entity"), Code::ListTruncated);
  EXPECT_EQ(code_of(good + "h1,Entity\n"), Code::ListTruncated);
  EXPECT_EQ(code_of(good + "h1,\"Entity\n"), Code::ListTruncated);
  EXPECT_EQ(code_of(good, "0001-01-01"), Code::BadDay);
  std::string wrong = good;
  wrong.replace(wrong.find("Entity List (EL)"), 16, "Entity List (XX)");
  EXPECT_EQ(code_of(wrong), Code::ListWrongSource);
}

TEST(ReadList, MovedColumnsAreRefused) {
  const std::string good = small_csl();
  std::string swapped = good;
  swapped.replace(swapped.find("name,title"), 10, "title,name");
  EXPECT_EQ(code_of(swapped), Code::ListColumnsMoved);
  std::string renamed = good;
  renamed.replace(0, 3, "uid");
  EXPECT_EQ(code_of(renamed), Code::ListColumnsMoved);
  std::string longer = good;
  longer.insert(longer.find('\n'), ",new");
  EXPECT_EQ(code_of(longer), Code::ListColumnsMoved);
}

TEST(ReadList, DaysThatCannotBeAreRefusedWithTheirLine) {
  const auto bad = [](const char* start) {
    const std::string text = std::string(kHeader) + csv_row("entity-list", "1", "A") +
                             csv_row("entity-list", "2", "B", "", start);
    return read_list(text, options("2022-05-06")).error();
  };
  EXPECT_EQ(bad("2022-05-07").code, Code::ListBadRow);
  EXPECT_EQ(bad("May 2022").code, Code::ListBadRow);
  EXPECT_EQ(bad("2022-02-30").place, "list.csv:3");
}

TEST(ReadList, JsonKeysAreComparedAndTotalsBelieved) {
  const std::string row =
      R"({"id":"a","source":"Unverified List (UVL) - Bureau of Industry and Security",)"
      R"("entity_number":null,"type":null,"programs":[],"name":"X","title":null,)"
      R"("addresses":[{"address":"1 Road","city":"Riga",)"
      R"("state":null,"postal_code":null,"country":"LV"}],)"
      R"("federal_register_notice":null,)"
      R"("start_date":null,"end_date":null,"standard_order":null,"license_requirement":null,)"
      R"("license_policy":null,"call_sign":null,"vessel_type":null,"gross_tonnage":null,)"
      R"("gross_registered_tonnage":null,"vessel_flag":null,"vessel_owner":null,"remarks":null,)"
      R"("source_list_url":null,"alt_names":["Y"],"citizenships":[],"dates_of_birth":[],)"
      R"("nationalities":[],"places_of_birth":[],"source_information_url":null,"ids":[]})";
  const auto document = [](const std::string& rows, int total) {
    return cat("{\"total\":", total, ",\"results\":[", rows, "]}");
  };
  const ListFile file = read_ok(document(row, 1), options("2022-05-06"));
  EXPECT_EQ(file.entries.at(0).addresses.at(0).text, "1 Road, Riga, LV");
  EXPECT_EQ(file.entries.at(0).names.at(1).text, "Y");
  EXPECT_EQ(code_of(document(row, 2)), Code::ListTruncated);
  EXPECT_EQ(code_of(document(row, 1).substr(0, 300)), Code::ListTruncated);
  std::string more = row;
  more.insert(1, "\"extra\":1,");
  EXPECT_EQ(code_of(document(more, 1)), Code::ListColumnsMoved);
  std::string less = row;
  less.erase(less.find(",\"ids\":[]"), 9);
  EXPECT_EQ(code_of(document(less, 1)), Code::ListColumnsMoved);
}

TEST(DayInName, IsTheDayOrTheLastDayOfTheMonth) {
  EXPECT_EQ(to_string(*day_in_name("a/consolidated_2026-07-31.csv.gz")), "2026-07-31");
  EXPECT_EQ(to_string(*day_in_name("consolidated_2022-05.csv.gz")), "2022-05-31");
  EXPECT_EQ(to_string(*day_in_name("x_2024-02.csv")), "2024-02-29");
  EXPECT_FALSE(day_in_name("2022-05-06/consolidated.csv"));  // a folder is not the file's name
}

// ---- the lists as published

ListFile published(const char* name, const char* file_day) {
  auto file = read_list_file(shared_path(name), options(file_day, ""));
  EXPECT_TRUE(file.ok()) << (file.ok() ? "" : to_line(file.error()));
  return file.ok() ? std::move(file).value() : ListFile{};
}

TEST(PublishedList, Of2022HasItsRows) {
  LICET_NEEDS_SHARED(kCsv2022);
  const ListFile file = published(kCsv2022, "2022-05-06");
  EXPECT_EQ(file.entries.size(), 14160u);
  EXPECT_EQ(rows_of(file, "entity-list"), 2001u);
  EXPECT_EQ(rows_of(file, "denied-persons"), 462u);
  EXPECT_EQ(rows_of(file, "unverified-list"), 201u);
  EXPECT_EQ(rows_of(file, "meu-list"), 71u);
  EXPECT_EQ(rows_of(file, "sdn"), 10026u);
}

TEST(PublishedList, TheHuaweiFamilyIsInForceWhenItsRulesSay) {
  LICET_NEEDS_SHARED(kCsv2022);
  std::map<std::string, int> count;
  for (const auto& entry : published(kCsv2022, "2022-05-06").entries)
    if (entry.list == "entity-list" && entry.possible_from == entry.certain_from)
      ++count[to_string(entry.certain_from)];
  EXPECT_EQ(count["2019-05-16"], 92);
  EXPECT_EQ(count["2019-08-19"], 27);
  EXPECT_EQ(count["2020-08-17"], 38);
}

TEST(PublishedList, Of2026HasItsRowsInBothForms) {
  LICET_NEEDS_SHARED(kJson2026);
  const ListFile csv = published(kCsv2026, "2026-07-31");
  const ListFile json = published(kJson2026, "2026-07-31");
  ASSERT_EQ(csv.entries.size(), 25921u);
  ASSERT_EQ(json.entries.size(), 25921u);
  for (const ListFile* file : {&csv, &json}) {
    EXPECT_EQ(rows_of(*file, "entity-list"), 3420u);
    EXPECT_EQ(rows_of(*file, "denied-persons"), 1596u);
    EXPECT_EQ(rows_of(*file, "unverified-list"), 222u);
    EXPECT_EQ(rows_of(*file, "meu-list"), 70u);
    EXPECT_EQ(file->aliases, 31255u);  // 31,253 as the API counts: one of them is three names
  }
  for (std::size_t i = 0; i < csv.entries.size(); ++i) {
    const EntryRecord& a = csv.entries[i];
    const EntryRecord& b = json.entries[i];
    ASSERT_EQ(a.entry_id, b.entry_id) << i;
    ASSERT_EQ(names_of(a), names_of(b)) << a.entry_id;
    ASSERT_EQ(a.requirement, b.requirement);
    ASSERT_EQ(a.policy, b.policy);
    ASSERT_EQ(a.citations, b.citations);
    ASSERT_EQ(a.programmes, b.programmes);
    ASSERT_EQ(a.addresses.size(), b.addresses.size());
    ASSERT_EQ(a.possible_from, b.possible_from);
  }
}

}  // namespace
}  // namespace licet::ingest
