#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "test_rules.h"

namespace licet::law::testing {
namespace {

constexpr std::string_view kHead = "reason,destinations,condition,policy,from,until,cite\n";

std::vector<snapshot::RuleFile> with_policies(std::string_view rows, std::string_view norms = "") {
  auto files = small_files(norms);
  files.push_back({"us-ear/742/policies.csv", cat(kHead, rows)});
  return files;
}

TEST(PolicyTable, ARowReachesTheRequirementsOfItsReason) {
  const auto rules = load_or_stop(with_policies(
      "ns1,in:CN,,presumption_of_denial,2020-01-01,,\"15 CFR 742.4(b); 15 CFR 1\"\n"
      "ns1,worldwide,,case_by_case,,,15 CFR 742.4\n"));
  const Norm* row = rules->find("us.ear.774.5D002.1");
  ASSERT_EQ(row->policy.size(), 2u);
  EXPECT_EQ(row->policy[0].policy, "presumption_of_denial");
  EXPECT_EQ(row->policy[0].cite, (std::vector<std::string>{"15 CFR 742.4(b)", "15 CFR 1"}));
  EXPECT_EQ(row->policy[0].span.from, day("2020-01-01"));
  EXPECT_EQ(row->policy[0].when.size(), 1u);
  EXPECT_TRUE(row->policy[1].when.empty());
  EXPECT_TRUE(rules->find("us.ear.774.5D002.2")->policy.empty());
}

TEST(PolicyTable, ANormKeepsItsOwnAndAStarStandsBeforeAll) {
  const auto rules = load_or_stop(with_policies(
      "ns1,worldwide,,case_by_case,,,c\n*,worldwide,,presumption_of_denial,,,c\n",
      norm("us.r", "requirement", "reason = \"ns1\"\npolicy = \"presumption_of_denial\"")));
  const Norm* own = rules->find("us.r");
  ASSERT_EQ(own->policy.size(), 2u);
  EXPECT_EQ(own->policy[1].policy, "presumption_of_denial");
  EXPECT_TRUE(own->policy[1].cite.empty());
  EXPECT_EQ(rules->find("us.ear.774.5D002.1")->policy[1].policy, "case_by_case");
}

TEST(PolicyTable, RefusesWhatDoesNotExist) {
  const auto refused = [](std::string_view row) { return load_error(with_policies(row)); };
  EXPECT_NE(refused("ns9,worldwide,,case_by_case,,,c\n").find("rule_unknown_word"),
            std::string::npos);
  EXPECT_NE(refused("ns1,worldwide,,maybe,,,c\n").find("rule_unknown_word"), std::string::npos);
  EXPECT_NE(refused("ns1,in:ZZ,,case_by_case,,,c\n").find("rule_unknown_word"),
            std::string::npos);
  EXPECT_NE(refused("ns1,worldwide,nofact = true,case_by_case,,,c\n").find("rule_unknown_fact"),
            std::string::npos);
  EXPECT_NE(refused("ns1,worldwide,listing.list in (entity-list),case_by_case,,,c\n")
                .find("one party or list row"),
            std::string::npos);
  EXPECT_NE(refused("ns1,worldwide,,case_by_case,,,\n").find("needs a citation"),
            std::string::npos);
}

}  // namespace
}  // namespace licet::law::testing
