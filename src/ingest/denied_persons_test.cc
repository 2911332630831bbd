#include "denied_persons.h"

#include <gtest/gtest.h>

#include <set>

#include "test_data.h"

namespace licet::ingest {
namespace {

// tidy-allow: using_namespace a small program of this module
using namespace test_data;

const std::string kHead =
    "\"Name\"\t\"Street_Address\"\t\"City\"\t\"State\"\t\"Country\"\t\"Postal_Code\"\t"
    "\"Effective_Date\"\t\"Expiration_Date\"\t\"Standard_Order\"\t\"Last_Update\"\t\"Action\"\t"
    "\"FR_Citation\"\n";

std::string row(std::string_view name, std::string_view from, std::string_view until,
                std::string_view cite, std::string_view standard = "Y") {
  return cat("\"", name, "\"\t\"1 ROAD\"\t\"BAGHDAD\"\t\"\"\t\"IQ\"\t\"\"\t\"", from,
             "\"\t\"", until, "\"\t\"", standard, "\"\t\"2019-06-12\"\t\"NEW\"\t\"", cite, "\"\n");
}

Result<ListFile> read(const std::string& text) { return read_list(text, options("2019-07-31")); }

TEST(DeniedPersons, ARowHasItsDaysAndItsAddress) {
  const auto file = read(kHead + row("A \"\"SAM\"\" B", "06/19/2019", "06/29/2056",
                                     "84 F.R. 38290 6/27/19", "N"));
  ASSERT_TRUE(file.ok()) << to_line(file.error());
  const auto& entry = file.value().entries.at(0);
  EXPECT_EQ(entry.names.at(0).text, "A \"SAM\" B");
  EXPECT_EQ(entry.addresses.at(0).text, "1 ROAD, BAGHDAD, IQ");
  EXPECT_EQ(entry.addresses.at(0).country, "IQ");
  EXPECT_EQ(to_string(entry.possible_from), "2019-06-19");
  EXPECT_EQ(to_string(entry.certain_from), "2019-06-19");
  EXPECT_EQ(to_string(entry.until), "2056-06-30");
  EXPECT_NE(entry.remarks.find("not the standard order"), std::string::npos);
  EXPECT_EQ(rows_of(file.value(), "denied-persons"), 1u);
}

// 15 CFR 766.24(d): an order of 180 days, renewed. The file shows the day of the latest renewal.
TEST(DeniedPersons, ARenewedOrderMayHaveStoodSinceItsFirstNotice) {
  const auto file = read(kHead + row("AL NASER AIRLINES", "06/05/2019", "12/03/2019",
                                     "80 F.R. 30435 5/28/15, 84 F.R. 27233 6/12/2019"));
  ASSERT_TRUE(file.ok());
  const auto& entry = file.value().entries.at(0);
  EXPECT_EQ(to_string(entry.certain_from), "2019-06-05");
  EXPECT_LT(to_string(entry.possible_from), "2015-05-28");
  EXPECT_EQ(entry.citations.size(), 2u);
}

// The first order and its renewal in one year: the year alone does not tell them apart.
TEST(DeniedPersons, ARenewalInTheSameYearMayHaveStoodBeforeToo) {
  const auto file = read(kHead + row("AL NASER AIRLINES", "06/05/2019", "12/03/2019",
                                     "84 F.R. 1000 1/2/2019, 84 F.R. 27233 6/12/2019"));
  ASSERT_TRUE(file.ok());
  EXPECT_LE(to_string(file.value().entries.at(0).possible_from), "2019-01-02");
  EXPECT_EQ(to_string(file.value().entries.at(0).certain_from), "2019-06-05");
}

TEST(DeniedPersons, WhatIsBrokenIsRefused) {
  const std::string good = kHead + row("A", "06/19/2019", "", "84 F.R. 1");
  const auto code = [](const std::string& text) {
    const auto file = read(text);
    return file.ok() ? Code::Usage : file.error().code;
  };
  EXPECT_EQ(code(good), Code::Usage);
  EXPECT_EQ(code(kHead), Code::ListTruncated);
  EXPECT_EQ(code(kHead + row("A", "19/06/2019", "", "84 F.R. 1")), Code::ListBadRow);
  EXPECT_EQ(code(kHead + row("A", "", "", "84 F.R. 1")), Code::ListBadRow);
  EXPECT_EQ(code(kHead + row("", "06/19/2019", "", "84 F.R. 1")), Code::ListBadRow);
  EXPECT_EQ(code(kHead + row("A", "06/19/2019", "06/18/2019", "84 F.R. 1")), Code::ListBadRow);
  std::string moved = good;
  moved.replace(moved.find("City"), 4, "Town");
  EXPECT_EQ(code(moved), Code::ListColumnsMoved);
  for (std::size_t size = kHead.size() + 1; size + 2 < good.size(); ++size)
    EXPECT_EQ(code(good.substr(0, size)), Code::ListTruncated) << size;
}

TEST(DeniedPersons, TheListsOf2019And2022) {
  LICET_NEEDS_SHARED("other_lists/dpl_2022-09.txt.gz");
  const auto old = read_list_file(shared_path("other_lists/dpl_2019-07.txt.gz"),
                                  {"", day("2019-07-31"), &register_rules()});
  const auto now = read_list_file(shared_path("other_lists/dpl_2022-09.txt.gz"),
                                  {"", day("2022-09-30"), &register_rules()});
  ASSERT_TRUE(old.ok()) << to_line(old.error());
  ASSERT_TRUE(now.ok()) << to_line(now.error());
  EXPECT_EQ(rows_of(old.value(), "denied-persons"), 546u);
  EXPECT_EQ(rows_of(now.value(), "denied-persons"), 581u);
  std::set<std::string> ids;
  for (const auto& entry : now.value().entries) ids.insert(entry.entry_id);
  EXPECT_EQ(ids.size(), 581u);
}

}  // namespace
}  // namespace licet::ingest
