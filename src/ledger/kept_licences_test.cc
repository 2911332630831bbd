#include <gtest/gtest.h>

#include <random>

#include "licet/licence/coverage.h"
#include "licet/match/key.h"
#include "told_story.h"

namespace licet::ledger::testing {
namespace {

std::string draw(const char* quantity, const char* value, const char* more = "") {
  return cat(R"({"licence":"D0000001","line":"1","on":"2020-02-01",)", more,
             R"("quantity":{"amount":")", quantity, R"(","unit":"licence"},"value":{"amount":")",
             value, R"(","currency":"USD"}})");
}

TEST(KeptLicences, CarryTheFormOfAQuestion) {
  Story story;
  story.grant("A-1");
  ASSERT_EQ(put(story.ledger, "ship", "s1", draw("30", "3000")), "");
  ASSERT_EQ(put(story.ledger, "reserve", "r1", draw("20", "2000")), "");
  const KeptLicence one = story.kept().all.front();
  EXPECT_EQ(one.application, "A-1");
  EXPECT_EQ(one.regime, "us-ear");
  EXPECT_EQ(one.left_out, "");
  const licence::Licence licence = story.licence();
  EXPECT_EQ(licence.id, "D0000001");
  EXPECT_EQ(licence.holder, "Sender Works");
  EXPECT_EQ(to_string(licence.issued), "2019-11-20");
  EXPECT_EQ(to_string(licence.expires), "2023-11-30");
  ASSERT_EQ(licence.items.size(), 1u);
  EXPECT_EQ(licence.items[0].used.quantity.to_string(), "30");
  EXPECT_EQ(licence.items[0].held.value.to_string(), "2000");
  EXPECT_EQ(licence.items[0].tolerance_percent, 10);
  ASSERT_EQ(licence.parties.size(), 1u);
  EXPECT_EQ(licence.parties[0].name, "Huawei");
  ASSERT_EQ(licence.conditions.size(), 2u);
  EXPECT_EQ(licence.conditions[0].owner, "BIS");
  EXPECT_EQ(licence.conditions[1].due, licence::Due::kBeforeShipment);
  EXPECT_FALSE(licence.conditions[1].met_on);
}

TEST(KeptLicences, NameThePortsOfTheApplication) {
  Story story;
  Json given = read_json(kGiven).value();
  given.object()["ports"] = read_json(R"({"unlading":["CNSHA"]})").value();
  story.grant("A-1", to_canonical(given).c_str());
  EXPECT_EQ(story.licence().ports.unlading, std::vector<std::string>{"CNSHA"});
  EXPECT_TRUE(story.licence().ports.exit.empty());
  given.object()["ports"] = read_json(R"({"unlading":["Shanghai"]})").value();
  EXPECT_FALSE(story.book.open(given, licence::parse_instant("2019-08-01").value(), "Ann").ok());
}

TEST(KeptLicences, StandOnEachDayAsTheBorderWasTold) {
  Story story;
  story.grant("A-1");
  story.tell("A-1", "suspend", "senior_officer", "Grey", "2020-01-10", R"({"approved_by":"Holt"})");
  story.tell("A-1", "resume", "senior_officer", "Grey", "2020-02-10", R"({"approved_by":"Holt"})");
  story.tell("A-1", "list_change", "system", "S", "2020-05-15",
             R"({"screening":[{"party":"Huawei","list":"entity-list","entry":"1"}]})");
  story.tell("A-1", "clear_match", "licensing_officer", "Lee", "2020-05-18",
             R"({"reason":"another company"})");
  story.tell("A-1", "revoke", "senior_officer", "Grey", "2020-11-02", R"({"approved_by":"Holt"})");
  using enum licence::Status;
  EXPECT_EQ(story.status("2019-11-19"), kNotYetIssued);
  EXPECT_EQ(story.status("2020-01-09"), kLive);
  EXPECT_EQ(story.status("2020-01-10"), kSuspended);
  EXPECT_EQ(story.status("2020-02-10"), kLive);
  EXPECT_EQ(story.status("2020-05-15"), kSuspended);
  EXPECT_EQ(story.status("2020-05-18"), kLive);
  EXPECT_EQ(story.status("2020-11-02"), kRevoked);
}

TEST(KeptLicences, WhatEndsOneKeepsItsWord) {
  Story given_back;
  given_back.grant("A-1");
  given_back.tell("A-1", "surrender", "applicant", "Ann", "2020-03-01");
  EXPECT_EQ(given_back.status("2020-03-01"), licence::Status::kSurrendered);
  Story replaced;
  replaced.grant("A-1");
  replaced.tell("A-1", "replace", "licensing_officer", "Lee", "2020-07-01",
                R"({"approved_by":"Holt"})");
  EXPECT_EQ(replaced.status("2020-07-01"), licence::Status::kSuperseded);
  EXPECT_EQ(replaced.kept().all.size(), 2u);
}

