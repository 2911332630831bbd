#include "own_lists.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "licet/ingest/file.h"
#include "samples.h"
#include "test_data.h"
#include "xml_records.h"

namespace licet::ingest {
namespace {

// tidy-allow: using_namespace a small program of this module
using namespace test_data;
using snapshot::AliasKind;
using snapshot::EntryRecord;
using snapshot::PartyType;
using Texts = std::vector<std::string>;

const law::Places& places() {
  static const law::Places kPlaces = [] {
    law::Places made;
    const auto text = read_file(std::string(kSourceDir) + "/rules/us-ear/738-supp1/aliases.csv");
    EXPECT_TRUE(
        made.add_aliases(CsvTable::read(text.value(), "aliases.csv", {"name"}).value()).ok());
    return made;
  }();
  return kPlaces;
}

ReadOptions with_places(const char* published = "2026-12-31", std::string name = "list") {
  ReadOptions how = options(published, std::move(name));
  how.places = &places();
  return how;
}

Texts names_of(const EntryRecord& entry, AliasKind kind) {
  Texts names;
  for (const auto& name : entry.names)
    if (name.kind == kind) names.push_back(name.text);
  return names;
}

Code code_of(std::string_view text) {
  const auto file = read_list(text, with_places());
  EXPECT_FALSE(file.ok());
  return file.ok() ? Code::Usage : file.error().code;
}

std::string with(std::string text, std::string_view old, std::string_view now) {
  const auto at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), now);
}

// ---- United Nations

TEST(UnitedNations, ARecordIsTakenApart) {
  const ListFile file = read_ok(samples::united_nations(1), with_places());
  ASSERT_EQ(file.entries.size(), 2u);
  const EntryRecord& person = file.entries[0];
  EXPECT_EQ(person.list, "un-consolidated");
  EXPECT_EQ(person.entry_id, "KPi.000");
  EXPECT_EQ(person.type, PartyType::kPerson);
  EXPECT_EQ(names_of(person, AliasKind::kPrimary), Texts{"JÓZEF N0 SAMPLE0"});
  EXPECT_EQ(names_of(person, AliasKind::kAlias), Texts{"Северная звезда 0"});
  EXPECT_EQ(names_of(person, AliasKind::kWeak),
            (Texts{"Polaris 0; Pole 0", "Polaris 0", "Pole 0"}));
  EXPECT_EQ(person.addresses.at(0).text, "Pyongyang, China");
  EXPECT_EQ(person.addresses.at(0).country, "CN");
  EXPECT_EQ(person.identifiers, (Texts{"date of birth: circa 1966", "Passport: P9000000"}));
  EXPECT_EQ(to_string(person.certain_from), "2016-03-02");
  EXPECT_EQ(person.possible_from, person.certain_from);
  EXPECT_EQ(person.remarks, "Acts & deals.");
  EXPECT_EQ(file.entries[1].type, PartyType::kCompany);
  EXPECT_EQ(names_of(file.entries[1], AliasKind::kWeak), Texts{});
  EXPECT_EQ(to_string(file.sources.at(0).published), "2026-02-27");
  EXPECT_EQ(file.sources.at(0).rows, 2u);
}

TEST(UnitedNations, WhatIsBrokenIsRefused) {
  const std::string good = samples::united_nations(2);
  EXPECT_EQ(code_of(with(good, "<CONSOLIDATED_LIST", "<!DOCTYPE x><CONSOLIDATED_LIST")),
            Code::FileUnknownFormat);
  EXPECT_EQ(code_of(with(good, "<CONSOLIDATED_LIST",
                         "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n"
                         "<CONSOLIDATED_LIST")),
            Code::FileUnknownFormat);
  EXPECT_EQ(code_of(with(good, "&amp;", "&e;")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "UTF-8", "ISO-8859-1")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "FIRST_NAME>", "GIVEN_NAME>")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(with(good, "<FIRST_NAME>", "<GIVEN_NAME>"), "</FIRST_NAME>",
                         "</GIVEN_NAME>")),
            Code::ListColumnsMoved);
  EXPECT_EQ(code_of(with(good, "KPi.001", "KPi.000")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "KPi.001", "")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, ">Low<", ">Middling<")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "2016-03-02", "2027-03-02")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "2016-03-02", "March 2016")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "dateGenerated", "generated")), Code::ListColumnsMoved);
  const auto entities = good.find("  <ENTITIES>"), end = good.find("</CONSOLIDATED_LIST>");
  EXPECT_EQ(code_of(good.substr(0, entities) + good.substr(end)), Code::ListTruncated);
  EXPECT_EQ(code_of(good.substr(0, entities) + "<ENTITIES/>" + good.substr(end)),
            Code::ListTruncated);
  for (std::size_t size = 90; size < good.size() - 1; size += 7)
    EXPECT_EQ(code_of(good.substr(0, size)), Code::ListTruncated) << size;
}

