#include "licet/law/interpreter.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "test_rules.h"

namespace licet::law::testing {
namespace {

constexpr Binding kLine{};

// Rules as blocks, and what they say of a frame.
class Case {
 public:
  explicit Case(const std::string& blocks) : rules(small_rules(blocks)) {
    frame = frame_of({{"activity", std::string("export")}, {"destination", std::string("CN")}},
                     {{"eccn", std::string("EAR99")}});
  }

  PartyFacts& party(const char* role) {
    frame.parties.push_back({{{"role", std::string(role)}},
                             cat("parties/", frame.parties.size()), {}});
    return frame.parties.back();
  }
  static ListingFacts& listed(PartyFacts& party, const char* list) {
    ListingFacts row;
    row.facts = {{"list", std::string(list)}, {"footnotes", Words{}}};
    row.pointer = cat(party.pointer, "/listed/", party.listings.size());
    row.list = list;
    party.listings.push_back(row);
    return party.listings.back();
  }
  void licence(bool covers) {
    frame.licences.push_back({"D1", "licences/0", {{{"covers_line", covers}}}, {""}, {}});
  }

  // Instances of the norms given, without those of the small tables.
  std::size_t instances() const {
    std::size_t count = 0;
    for (const Instance& instance : run().instances)
      count += !rules->norm(instance.norm).id.starts_with("us.ear.");
    return count;
  }
  LineOutcome run() const { return interpret_reference(*rules, frame, 0, {day(on), strict}); }
  Judgement says(const char* id, const Binding& binding = kLine) const {
    return holds(*rules, run(), id, binding);
  }
  // Does some authority over the requirement, tied to the same things, hold?
  Tri overcome(const char* id, const Binding& binding = kLine) const {
    const LineOutcome outcome = run();
    Tri best = Tri::kFalse;
    for (std::uint32_t i = 0; i < outcome.instances.size(); ++i) {
      const Instance& instance = outcome.instances[i];
      if (rules->norm(instance.norm).id != id || instance.binding != binding) continue;
      for (std::uint32_t a : outcome.authorities(*rules, i))
        best = std::max(best, outcome.instances[a].holds.value);
    }
    return best;
  }