TEST(KeptLicences, AConditionIsMetByAnEventWithItsEvidence) {
  Story story;
  story.grant("A-1");
  const char* const bare = R"({"condition":"statement of the end user"})";
  auto refused = story.book.apply("A-1", {"meet_condition", "Ann", "applicant",
                                          licence::parse_instant("2019-12-01").value(),
                                          read_json(bare).value()});
  EXPECT_EQ(refused.value().step.refusal->rule, "evidence_due");
  story.tell("A-1", "meet_condition", "applicant", "Ann", "2019-12-01",
             R"({"condition":"statement of the end user","evidence":"letter of 28 November"})");
  EXPECT_EQ(to_string(*story.licence().conditions[1].met_on), "2019-12-01");
  story.tell("A-1", "meet_condition", "licensing_officer", "Lee", "2019-12-05",
             R"({"condition":"statement of the end user","evidence":"it was forged","met":false})");
  EXPECT_EQ(story.licence().conditions[1].met, false);
}

TEST(KeptLicences, AReservationOfTheShipmentIsNotCountedAgainstIt) {
  Story story;
  story.grant("A-1");
  ASSERT_EQ(put(story.ledger, "reserve", "order-7", draw("60", "6000")), "");
  EXPECT_EQ(story.licence().items[0].held.quantity.to_string(), "60");
  EXPECT_EQ(story.licence({"order-7"}).items[0].held.quantity.to_string(), "0");
  EXPECT_FALSE(kept_licences(story.ledger, profiles(), {"order-8"}).ok());
}

TEST(KeptLicences, AQuestionGetsThoseOfItsExporterAndItsRegime) {
  Story story;
  story.grant("A-1");
  std::string other = kGiven;
  other.replace(other.find("Sender Works"), 12, "Other Sender");
  story.grant("A-2", other.c_str());
  std::string nobody = kGiven;
  nobody.replace(nobody.find("exporter"), 8, "purchaser");
  story.grant("A-3", nobody.c_str());
  const KeptLicences kept = story.kept();
  const auto fill = [&](const char* question) {
    return with_licences(read_json(question).value(), kept);
  };
  const FilledQuestion ours =
      fill(R"({"regime":"us-ear","exporter":{"name":"SENDER WORKS"},"items":[]})");
  ASSERT_EQ(ours.question.find("licences")->array().size(), 1u);
  EXPECT_EQ(to_canonical(*ours.note.find("licences")), R"(["D0000001"])");
  EXPECT_EQ(ours.note.find("size")->integer(), std::int64_t(story.ledger.head().value().size));
  EXPECT_EQ(ours.note.text("root"), to_hex(story.ledger.head().value().root));
  EXPECT_EQ(ours.note.find("of_others")->integer(), 1);
  EXPECT_EQ(ours.note.find("left_out")->array().at(0).text("licence"), "D0000003");
  // Whose they would be is not said: all of them.
  EXPECT_EQ(fill(R"({"regime":"us-ear"})").question.find("licences")->array().size(), 2u);
  EXPECT_TRUE(fill(R"({"regime":"eu-2021-821"})").question.find("licences")->array().empty());
  EXPECT_EQ(fill(R"({"regimes":["eu-2021-821","us-ear"]})").question.find("licences")
                ->array().size(), 2u);
  const FilledQuestion brought = fill(R"({"regime":"us-ear","licences":[]})");
  EXPECT_TRUE(brought.question.find("licences")->array().empty());
  EXPECT_TRUE(brought.note.is_null());
}

// A licence says yes to a shipment exactly when its account would take the draw.
TEST(KeptLicences, CoverExactlyWhatTheLedgerWouldDraw) {
  std::mt19937 random(7);
  const auto below = [&](int n) { return int(random() % unsigned(n)); };
  int taken = 0, refused = 0;
  for (int round = 0; round < 20; ++round) {
    Story story;
    story.grant("A-1");
    for (int step = 0; step < 30; ++step) {
      const std::string quantity = cat(1 + below(12)), value = cat(1 + below(1600));
      licence::Shipment shipment;
      shipment.exporter_key = match::key_of("Sender Works").value();
      shipment.activity = "export";
      shipment.destination = "CN";
      shipment.end_use = {{"internal_use"}};
      shipment.parties = {{"end_user", "Huawei", "CN", match::key_of("Huawei").value()}};
      shipment.lines = {{"5D992.c", "software", "licence", Decimal::parse(quantity).value(),
                         Money{Decimal::parse(value).value(), "USD"}}};
      licence::Licence licence = story.licence();
      licence.holder_key = shipment.exporter_key;
      licence.parties[0].key = shipment.parties[0].key;
      const auto coverage = covers(licence, shipment, 0, day("2020-02-01"));
      const bool held = below(3) == 0;
      const std::string rule = put(story.ledger, held ? "reserve" : "ship", cat("k", step),
                                   draw(quantity.c_str(), value.c_str()));
      ASSERT_EQ(coverage.fit == licence::Fit::kYes, rule.empty())
          << rule << ", " << coverage.because;
      ++(rule.empty() ? taken : refused);
      if (rule.empty() && below(4) == 0) {
        ASSERT_EQ(put(story.ledger, held ? "release" : "reverse", cat("u", step),
                      cat(R"({"of":"k)", step, R"(","on":"2020-02-01"})")), "");
      }
    }
  }
  EXPECT_GT(taken, 100);
  EXPECT_GT(refused, 100);
}

TEST(KeptLicences, WhatCannotBeReadIsAnErrorAndNoShorterList) {
  Story story;
  story.grant("A-1");
  EXPECT_FALSE(kept_licences(story.ledger, {licence::testing::tree_profile("uk-siel")}, {}).ok());
}

}  // namespace
}  // namespace licet::ledger::testing