TEST(UnitedNations, ThePublishedListOf2026HasEveryRow) {
  constexpr const char* kFile = "other_lists/UN_consolidated_2026-02.xml.gz";
  LICET_NEEDS_SHARED(kFile);
  const auto read = read_list_file(shared_path(kFile), with_places("2020-01-01", ""));
  ASSERT_TRUE(read.ok()) << to_line(read.error());
  const ListFile& file = read.value();
  EXPECT_EQ(to_string(file.sources.at(0).published), "2026-02-27");
  ASSERT_EQ(file.entries.size(), 1003u);
  std::map<PartyType, int> types;
  std::map<AliasKind, int> kinds;
  std::set<std::string> ids;
  int addresses = 0, in_a_country = 0, born = 0, papers = 0, native = 0;
  for (const EntryRecord& entry : file.entries) {
    ++types[entry.type];
    ids.insert(entry.entry_id);
    for (const auto& name : entry.names) ++kinds[name.kind];
    for (const auto& address : entry.addresses) {
      ++addresses;
      in_a_country += !address.country.empty();
    }
    for (const std::string& one : entry.identifiers) {
      born += one.starts_with("date of birth: ");
      papers += one.starts_with("Passport: ");
    }
    for (const auto& name : entry.names) native += static_cast<unsigned char>(name.text[0]) >= 0xCE;
    EXPECT_EQ(entry.possible_from, entry.certain_from);
  }
  EXPECT_EQ(types[PartyType::kPerson], 730);
  EXPECT_EQ(types[PartyType::kCompany], 273);
  EXPECT_EQ(ids.size(), 1003u);
  EXPECT_EQ(kinds[AliasKind::kPrimary], 1003);
  EXPECT_EQ(kinds[AliasKind::kWeak], 636);
  EXPECT_EQ(kinds[AliasKind::kAlias], 2610);
  EXPECT_EQ(addresses, 740);
  EXPECT_EQ(in_a_country, 730);
  EXPECT_EQ(born, 895);
  EXPECT_EQ(papers, 302);
  EXPECT_EQ(native, 432);
}

// ---- European Union

TEST(EuropeanUnion, ARecordIsTakenApart) {
  const ListFile file = read_ok(samples::european_union(1), with_places());
  ASSERT_EQ(file.entries.size(), 2u);
  const EntryRecord& person = file.entries[0];
  EXPECT_EQ(person.list, "eu-consolidated");
  EXPECT_EQ(person.entry_id, "EU.1.1");
  EXPECT_EQ(names_of(person, AliasKind::kPrimary), Texts{"Żaneta Sample 1"});
  EXPECT_EQ(names_of(person, AliasKind::kWeak), Texts{"Медведь 1"});
  EXPECT_EQ(person.identifiers, (Texts{"date of birth: Mar 1965", "place of birth: Minsk, BY",
                                       "National passport: MP0000001"}));
  EXPECT_EQ(person.addresses.at(0).text, "Main St 1, 220, Minsk, BY");
  EXPECT_EQ(person.addresses.at(0).country, "BY");
  EXPECT_EQ(person.programmes, Texts{"UKR"});
  EXPECT_EQ(to_string(person.possible_from), "2014-03-17");
  const EntryRecord& company = file.entries[1];
  EXPECT_EQ(names_of(company, AliasKind::kAlias), Texts{"Медведь 1"});
  // No day of designation: the act shown is an amendment, the row may be older.
  EXPECT_EQ(company.possible_from, kAlways);
  EXPECT_EQ(to_string(company.certain_from), "2014-03-17");
  EXPECT_EQ(to_string(file.sources.at(0).published), "2026-08-05");
}

