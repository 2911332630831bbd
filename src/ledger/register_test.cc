#include "licet/ledger/register.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "test_folder.h"
#include "tree_profile.h"

namespace licet::ledger::testing {
namespace {

licence::DocketEvent event(const char* word, const char* role, const char* person, const char* at,
                           const char* details = "{}") {
  return {word, person, role, licence::parse_instant(at).value(), read_json(details).value()};
}

const char* const kGiven = R"({"goods":[{"ref":"1","rating":"3A001","quantity":"100",
  "unit":"piece","value":"10000","currency":"USD"}],
  "parties":[{"role":"end_user","name":"Huawei","country":"CN"}]})";

// Empty when it was done; else the rule that refused it.
std::string tell(Register& book, const licence::DocketEvent& told) {
  auto applied = book.apply("A-1", told);
  EXPECT_TRUE(applied.ok()) << (applied.ok() ? "" : to_line(applied.error()));
  if (!applied.ok()) return "error";
  return applied.value().step.refusal ? applied.value().step.refusal->rule : "";
}

void up_to_the_signature(Register& book) {
  EXPECT_EQ(book.open(read_json(kGiven).value(), licence::parse_instant("2019-08-01").value(),
                      "Ann").value(), "A-1");
  EXPECT_EQ(tell(book, event("submit", "applicant", "Ann", "2019-08-01")), "");
  EXPECT_EQ(tell(book, event("register", "licensing_officer", "Lee", "2019-08-05")), "");
  EXPECT_EQ(tell(book, event("consolidate", "licensing_officer", "Lee", "2019-10-01",
                             R"({"type":"approve"})")), "");
  EXPECT_EQ(tell(book, event("countersign", "countersigner", "Marsh", "2019-10-02")), "");
}

TEST(Register, TheFoundingStory) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  Ledger ledger = open_ledger();
  Register book(ledger, bis, "test");
  up_to_the_signature(book);
  EXPECT_EQ(tell(book, event("grant", "licensing_officer", "Lee", "2019-11-20")), "");
  EXPECT_EQ(book.docket("A-1").value().state, "granted");
  EXPECT_EQ(book.id_of_licence("D0000001").value(), "A-1");
  // The grant opened the account; draws follow the licence's state from the same transaction on.
  const auto ship = [&](const char* key, const char* on) {
    return put(ledger, "ship", key, cat(R"({"licence":"D0000001","line":"1","on":")", on,
                                        R"(","quantity":{"amount":"10","unit":"piece"},)"
                                        R"("value":{"amount":"1000","currency":"USD"}})"));
  };
  EXPECT_EQ(ship("s0", "2019-11-19"), "not_yet_issued");
  EXPECT_EQ(ship("s1", "2019-12-01"), "");
  EXPECT_EQ(tell(book, event("suspend", "senior_officer", "Grey", "2020-01-10",
                             R"({"approved_by":"Holt"})")), "");
  EXPECT_EQ(ship("s2", "2020-01-11"), "suspended");
  EXPECT_EQ(tell(book, event("resume", "senior_officer", "Grey", "2020-02-10",
                             R"({"approved_by":"Holt"})")), "");
  EXPECT_EQ(ship("s3", "2020-02-11"), "");
  EXPECT_EQ(tell(book, event("revoke", "senior_officer", "Grey", "2020-03-01",
                             R"({"approved_by":"Holt"})")), "");
  EXPECT_EQ(ship("s4", "2020-03-02"), "revoked");
  EXPECT_EQ(ledger.balance("D0000001").value().array()[0].text("quantity_used"), "20");
  EXPECT_TRUE(ledger.check_log().ok());
  EXPECT_TRUE(ledger.check_balances().ok());
  EXPECT_EQ(book.history("A-1").value().size(), 13u);  // 9 events, the opening, 3 of the account
}

// The docket of a moment is not touched by what came later.
TEST(Register, AMomentIsWhatItWas) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  Ledger ledger = open_ledger();
  Register book(ledger, bis, "test");
  up_to_the_signature(book);
  EXPECT_EQ(tell(book, event("grant", "licensing_officer", "Lee", "2019-11-20")), "");
  EXPECT_EQ(tell(book, event("transfer", "senior_officer", "Grey", "2019-12-01",
                             R"({"to":"Newer Ltd","approval":true})")), "");
  EXPECT_EQ(tell(book, event("revoke", "senior_officer", "Grey", "2020-03-01",
                             R"({"approved_by":"Holt"})")), "");
  const auto now = book.docket("A-1").value();
  for (std::size_t row = 0; row < now.audit.size(); ++row) {
    const auto then = book.moment("A-1", row).value();
    EXPECT_EQ(then.event.at, now.audit[row].at);
    EXPECT_GT(then.docket.audit.size(), row);
    const bool moved = row + 2 >= now.audit.size();
    EXPECT_EQ(then.holders.contains("D0000001"), moved) << row;
    if (then.event.event == "grant") {
      EXPECT_EQ(then.docket.licence("D0000001")->state, "active");
    }
  }
  EXPECT_EQ(book.moment("A-1", now.audit.size()).error().code, Code::BadValue);
}

