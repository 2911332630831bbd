#include "licet/licence/lifecycle.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "licet/base/text.h"
#include "source_dir.h"
#include "scenario_runner.h"

namespace licet::licence::testing {
namespace {

Json answer(const char* given, const char* event, const char* on) {
  auto found = lifecycle_answer(tree_profile("us-bis"), read_json(given).value(),
                                read_json(event).value(), parse_day(on).value());
  EXPECT_TRUE(found.ok()) << (found.ok() ? "" : to_line(found.error()));
  return found.ok() ? found.value() : Json(Json::Object());
}

// The published questions, but for filing, which the rules of part 758 answer.
TEST(Lifecycle, ThePublishedCases) {
  namespace fs = std::filesystem;
  const char* told = std::getenv("LICET_DATA");
  const fs::path folder =
      told == nullptr ? fs::path(kSourceDir).parent_path() / "shared" : fs::path(told);
  if (!fs::exists(folder / "cases")) GTEST_SKIP() << "no shared data: set LICET_DATA";
  int asked = 0;
  for (const char* file : {"cases/determinations.jsonl", "law/cases_requirements.jsonl"}) {
    std::ifstream in(folder / file);
    for (std::string line; std::getline(in, line);) {
      const Json test = read_json(line).value();
      if (test.text("kind") != "lifecycle" && test.text("kind") != "records") continue;
      const auto found =
          lifecycle_answer(tree_profile("us-bis"), *test.find("given"), *test.find("event"),
                           parse_day(test.text("on")).value());
      ASSERT_TRUE(found.ok()) << test.text("id") << " " << to_line(found.error());
      for (const auto& [key, wanted] : test.find("expect")->object()) {
        if (key == "cites" || wanted.is_array() || wanted.is_object()) continue;
        const Json* seen = found.value().find(key);
        ASSERT_NE(seen, nullptr) << test.text("id") << " " << key;
        EXPECT_EQ(*seen, wanted) << test.text("id") << " " << key;
      }
      ++asked;
    }
  }
  EXPECT_GE(asked, 30);
}

TEST(Lifecycle, Terms) {
  const auto term = [](const char* eccn, const char* issued) {
    const Json found = answer(cat(R"({"licence":{"issued":")", issued,
                                  R"(","items":[{"eccn":")", eccn, R"("}]}})").c_str(),
                              R"({"type":"issue"})", issued);
    return std::string(found.text("validity_years"));
  };
  EXPECT_EQ(term("0A501.a", "2024-06-01"), "1");
  EXPECT_EQ(term("0A501.a", "2024-05-01"), "4");
  EXPECT_EQ(term("3A001.a", "2024-06-01"), "4");
  const Json emergency = answer(R"({"licence":{"issued":"2025-01-31","validity":"emergency"}})",
                                R"({"type":"issue"})", "2025-01-31");
  EXPECT_EQ(emergency.text("last_day_at_most"), "2025-02-28");
  EXPECT_EQ(emergency.find("validity_years"), nullptr);
}

TEST(Lifecycle, DepartureAfterTheLastDay) {
  const auto leaves = [](const char* where) {
    return answer(cat(R"({"licence":{"issued":"2021-04-01","expires":"2025-03-31"},)", where, "}")
                      .c_str(), R"({"type":"depart","on":"2025-04-01"})", "2025-04-01")
        .find("allowed")->boolean();
  };
  EXPECT_TRUE(leaves(R"("at_midnight":"on_pier_booked")"));
  EXPECT_FALSE(leaves(R"("at_midnight":"vessel_delayed")"));
  EXPECT_TRUE(leaves(R"("at_midnight":"vessel_delayed","hardship_found":true)"));
  EXPECT_FALSE(leaves(R"("other":1)"));
}

TEST(Lifecycle, ARevokedLicenceDoesNotLeaveThoughLaden) {
  const Json left = answer(R"({"licence":{"issued":"2021-04-01","expires":"2025-03-31",
    "status":"revoked"},"at_midnight":"laden"})", R"({"type":"depart","on":"2025-04-01"})",
                           "2025-04-01");
  EXPECT_FALSE(left.find("allowed")->boolean());
}

TEST(Lifecycle, SoftwareHasNoLimits) {
  const Json released = answer(R"({"licence":{"items":[{"eccn":"5D002","kind":"software",
    "quantity":{"amount":"1","unit":"licence"}}]},"drawn":{"releases":"7"}})",
                               R"({"type":"release","on":"2025-01-01"})", "2025-01-01");
  EXPECT_TRUE(released.find("allowed")->boolean());
  EXPECT_TRUE(released.find("limits")->array().empty());
}

TEST(Lifecycle, UnitsAndCurrenciesAreNotMixed) {
  const char* given = R"({"licence":{"items":[{"eccn":"3A001","kind":"commodity",
    "quantity":{"amount":"10","unit":"piece"},"value":{"amount":"10","currency":"USD"}}]}})";
  const Json kilos = answer(given, R"({"type":"ship","quantity":{"amount":"1","unit":"kg"},
    "value":{"amount":"1","currency":"USD"}})", "2025-01-01");
  EXPECT_EQ(kilos.find("refused_because")->array()[0].string(), "unit_mismatch");
  const Json euros = answer(given, R"({"type":"ship","quantity":{"amount":"1","unit":"piece"},
    "value":{"amount":"1","currency":"EUR"}})", "2025-01-01");
  EXPECT_EQ(euros.find("refused_because")->array()[0].string(), "currency_mismatch");
}

TEST(Lifecycle, AnAnsweringAgencyHasNotBeenSilent) {
  const Json spoke = answer(R"({"application":{"agency_answered":"2025-02-01"}})",
                            R"({"type":"refer","on":"2025-01-11"})", "2025-02-11");
  EXPECT_FALSE(spoke.find("deemed_no_objection")->boolean());
}

TEST(Lifecycle, OnlyTheGroundsOfTheRuleStopTheClock) {
  const Json due = answer(R"({"application":{"clock_stops":[{"from":"2025-02-01",
    "to":"2025-02-11","ground":"staff_holiday"}]}})", R"({"type":"register","on":"2025-01-02"})",
                          "2025-01-02");
  EXPECT_EQ(due.text("days_not_counted"), "0");
  EXPECT_EQ(due.find("due")->text("resolution"), "2025-04-02");
}

TEST(Lifecycle, UnknownWordsNameTheNearest) {
  const auto wrong = [](const char* event) {
    return lifecycle_answer(tree_profile("us-bis"), Json(Json::Object()),
                            read_json(event).value(), parse_day("2025-01-01").value()).error();
  };
  EXPECT_NE(wrong(R"({"type":"shipp"})").detail.find("`ship`"), std::string::npos);
  EXPECT_EQ(wrong(R"({"type":"change","change":"nothing"})").code, Code::UnknownWord);
  EXPECT_EQ(wrong(R"({"type":"ship"})").code, Code::LicenceMalformed);
}

}  // namespace
}  // namespace licet::licence::testing