TEST(EuropeanUnion, WhatIsBrokenIsRefused) {
  const std::string good = samples::european_union(2);
  EXPECT_EQ(code_of(with(good, "http://eu.europa.ec/fpi/fsd/export", "http://x")),
            Code::FileUnknownFormat);
  EXPECT_EQ(code_of(with(good, "generationDate", "made")), Code::ListColumnsMoved);
  EXPECT_EQ(code_of(with(good, "wholeName", "completeName")), Code::ListColumnsMoved);
  EXPECT_EQ(code_of(with(good, "strong=\"true\"", "strong=\"yes\"")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "strong=\"true\"", "")), Code::ListColumnsMoved);
  EXPECT_EQ(code_of(with(good, "euReferenceNumber=\"EU.1.1\"", "")), Code::ListColumnsMoved);
  EXPECT_EQ(code_of(with(good, "EU.1.2", "EU.1.1")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "code=\"person\"", "code=\"vessel\"")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "<remark>", "<other/><remark>")), Code::ListColumnsMoved);
  const std::string nameless = with(with(good, "Żaneta Sample 1", ""), "Медведь 1", "");
  EXPECT_EQ(code_of(nameless), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "2014-03-17\" designationD", "2027-03-17\" designationD")),
            Code::ListBadRow);
  for (std::size_t size = 200; size < good.size() - 1; size += 9)
    EXPECT_EQ(code_of(good.substr(0, size)), Code::ListTruncated) << size;
}

// ---- United Kingdom

TEST(UnitedKingdom, RowsOfOnePartyAreOneEntry) {
  const ListFile file = read_ok(samples::uk_sanctions(1), with_places());
  ASSERT_EQ(file.entries.size(), 3u);
  const EntryRecord& person = file.entries[0];
  EXPECT_EQ(person.list, "uk-sanctions");
  EXPECT_EQ(person.entry_id, "RUS0000");
  EXPECT_EQ(names_of(person, AliasKind::kPrimary), Texts{"Żaneta SAMPLE0"});
  EXPECT_EQ(names_of(person, AliasKind::kWeak), Texts{"Zhaneta ZAMPLE0"});
  EXPECT_EQ(names_of(person, AliasKind::kAlias), Texts{"Медведь 0"});
  EXPECT_EQ(person.identifiers,
            (Texts{"date of birth: 1965", "place of birth: Minsk, Belarus", "nationality: Belarus",
                   "Passport: MP0000000"}));
  EXPECT_EQ(person.addresses.at(0).text, "1 Main St, Minsk, 220, Belarus");
  EXPECT_EQ(person.addresses.at(0).country, "BY");
  EXPECT_EQ(to_string(person.certain_from), "2022-03-15");
  EXPECT_EQ(file.entries[1].names.at(0).text, "POLAR BEAR, TRADING 0");
  EXPECT_EQ(file.entries[2].type, PartyType::kVessel);
  EXPECT_EQ(file.entries[2].identifiers, Texts{"IMO: 9120002"});
  EXPECT_EQ(to_string(file.sources.at(0).published), "2026-02-13");
}

TEST(UnitedKingdom, TheAssetFreezeListIsReadToo) {
  const ListFile file = read_ok(samples::uk_asset_freeze(1), with_places());
  ASSERT_EQ(file.entries.size(), 2u);
  EXPECT_EQ(file.entries[0].list, "uk-asset-freeze");
  EXPECT_EQ(file.entries[0].entry_id, "14000");
  EXPECT_EQ(file.entries[0].identifiers.at(0), "date of birth: Mar 1965");
  EXPECT_EQ(names_of(file.entries[0], AliasKind::kWeak), Texts{"Żaneta ZAMPLE0"});
  EXPECT_EQ(to_string(file.entries[0].certain_from), "2021-06-01");
  EXPECT_EQ(to_string(file.sources.at(0).published), "2025-06-03");
}

TEST(UnitedKingdom, ThePrimaryNameComesFirstWhereverItStands) {
  const std::string text =
      cat("Report Date: 13-Feb-2026\n", samples::kUkSanctionsHeader,
          samples::uk_sanctions_row(1, "Entity", "OLD BEAR", "", "Primary Name Variation"),
          samples::uk_sanctions_row(1, "Entity", "POLAR BEAR", "", "Primary Name"));
  const ListFile file = read_ok(text, with_places());
  EXPECT_EQ(file.entries.at(0).names.at(0).text, "POLAR BEAR");
  EXPECT_EQ(names_of(file.entries[0], AliasKind::kPrimary), Texts{"POLAR BEAR"});
  EXPECT_EQ(names_of(file.entries[0], AliasKind::kAlias), (Texts{"OLD BEAR", "Медведь 1"}));
}

