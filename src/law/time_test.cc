#include <gtest/gtest.h>

#include <algorithm>

#include "licet/base/text.h"
#include "test_rules.h"

// The law of a day: spans, stays, windows, contingent law, history, other dates.
namespace licet::law::testing {
namespace {

const std::string kReason = "reason = \"end_use\"\n";

Judgement on(const RuleSet& rules, const char* id, const char* when, bool strict = false,
             FactMap question = {}) {
  const FactFrame frame = frame_of(std::move(question), {{"eccn", std::string("EAR99")}});
  return holds(rules, interpret_reference(rules, frame, 0, {day(when), strict}), id);
}

TEST(Time, ARequirementIsJudgedOnItsDaysOnly) {
  const auto rules = small_rules(
      norm("us.r", "requirement", kReason + "in_force = \"2019-05-16..2020-08-17\"\n"
                                            "stayed = \"2019-06-01..2019-06-30\""));
  EXPECT_TRUE(on(*rules, "us.r", "2019-05-15").is_false());
  EXPECT_TRUE(on(*rules, "us.r", "2019-05-16").is_true());
  EXPECT_TRUE(on(*rules, "us.r", "2019-06-30").is_false());
  EXPECT_TRUE(on(*rules, "us.r", "2019-07-01").is_true());
  EXPECT_TRUE(on(*rules, "us.r", "2020-08-18").is_false());
  for (const char* edge : {"2019-05-16", "2019-06-01", "2019-07-01", "2020-08-18"})
    EXPECT_TRUE(std::binary_search(rules->boundaries().begin(), rules->boundaries().end(),
                                   day(edge))) << edge;
}

TEST(Time, PublishedLaterChangesNothing) {
  const auto rules = small_rules(norm(
      "us.r", "requirement", kReason + "in_force = \"2019-05-16..\"\npublished = 2019-05-21"));
  EXPECT_TRUE(on(*rules, "us.r", "2019-05-16").is_true());
  EXPECT_EQ(rules->find("us.r")->published, day("2019-05-21"));
}

TEST(Time, ARuleThatReachesBack) {
  const auto rules = small_rules(
      norm("us.r", "requirement",
           kReason + "in_force = \"2020-06-18..\"\napplicable_from = 2020-05-01"));
  EXPECT_TRUE(on(*rules, "us.r", "2020-04-30").is_false());
  EXPECT_TRUE(on(*rules, "us.r", "2020-05-01").is_true());
}

TEST(Time, APurposeRestsOnItsWindows) {
  const auto rules = small_rules(
      norm("us.w1", "general_authorisation", "in_force = \"2019-05-20..2019-08-18\"") +
      norm("us.w2", "general_authorisation", "in_force = \"2019-08-17..2019-11-18\"\n"
                                             "when = { \"documents.certificate\" = 'true' }") +
      norm("us.p", "general_authorisation",
           "authority = \"general:window\"\novercomes = [\"us.r\"]\n"
           "rests_on = [\"us.w1\", \"us.w2\"]") +
      norm("us.r", "requirement", kReason));
  EXPECT_TRUE(on(*rules, "us.p", "2019-05-19").is_false());
  EXPECT_TRUE(on(*rules, "us.p", "2019-05-20").is_true());
  EXPECT_TRUE(on(*rules, "us.p", "2019-08-18").is_true()) << "either of two windows that overlap";
  EXPECT_TRUE(on(*rules, "us.p", "2019-08-19").is_unknown());
  EXPECT_TRUE(on(*rules, "us.p", "2019-08-19", false, {{"documents.certificate", true}}).is_true());
  EXPECT_TRUE(on(*rules, "us.p", "2019-11-19").is_false());
}

TEST(Time, AnAuthorityOutOfForceIsShownWithItsForce) {
  const auto rules = small_rules(
      norm("us.e", "exception", "authority = \"exception:GOV\"\novercomes = [\"reason:end_use\"]\n"
                                "in_force = \"2000-01-01..2020-06-28\"\n"
                                "stayed = \"2010-01-01..2010-01-31\"") +
      norm("us.r", "requirement", kReason));
  const FactFrame frame = frame_of({}, {});
  for (const auto& [when, force] :
       {std::pair{"1999-12-31", Force::kNotYet}, std::pair{"2000-01-01", Force::kInForce},
        std::pair{"2010-01-31", Force::kStayed}, std::pair{"2020-06-29", Force::kEnded}}) {
    const auto outcome = interpret_reference(*rules, frame, 0, {day(when), false});
    ASSERT_GE(outcome.instances.size(), 2u);
    EXPECT_EQ(outcome.instances[0].force, force) << when;
    EXPECT_EQ(outcome.instances[0].holds.is_true(), force == Force::kInForce);
  }
}

TEST(Time, ContingentLawRestsOnAnActNotYetKnown) {
  const auto rules = small_rules(
      norm("us.r", "requirement", kReason + "contingent_from = 2026-11-10"));
  EXPECT_TRUE(on(*rules, "us.r", "2026-11-09").rests.empty());
  const Judgement later = on(*rules, "us.r", "2026-11-10");
  EXPECT_TRUE(later.is_true());
  ASSERT_EQ(later.rests.size(), 1u);
  EXPECT_EQ(later.rests[0].kind, RestKind::kLawAsKnown);
  EXPECT_EQ(later.rests[0].fact, "law:us.r");
}

TEST(Time, ANormMayReadAnotherDate) {
  const auto rules = small_rules(norm(
      "us.r", "requirement", kReason + "in_force = \"..2019-05-15\"\nreads = \"dates.order\""));
  EXPECT_EQ(on(*rules, "us.r", "2026-01-01").causes,
            (std::vector<Cause>{{CauseKind::kMissing, "dates/order"}}));
  EXPECT_TRUE(on(*rules, "us.r", "2026-01-01", false, {{"dates.order", day("2019-05-15")}})
                  .is_true());
  EXPECT_TRUE(on(*rules, "us.r", "2019-01-01", false, {{"dates.order", day("2019-05-16")}})
                  .is_false());
}

TEST(Time, UnverifiedHistory) {
  const auto rules = small_rules(
      norm("us.r", "requirement", kReason + "history = \"unverified\"\n"
                                            "when = { \"item.mass_market\" = 'true' }"));
  const auto judge = [&](const char* when, bool strict, bool mass_market) {
    const FactFrame frame = frame_of({}, {{"mass_market", mass_market}});
    return holds(*rules, interpret_reference(*rules, frame, 0, {day(when), strict}), "us.r");
  };
  EXPECT_TRUE(judge("2026-07-23", true, true).is_true()) << "the issue itself";
  EXPECT_EQ(judge("2026-07-22", false, true).rests.size(), 1u);
  EXPECT_EQ(judge("2026-07-22", true, true).causes,
            (std::vector<Cause>{{CauseKind::kHistory, "history:us.r"}}));
  EXPECT_TRUE(judge("2026-07-22", true, false).is_false());
}

TEST(Time, ControlRowsRestOnTheIssueEitherWay) {
  const auto rules = small_rules("");
  const auto judge = [&](const char* when, bool strict, const char* destination) {
    const FactFrame frame = frame_of({{"activity", std::string("export")},
                                      {"destination", std::string(destination)}},
                                     {{"eccn", std::string("5D002.c")},
                                      {"para", std::string("c")}});
    return holds(*rules, interpret_reference(*rules, frame, 0, {day(when), strict}),
                 "us.ear.774.5D002.1");
  };
  EXPECT_TRUE(judge("2026-07-23", true, "DE").is_true());
  const Judgement earlier = judge("2019-11-20", false, "DE");
  EXPECT_TRUE(earlier.is_true());
  EXPECT_EQ(earlier.rests.front().fact, "history:controls/5D002");
  EXPECT_TRUE(judge("2019-11-20", true, "DE").is_unknown());
  EXPECT_TRUE(judge("2026-07-23", false, "GB").is_false());
  EXPECT_TRUE(judge("2026-07-23", false, "US").is_false());
  EXPECT_TRUE(judge("2026-07-23", false, "CU").is_unknown()) << "no mark is no permission";
}

TEST(Time, ChartFootnotesAddARequirement) {
  const auto rules = small_rules("");
  const FactFrame frame = frame_of({{"activity", std::string("export")},
                                    {"destination", std::string("CU")}},
                                   {{"eccn", std::string("5D002.a")}});
  const auto outcome = interpret_reference(*rules, frame, 0, {day("2026-07-23"), false});
  EXPECT_TRUE(holds(*rules, outcome, "us.ear.738.footnote.7").is_true());
  EXPECT_EQ(rules->find("us.ear.738.footnote.1"), nullptr) << "a pointer adds nothing";
}

TEST(Requisites, ReadyOnlyWhenAllAreMet) {
  const auto rules = small_rules(norm(
      "us.d", "duty",
      "conditions = [\"report_due\"]\nrequire = [{ fact = \"documents.certificate\", "
      "test = \"true\", cite = [\"15 CFR 2\"], condition = \"certification_on_file\" }, "
      "{ fact = \"documents.notice\", test = \"not(true)\", cite = \"15 CFR 3\" }]"));
  const auto first = [&](FactMap question) {
    return interpret_reference(*rules, frame_of(std::move(question), {}), 0,
                               {day("2026-07-23"), false}).instances.at(0);
  };
  EXPECT_TRUE(first({}).ready.is_unknown());
  EXPECT_EQ(first({}).requisites.size(), 1u);
  EXPECT_TRUE(first({{"documents.certificate", false}}).ready.is_false());
  const Instance ready = first({{"documents.certificate", true}});
  EXPECT_TRUE(ready.ready.is_true());
  EXPECT_TRUE(ready.requisites.empty());
  EXPECT_EQ(ready.ready.rests.size(), 1u) << "no notice is assumed";
  EXPECT_EQ(rules->find("us.d")->require[1].cite, std::vector<std::string>{"15 CFR 3"});
}

}  // namespace
}  // namespace licet::law::testing
