#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "stories.h"
#include "tree_profile.h"

namespace licet::letter {
namespace {

using testing::of;

std::string text_of(const testing::Story& story, const Request& request) {
  const auto letter = story.letter(request);
  return letter.ok() ? to_text(letter.value()) : to_line(letter.error());
}

void expect_all(const std::string& text, std::initializer_list<std::string_view> wanted) {
  for (const std::string_view one : wanted)
    EXPECT_NE(text.find(one), std::string::npos) << one << "\nin\n" << text;
}

TEST(Compose, TheLicenceSaysWhatWasLicensed) {
  const auto text = text_of(testing::granted(testing::application()), of("licence"));
  expect_all(text, {"Bureau of Industry and Security\nExport licence\nLicence D0000001\n",
                    "\n2019-11-20\n", "Licensee: Microsoft Corporation",
                    "Name: Huawei Technologies Co., Ltd.",
                    "Country: CN", "Address: not stated", "End use: internal_use",
                    "Destination: CN", "Description: retail operating system",
                    "Quantity: 1000 licence", "Value: 120000 USD",
                    "Quantity: not stated: no limit", "at most 10 per cent",
                    "from 2019-11-20 through 2023-11-30", "Condition: No use in networks.",
                    "Set by: BIS", "Due: at all times", "Provision: 15 CFR 750.7(a)(1)",
                    "Condition: Report each quarter.", "Due: not stated", "Provision: not stated",
                    "What it means: widely sold, and no part of a network", "Criterion: C-9",
                    "Person: Marsh", "Content that was signed: sha256:"});
}

TEST(Compose, TheIntentNamesTwentyAndFortyFiveDays) {
  const auto text = text_of(testing::denied(), of("intent_to_deny"));
  expect_all(text, {"Answer by: 2019-10-30", "20 days", "Denial final on: 2019-11-24", "45 days",
                    "15 CFR 750.6(b)", "Reason: the end use is not known",
                    "Provisions: 15 CFR 744.11(a)", "Official: Lee, licensing officer"});
}

TEST(Compose, TheDenialNamesTheAppeal) {
  const auto text = text_of(testing::denied(), of("denial"));
  expect_all(text, {"Told of the intent on: 2019-10-10", "Appeal by: 2020-01-09",
                    "within 45 days of the final denial: through 2020-01-09", "756.2(c)(1)"});
}

TEST(Compose, ThePortsAreNamedOrOpen) {
  Json given = testing::application();
  expect_all(text_of(testing::granted(given), of("licence")), {"Ports: any\n"});
  given.object()["ports"] =
      read_json(R"({"export":["USSEA"],"unlading":["CNSZX","CNCAN"]})").value();
  expect_all(text_of(testing::granted(given), of("licence")),
             {"Ports: of export USSEA; of unlading CNSZX, CNCAN\n"});
}

TEST(Compose, ALetterStaysWhatItWas) {
  auto story = testing::granted(testing::application());
  const auto before = text_of(story, of("approval"));
  story.then("suspend", "senior_officer", "Grey", "2020-05-15",
             R"({"approved_by": "Holt", "reason": "the rule of 2020-05-15"})");
  const auto suspended = text_of(story, of("suspension"));
  expect_all(suspended, {"suspended from 2020-05-15", "Reason: the rule of 2020-05-15",
                         "Official: Grey, senior officer", "Approved by: Holt"});
  story.then("revoke", "senior_officer", "Grey", "2020-11-02", R"({"approved_by": "Holt"})");
  EXPECT_EQ(text_of(story, of("approval")), before);
  EXPECT_EQ(text_of(story, of("suspension", "D0000001")), suspended);
  expect_all(text_of(story, of("revocation")), {"revoked from 2020-11-02", "Reason: not stated"});
  expect_all(text_of(story, of("licence")),
             {"\nREVOKED\n", "no longer as it was issued: Revoked since 2020-11-02"});
}

TEST(Compose, WhatDidNotHappenIsRefused) {
  const auto story = testing::granted(testing::application());
  for (const char* kind : {"revocation", "suspension", "denial", "intent_to_deny", "return"})
    EXPECT_EQ(story.find(of(kind)).value().refusal->rule, "no_such_event") << kind;
  EXPECT_EQ(story.find(of("revocation", "D0000009")).value().refusal->rule, "no_such_event");
  EXPECT_EQ(story.find(of("revokation")).error().code, Code::BadValue);
}

TEST(Compose, AReplacementWasNotThereAtTheGrant) {
  auto story = testing::granted(testing::application());
  story.then("replace", "licensing_officer", "Lee", "2020-02-01", R"({"approved_by": "Holt"})");
  const auto made = story.letter(of("approval", "D0000001/A"));
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().code, Code::BadValue);
  expect_all(text_of(story, of("licence", "D0000001/A")), {"Replaces: D0000001\n"});
  expect_all(text_of(story, of("licence", "D0000001")), {"\nSUPERSEDED\n"});
}

TEST(Compose, ADraftSaysSo) {
  const auto story = testing::granted(testing::application());
  Request draft = of("revocation");
  draft.draft = true;
  draft.at = licence::parse_instant("2020-03-01").value();
  expect_all(text_of(story, draft), {"\nDRAFT\n", "This is a draft.", "revoked from 2020-03-01",
                                     "Official: not stated"});
  auto ended = story;
  ended.then("revoke", "senior_officer", "Grey", "2020-11-02", R"({"approved_by": "Holt"})");
  EXPECT_TRUE(ended.find(draft).value().refusal);  // the tables leave no way to it
}

TEST(Compose, ADraftLicenceHasNoNumber) {
  testing::Story story(testing::application());
  Request draft = of("licence");
  draft.draft = true;
  draft.at = licence::parse_instant("2019-08-01").value();
  expect_all(text_of(story, draft), {"Licence: not yet given", "Application: not stated",
                                     "Last day: set when it is issued", "No condition is set.",
                                     "Criteria: not stated."});
}

TEST(Compose, OverseersAndReturns) {
  const auto story = testing::granted(testing::application());
  expect_all(text_of(story, of("overseers")),
             {"Overseer: Committee on Banking", "Told on: 2019-11-06",
              "No grant before: 2019-11-13", "50 U.S.C. 4820(h)", "Proposed: approve conditions"});
  testing::Story returned(testing::application());
  returned.then("submit", "applicant", "Ann", "2019-08-01")
      .then("return", "licensing_officer", "Lee", "2019-08-02",
            R"({"reason": "the end user is not named"})");
  expect_all(text_of(returned, of("return")),
             {"returned without action", "Reason: the end user is not named", "750.4(a)(2)"});
}

TEST(Compose, NothingForgesALine) {
  const auto text = text_of(testing::granted(testing::application("X\nLicensee: Y\u202E")),
                            of("licence"));
  expect_all(text, {"Name: X[U+000A]Licensee: Y[U+202E]\n"});
  EXPECT_EQ(text.find("\nLicensee: Y"), std::string::npos);
}

// Each row of each kind can be filled in, also where the docket is all but empty.
TEST(Compose, EveryFormOfTheTree) {
  const auto& profile = licence::testing::tree_profile("us-bis");
  ASSERT_EQ(kinds(profile).size(), 8u);
  const auto bare = licence::open_docket(profile, read_json("{}").value()).value();
  for (const auto& kind : kinds(profile)) {
    const Source source{profile, {}, bare, bare, std::nullopt, ""};
    const auto letter = compose(source, of(kind));
    ASSERT_TRUE(letter.ok()) << to_line(letter.error());
    for (const Block& block : letter.value().blocks)
      EXPECT_TRUE(block.part == Part::kHeading || !block.cite.empty() ||
                  block.text.starts_with("This is a draft"))
          << kind << ": " << block.text;
  }
}

}  // namespace
}  // namespace licet::letter
