#include "licet/law/entity_strings.h"

#include <gtest/gtest.h>

#include "test_rules.h"

namespace licet::law::testing {
namespace {

TEST(Printed, BlanksAndSections) {
  EXPECT_EQ(normalise_printed("  a \t b\r\n c "), "a b c");
  EXPECT_EQ(normalise_printed("See\u00A0\u00A7\u00A0744.11"), "See § 744.11");
  EXPECT_EQ(normalise_printed("See \u00A7744.11"), "See § 744.11");
  EXPECT_EQ(normalise_printed("See\u00A7744.11"), "See § 744.11");
  EXPECT_EQ(normalise_printed("See \u00A7\u00A7 746.8(b) and 744.21(e)"),
            "See §§ 746.8(b) and 744.21(e)");
  EXPECT_EQ(normalise_printed("See \u00A7\u00A7746.8(b)"), "See §§ 746.8(b)");
  EXPECT_EQ(normalise_printed("narrow\u202Fblank\u2009thin"), "narrow blank thin");
  EXPECT_EQ(normalise_printed("\u00A0"), "");
  EXPECT_EQ(normalise_printed("\u00A7"), "§");
}

TEST(EntityStrings, RequirementsOfTheSmallTable) {
  const auto rules = small_rules("");
  const EntityStrings& strings = rules->entity_strings();
  const auto* all = strings.requirement(" For all items (See\u00A0\u00A7744.11) ");
  ASSERT_NE(all, nullptr);
  EXPECT_EQ(all->scope, "all_items");
  EXPECT_EQ(all->covers.kind, Predicate::Kind::kAlways);
  EXPECT_EQ(all->footnotes, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(all->footnotes_from, day("2020-05-15"));
  EXPECT_EQ(all->predicate_from, kAlways);
  const auto* food = strings.requirement("All but food");
  ASSERT_NE(food, nullptr);
  EXPECT_EQ(food->covers.kind, Predicate::Kind::kNot);
  EXPECT_EQ(food->predicate_from, day("2022-02-24"));
}

TEST(EntityStrings, WhatIsNotInTheTableIsNeverGuessed) {
  const auto rules = small_rules("");
  const EntityStrings& strings = rules->entity_strings();
  EXPECT_EQ(strings.requirement(""), nullptr);
  EXPECT_EQ(strings.requirement("For all items"), nullptr);
  EXPECT_EQ(strings.requirement("for all items (See § 744.11)"), nullptr) << "letters count";
  EXPECT_EQ(strings.requirement("See the rule"), nullptr) << "a person must read it";
  EXPECT_EQ(strings.policy("Unclear"), nullptr);
  EXPECT_EQ(strings.policy("Presumption of denial"), nullptr);
}

TEST(EntityStrings, Policies) {
  const auto rules = small_rules("");
  const EntityStrings& strings = rules->entity_strings();
  const auto* plain = strings.policy("Presumption of denial.");
  ASSERT_NE(plain, nullptr);
  ASSERT_EQ(plain->rules.size(), 1u);
  EXPECT_EQ(plain->rules[0].policy, "presumption_of_denial");
  EXPECT_TRUE(plain->rules[0].when.empty());
  const auto* carved = strings.policy("Case by case for EAR99");
  ASSERT_NE(carved, nullptr);
  ASSERT_EQ(carved->rules.size(), 2u);
  EXPECT_EQ(carved->rules[0].policy, "case_by_case");
  EXPECT_EQ(carved->rules[0].when.size(), 1u);
  EXPECT_EQ(carved->rules[1].policy, "presumption_of_denial");
}

std::string with_row(const char* path, const std::string& row) {
  auto files = small_files("");
  text_of(files, path) += row;
  return load_error(files);
}

TEST(EntityStrings, RefusedWithItsPlace) {
  constexpr const char* kWants = "us-ear/744-supp4/entity_requirements.csv";
  constexpr const char* kPolicies = "us-ear/744-supp4/entity_policies.csv";
  EXPECT_EQ(with_row(kWants, "x,all_items,wrong = 1,,,plain,,,c\n"),
            "rule_unknown_fact at us-ear/744-supp4/entity_requirements.csv:5, column "
            "item_predicate: `wrong` is in no section of facts");
  EXPECT_TRUE(with_row(kWants, "x,all_items,,,,plain,soon,,c\n")
                  .starts_with("rule_table at us-ear/744-supp4/entity_requirements.csv:5, column "
                               "predicate_from: "));
  EXPECT_EQ(with_row(kWants, "See  the rule,all_items,,,,plain,,,c\n"),
            "rule_table at us-ear/744-supp4/entity_requirements.csv:5, column string: stands in "
            "the table twice");
  EXPECT_EQ(with_row(kPolicies, "x,case_by_case,eccn in (EAR99),plain,c\n"),
            "rule_table at us-ear/744-supp4/entity_policies.csv:5, column carve_outs: a carve-out "
            "needs `->`");
  EXPECT_EQ(with_row(kPolicies, "x,case_by_cases,,plain,c\n"),
            "rule_unknown_word at us-ear/744-supp4/entity_policies.csv:5, column policy_code: "
            "`case_by_cases` is not in [policies]");
  EXPECT_EQ(with_row(kPolicies, "x,case_by_case,eccn in (EAR99) -> casebycase,plain,c\n"),
            "rule_unknown_word at us-ear/744-supp4/entity_policies.csv:5, column policy_code: "
            "`casebycase` is not in [policies]");
}

TEST(EntityStrings, ScopesOfListsGivenByHand) {
  EXPECT_EQ(scope_predicate("all_items").kind, Predicate::Kind::kAlways);
  EXPECT_EQ(scope_predicate("ccl_items").kind, Predicate::Kind::kNot);
  EXPECT_EQ(scope_predicate("supp2_744_items").kind, Predicate::Kind::kTest);
  EXPECT_EQ(scope_predicate("ccl_and_supp7_746_items").kind, Predicate::Kind::kAny);
  EXPECT_EQ(scope_predicate("not_stated").kind, Predicate::Kind::kUnclear);
}

TEST(EntityStrings, EveryStringOfTheRealTablesFindsItself) {
  for (const auto& [file, policy] :
       {std::pair{"entity_requirements.csv", false}, std::pair{"entity_policies.csv", true}}) {
    const std::string path = std::string("rules/us-ear/744-supp4/") + file;
    const auto table = CsvTable::read(source_file(path), file, {}).value();
    const EntityStrings& strings = real_rules().entity_strings();
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const bool refer = table.at(row, "status") == "refer";
      const std::string_view text = table.at(row, "string");
      const bool found =
          policy ? strings.policy(text) != nullptr : strings.requirement(text) != nullptr;
      EXPECT_EQ(found, !refer) << file << ": " << text;
    }
  }
}

}  // namespace
}  // namespace licet::law::testing
