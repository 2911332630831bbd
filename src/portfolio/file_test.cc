#include "licet/portfolio/file.h"

#include <gtest/gtest.h>

#include "licet/portfolio/rescreen.h"
#include "test_lists.h"

namespace licet::portfolio {
namespace {

Portfolio some_portfolio() {
  const auto known = testing::snapshot_of({testing::entry_of("sdn", "1", {"Orient Star Trading"}),
                                           testing::entry_of("sdn", "2", {"Nord Electronics"})});
  Portfolio portfolio;
  portfolio.snapshot = known.id();
  portfolio.keys = keys_of_this_program();
  portfolio.parties = screen_all(known,
                                 {{"b", "Orient Stars Trading", "RU", snapshot::PartyType::kVessel},
                                  {"a", "Nord Electronics", "CN", {}},
                                  {"c", "--", "", snapshot::PartyType::kPerson}},
                                 850);
  return portfolio;
}

TEST(PortfolioFile, WhatIsWrittenIsRead) {
  const std::string text = write_portfolio(some_portfolio());
  const auto read = read_portfolio(text, "p.jsonl");
  ASSERT_TRUE(read.ok()) << to_line(read.error());
  EXPECT_EQ(write_portfolio(read.value()), text);
  ASSERT_EQ(read.value().parties.size(), 3u);
  EXPECT_EQ(read.value().parties[0].party.id, "a");
  EXPECT_EQ(read.value().parties[0].hits.at(0).entry_id, "2");
  EXPECT_EQ(read.value().parties[2].problem, "name_empty");
}

TEST(PortfolioFile, ACutFileIsSeen) {
  const std::string text = write_portfolio(some_portfolio());
  for (std::size_t size = 0; size < text.size(); ++size)
    EXPECT_FALSE(read_portfolio(text.substr(0, size), "p").ok()) << size;
}

TEST(PortfolioFile, PartiesOfACsv) {
  const auto read = [](const char* text) {
    return read_parties(CsvTable::read(text, "p.csv", {"id", "name"}).value());
  };
  const auto good = read("id,name,type,country\n1,Acme,company,CN\n2,\"Doe, J\",,\n");
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(good.value()[0], (Party{"1", "Acme", "CN", snapshot::PartyType::kCompany}));
  EXPECT_EQ(good.value()[1].name, "Doe, J");
  EXPECT_FALSE(read("id,name\n1,A\n1,B\n").ok());
  EXPECT_FALSE(read("id,name\n,A\n").ok());
  EXPECT_FALSE(read("id,name,type\n1,A,ship\n").ok());
}

}  // namespace
}  // namespace licet::portfolio
