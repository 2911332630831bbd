#include "ofac.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "licet/ingest/compile.h"
#include "test_data.h"

namespace licet::ingest {
namespace {

// tidy-allow: using_namespace a small program of this module
using namespace test_data;
using snapshot::AliasKind;
using snapshot::EntryRecord;
using snapshot::PartyType;
using Texts = std::vector<std::string>;

constexpr const char* kMain =
    "36,\"AEROCARIBBEAN AIRLINES\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
    "173,\"DOE, John\",\"individual\",\"SDGT] [IRAN\",\"Boss\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"
    "\"DOB 12 Feb 1961; alt. DOB 1962; POB Homs, Syria; nationality Syria; Gender Male; Passport "
    "717637093 (Syria); a.k.a. 'ABU 'UMAR'; Linked To: X.\"\r\n"
    "9,\"EBANO\",\"vessel\",\"CUBA\",-0- ,\"CL2\",\"Tug\",-0- ,-0- ,\"Panama\",-0- ,"
    "\"Vessel Registration Identification IMO 7406784; f.k.a. 'ANA I'.\"\r\n\x1A";
constexpr const char* kAlternate = "36,12,\"aka\",\"AERO-CARIBBEAN\",-0- \r\n\x1A";
constexpr const char* kAddress =
    "36,25,-0- ,\"Havana\",\"Cuba\",-0- \r\n173,26,\"1 Road\",-0- ,\"Korea, North\",-0- \r\n\x1A";

const law::Places& places() {
  static const law::Places known = [] {
    law::Places made;
    const auto table = CsvTable::read("name,iso2,kind\nCuba,CU,name\nNorth Korea,KP,name\n",
                                      "a.csv", {"name"});
    EXPECT_TRUE(made.add_aliases(table.value()).ok());
    return made;
  }();
  return known;
}

ReadOptions how(const char* published = "2024-05-03") {
  return {"sdn.csv", day(published), &register_rules(), &places()};
}

Result<ListFile> read(std::string_view main, std::string_view alternate = kAlternate,
                      std::string_view address = kAddress) {
  return read_ofac({{"sdn.csv", main}, {"alt.csv", alternate}, {"add.csv", address}}, how());
}

const EntryRecord& entry(const ListFile& file, std::string_view id) {
  for (const auto& one : file.entries)
    if (one.entry_id == id) return one;
  static const EntryRecord kNone;
  ADD_FAILURE() << "no entry " << id;
  return kNone;
}

TEST(Ofac, EveryPartMustBeUtf8WithoutNul) {
  const auto code = [](const Result<ListFile>& file) {
    return file.ok() ? Code::Usage : file.error().code;
  };
  EXPECT_EQ(code(read(kMain)), Code::Usage);
  const std::string nul("36,12,\"aka\",\"AERO\0CARIBBEAN\",-0- \r\n\x1A", 36);
  EXPECT_EQ(code(read(kMain, nul)), Code::FileUnknownFormat);
  EXPECT_EQ(code(read(kMain, "36,12,\"aka\",\"A\xE9RO CARIBBEAN\",-0- \r\n\x1A")),
            Code::ListBadRow);
}

TEST(Ofac, PartsAreToldByTheirFields) {
  EXPECT_EQ(ofac_part(kMain), OfacPart::kPrimary);
  EXPECT_EQ(ofac_part(kAlternate), OfacPart::kAlternate);
  EXPECT_EQ(ofac_part(kAddress), OfacPart::kAddress);
  EXPECT_EQ(ofac_part("17016,\"rest, of it\"\r\n\x1A"), OfacPart::kComments);
  EXPECT_FALSE(ofac_part("_id,source"));
  EXPECT_FALSE(ofac_part("12,3,4"));
  EXPECT_FALSE(ofac_part(""));
}

TEST(Ofac, ThreeFilesAreOneList) {
  const auto file = read(kMain);
  ASSERT_TRUE(file.ok()) << to_line(file.error());
  ASSERT_EQ(file.value().sources.size(), 1u);
  EXPECT_EQ(file.value().sources[0].list, "sdn");
  EXPECT_EQ(file.value().sources[0].rows, 3u);
  EXPECT_FALSE(file.value().sources[0].extract);
  const EntryRecord& airline = entry(file.value(), "36");
  EXPECT_EQ(airline.type, PartyType::kCompany);
  ASSERT_EQ(airline.names.size(), 2u);
  EXPECT_EQ(airline.names[1].text, "AERO-CARIBBEAN");
  EXPECT_EQ(airline.addresses.at(0).country, "CU");
  const EntryRecord& person = entry(file.value(), "173");
  EXPECT_EQ(person.type, PartyType::kPerson);
  EXPECT_EQ(person.programmes, (Texts{"SDGT", "IRAN"}));
  ASSERT_EQ(person.names.size(), 2u);
  EXPECT_EQ(person.names[1].text, "ABU 'UMAR");
  EXPECT_EQ(person.names[1].kind, AliasKind::kWeak);
  EXPECT_EQ(person.identifiers,
            (Texts{"date of birth: 12 Feb 1961", "date of birth: 1962",
                   "place of birth: Homs, Syria", "nationality: Syria",
                   "Passport 717637093 (Syria)"}));
  EXPECT_EQ(person.addresses.at(0).country, "KP");
  const EntryRecord& vessel = entry(file.value(), "9");
  EXPECT_EQ(vessel.type, PartyType::kVessel);
  EXPECT_EQ(vessel.names.at(1).text, "ANA I");
  EXPECT_EQ(vessel.identifiers.at(0), "call sign: CL2");
}

TEST(Ofac, CommentsGoOnWhereRemarksEnd) {
  const OfacText comments{"sdn_comments.csv", "173,\" and more\"\r\n\x1A"};
  const auto file = read_ofac({{"sdn.csv", kMain}, comments}, how());
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(entry(file.value(), "173").remarks.ends_with("Linked To: X. and more"));
}

TEST(Ofac, WithoutItsOtherFilesTheListIsAnExtractAndNoPath) {
  const auto file = read_ofac({{"sdn.csv", kMain}}, how());
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(file.value().sources[0].extract);
  EXPECT_EQ(read_list(kMain, how()).error().code, Code::ListTruncated);
}

TEST(Ofac, WhatIsBrokenIsRefused) {
  const std::string whole = kMain;
  const auto code = [](const Result<ListFile>& file) {
    return file.ok() ? Code::Usage : file.error().code;
  };
  EXPECT_EQ(code(read(whole.substr(0, whole.size() - 1))), Code::ListTruncated);
  EXPECT_EQ(code(read("36,\"X\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\x1A")),
            Code::FileUnknownFormat);
  EXPECT_EQ(code(read(whole, "99,12,\"aka\",\"OTHER DAY\",-0- \r\n\x1A")), Code::ListBadRow);
  EXPECT_EQ(code(read(whole, kAlternate, "99,1,-0- ,-0- ,\"Cuba\",-0- \r\n\x1A")),
            Code::ListBadRow);
  EXPECT_EQ(code(read(whole, kAddress)), Code::BadValue) << "one part twice";
  EXPECT_EQ(code(read_ofac({{"alt.csv", kAlternate}}, how())), Code::ListTruncated);
  EXPECT_EQ(code(read_ofac({{"sdn.csv", kMain}}, {"sdn.csv", kAlways, nullptr})), Code::BadDay);
  std::string twice = whole.substr(0, whole.find('\n') + 1) + whole;
  EXPECT_EQ(code(read(twice)), Code::ListBadRow);
  std::string strange = whole;
  strange.replace(strange.find("individual"), 10, "androidual");
  EXPECT_EQ(code(read(strange)), Code::ListBadRow);
}

// Every byte taken away from the end, each line taken away with the mark kept.
TEST(Ofac, ACutFileIsNeverTaken) {
  const std::string whole = kMain;
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(read(whole.substr(0, size)).ok()) << size;
}

std::string shared_text(const std::string& name) {
  const auto text = read_file(shared_path(cat("ofac/", name)));
  EXPECT_TRUE(text.ok()) << name;
  return text.ok() ? text.value() : std::string();
}

TEST(Ofac, TheTreasurysOtherListsStandByTheirProgrammes) {
  LICET_NEEDS_SHARED("ofac/cons_prim_2025-12.csv.gz");
  const std::string main = shared_text("cons_prim_2025-12.csv.gz");
  const std::string alternate = shared_text("cons_alt_2025-12.csv.gz");
  const std::string address = shared_text("cons_add_2025-12.csv.gz");
  const std::string comments = shared_text("cons_comments_2025-12.csv.gz");
  const auto file = read_ofac({{"cons_prim.csv", main}, {"cons_alt.csv", alternate},
                               {"cons_add.csv", address}, {"cons_comments.csv", comments}},
                              how("2025-12-31"));
  ASSERT_TRUE(file.ok()) << to_line(file.error());
  EXPECT_EQ(rows_of(file.value(), "ssi"), 286u);
  EXPECT_EQ(rows_of(file.value(), "plc"), 78u);
  EXPECT_EQ(rows_of(file.value(), "ns-cmic"), 68u);
  EXPECT_EQ(rows_of(file.value(), "cap"), 1u);
  EXPECT_EQ(rows_of(file.value(), "fse"), 0u);
  EXPECT_GE(rows_of(file.value(), "ns-mbs"), 9u);
  EXPECT_EQ(file.value().aliases, 1073u);
}

TEST(Ofac, TheWholeListOfBlockedPersonsWithItsAliasesAndAddresses) {
  LICET_NEEDS_SHARED("ofac/sdn_2021-07.csv.gz");
  const auto paths = [](const char* alternate) {
    return std::vector<std::string>{
        shared_path("ofac/sdn_2021-07.csv.gz"), shared_path(alternate),
        shared_path("ofac/add_2021-07.csv.gz"), shared_path("ofac/sdn_comments_2021-07.csv.gz")};
  };
  ReadOptions archived = how("2021-07-31");
  const std::vector<std::string> whole = paths("ofac/alt_2021-07.csv.gz");
  EXPECT_EQ(read_list_files(whole, archived).error().code, Code::ListTruncated);
  archived.end_mark_lost = true;
  const auto file = read_list_files(whole, archived);
  ASSERT_TRUE(file.ok()) << to_line(file.error());
  EXPECT_EQ(rows_of(file.value(), "sdn"), 8976u);
  EXPECT_GT(file.value().aliases, 10000u);
  EXPECT_TRUE(check_list(file.value(), nullptr, {}).ok());
  // Of another year: an entity there that is not here.
  const auto mixed = read_list_files(paths("ofac/alt_2025-12.csv.gz"), archived);
  ASSERT_FALSE(mixed.ok());
  EXPECT_NE(mixed.error().detail.find("different days"), std::string::npos);
}

// ---- the 309 versions of 2021-08-18 to 2024-05-03 ----

using Row = std::vector<std::string>;
using Version = std::map<std::string, Row>;  // by entity number; the twelve fields

// Blanks at the ends apart: the events were written without them.
std::string bare(std::string_view field) {
  field = trim(field);
  return field == "-0-" ? std::string() : std::string(field);
}

Version version_of(const std::string& text) {
  Version version;
  const std::string_view rows = std::string_view(text).substr(0, text.find('\x1A'));
  for (auto& row : read_csv(rows, "sdn.csv").value()) {
    for (auto& field : row.fields) field = bare(field);
    version[row.fields[0]] = row.fields;
  }
  return version;
}

// As the publisher writes it.
std::string written(const Version& version) {
  std::string text;
  for (const auto& [number, fields] : version) {
    text += number;
    for (std::size_t i = 1; i < fields.size(); ++i) {
      std::string quoted;
      for (const char c : fields[i]) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += fields[i].empty() ? std::string(",-0- ") : cat(",\"", quoted, "\"");
    }
    text += "\r\n";
  }
  return text + "\x1A";
}

struct Event {
  std::string at, operation;
  Row fields;
};

std::vector<Event> events() {
  std::vector<Event> out;
  const std::string text = shared_text("sdn_events_2021-08-18_2024-05-03.csv.gz");
  const auto rows = read_csv(text, "events.csv").value();
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Row& row = rows[i].fields;
    Event event{row.at(0), row.at(2), {row.begin() + 3, row.end()}};
    for (auto& field : event.fields) field = bare(field);
    out.push_back(std::move(event));
  }
  return out;
}

void apply(const Event& event, Version& version) {
  if (event.operation == "DEL")
    EXPECT_EQ(version.erase(event.fields[0]), 1u) << event.at << " " << event.fields[0];
  else
    version[event.fields[0]] = event.fields;
}

// By instant: how many rows the version had; the last one, of no bytes, says EMPTY.
std::map<std::string, std::string> rows_by_version() {
  std::map<std::string, std::string> rows;
  const std::string text = shared_text("sdn_snapshot_index_2021-2024.csv.gz");
  const auto table = CsvTable::read(text, "index.csv", {"snapshot_utc", "entries"}).value();
  for (std::size_t i = 0; i < table.rows(); ++i) {
    std::string at(table.at(i, "snapshot_utc"));
    at[10] = 'T';
    rows[at + "Z"] = std::string(table.at(i, "entries"));
  }
  return rows;
}

// What the reader made of a version says the same as the version.
void expect_same(const ListFile& file, const Version& version, const std::string& at) {
  ASSERT_EQ(file.entries.size(), version.size()) << at;
  for (const EntryRecord& got : file.entries) {
    const auto it = version.find(got.entry_id);
    ASSERT_NE(it, version.end()) << at << " " << got.entry_id;
    EXPECT_EQ(got.names.at(0).text, it->second[1]) << at;
    EXPECT_EQ(got.remarks, it->second[11]) << at;
    EXPECT_EQ(join(got.programmes, "] ["), it->second[3]) << at;
  }
}

// Where every step is watched by sanitizers, every tenth version is read and checked.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kVersionsATake = 10;
#else
constexpr std::size_t kVersionsATake = 1;
#endif

// One version against the snapshot before it; the share of full compilations is kept small, since
// each makes the keys of fifteen thousand names.
class Replay {
 public:
  explicit Replay(Version first) : version_(std::move(first)) {
    take("2021-08-18T09:39:01Z", true);
  }

