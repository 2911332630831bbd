#include "licet/licence/licence.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"

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
// revoke, void, surrender, supersede and exhaust make of it.
TEST(Standing, TheMatrixOfMoves) {
  const Json base = read_json(R"({"id":"L","holder":"H","items":[],"parties":[],
    "issued":"2020-01-01","expires":"2029-12-31","events":[]})").value();
  const Event events[] = {Event::kIssue,     Event::kSuspend,   Event::kResume,
                          Event::kRevoke,    Event::kVoid,      Event::kSurrender,
                          Event::kSupersede, Event::kExhaust};
  struct Row {
    std::vector<Event> before;
    Status after[8];
  };
  using enum Status;
  const Row rows[] = {
      {{}, {kLive, kSuspended, kLive, kRevoked, kVoid, kSurrendered, kSuperseded, kExhausted}},
      {{Event::kSuspend},
       {kSuspended, kSuspended, kLive, kRevoked, kVoid, kSurrendered, kSuperseded, kExhausted}},
      {{Event::kRevoke},
       {kRevoked, kRevoked, kRevoked, kRevoked, kVoid, kRevoked, kRevoked, kRevoked}},
      {{Event::kVoid}, {kVoid, kVoid, kVoid, kVoid, kVoid, kVoid, kVoid, kVoid}},
      {{Event::kSurrender},
       {kSurrendered, kSurrendered, kSurrendered, kSurrendered, kVoid, kSurrendered, kSurrendered,
        kSurrendered}},
      {{Event::kExhaust},
       {kExhausted, kExhausted, kExhausted, kExhausted, kVoid, kExhausted, kSuperseded,
        kExhausted}},
      {{Event::kSupersede},
       {kSuperseded, kSuperseded, kSuperseded, kSuperseded, kVoid, kSuperseded, kSuperseded,
        kSuperseded}},
  };
  for (const Row& row : rows)
    for (int i = 0; i < 8; ++i) {
      Licence licence = read_licence(base, "").value();
      for (Event event : row.before) licence.events.push_back({event, day("2021-01-01")});
      licence.events.push_back({events[i], day("2022-01-01")});
      EXPECT_EQ(standing_on(licence, day("2022-01-01")).status, row.after[i]) << i;
    }
}

TEST(Condition, OnlyWhatIsDueFirstAndMetLeavesTheWayFree) {
  const auto fit = [](const char* text, const char* on, std::optional<bool> document = {}) {
    return free_of(read_condition(read_json(text).value(), "").value(), day(on), document);
  };
  const auto with = [](const char* more) {
    return cat(R"({"kind":"k","text":"t")", more, "}");
  };
  const auto of = [&](const char* more, std::optional<bool> document = {}) {
    return fit(with(more).c_str(), "2020-01-10", document);
  };
  EXPECT_EQ(of(R"(,"due":"at_all_times")"), Fit::kYes);
  EXPECT_EQ(of(R"(,"due":"after_shipment","met":false)"), Fit::kYes);
  EXPECT_EQ(of(R"(,"due":"before_shipment")"), Fit::kUnknown);
  EXPECT_EQ(of(R"(,"due":"before_shipment","met":false)"), Fit::kNo);
  EXPECT_EQ(of(R"(,"due":"before_shipment","met":true)"), Fit::kYes);
  EXPECT_EQ(of(R"(,"due":"before_shipment","met_on":"2020-01-10")"), Fit::kYes);
  EXPECT_EQ(of(R"(,"due":"before_shipment","met_on":"2020-01-11")"), Fit::kNo);
  EXPECT_EQ(of(R"(,"due":"before_shipment","met_by":"documents.x")", true), Fit::kYes);
  EXPECT_EQ(of(R"(,"due":"before_shipment","met_by":"documents.x")", false), Fit::kNo);
  // When it is due nobody said: it may be now, and it may be later.
  EXPECT_EQ(of(""), Fit::kUnknown);
  EXPECT_EQ(of(R"(,"met":false)"), Fit::kUnknown);
  EXPECT_EQ(of(R"(,"met":true)"), Fit::kYes);
}

TEST(Condition, TheFormIsReadStrictly) {
  const auto error = [](const char* text) {
    return read_condition(read_json(text).value(), "/c").error();
  };
  EXPECT_EQ(error(R"({"kind":"k"})").place, "/c/text");
  EXPECT_EQ(error(R"({"kind":"k","text":""})").code, Code::LicenceMalformed);
  EXPECT_EQ(error(R"({"kind":"k","text":"t","due":"soon"})").code, Code::UnknownWord);
  EXPECT_EQ(error(R"({"kind":"k","text":"t","met":"yes"})").place, "/c/met");
  EXPECT_EQ(error(R"({"kind":"k","text":"t","met":true,"met_on":"2020-01-01"})").place,
            "/c/met_on");
  EXPECT_EQ(error(R"({"kind":"k","text":"t","ownr":"x"})").code, Code::JsonUnknownKey);
  const Json whole = read_json(R"({"cite":"c","due":"before_shipment","kind":"k","met_by":"m",
    "met_on":"2020-01-01","owner":"o","text":"t"})").value();
  EXPECT_EQ(to_canonical(condition_json(read_condition(whole, "").value())), to_canonical(whole));
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
