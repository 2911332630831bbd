#include <gtest/gtest.h>

#include "test_orders.h"

namespace licet::desk {
namespace {

using testing::answer;
using testing::licence_missing;
using testing::missing_document;
using testing::nlr;
using testing::parse;
using testing::possible_match;

std::string keys(const Json& answer, const Json& checked = Json()) {
  std::string out;
  for (const Reason& reason : reasons_of(answer, checked))
    out += cat(out.empty() ? "" : "; ", reason.key());
  return out;
}

TEST(Reasons, NoneWhereItMayGo) { EXPECT_EQ(keys(nlr()), ""); }

TEST(Reasons, ByWhatAnOfficerCanDo) {
  EXPECT_EQ(keys(possible_match()), "party_hit us.ear.744.11");
  EXPECT_EQ(keys(missing_document()), "condition_due documents.uvl_statement");
  EXPECT_EQ(keys(licence_missing()), "licence_missing us.ear.744.11");
  EXPECT_EQ(keys(answer("INDETERMINATE", false,
                        R"("missing":[{"fact":"items/0/eccn","ask":"?"},)"
                        R"({"fact":"parties/0/screening/sdn/25482/match","ask":"Is it X?"},)"
                        R"({"fact":"parties/0/owners","ask":"?"},)"
                        R"({"fact":"red_flags","ask":"?"}],)")),
            "fact_missing items/0/eccn; fact_missing parties/0/owners; "
            "party_hit parties/0/screening/sdn/25482/match; red_flag red_flags");
  EXPECT_EQ(keys(answer("PROHIBITED", false,
                        R"("requirements":[{"id":"us.ear.764","status":"open","line":"1"}],)")),
            "prohibited us.ear.764");
  EXPECT_EQ(keys(answer("REFER", false,
                        R"("requirements":[{"id":"us.ear.744.2","status":"refer","line":"1"}],)")),
            "reading_due us.ear.744.2");
  EXPECT_EQ(keys(answer("REFER", false, R"("referrals":[{"to":"OFAC","because":"b"}],)")),
            "other_agency OFAC");
}

TEST(Reasons, ALicenceThatIsUsedUpIsNotOneThatDoesNotCover) {
  const auto with = [](const char* clause) {
    return keys(licence_missing(),
                parse(cat(R"({"licences":[{"lines":[{"clauses":[{"clause":"item","fits":"yes"},)",
                          R"({"clause":")", clause, R"(","fits":"no"}]}]}]})")));
  };
  EXPECT_EQ(with("quantity"), "licence_exhausted us.ear.744.11");
  EXPECT_EQ(with("period"), "licence_exhausted us.ear.744.11");
  EXPECT_EQ(with("party"), "licence_does_not_cover us.ear.744.11");
  // Suspended: every clause fits, the licence does not live.
  EXPECT_EQ(keys(licence_missing(), parse(R"({"licences":[{"lines":[{"clauses":[]}]}]})")),
            "licence_does_not_cover us.ear.744.11");
}

TEST(Reasons, StaleListsAreOne) {
  Json stale = answer("HOLD", false, R"("conditions":[{"kind":"list_stale","text":"t"}],)");
  stale.object()["asked"].object()["live"] = parse(R"({"at":"x","stale":true})");
  EXPECT_EQ(keys(stale), "list_stale lists");
}

TEST(Reasons, WhateverKeepsItHasOne) {
  for (const char* verdict : {"HOLD", "REFER", "INDETERMINATE", "LICENCE_REQUIRED", "PROHIBITED"})
    EXPECT_EQ(keys(answer(verdict, false)), cat("reading_due ", verdict));
}

TEST(Parts, TheDayIsInNone) {
  Json tomorrow = possible_match();
  tomorrow.object()["on"] = "2026-08-02";
  EXPECT_EQ(parts_of(tomorrow), parts_of(possible_match()));
  EXPECT_EQ(parts_of(nlr()).size(), 5u);
  EXPECT_NE(parts_of(nlr()).at("verdict"), parts_of(possible_match()).at("verdict"));
}

TEST(Places, OfTwoQuestions) {
  const Json before = parse(R"({"a":1,"b":{"c":[1,2]},"d~/":1})");
  EXPECT_EQ(changed_places(before, before), std::vector<std::string>());
  EXPECT_EQ(changed_places(before, parse(R"({"a":2,"b":{"c":[1,3]},"d~/":2,"e":1})")),
            (std::vector<std::string>{"/a", "/b/c/1", "/d~0~1", "/e"}));
  EXPECT_EQ(changed_places(before, parse(R"({"a":1,"b":{"c":[1]},"d~/":1})")),
            std::vector<std::string>{"/b/c"});
  EXPECT_EQ(changed_places(parse("[1,2,3]"), parse("[4,5,6]"), 2),
            (std::vector<std::string>{"/0", "/1", "…"}));
}

}  // namespace
}  // namespace licet::desk