  Version& version() { return version_; }

  void take(const std::string& at, bool compiled) {
    const auto file = read_ofac({{"sdn.csv", written(version_)}}, how(at.substr(0, 10).c_str()));
    ASSERT_TRUE(file.ok()) << at << " " << to_line(file.error());
    expect_same(file.value(), version_, at);
    if (known_) {
      const Status checked = check_list(file.value(), &*known_, {});
      EXPECT_TRUE(checked.ok() || checked.error().code == Code::ListShrunk) << at;
      refused_ += !checked.ok();
    }
    if (!compiled) return;
    Change change;
    change.lists.push_back(file.value());
    auto bytes = compile({}, std::move(change));
    ASSERT_TRUE(bytes.ok()) << at;
    known_ = std::move(snapshot::Snapshot::from_bytes(std::move(bytes.value())).value());
    expect_kept(at);
  }

  int refused() const { return refused_; }

 private:
  // The snapshot holds each row of that day and none besides.
  void expect_kept(const std::string& at) {
    ASSERT_EQ(known_->entry_count(), version_.size()) << at;
    for (std::uint32_t i = 0; i < known_->entry_count(); ++i) {
      const auto entry = known_->entry(snapshot::EntryId{i});
      const auto it = version_.find(std::string(entry.entry_id));
      ASSERT_NE(it, version_.end()) << at;
      EXPECT_EQ(known_->name(snapshot::NameId{entry.first_name}).text, it->second[1]) << at;
      EXPECT_EQ(entry.remarks, it->second[11]) << at;
    }
  }

