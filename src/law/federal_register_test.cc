#include "licet/law/federal_register.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"

namespace licet::law {
namespace {

// "84:22961 85:29852".
std::string cites(std::string_view text) {
  std::string out;
  for (const Citation& c : parse_citations(text))
    out += cat(out.empty() ? "" : " ", c.volume, ":", c.page);
  return out;
}

FederalRegister table(std::string_view rows) {
  const std::string text = cat(
      "volume,first_page,last_page,published,effective,what,confidence\n", rows);
  return FederalRegister::read(CsvTable::read(text, "fr.csv", {}).value()).value();
}

std::string refused(std::string_view rows) {
  const std::string text = cat(
      "volume,first_page,last_page,published,effective,what,confidence\n", rows);
  const auto read = FederalRegister::read(CsvTable::read(text, "fr.csv", {}).value());
  return read.ok() ? "" : read.error().place;
}

// Every shape that the published lists hold (2022 and 2026).
TEST(Citations, FormsOfTheRealLists) {
  EXPECT_EQ(cites("84 FR 22961, 85 FR 29852, 85 FR 36720, 85 FR 51603 "),
            "84:22961 85:29852 85:36720 85:51603");
  EXPECT_EQ(cites("81 FR 14953; 83 FR 48534"), "81:14953 83:48534");
  EXPECT_EQ(cites("87 F.R. 9030 2/17/2022"), "87:9030");
  EXPECT_EQ(cites("77 FR 61249 No. 195"), "77:61249");
  EXPECT_EQ(cites("79 FR  55608"), "79:55608");
  EXPECT_EQ(cites("84  FR 21233"), "84:21233");
  EXPECT_EQ(cites("68 F.R. 38290 6/27/03 71 F.R. 38843 7/10/06 72 F.R. 4236 1/30/07"),
            "68:38290 71:38843 72:4236");
  EXPECT_EQ(cites("75 FR 1699 (1/13/2010), 77 FR 24587"), "75:1699 77:24587");
  EXPECT_EQ(cites("73 FR 54508, 77 FR 58006 (no. 182)"), "73:54508 77:58006");
  EXPECT_EQ(cites("82 F.R. 16788, 16789 4/6/2017"), "82:16788");
  EXPECT_EQ(cites("46 F.R. 46154 9/17/81 and 46 F.R. 19290 3/30/81"), "46:46154 46:19290");
  EXPECT_EQ(cites("81.F.R. 22576 4/18/2016"), "81:22576");
  EXPECT_EQ(cites("80 F.R 57572 9/24/15 "), "80:57572");
  EXPECT_EQ(cites("81 F.R.45276 7/13/2016"), "81:45276");
  EXPECT_EQ(cites("83F.R. 65340 12/20/2018"), "83:65340");
  EXPECT_EQ(cites("79 FR 24566, 5/1/14; 83 FR 3580, 1/26/18"), "79:24566 83:3580");
  EXPECT_EQ(cites("66 FR 24266 , 77 FR 58006 , 81 FR 64694"), "66:24266 77:58006 81:64694");
  EXPECT_EQ(cites("81 FR 14953; 84 fr 40241"), "81:14953 84:40241");
  EXPECT_EQ(cites("84 Fed. Reg. 22961 and 84 Fed Reg 22962"), "84:22961 84:22962");
}

TEST(Citations, WhatIsNone) {
  EXPECT_EQ(cites(""), "");
  EXPECT_EQ(cites("Vol. 86, No. 71, 04/15/2021"), "");
  EXPECT_EQ(cites("Notice 2061, Vol. 59, No. 165, 8/26/94"), "");
  EXPECT_EQ(cites("76 FR No. 197 (10/12/2011)"), "");
  EXPECT_EQ(cites("15 CFR 744.11"), "");
  EXPECT_EQ(cites("85 FR 34501; 88 FR"), "85:34501");
  EXPECT_EQ(cites("82 F.R. 2312 1/9/2017, F.R. 30823 7/3/2017"), "82:2312");
  EXPECT_EQ(cites("72 F.R. 1/30/07"), "") << "a day is no page";
  EXPECT_EQ(cites("12345678901 FR 5"), "") << "a long number is no volume";
  EXPECT_EQ(cites("84 FR 123456789"), "") << "nor a page";
}

TEST(FederalRegister, InnerPages) {
  const auto known = table("85,51596,51629,2020-08-20,2020-08-17,additions,high\n");
  ASSERT_NE(known.find({85, 51603}), nullptr);
  EXPECT_EQ(known.find({85, 51603})->id(), "85 FR 51596");
  EXPECT_EQ(known.find({85, 51596})->effective, day_from_ymd(2020, 8, 17));
  EXPECT_NE(known.find({85, 51629}), nullptr);
  EXPECT_EQ(known.find({85, 51630}), nullptr);
  EXPECT_EQ(known.find({85, 51595}), nullptr);
  EXPECT_EQ(known.find({84, 51603}), nullptr);
}

TEST(FederalRegister, OfASharedPageTheLaterRule) {
  for (const char* rows : {"85,100,110,2020-01-02,2020-01-02,a,high\n"
                           "85,110,120,2020-01-03,2020-01-03,b,high\n",
                           "85,110,120,2020-01-03,2020-01-03,b,high\n"
                           "85,100,110,2020-01-02,2020-01-02,a,high\n"}) {
    const auto known = table(rows);
    EXPECT_EQ(known.find({85, 110})->what, "b");
    EXPECT_EQ(known.find({85, 109})->what, "a");
  }
}

TEST(FederalRegister, RefusedWithItsPlace) {
  EXPECT_EQ(refused("84,x,2,2019-05-21,2019-05-16,w,high\n"), "fr.csv:2, column first_page");
  EXPECT_EQ(refused("84,5,2,2019-05-21,2019-05-16,w,high\n"), "fr.csv:2, column last_page");
  EXPECT_EQ(refused("84,1,2,2019-05-32,2019-05-16,w,high\n"), "fr.csv:2, column published");
  EXPECT_EQ(refused("84,1,2,2019-05-21,,w,high\n"), "fr.csv:2, column effective");
  EXPECT_EQ(refused("85,1,2,2019-05-21,2019-05-16,w,high\n"), "fr.csv:2, column published");
  EXPECT_EQ(refused("84,1,2,2019-05-21,2019-05-16,w,high\n"), "");
}

}  // namespace
}  // namespace licet::law