TEST(Register, AHoldStopsGrantsAndLeavesLicences) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  Ledger ledger = open_ledger();
  Register book(ledger, bis, "test");
  up_to_the_signature(book);
  ASSERT_TRUE(book.order(read_json(R"({"kind":"hold","id":"H-1","author":"Secretary",
    "because":"approvals suspended","cite":"letter","from":"2019-11-21",
    "scope":{"parties":["Huawei"]}})").value(), licence::parse_instant("2019-11-21").value()).ok());
  EXPECT_EQ(tell(book, event("grant", "licensing_officer", "Lee", "2019-11-22")), "policy_hold");
  ASSERT_TRUE(book.order(read_json(R"({"kind":"lift","id":"H-1","author":"Secretary",
    "cite":"letter","on":"2019-12-01"})").value(),
                         licence::parse_instant("2019-12-01").value()).ok());
  EXPECT_EQ(tell(book, event("grant", "licensing_officer", "Lee", "2019-12-02")), "");
  EXPECT_FALSE(book.order(read_json(R"({"kind":"hold","id":"H-2"})").value(),
                          licence::parse_instant("2019-12-01").value()).ok());
}

TEST(Register, AnAmendmentIsADocketOfItsOwn) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  Ledger ledger = open_ledger();
  Register book(ledger, bis, "test");
  (void)book.open(read_json(kGiven).value(), licence::parse_instant("2019-08-01").value(), "Ann");
  EXPECT_EQ(tell(book, event("submit", "applicant", "Ann", "2019-08-01")), "");
  const auto amended =
      book.apply("A-1", event("amend", "applicant", "Ann", "2019-08-02")).value();
  ASSERT_EQ(amended.opened, std::vector<std::string>{"A-2"});
  const licence::Docket copy = book.docket("A-2").value();
  EXPECT_EQ(copy.state, "draft");
  EXPECT_EQ(copy.amendment_of, "Z000001");
  EXPECT_EQ(copy.goods.size(), 1u);
  EXPECT_EQ(tell(book, event("amend", "applicant", "Ann", "2019-08-02")), "closed");
}

std::string draw(Ledger& ledger, const char* key, const char* licence, const char* quantity) {
  return put(ledger, "ship", key, cat(R"({"licence":")", licence, R"(","line":"1","on":)",
                                      R"("2020-06-01","quantity":{"amount":")", quantity,
                                      R"(","unit":"piece"},"value":)",
                                      R"({"amount":"1000","currency":"USD"}})"));
}

TEST(Register, AReplacementGrantsNothingTwice) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  Ledger ledger = open_ledger();
  Register book(ledger, bis, "test");
  up_to_the_signature(book);
  EXPECT_EQ(tell(book, event("grant", "licensing_officer", "Lee", "2019-11-20")), "");
  EXPECT_EQ(draw(ledger, "s1", "D0000001", "60"), "");
  EXPECT_EQ(tell(book, event("replace", "licensing_officer", "Lee", "2020-07-01",
                             R"({"approved_by":"Holt"})")), "");
  const Json account = ledger.balance("D0000001/A").value().array()[0];
  EXPECT_EQ(account.text("quantity"), "40");
  EXPECT_EQ(account.text("value"), "9000");
  EXPECT_EQ(draw(ledger, "s2", "D0000001", "1"), "revoked");
}

TEST(Register, AMatchHoldsTheDrawsUntilItIsCleared) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  Ledger ledger = open_ledger();
  Register book(ledger, bis, "test");
  up_to_the_signature(book);
  EXPECT_EQ(tell(book, event("grant", "licensing_officer", "Lee", "2019-11-20")), "");
  EXPECT_EQ(draw(ledger, "s1", "D0000001", "1"), "");
  const char* const hit =
      R"({"screening":[{"party":"Huawei","list":"entity-list","entry":"1"}]})";
  EXPECT_EQ(tell(book, event("list_change", "system", "S", "2020-05-15", hit)), "");
  EXPECT_EQ(draw(ledger, "s2", "D0000001", "1"), "suspended");
  // A resumption does not get past the match.
  EXPECT_EQ(tell(book, event("suspend", "senior_officer", "Grey", "2020-05-16",
                             R"({"approved_by":"Holt"})")), "");
  EXPECT_EQ(tell(book, event("resume", "senior_officer", "Grey", "2020-05-17",
                             R"({"approved_by":"Holt"})")), "");
  EXPECT_EQ(draw(ledger, "s3", "D0000001", "1"), "suspended");
  EXPECT_EQ(tell(book, event("clear_match", "licensing_officer", "Lee", "2020-05-18",
                             R"({"reason":"another company"})")), "");
  EXPECT_EQ(draw(ledger, "s4", "D0000001", "1"), "");
}

TEST(Register, WhatIsRefusedLeavesNoRecord) {
  const licence::Profile& bis = licence::testing::tree_profile("us-bis");
  Ledger ledger = open_ledger();
  Register book(ledger, bis, "test");
  up_to_the_signature(book);
  const auto size = ledger.head().value().size;
  EXPECT_EQ(tell(book, event("grant", "applicant", "Ann", "2019-11-20")), "forbidden");
  EXPECT_EQ(tell(book, event("deny", "licensing_officer", "Lee", "2019-11-20")),
            "no_intent_to_deny");
  EXPECT_EQ(ledger.head().value().size, size);
  EXPECT_FALSE(book.docket("A-9").ok());
}

}  // namespace
}  // namespace licet::ledger::testing