  Version version_;
  std::optional<snapshot::Snapshot> known_;
  int refused_ = 0;
};

TEST(Ofac, ThreeHundredAndNineVersionsGiveEachDaysListExactly) {
  LICET_NEEDS_SHARED("ofac/sdn_events_2021-08-18_2024-05-03.csv.gz");
  // Other copies of single days, to which the replay must come.
  const std::map<std::string, std::string> copies{
      {"2022-01-05", "sdn_2022-01-05.csv.gz"}, {"2022-07-06", "sdn_2022-07-06.csv.gz"},
      {"2023-01-05", "sdn_2023-01-05.csv.gz"}, {"2023-07-11", "sdn_2023-07-11.csv.gz"},
      {"2024-01-11", "sdn_2024-01-11.csv.gz"}, {"2024-05-03", "sdn_2024-05-03.csv.gz"}};
  std::set<std::string> met;
  Replay replay(version_of(shared_text("sdn_2021-08-18.csv.gz")));
  const auto all = events();
  ASSERT_EQ(all.size(), 8862u);
  const auto index = rows_by_version();
  std::size_t versions = 1;
  for (std::size_t i = 0; i < all.size(); ++i) {
    apply(all[i], replay.version());
    if (i + 1 < all.size() && all[i + 1].at == all[i].at) continue;
    ++versions;
    EXPECT_EQ(index.at(all[i].at), cat(replay.version().size())) << all[i].at;
    const std::string on = all[i].at.substr(0, 10);
    const bool copied = copies.contains(on);
    if (copied || versions % kVersionsATake == 0) replay.take(all[i].at, copied);
    if (copied && version_of(shared_text(copies.at(on))) == replay.version()) met.insert(on);
  }
  // The 309th is the one of no bytes (below).
  EXPECT_EQ(versions + 1, index.size());
  EXPECT_EQ(index.size(), 309u);
  EXPECT_EQ(index.rbegin()->second, "EMPTY");
  EXPECT_EQ(met.size(), copies.size());
}

TEST(Ofac, TheVersionOfNoBytesIsRefused) {
  EXPECT_EQ(read_list("", how()).error().code, Code::ListTruncated);
  EXPECT_FALSE(read_ofac({{"sdn.csv", ""}}, how()).ok());
}

}  // namespace
}  // namespace licet::ingest
