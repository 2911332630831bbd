#include <gtest/gtest.h>

#include "test_orders.h"

namespace licet::desk {
namespace {

using testing::after;
using testing::answered;
using testing::approved;
using testing::at;
using testing::event;
using testing::licence_missing;
using testing::missing_document;
using testing::nlr;
using testing::parse;
using testing::possible_match;
using testing::proposed;
using testing::refusal;

Order blocked(const Json& by) { return after({answered(by, "sha256:1", "2026-08-01T10:00:00")}); }

Order released() {
  Order order = after({proposed("not_the_same_party", "2026-08-02")}, blocked(possible_match()));
  return after({approved(order, "2026-08-03")}, order);
}

TEST(Order, GoesWhereTheAnswerLetsItGo) {
  const Order order = after({answered(nlr(), "sha256:1", "2026-08-01")});
  EXPECT_EQ(order.state, "clear");
  EXPECT_TRUE(may_go(order));
  EXPECT_TRUE(order.reasons.empty());
  EXPECT_EQ(after({event("ship", "c", "clerk", "2026-08-02")}, order).state, "shipped");
}

TEST(Order, IsReleasedByTwoPersonsOnEvidence) {
  const Order order = released();
  EXPECT_EQ(order.state, "released");
  EXPECT_TRUE(may_go(order));
  EXPECT_EQ(order.approved_by, "Bob");
  EXPECT_EQ(order.verdict, "REFER");  // the answer is what it was
}

TEST(Order, NobodySignsHisOwnWord) {
  const Order order =
      after({proposed("not_the_same_party", "2026-08-02")}, blocked(possible_match()));
  EXPECT_EQ(refusal(order, approved(order, "2026-08-03", "Ann")), "separation_of_duties");
  EXPECT_EQ(refusal(order, approved(order, "2026-08-03", "shop")), "separation_of_duties");
  EXPECT_EQ(refusal(order, approved(order, "2026-08-03")), "");
}

TEST(Order, ASignatureIsOverTheContent) {
  const Order first =
      after({proposed("not_the_same_party", "2026-08-02")}, blocked(possible_match()));
  DocketEvent again = proposed("not_the_same_party", "2026-08-03");
  again.details.object()["because"] = "another reason";
  const Order second = after({again}, first);
  EXPECT_EQ(second.state, "proposed");
  EXPECT_EQ(refusal(second, approved(first, "2026-08-04")), "another_content");
  EXPECT_EQ(refusal(second, approved(second, "2026-08-04")), "");
  DocketEvent empty = approved(second, "2026-08-04");
  for (const char* named : {"", "0", "1234567"}) {
    empty.details.object()["proposal"] = named;
    EXPECT_EQ(refusal(second, empty), "another_content") << named;
  }
}

TEST(Order, ARequirementIsNobodysToRelease) {
  for (const char* code : {"not_the_same_party", "reading_given", "facts_confirmed"})
    EXPECT_EQ(refusal(blocked(licence_missing()), proposed(code, "2026-08-02")), "not_releasable");
}

TEST(Order, EveryReasonHasItsCode) {
  Json both = possible_match();
  both.object()["missing"] = parse(R"([{"fact":"red_flags","ask":"Is it resolved?"}])");
  const Order order = blocked(both);
  ASSERT_EQ(order.reasons.size(), 2u);
  EXPECT_EQ(refusal(order, proposed("not_the_same_party", "2026-08-02")), "reason_left");
  DocketEvent proposal = proposed("not_the_same_party", "2026-08-02");
  proposal.details.object()["codes"] = parse(R"(["not_the_same_party","red_flag_resolved"])");
  EXPECT_EQ(refusal(order, proposal), "");
  proposal.details.object()["codes"] =
      parse(R"(["not_the_same_party","red_flag_resolved","condition_met"])");
  EXPECT_EQ(refusal(order, proposal), "no_such_reason");
  proposal.details.object()["codes"] = parse(R"(["not_the_same_party","red_flag"])");
  EXPECT_EQ(refusal(order, proposal), "unknown_code");
}

TEST(Order, AProposalRestsOnEvidenceAndAReason) {
  const Order order = blocked(possible_match());
  DocketEvent bare = proposed("not_the_same_party", "2026-08-02");
  bare.details.object()["evidence"] = Json::Array();
  EXPECT_EQ(refusal(order, bare), "no_evidence");
  bare = proposed("not_the_same_party", "2026-08-02");
  bare.details.object().erase("because");
  EXPECT_EQ(refusal(order, bare), "no_reason");
}

TEST(Order, AReleaseEndsWithWhatItRestedOn) {
  const Order order = released();
  EXPECT_TRUE(apply(order, answered(possible_match(), "sha256:1", "2026-08-04")).unchanged);
  Json row = possible_match();  // the list row has another name
  row.object()["requirements"].array()[0].object()["entries"].array()[0].object()["name"] = "H";
  const OrderStep step = apply(order, answered(row, "sha256:1", "2026-08-04"));
  EXPECT_EQ(step.order.state, "blocked");
  EXPECT_EQ(step.changed, std::vector<std::string>{"lists"});
  EXPECT_FALSE(step.order.proposal);
  EXPECT_EQ(step.order.blocked_since, at("2026-08-04"));
  EXPECT_EQ(after({answered(missing_document(), "sha256:1", "2026-08-04")}, order).state,
            "blocked");
  EXPECT_EQ(after({answered(nlr(), "sha256:1", "2026-08-04")}, order).state, "clear");
}

TEST(Order, ChangedFactsFreeNothingAlone) {
  Order order = after({answered(nlr(), "sha256:2", "2026-08-02", "Cal", "clerk")},
                      blocked(possible_match()));
  EXPECT_EQ(order.state, "blocked");
  ASSERT_EQ(order.reasons.size(), 1u);
  EXPECT_EQ(order.reasons[0].kind, "facts_changed");
  // The law's turn frees it no more than the clerk's word does, while nobody has read the facts.
  EXPECT_EQ(after({answered(nlr(), "sha256:2", "2026-08-03")}, order).state, "blocked");
  order = after({proposed("facts_confirmed", "2026-08-03")}, order);
  EXPECT_EQ(refusal(order, approved(order, "2026-08-04", "Cal")), "separation_of_duties");
  order = after({approved(order, "2026-08-04")}, order);
  EXPECT_EQ(order.state, "released");
  EXPECT_TRUE(order.reasons.empty());
  // Back to the facts that were blocked: they were accepted before, those of today are.
  EXPECT_EQ(after({answered(nlr(), "sha256:1", "2026-08-05")}, order).state, "blocked");
}

TEST(Order, TheOldFactsMayStillBeFreedByTheLaw) {
  EXPECT_EQ(after({answered(nlr(), "sha256:1", "2026-08-02")}, blocked(licence_missing())).state,
            "clear");
  const Order there_and_back = after({answered(nlr(), "sha256:2", "2026-08-02"),
                                      answered(nlr(), "sha256:1", "2026-08-03")},
                                     blocked(licence_missing()));
  EXPECT_EQ(there_and_back.state, "clear");
}

TEST(Order, AProposalDiesWithAChange) {
  const Order order =
      after({proposed("not_the_same_party", "2026-08-02")}, blocked(possible_match()));
  const Order changed = after({answered(possible_match(), "sha256:2", "2026-08-03")}, order);
  EXPECT_EQ(changed.state, "blocked");
  EXPECT_FALSE(changed.proposal);
  EXPECT_EQ(refusal(changed, approved(order, "2026-08-04")), "nothing_proposed");
}

TEST(Order, EarlierEventsComeTooLate) {
  const Order order = blocked(possible_match());
  EXPECT_EQ(refusal(order, proposed("not_the_same_party", "2026-08-01T09:59:59")), "back_dated");
  EXPECT_EQ(refusal(order, proposed("not_the_same_party", "2026-08-01T10:00:00")), "");
}

TEST(Order, RolesDoWhatTheyMay) {
  const Order order = blocked(possible_match());
  DocketEvent proposal = proposed("not_the_same_party", "2026-08-02");
  for (const char* role : {"clerk", "system", "approver", "", "administrator"}) {
    proposal.role = role;
    EXPECT_EQ(refusal(order, proposal), "forbidden") << role;
  }
  const Order waiting = after({proposed("not_the_same_party", "2026-08-02")}, order);
  DocketEvent approval = approved(waiting, "2026-08-03");
  for (const char* role : {"clerk", "system", "officer"}) {
    approval.role = role;
    EXPECT_EQ(refusal(waiting, approval), "forbidden") << role;
  }
  approval.role = "approver";
  approval.person = "";
  EXPECT_EQ(refusal(waiting, approval), "no_person");
}

// Every state, every event: a move, or a refusal with a rule. In no state but `clear` and
// `released` do goods go.
TEST(Order, EveryPairIsWalked) {
  const Order clear = after({answered(nlr(), "sha256:1", "2026-08-01")});
  const Order held = blocked(possible_match());
  const Order waiting = after({proposed("not_the_same_party", "2026-08-02")}, held);
  const std::string why = R"({"because":"w"})";
  const Order shipped = after({event("ship", "c", "clerk", "2026-08-02", why)}, clear);
  const Order cancelled = after({event("cancel", "c", "clerk", "2026-08-09", why)}, held);
  Order fresh;
  fresh.id = "PO-1";
  std::string table;
  for (Order order : {fresh, clear, held, waiting, released(), shipped, cancelled}) {
    order.on = at("2026-08-10").day;
    table += cat(order.state, ":");
    for (const std::string& word : order_machine().events()) {
      DocketEvent one = word == "answered"  ? answered(nlr(), "sha256:1", "2026-08-10")
                        : word == "propose" ? proposed("not_the_same_party", "2026-08-10")
                        : word == "approve" ? approved(order, "2026-08-10")
                                            : event(word, "Eve", "officer", "2026-08-10", why);
      const OrderStep step = apply(order, one);
      if (step.refusal) {
        EXPECT_EQ(step.order.state, order.state);
        EXPECT_EQ(step.order.events, order.events);
      }
      table += cat(" ", word, "=", step.refusal ? step.refusal->rule : step.order.state);
    }
    table += '\n';
  }
  EXPECT_EQ(table,
            "new: answered=clear propose=unknown_order approve=nothing_proposed "
            "refuse=nothing_proposed ship=unknown_order cancel=unknown_order\n"
            "clear: answered=clear propose=nothing_blocks approve=nothing_proposed "
            "refuse=nothing_proposed ship=shipped cancel=cancelled\n"
            "blocked: answered=clear propose=proposed approve=nothing_proposed "
            "refuse=nothing_proposed ship=blocked cancel=cancelled\n"
            "proposed: answered=clear propose=proposed approve=released refuse=blocked "
            "ship=blocked cancel=cancelled\n"
            "released: answered=clear propose=nothing_blocks approve=nothing_proposed "
            "refuse=nothing_proposed ship=shipped cancel=cancelled\n"
            "shipped: answered=ended propose=ended approve=nothing_proposed "
            "refuse=nothing_proposed ship=ended cancel=ended\n"
            "cancelled: answered=ended propose=ended approve=nothing_proposed "
            "refuse=nothing_proposed ship=ended cancel=ended\n");
}

// The law of a day on which it was free is not the law of the day on which it goes.
TEST(Order, TheLawOfAnotherDayLetsNothingGo) {
  DocketEvent old = answered(nlr(), "sha256:1", "2026-08-10");
  old.details.object()["on"] = "2026-08-08";
  EXPECT_EQ(refusal(Order(), old), "law_of_another_day");
  EXPECT_EQ(refusal(blocked(licence_missing()), old), "law_of_another_day");
  old.details.object()["on"] = "2026-08-09";  // the clocks of two places
  EXPECT_EQ(refusal(Order(), old), "");
  old.details.object()["on"] = "2026-09-30";  // the departure
  EXPECT_EQ(refusal(Order(), old), "");
  old.details.object().erase("on");
  EXPECT_EQ(refusal(Order(), old), "malformed");
  const Order clear = after({answered(nlr(), "sha256:1", "2026-08-10")});
  EXPECT_EQ(refusal(clear, event("ship", "c", "clerk", "2026-08-11")), "");
  EXPECT_EQ(refusal(clear, event("ship", "c", "clerk", "2026-08-12")), "law_of_another_day");
  DocketEvent later = answered(nlr(), "sha256:1", "2026-08-10");
  later.details.object()["on"] = "2026-09-30";
  EXPECT_EQ(refusal(after({later}), event("ship", "c", "clerk", "2026-08-11")),
            "law_of_another_day");
}

TEST(Order, WhatIsAskedForAShipmentIsKept) {
  const Order clear = after({answered(nlr(), "sha256:1", "2026-08-10")});
  DocketEvent again = answered(nlr(), "sha256:1", "2026-08-20");
  EXPECT_TRUE(apply(clear, again).unchanged);
  again.details.object()["for"] = "ship";
  EXPECT_FALSE(apply(clear, again).unchanged);
  EXPECT_EQ(after({again, event("ship", "c", "clerk", "2026-08-20")}, clear).state, "shipped");
}

TEST(Order, NamesOfPersonsDifferByMoreThanCase) {
  const Order order =
      after({proposed("not_the_same_party", "2026-08-02")}, blocked(possible_match()));
  for (const char* name : {"ann", " Ann ", "ANN", "SHOP"})
    EXPECT_EQ(refusal(order, approved(order, "2026-08-03", name)), "separation_of_duties") << name;
  EXPECT_EQ(refusal(order, approved(order, "2026-08-03", "Anna")), "");
}

TEST(Order, AMalformedAnswerMovesNothing) {
  for (const char* details :
       {"{}", R"({"order":"sha256:1","answer_id":"a","verdict":"NLR","may_proceed":true})",
        R"({"order":"x","answer_id":"a","verdict":"NLR","may_proceed":false,"reasons":[],)"
        R"("parts":{}})",
        R"({"order":"x","answer_id":"a","verdict":"REFER","may_proceed":true,)"
        R"("reasons":[{"kind":"party_hit","about":"p"}],"parts":{}})",
        R"({"order":"x","answer_id":"a","verdict":"REFER","may_proceed":false,)"
        R"("reasons":[{"kind":"whim","about":"p"}],"parts":{}})"})
    EXPECT_EQ(refusal(Order(), event("answered", "p", "clerk", "2026-08-01", details)),
              "malformed")
        << details;
}

TEST(Order, SeveralRegimesAreAllToBeSatisfied) {
  Json other = possible_match();
  other.object()["regime"] = "eu-dual-use";
  const auto details = [&](const Json& first, const Json& second) {
    return answered_details("sha256:1", {first, second}, {"sha256:a", "sha256:b"},
                            {Json(), Json()}, {});
  };
  DocketEvent one = event("answered", "shop", "system", "2026-08-01");
  one.details = details(nlr(), other);
  const Order order = after({one});
  EXPECT_EQ(order.state, "blocked");
  EXPECT_EQ(order.answer_id, "sha256:b");
  EXPECT_EQ(order.answers, (std::vector<std::string>{"sha256:a", "sha256:b"}));
  EXPECT_TRUE(order.parts.contains("eu-dual-use:lists"));
  one.details = details(nlr(), nlr());
  EXPECT_EQ(after({one}).state, "clear");
}

}  // namespace
}  // namespace licet::desk