TEST(UnitedKingdom, WhatIsBrokenIsRefused) {
  const std::string good = samples::uk_sanctions(2);
  EXPECT_EQ(code_of(with(good, "Name 6,Name 1", "Name 1,Name 6")), Code::ListColumnsMoved);
  EXPECT_EQ(code_of(with(good, "13-Feb-2026", "February")), Code::ListColumnsMoved);
  EXPECT_EQ(code_of(with(good, "15/03/2022", "15 March 2022")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "15/03/2022", "15/03/2027")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, ",Individual,", ",Cat,")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, ",Individual,", ",Entity,")), Code::ListBadRow);
  EXPECT_EQ(code_of(with(good, "RUS0000", "")), Code::ListBadRow);
  EXPECT_EQ(code_of(good.substr(0, good.size() - 1)), Code::ListTruncated);
  EXPECT_EQ(code_of(good + "12/01/2022,RUS\n"), Code::ListTruncated);
  EXPECT_EQ(code_of(cat("Report Date: 13-Feb-2026\n", samples::kUkSanctionsHeader)),
            Code::ListTruncated);
  const std::string freeze = samples::uk_asset_freeze(2);
  EXPECT_EQ(code_of(with(freeze, "Alias Type,Alias Quality", "Alias Quality,Alias Type")),
            Code::ListColumnsMoved);
  EXPECT_EQ(code_of(with(freeze, "01/06/2021", "2021-06-01")), Code::ListBadRow);
}

// ---- State Department

TEST(StateDepartment, RowsHaveTheirDays) {
  const ListFile isn = read_ok(samples::nonproliferation(1), with_places("2018-12-31"));
  const EntryRecord& works = isn.entries.at(0);
  EXPECT_EQ(works.list, "isn");
  EXPECT_EQ(names_of(works, AliasKind::kAlias),
            (Texts{"SW0", "Sampler 0 Co., Ltd", "Old Works 0"}));
  EXPECT_EQ(works.addresses.at(0).country, "IR");
  EXPECT_EQ(to_string(works.certain_from), "2012-07-12");
  EXPECT_EQ(works.possible_from, works.certain_from);
  const ListFile dtc = read_ok(samples::debarred(1), with_places("2018-01-24"));
  EXPECT_EQ(dtc.entries.at(0).list, "aeca-debarred");
  EXPECT_EQ(names_of(dtc.entries.at(0), AliasKind::kAlias), (Texts{"Sample0, Jo", "Jo Zample0"}));
  EXPECT_EQ(dtc.entries.at(0).identifiers, Texts{"date of birth: June 1976"});
  EXPECT_EQ(to_string(dtc.entries.at(0).certain_from), "2010-03-19");
}

TEST(StateDepartment, ThePublishedListsOf2018HaveEveryRow) {
  LICET_NEEDS_SHARED("other_lists/isn_2018.csv.gz");
  const auto isn =
      read_list_file(shared_path("other_lists/isn_2018.csv.gz"), with_places("2018-12-31", ""));
  ASSERT_TRUE(isn.ok()) << to_line(isn.error());
  EXPECT_EQ(rows_of(isn.value(), "isn"), 213u);
  const auto dtc = read_list_file(shared_path("other_lists/dtc_itar_debarred_2018-01-24.csv.gz"),
                                  with_places("2018-01-24", ""));
  ASSERT_TRUE(dtc.ok()) << to_line(dtc.error());
  EXPECT_EQ(rows_of(dtc.value(), "aeca-debarred"), 515u);
  std::set<std::string> ids;
  for (const auto* file : {&isn.value(), &dtc.value()})
    for (const auto& entry : file->entries) ids.insert(entry.entry_id);
  EXPECT_EQ(ids.size(), 213u + 515u);
}

// ---- one list in the form of the CSL

TEST(OnlyOneList, IsTakenWhenEveryRowIsOfIt) {
  ReadOptions how = options("2022-05-06");
  how.only = "unverified-list";
  const std::string one = std::string(kHeader) + csv_row("unverified-list", "1", "A") +
                          csv_row("unverified-list", "2", "B");
  const ListFile file = read_ok(one, how);
  EXPECT_FALSE(file.consolidated);
  EXPECT_EQ(file.sources.size(), 1u);
  EXPECT_EQ(rows_of(file, "unverified-list"), 2u);
  const auto refused = [&](const std::string& text) {
    const auto read = read_list(text, how);
    return read.ok() ? Code::Usage : read.error().code;
  };
  EXPECT_EQ(refused(one + csv_row("meu-list", "3", "C")), Code::ListWrongSource);
  EXPECT_EQ(refused(std::string(kHeader)), Code::ListTruncated);
  EXPECT_EQ(refused(samples::united_nations(1)), Code::ListWrongSource);
}

TEST(OwnLists, TextThatIsNotUtf8IsRefusedWithItsLine) {
  std::string text = samples::uk_sanctions(1);
  text.replace(text.find("Ż"), 2, "\xAF");
  const auto read = read_list(text, with_places());
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, Code::ListBadRow);
  EXPECT_EQ(read.error().place, "list:3");
}

}  // namespace
}  // namespace licet::ingest
