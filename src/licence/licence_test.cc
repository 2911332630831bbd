#include "licet/licence/licence.h"

#include <gtest/gtest.h>

namespace licet::licence {
namespace {

Day day(const char* text) { return parse_day(text).value(); }

Licence founding() {
  const Json json = read_json(R"({"id":"D1234567","holder":"Microsoft Corporation",
    "items":[{"eccn":"5D992.c","kind":"software","quantity":{"amount":"100","unit":"licence"}}],
    "parties":[{"role":"end_user","name":"Huawei","country":"CN"}],
    "end_use":["internal_use"],"issued":"2019-11-20","expires":"2023-11-30",
    "events":[{"event":"revoke","on":"2020-03-01"},{"event":"suspend","on":"2020-01-10"}]})")
                        .value();
  Licence licence = read_licence(json, "/licences/0").value();
  licence.holder_key = "microsoft";
  licence.parties[0].key = "huawei";
  return licence;
}

Shipment shipment() {
  Shipment s;
  s.exporter_key = "microsoft";
  s.activity = "export";
  s.destination = "CN";
  s.eccn = "5D992.c";
  s.kind = "software";
  s.unit = "licence";
  s.quantity = Decimal(100);
  s.parties = {{"end_user", "Huawei", "CN", "huawei"}};
  s.end_use = {{"internal_use"}};
  return s;
}

TEST(Standing, FollowsTheEventsInOrderOfDay) {
  const Licence licence = founding();
  const auto status = [&](const char* on) { return standing_on(licence, day(on)).status; };
  EXPECT_EQ(status("2019-11-19"), Status::kNotYetIssued);
  EXPECT_EQ(status("2019-11-20"), Status::kLive);
  EXPECT_EQ(status("2020-01-09"), Status::kLive);
  EXPECT_EQ(status("2020-01-10"), Status::kSuspended);
  EXPECT_EQ(status("2020-03-01"), Status::kRevoked);
  EXPECT_EQ(status("2024-01-01"), Status::kRevoked);  // final, not "expired"
}

TEST(Standing, TheLastDayIsInclusive) {
  Licence licence = founding();
  licence.events.clear();
  EXPECT_EQ(standing_on(licence, day("2023-11-30")).status, Status::kLive);
  EXPECT_EQ(standing_on(licence, day("2023-12-01")).status, Status::kExpired);
}

// Every state and event, as an officer would write it: state, then what issue, suspend, resume,
// revoke and void make of it.
TEST(Standing, TheMatrixOfMoves) {
  const Json base = read_json(R"({"id":"L","holder":"H","items":[],"parties":[],
    "issued":"2020-01-01","expires":"2029-12-31","events":[]})").value();
  const Event events[] = {Event::kIssue, Event::kSuspend, Event::kResume, Event::kRevoke,
                          Event::kVoid};
  struct Row {
    std::vector<Event> before;
    Status after[5];
  };
  using enum Status;
  const Row rows[] = {
      {{}, {kLive, kSuspended, kLive, kRevoked, kVoid}},
      {{Event::kSuspend}, {kSuspended, kSuspended, kLive, kRevoked, kVoid}},
      {{Event::kRevoke}, {kRevoked, kRevoked, kRevoked, kRevoked, kVoid}},
      {{Event::kVoid}, {kVoid, kVoid, kVoid, kVoid, kVoid}},
  };
  for (const Row& row : rows)
    for (int i = 0; i < 5; ++i) {
      Licence licence = read_licence(base, "").value();
      for (Event event : row.before) licence.events.push_back({event, day("2021-01-01")});
      licence.events.push_back({events[i], day("2022-01-01")});
      EXPECT_EQ(standing_on(licence, day("2022-01-01")).status, row.after[i]);
    }
}

TEST(Covers, EverythingTheLicenceNames) {
  const Licence licence = founding();
  EXPECT_EQ(covers(licence, shipment()).fit, Fit::kYes);
  const auto with = [&](auto change) {
    Shipment s = shipment();
    change(s);
    return covers(licence, s).fit;
  };
  EXPECT_EQ(with([](Shipment& s) { s.exporter_key = "other"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.exporter_key = ""; }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.eccn = "5D992.b"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.eccn = "5D992"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.eccn = ""; }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.quantity = Decimal(101); }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.quantity.reset(); }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.unit = "piece"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.destination = "RU"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.end_use.reset(); }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.end_use = {{"new_device"}}; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.end_use = std::vector<std::string>{}; }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.parties.clear(); }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.activity = "reexport"; }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.activity = ""; }), Fit::kUnknown);
  EXPECT_EQ(with([](Shipment& s) { s.parties.push_back({"end_user", "X", "CN", "x"}); }), Fit::kNo);
  EXPECT_EQ(with([](Shipment& s) { s.parties[0].role = "purchaser"; }), Fit::kNo);
}

TEST(Covers, ADestinationThatNobodyNamedIsNotCovered) {
  Licence licence = founding();
  licence.parties[0].country = "";
  EXPECT_EQ(covers(licence, shipment()).fit, Fit::kNo);
  licence.parties[0] = {"purchaser", "Huawei", "CN", "huawei"};
  Shipment s = shipment();
  s.parties[0].role = "purchaser";
  EXPECT_EQ(covers(licence, s).fit, Fit::kNo);
}

TEST(Reading, NamesTheField) {
  const auto error = [](const char* text) {
    return read_licence(read_json(text).value(), "/licences/0").error();
  };
  EXPECT_EQ(error(R"({"id":"x","holdr":"y"})").place, "/licences/0/holdr");
  EXPECT_EQ(error(R"({"id":"x","holder":"y","issued":"2019-02-30","expires":"2020-01-01"})").place,
            "/licences/0/issued");
  EXPECT_EQ(error(R"({"id":"x","holder":"y","issued":"2020-02-01","expires":"2020-01-01"})").code,
            Code::LicenceMalformed);
  EXPECT_EQ(error(R"({"id":"x","holder":"y","issued":"2020-02-01","expires":"2021-01-01",
                     "events":[{"event":"suspnd","on":"2020-03-01"}]})").code, Code::UnknownWord);
}

}  // namespace
}  // namespace licet::licence
