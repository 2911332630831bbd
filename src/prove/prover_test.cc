#include "licet/prove/prover.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "licet/base/text.h"
#include "licet/law/interpreter.h"
#include "random_rules.h"
#include "test_rules.h"

namespace licet::prove {
namespace {

using law::Direction;
using law::Norm;
using law::testing::norm;
using law::testing::small_rules;

constexpr std::string_view kRequirement = "reason = \"end_use\"\nin_force = \"2020-01-01..\"\n";

std::string requirement(std::string_view more) {
  return norm("us.one", "requirement", cat(kRequirement, more));
}
std::string exception(std::string_view more) {
  return cat(requirement("when = { destination = '\"CN\"' }\n"),
             norm("us.two", "exception",
                  cat("authority = \"exception:GOV\"\novercomes = [\"us.one\"]\n", more)));
}

Proof proof_of(const std::string& before, const std::string& after, std::string_view id,
               unsigned effort = Prover::kEffort) {
  const auto old_rules = small_rules(before), new_rules = small_rules(after);
  return Prover(*old_rules, *new_rules, effort).compare(old_rules->find(id),
                                                              new_rules->find(id));
}

std::string said(const Proof& proof) {
  return proof.direction ? std::string(to_string(*proof.direction)) : cat("? ", proof.why_not);
}

TEST(Prover, ARequirementThatReachesMoreTightens) {
  const auto wider = proof_of(requirement("when = { destination = '\"CN\"' }\n"),
                              requirement("when = { destination = '\"CN\", \"DE\"' }\n"), "us.one");
  EXPECT_EQ(said(wider), "tightens");
  ASSERT_TRUE(wider.tighter.has_value());
  // XX has no row of its own but that of Germany.
  const std::string shown = in_words(*wider.tighter).substr(0, 14);
  EXPECT_TRUE(shown == "destination DE" || shown == "destination XX") << shown;
  EXPECT_FALSE(wider.looser.has_value());
  const auto moved = proof_of(requirement("when = { destination = '\"CN\"' }\n"),
                              requirement("when = { destination = '\"DE\"' }\n"), "us.one");
  EXPECT_EQ(said(moved), "loosens_and_tightens");
}

TEST(Prover, TheSameInOtherWordsIsEqual) {
  // China is all that Country Group D:1 of these rules holds.
  EXPECT_EQ(said(proof_of(requirement("when = { destination = '\"CN\"' }\n"),
                          requirement("when = { destination = 'in group D:1' }\n"), "us.one")),
            "equal");
  EXPECT_EQ(said(proof_of(requirement("when = { \"item.net_value_usd\" = '> 5000' }\n"),
                          requirement("unless = { \"item.net_value_usd\" = '<= 5000' }\n"),
                          "us.one")),
            "equal");
  EXPECT_EQ(said(proof_of(requirement("when = { end_use = '\"nuclear\"' }\n"),
                          requirement("when = { end_use = '\"nuclear\"' }\nnote = \"x\"\n"),
                          "us.one")),
            "equal");
}

TEST(Prover, NumbersAreToldApartAtTheirLimits) {
  const auto proof = proof_of(requirement("when = { \"item.net_value_usd\" = '> 5000' }\n"),
                              requirement("when = { \"item.net_value_usd\" = '>= 5000' }\n"),
                              "us.one");
  EXPECT_EQ(said(proof), "tightens");
  EXPECT_NE(in_words(proof.tighter.value()).find("net_value_usd 5000,"), std::string::npos);
}

TEST(Prover, DaysCount) {
  const std::string when = "when = { destination = '\"CN\"' }\n";
  const auto earlier = proof_of(
      requirement(when),
      norm("us.one", "requirement",
           cat("reason = \"end_use\"\nin_force = \"2019-06-01..\"\n", when)),
      "us.one");
  EXPECT_EQ(said(earlier), "tightens");
  EXPECT_LT(earlier.tighter.value().day, parse_day("2020-01-01").value());
  EXPECT_EQ(said(proof_of(requirement(when),
                          requirement(cat(when, "stayed = [\"2020-05-01..\"]\n")), "us.one")),
            "loosens");
}

TEST(Prover, AnExceptionPullsTheOtherWay) {
  EXPECT_EQ(said(proof_of(exception("when = { end_use = '\"nuclear\"' }\n"),
                          exception("when = { end_use = '\"nuclear\", \"internal_use\"' }\n"),
                          "us.two")),
            "loosens");
  EXPECT_EQ(said(proof_of(exception(""),
                          exception("require = [{ fact = \"documents.certificate\", test = 'true', "
                                    "cite = [\"15 CFR 2\"] }]\n"),
                          "us.two")),
            "tightens");
}

// A bar taken away, an exception added, a requirement taken away: each a loosening.
TEST(Prover, WhatIsAddedOrTakenAway) {
  const std::string bar = norm("us.bar", "bar", "defeats = [\"us.two\"]\nwhen = { destination = "
                                                "'\"CN\"' }\n");
  EXPECT_EQ(said(proof_of(exception("") + bar, exception(""), "us.bar")), "loosens");
  EXPECT_EQ(said(proof_of(exception(""), exception("") + bar, "us.bar")), "tightens");
  EXPECT_EQ(said(proof_of(requirement("when = { destination = '\"CN\"' }\n"), exception(""),
                          "us.two")),
            "loosens");
  EXPECT_EQ(said(proof_of(requirement(""), "", "us.one")), "loosens");
}

TEST(Prover, WhatItCannotTellItDoesNotProve) {
  EXPECT_EQ(said(proof_of(requirement("when = { destination = '\"CN\"' }\n"),
                          requirement("when = { destination = '\"DE\"' }\n"), "us.one", 0)),
            "? the solver gave up");
  EXPECT_EQ(said(proof_of(requirement(""), requirement("untranslatable = true\n"), "us.one")),
            "? `untranslatable` changed");
}

// A review policy, a condition to keep, a duty: what may go stays the same, and yet it matters.
TEST(Prover, WhatStandsBesideTheVerdictIsNotCalledEqual) {
  EXPECT_EQ(said(proof_of(requirement("policy = \"presumption_of_denial\"\n"),
                          requirement("policy = \"case_by_case\"\n"), "us.one")),
            "? `policy` changed");
  EXPECT_EQ(said(proof_of(exception("conditions = [\"report_due\"]\n"), exception(""), "us.two")),
            "? `conditions` changed");
  const std::string duty = norm("us.duty", "duty", "conditions = [\"report_due\"]\n");
  EXPECT_EQ(said(proof_of(duty, "", "us.duty")), "? what it asks for stands beside the verdict");
}

// What nobody said is a world too: a case that is settled must not become open unseen.
TEST(Prover, FactsThatAreNotKnownCount) {
  const auto proof = proof_of(
      requirement(""),
      requirement("when_any = [{ \"item.mass_market\" = 'true' }, "
                  "{ \"item.mass_market\" = 'false' }]\n"),
      "us.one");
  EXPECT_EQ(said(proof), "loosens");
  EXPECT_EQ(in_words(proof.looser.value()).find("mass_market"), std::string::npos);
}

TEST(Prover, ANormMayBeInForceByADayOfTheItem) {
  const std::string reads = "reads = \"item.made_on\"\n";
  EXPECT_EQ(said(proof_of(requirement(cat(reads, "when = { destination = '\"CN\"' }\n")),
                          requirement(cat(reads, "when = { destination = '\"CN\", \"DE\"' "
                                                 "}\n")),
                          "us.one")),
            "tightens");
}

TEST(Prover, ANormThatCanNeverApplyIsDead) {
  const auto rules = small_rules(
      cat(requirement("when = { destination = '\"CN\"' }\nunless = { destination = 'in group D:1' "
                      "}\n"),
          norm("us.live", "requirement",
               cat(kRequirement, "when = { destination = '\"CN\"' }\n"))));
  Prover prover(*rules, *rules);
  EXPECT_EQ(prover.can_apply(*rules->find("us.one")), std::optional(false));
  EXPECT_EQ(prover.can_apply(*rules->find("us.live")), std::optional(true));
  EXPECT_EQ(Prover(*rules, *rules, 0).can_apply(*rules->find("us.live")), std::nullopt);
}

// ---- against the interpreter, on random norms and facts that are all known

using law::testing::RandomNorm;
using law::testing::RandomRules;

// Fewer where every step is watched.
int runs(int usual) {
#ifdef __SANITIZE_ADDRESS__
  return usual / 10;
#else
  return usual;
#endif
}

law::testing::RandomFrame known(RandomRules& drawn, std::mt19937_64& random) {
  auto frame = drawn.frame();
  const auto told = [&random] { return int(random() % 2); };
  for (int& fact : frame.facts) fact = told();
  frame.parties.resize(1);
  frame.parties[0].military = told();
  frame.parties[0].listings.assign(1, {});
  frame.parties[0].listings[0].on_list = told();
  frame.licences = {told()};
  frame.strict = false;
  return frame;
}

law::Tri applies(const law::RuleSet& rules, const law::testing::RandomFrame& frame) {
  const auto outcome = law::interpret_reference(rules, law::testing::as_frame(frame), 0,
                                                {law::testing::day_of(frame), false});
  law::Tri most = law::Tri::kFalse;
  for (const law::Instance& one : outcome.instances)
    if (rules.norm(one.norm).id == "us.one") most = std::max(most, one.applies.value);
  return most;
}

// One norm as a requirement, written twice with other conditions: what the solver says of the two
// is what facts show.
TEST(Prover, AgreesWithTheInterpreter) {
  std::mt19937_64 random(7);
  RandomRules drawn([&random](int n) { return int(random() % std::uint64_t(n)); });
  std::map<std::string, int> seen;
  for (int i = 0, n = runs(200); i < n; ++i) {
    RandomNorm one = drawn.norms().front();
    one.id = "us.one", one.kind = "requirement", one.reason = "at1", one.authority.clear();
    one.defeats.clear(), one.rests_on.clear();
    RandomNorm other = one;
    if (random() % 4 != 0) other.when = drawn.wants(2);
    if (random() % 3 == 0) other.until = one.from + int(random() % 20);
    if (random() % 5 == 0) other.unless = drawn.wants(2);
    const auto old_files = law::testing::small_files(law::testing::blocks({one}));
    const auto new_files = law::testing::small_files(law::testing::blocks({other}));
    if (!law::testing::load_error(old_files).empty() ||
        !law::testing::load_error(new_files).empty())
      continue;
    const auto before = law::testing::load_or_stop(old_files),
               after = law::testing::load_or_stop(new_files);
    const Proof proof = Prover(*before, *after).compare(before->find("us.one"),
                                                       after->find("us.one"));
    ASSERT_TRUE(proof.direction.has_value()) << proof.why_not;
    ++seen[std::string(to_string(*proof.direction))];
    for (int k = 0; k < 60; ++k) {
      const auto frame = known(drawn, random);
      const law::Tri was = applies(*before, frame), is = applies(*after, frame);
      EXPECT_TRUE(was >= is || proof.tighter) << law::testing::blocks({one, other});
      EXPECT_TRUE(is >= was || proof.looser) << law::testing::blocks({one, other});
    }
  }
  EXPECT_GE(seen.size(), 3u);
}

// Rows of offers and of bars to STA are put to the solver as norms of their own.
TEST(Prover, RowsOfOffers) {
  const auto turned = [](std::string_view file, std::string_view from, std::string_view to) {
    auto files = law::testing::real_files();
    const auto before = files;
    std::string& text = law::testing::text_of(files, file);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto changed = law::testing::load_or_stop(files);
    Prover prover(law::testing::real_rules(), *changed);
    const auto found = law::difference(
        {law::testing::real_rules(), before}, {*changed, files},
        [&](const Norm* was, const Norm* is) {
          const Proof proof = prover.compare(was, is);
          return law::Proved{proof.direction, proof.why_not, "", ""};
        });
    EXPECT_EQ(found.value().rows.size(), 1u);
    const auto& proof = found.value().rows.at(0).proof.value();
    return proof.direction ? std::string(to_string(*proof.direction)) : "? " + proof.why_not;
  };
  const char* flags = "us-ear/774-supp1/exception_flags.csv";
  const char* bars = "us-ear/774-supp1/sta_conditions.csv";
  EXPECT_EQ(turned(flags, "3A001,LVS,include: c,1500,", "3A001,LVS,include: c,5000,"), "loosens");
  EXPECT_EQ(turned(flags, "3A001,LVS,include: c,1500,", "3A001,LVS,include: c,1000,"), "tightens");
  EXPECT_EQ(turned(flags, "3A001,LVS,include: c,1500,", "3A001,LVS,include: c,none,"), "tightens");
  EXPECT_EQ(turned(bars, "0A602,entire,c2,A:6,", "0A602,entire,c2,all,"), "tightens");
}

}  // namespace
}  // namespace licet::prove