  std::shared_ptr<const RuleSet> rules;
  FactFrame frame;
  std::string on = "2026-07-23";
  bool strict = false;
};

std::string requirement(const char* id, const char* when, const char* more = "") {
  return norm(id, "requirement", cat("reason = \"end_use\"\nwhen = { ", when, " }\n", more));
}
std::string attack(const char* id, const char* kind, const char* target, const char* when) {
  return norm(id, kind, cat("defeats = [\"", target, "\"]\nwhen = { ", when, " }\n"));
}
std::string exception(const char* id, const char* word, const char* when, const char* more = "") {
  return norm(id, "exception", cat("authority = \"exception:", word,
                                   "\"\novercomes = [\"reason:end_use\"]\nwhen = { ", when, " }\n",
                                   more));
}
constexpr const char* kAnywhere = "destination = '-'";

TEST(Attack, ACarveOutNarrowsARequirement) {
  Case c(requirement("us.r", kAnywhere) +
         attack("us.c", "carve_out", "us.r", "\"item.published\" = 'true'"));
  EXPECT_EQ(c.says("us.r").causes,
            (std::vector<Cause>{{CauseKind::kMissing, "items/0/published"}}));
  c.frame.lines[0].facts["published"] = true;
  EXPECT_TRUE(c.says("us.r").is_false());
  c.frame.lines[0].facts["published"] = false;
  EXPECT_TRUE(c.says("us.r").is_true());
}

TEST(Attack, ABarDefeatsAnExceptionAndACarveOutTheBar) {
  Case c(requirement("us.r", kAnywhere) + exception("us.e", "GOV", kAnywhere) +
         attack("us.b", "bar", "authority:exception:*", "destination = '\"CN\"'") +
         attack("us.c", "carve_out", "us.b", "\"item.mass_market\" = 'true'"));
  c.frame.lines[0].facts["mass_market"] = false;
  EXPECT_EQ(c.overcome("us.r"), Tri::kFalse);
  EXPECT_TRUE(c.says("us.b").is_true());
  c.frame.lines[0].facts["mass_market"] = true;
  EXPECT_EQ(c.overcome("us.r"), Tri::kTrue) << "the exception to the exception to the exception";
  c.frame.lines[0].facts.erase("mass_market");
  EXPECT_EQ(c.overcome("us.r"), Tri::kUnknown);
}

TEST(Attack, TheDefeatersAreNamed) {
  Case c(requirement("us.r", kAnywhere) + exception("us.e", "GOV", kAnywhere) +
         attack("us.b1", "bar", "us.e", kAnywhere) +
         attack("us.b2", "bar", "us.e", "\"item.mass_market\" = 'true'") +
         attack("us.b3", "bar", "us.e", "destination = '\"DE\"'"));
  const LineOutcome outcome = c.run();
  for (const Instance& instance : outcome.instances) {
    if (c.rules->norm(instance.norm).id != "us.e") continue;
    ASSERT_EQ(instance.defeated_by.size(), 2u);
    EXPECT_EQ(c.rules->norm(outcome.instances[instance.defeated_by[0]].norm).id, "us.b1");
    EXPECT_EQ(c.rules->norm(outcome.instances[instance.defeated_by[1]].norm).id, "us.b2");
  }
}

TEST(Attack, WhatFailsByAssumptionOnlyLeavesTheAssumption) {
  Case c(requirement("us.r", kAnywhere) + exception("us.e", "GOV", kAnywhere) +
         attack("us.b", "bar", "us.e", "knowledge = '\"diversion\"'"));
  const Judgement e = c.says("us.e");
  EXPECT_TRUE(e.is_true());
  EXPECT_EQ(e.rests, (std::vector<Rest>{{RestKind::kAssumed, "knowledge", "none",
                                         "15 CFR 732.3(g)"}}));
  c.strict = true;
  EXPECT_TRUE(c.says("us.e").is_unknown());
  c.frame.question["knowledge"] = Words{};
  EXPECT_TRUE(c.says("us.e").rests.empty());
}

TEST(Conditions, WhenAnyAndUnless) {
  Case c(norm("us.r", "requirement",
              "reason = \"end_use\"\nwhen = { destination = '\"CN\"' }\n"
              "when_any = [{ \"item.mass_market\" = 'true' }, { \"item.published\" = 'true' }]\n"
              "unless = { \"item.net_value_usd\" = '< 10', activity = '\"export\"' }"));
  auto& item = c.frame.lines[0].facts;
  EXPECT_TRUE(c.says("us.r").is_unknown());
  item["mass_market"] = false;
  item["published"] = false;
  EXPECT_TRUE(c.says("us.r").is_false());
  item["published"] = true;
  item["net_value_usd"] = Decimal(10);
  EXPECT_TRUE(c.says("us.r").is_true());
  item["net_value_usd"] = Decimal(9);
  EXPECT_TRUE(c.says("us.r").is_false());
  c.frame.question["activity"] = std::string("reexport");
  EXPECT_TRUE(c.says("us.r").is_true()) << "`unless` needs all of its cells";
}

const std::string kListed = "\"listing.list\" = '\"entity-list\"'";

TEST(Bindings, OnePartyNeitherClearsNorTaintsAnother) {
  Case c(requirement("us.r", kListed.c_str()) +
         exception("us.e", "GOV", "\"party.military\" = 'false'"));
  Case::listed(c.party("end_user"), "entity-list");
  c.party("purchaser");
  Case::listed(c.party("purchaser"), "sdn");
  c.frame.parties[0].facts["military"] = true;
  c.frame.parties[1].facts["military"] = false;
  c.frame.parties[2].facts["military"] = true;
  EXPECT_TRUE(c.says("us.r", {0, 0, 0}).is_true());
  EXPECT_TRUE(c.says("us.r", {0, 2, 0}).is_false());
  EXPECT_EQ(c.instances(), 5u) << "two rows, three parties";
  EXPECT_EQ(c.overcome("us.r", {0, 0, 0}), Tri::kFalse) << "the clean buyer clears nobody else";
  c.frame.parties[0].facts["military"] = false;
  EXPECT_EQ(c.overcome("us.r", {0, 0, 0}), Tri::kTrue);
}

TEST(Bindings, ABarByAnyListedPartyDefeatsAnExceptionForTheLine) {
  Case c(requirement("us.r", kAnywhere) + exception("us.e", "ENC", kAnywhere) +
         attack("us.b", "bar", "authority:exception:*", kListed.c_str()));
  c.party("end_user");
  EXPECT_EQ(c.overcome("us.r"), Tri::kTrue);
  Case::listed(c.party("purchaser"), "entity-list");
  EXPECT_EQ(c.overcome("us.r"), Tri::kFalse);
}

TEST(Bindings, ACarveOutIsTiedToItsOwnListRow) {
  Case c(requirement("us.r", kListed.c_str()) +
         attack("us.c", "carve_out", "us.r", "\"listing.footnotes\" = '\"2\"'"));
  PartyFacts& party = c.party("end_user");
  Case::listed(party, "entity-list").facts["footnotes"] = Words{"2"};
  Case::listed(party, "entity-list");
  Case::listed(c.party("purchaser"), "entity-list");
  EXPECT_TRUE(c.says("us.r", {0, 0, 0}).is_false());
  EXPECT_TRUE(c.says("us.r", {0, 0, 1}).is_true());
  EXPECT_TRUE(c.says("us.r", {0, 1, 0}).is_true()) << "row 0 of another party is another row";
}

TEST(Bindings, WithoutPartiesOrLicencesNothingIsJudged) {
  Case c(requirement("us.r", kListed.c_str()) + requirement("us.p", "\"party.military\" = '-'") +
         requirement("us.l", "\"licence.covers_line\" = 'true'"));
  EXPECT_EQ(c.instances(), 0u);
  c.licence(true);
  c.licence(false);
  EXPECT_EQ(c.instances(), 2u);
  EXPECT_TRUE(c.says("us.l", {0, -1, -1, 0}).is_true());
  EXPECT_TRUE(c.says("us.l", {0, -1, -1, 1}).is_false());
}

TEST(Bindings, Compatible) {
  EXPECT_TRUE(compatible({0}, {0, 1, 2}));
  EXPECT_TRUE(compatible({0, 1}, {0, 1, 2}));
  EXPECT_FALSE(compatible({0, 1}, {0, 2, 2}));
  EXPECT_FALSE(compatible({0, 1, 0}, {0, 1, 1}));
  EXPECT_TRUE(compatible({0, 1}, {0, -1, -1, 0}));
  EXPECT_FALSE(compatible({0, -1, -1, 1}, {0, -1, -1, 0}));
}

TEST(Listing, GapsAndPossibleMatchesAreUnknownAndSaySo) {
  Case c(requirement("us.r", kListed.c_str()));
  ListingFacts& row = Case::listed(c.party("end_user"), "entity-list");
  row.possible_from = day("2019-03-22");
  row.certain_from = day("2019-05-21");
  row.until = day("2024-01-01");
  const Binding at{0, 0, 0};
  c.on = "2019-03-21";
  EXPECT_TRUE(c.says("us.r", at).is_false());
  c.on = "2019-05-20";
  EXPECT_EQ(c.says("us.r", at).causes,
            (std::vector<Cause>{{CauseKind::kListGap, "parties/0/listed/0/from"}}));
  c.on = "2019-05-21";
  EXPECT_TRUE(c.says("us.r", at).is_true());
  c.on = "2023-12-31";
  row.possible_match = true;
  EXPECT_EQ(c.says("us.r", at).causes,
            (std::vector<Cause>{{CauseKind::kPossibleMatch, "parties/0/listed/0/match"}}));
  c.on = "2024-01-01";
  EXPECT_TRUE(c.says("us.r", at).is_false());
}

TEST(Listing, CoversItemReadsTheRow) {
  Case c(requirement("us.r", "\"listing.covers_item\" = 'true'") +
         requirement("us.n", "\"listing.covers_item\" = 'not(true)'"));
  ListingFacts& row = Case::listed(c.party("end_user"), "entity-list");
  row.entry_id = "E1";
  const law::Test ear99{"item.eccn", Operator::kIn, {std::string("EAR99")}};
  row.covers = Predicate::negation(Predicate::of(ear99));
  EXPECT_TRUE(c.says("us.r", {0, 0, 0}).is_false());
  EXPECT_TRUE(c.says("us.n", {0, 0, 0}).is_true());
  row.text_from = day("2027-01-01");
  EXPECT_EQ(c.says("us.n", {0, 0, 0}).rests.size(), 1u) << "the words are known from a later day";
  c.strict = true;
  EXPECT_EQ(c.says("us.r", {0, 0, 0}).causes,
            (std::vector<Cause>{{CauseKind::kHistory, "history:list/entity-list/E1"}}));
  c.frame.lines[0].facts["eccn"] = std::string("5D002");
  EXPECT_TRUE(c.says("us.r", {0, 0, 0}).is_true());
  row.covers = Predicate::unclear("scope odd");
  EXPECT_EQ(c.says("us.r", {0, 0, 0}).causes,
            (std::vector<Cause>{{CauseKind::kUntranslatable, "scope odd"}}));
}

}  // namespace
}  // namespace licet::law::testing
