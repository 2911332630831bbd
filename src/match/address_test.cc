#include "licet/match/address.h"

#include <gtest/gtest.h>

#include "licet/base/csv.h"
#include "licet/base/text.h"
#include "licet/match/key.h"
#include "mutate.h"
#include "test_data.h"

namespace licet::match {
namespace {

int score(std::string_view left, std::string_view right) {
  const auto compared = compare_addresses(left, right);
  EXPECT_TRUE(compared.ok()) << left << " | " << right;
  return compared.ok() ? compared.value().score_permille : -1;
}

TEST(Address, SamePlaceHoweverWritten) {
  for (const auto& [asked, listed] :
       {std::pair{"Bantian Huawei Base, Longgang District, Shenzhen",
                  "Bantian Huawei Base, Longgang District, Shenzhen, 518129, China"},
        {"21/F Tower C Zhizhen Plaza, 7 Zhichun Rd., Haidian, Beijing",
         "21/F Tower C Zhizhen Plaza, No. 7 Zhichun Road, Haidian District, Beijing, CN"},
        {"117997 Moscow, ul. Nametkina 16", "16 Nametkina ul., Moscow, 117997, RU"},
        {"Naemtkina ulitsa, d. 16, Moskva", "16 Nametkina ul., Moscow, 117997, RU"},
        {"москва, ул. Наметкина, 16", "16 Nametkina ul., Moscow, 117997, RU"},
        {"Unit 05, 338 Hennessy Road, Wan Chai", "338 Hennessy Road, Wan Chai, HK"}}) {
    EXPECT_GE(score(asked, listed), kReviewThreshold) << asked << " | " << listed;
    EXPECT_EQ(score(asked, listed), score(listed, asked));
  }
}

TEST(Address, OtherPlaces) {
  for (const auto& [asked, listed] :
       {std::pair{"18 Nametkina ul., Moscow", "16 Nametkina ul., Moscow, 117997, RU"},
        {"Moscow, 117997", "16 Nametkina ul., Moscow, 117997, RU"},
        {"Nametkina 16, Omsk", "16 Nametkina ul., Moscow, 117997, RU"},
        {"Street 16, Moscow", "16 Nametkina ul., Moscow"},
        {"Shenzhen, Longgang District", "Bantian Huawei Base, Longgang District, Shenzhen"},
        {"7 Zhongguancun Road, Haidian, Beijing", "7 Zhichun Road, Haidian District, Beijing"}}) {
    EXPECT_LT(score(asked, listed), kReviewThreshold) << asked << " | " << listed;
  }
}

TEST(Address, BadInput) {
  EXPECT_EQ(compare_addresses("", "a").error().code, Code::NameEmpty);
  EXPECT_EQ(compare_addresses(" ,.-", "a").error().code, Code::NameEmpty);
  EXPECT_EQ(compare_addresses("\xFF", "a").error().code, Code::BadUtf8);
  EXPECT_EQ(compare_addresses(std::string(100000, 'a'), "a").error().code, Code::NameTooLong);
}

snapshot::Contents three_entries() {
  snapshot::Contents out;
  snapshot::SourceRecord source;
  source.list = "entity-list";
  source.rows = 3;
  out.sources.push_back(source);
  const auto add = [&](std::string id, snapshot::PartyType type, std::string name,
                       std::vector<snapshot::AddressRecord> addresses) {
    snapshot::EntryRecord entry;
    entry.list = "entity-list";
    entry.entry_id = std::move(id);
    entry.type = type;
    entry.names.push_back({name, snapshot::AliasKind::kPrimary, key_of(name).value()});
    entry.addresses = std::move(addresses);
    out.entries.push_back(std::move(entry));
  };
  add("1", snapshot::PartyType::kAddress, "Address 01",
      {{"Flat A, 11/F, Adolfo Mansion, 114 Austin Road, Kowloon, HK", "HK"}});
  add("2", snapshot::PartyType::kCompany, "Some Company",
      {{"5 Other Street, Kowloon, HK", "HK"}, {"114 Austin Road, Kowloon, HK", "HK"}});
  add("3", snapshot::PartyType::kCompany, "Another Company", {{"Austin, Texas, US", "US"}});
  return out;
}

TEST(Address, EntriesThatAreOnlyAnAddressAreFound) {
  const auto snapshot = snapshot_of(three_entries());
  AddressQuery query;
  query.address = "Adolfo Mansion, 114 Austin Rd, Kowloon, Hong Kong";
  const auto found = screen_address(snapshot, query);
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found.value().size(), 2u);
  EXPECT_EQ(snapshot.entry(found.value()[0].entry).entry_id, "1");
  EXPECT_EQ(found.value()[1].address, 1u);
  query.country = "CN";
  const auto elsewhere = screen_address(snapshot, query);
  ASSERT_EQ(elsewhere.value().size(), 2u) << "another country never hides";
  EXPECT_LT(elsewhere.value()[0].score_permille, found.value()[0].score_permille);
  query.list = "sdn";
  EXPECT_TRUE(screen_address(snapshot, query).value().empty());
}

TEST(Address, EqualsItsTwin) {
  const auto text = shared_file("data/csl/consolidated_2022-05.csv.gz");
  if (!text) GTEST_SKIP() << "no shared data: set LICET_DATA";
  const auto table = CsvTable::read(*text, "2022", {"name", "addresses"});
  snapshot::Contents contents;
  snapshot::SourceRecord source;
  source.list = "csl";
  std::vector<std::string> all;
  for (std::size_t i = 0; i < table.value().rows(); i += 7) {
    snapshot::EntryRecord entry;
    entry.list = "csl";
    entry.entry_id = cat(i);
    for (const auto address : split(table.value().at(i, "addresses"), ';')) {
      if (trim(address).size() < 3) continue;
      entry.addresses.push_back({std::string(trim(address)),
                                 std::string(address.substr(address.size() - 2))});
      all.emplace_back(trim(address));
    }
    if (!entry.addresses.empty()) contents.entries.push_back(std::move(entry));
  }
  source.rows = std::uint32_t(contents.entries.size());
  contents.sources.push_back(source);
  const auto snapshot = snapshot_of(contents);
  Sequence random(7);
  std::size_t matches = 0;
  for (int round = 0; round < 60; ++round) {
    AddressQuery query;
    query.address = changed_name(all[random.below(all.size())], random);
    query.threshold_permille = int(500 + random.below(480));
    if (round % 3 == 0) query.country = "RU";
    const auto fast = screen_address(snapshot, query);
    const auto plain = screen_address_reference(snapshot, query);
    ASSERT_EQ(fast.ok(), plain.ok());
    if (!fast.ok()) continue;
    ASSERT_EQ(fast.value().size(), plain.value().size()) << query.address;
    for (std::size_t i = 0; i < fast.value().size(); ++i) {
      ASSERT_EQ(fast.value()[i].entry, plain.value()[i].entry);
      ASSERT_EQ(fast.value()[i].address, plain.value()[i].address);
      ASSERT_EQ(fast.value()[i].score_permille, plain.value()[i].score_permille);
    }
    matches += fast.value().size();
  }
  EXPECT_GT(matches, 60u);
}

}  // namespace
}  // namespace licet::match
