#include "licet/law/rule_checks.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "test_rules.h"

// The faults that `licet law check` refuses: each planted once, with file, line and remedy. Those
// that already loading refuses stand here too, so that the list is whole.
namespace licet::law::testing {
namespace {

using Files = std::vector<snapshot::RuleFile>;

std::vector<std::string> faults(const Files& files) {
  const auto rules = load_or_stop(files);
  std::vector<std::string> lines;
  for (const Error& error : check_rules(*rules, files)) {
    EXPECT_FALSE(code_row(error.code).next.empty());
    lines.push_back(cat(code_row(error.code).name, " at ", error.place, ": ", error.detail));
  }
  return lines;
}

std::vector<std::string> faults_of(std::string_view blocks) { return faults(small_files(blocks)); }

Files with(std::string_view path, std::string_view row) {
  Files files = small_files("");
  text_of(files, path) += row;
  return files;
}

const std::string kWhen = "when = { destination = '\"CN\"' }";

std::string requirement(std::string_view id, std::string_view more) {
  return norm(id, "requirement", cat("reason = \"ns1\"\n", more));
}

TEST(RuleChecks, TheRealRulesHaveNoFault) {
  for (const auto& fault : faults(real_files())) ADD_FAILURE() << fault;
}

TEST(RuleChecks, TheSmallRulesHaveNoFault) { EXPECT_TRUE(faults_of("").empty()); }

TEST(RuleChecks, ANormOrRowWithoutACitation) {
  std::string bare = requirement("us.a", kWhen);
  bare.replace(bare.find("cite = [\"15 CFR 1\"]\n"), 20, "");
  EXPECT_TRUE(load_error(small_files(bare)).starts_with("rule_missing_key at us-ear/744/test.md:"));
  EXPECT_EQ(faults(with("us-ear/destination_sets.csv", "bare,CN,\n")),
            std::vector<std::string>{"rule_missing_key at us-ear/destination_sets.csv:4, column "
                                     "cite: a row needs a citation"});
}

TEST(RuleChecks, ACycle) {
  const auto error = load_error(small_files(norm("us.a", "bar", "defeats = [\"us.b\"]") +
                                            norm("us.b", "bar", "defeats = [\"us.a\"]")));
  EXPECT_TRUE(error.starts_with("rule_cycle at us-ear/744/test.md:")) << error;
}

TEST(RuleChecks, ASpanThatEndsBeforeItBegins) {
  const auto error = load_error(small_files(
      requirement("us.a", cat("in_force = \"2020-02-01..2020-01-01\"\n", kWhen))));
  EXPECT_TRUE(error.starts_with("rule_syntax at us-ear/744/test.md:")) << error;
  EXPECT_TRUE(load_error(with("us-ear/740-supp1/groups.csv", "DE,B,2020-02-01,2020-01-01,,g\n"))
                  .starts_with("rule_table at us-ear/740-supp1/groups.csv:"));
}

TEST(RuleChecks, AWordOutsideTheVocabulary) {
  const auto error =
      load_error(small_files(requirement("us.a", "when = { end_use = '\"nucleer\"' }")));
  EXPECT_NE(error.find("nearest: `nuclear`"), std::string::npos) << error;
  EXPECT_TRUE(error.starts_with("rule_unknown_word at us-ear/744/test.md:")) << error;
}

TEST(RuleChecks, AnUnknownCountry) {
  EXPECT_EQ(faults(with("us-ear/740-supp1/groups.csv", "QQ,B,,,,g\n")),
            std::vector<std::string>{"rule_unknown_word at us-ear/740-supp1/groups.csv:10, column "
                                     "iso2: `QQ` is no place; nearest: `CN`"});
  EXPECT_EQ(faults(with("us-ear/738-supp1/territories.csv", "AW,Aruba,NL,,,c\n")).size(), 1u);
  EXPECT_EQ(faults(with("us-ear/738-supp1/aliases.csv", "Holland,NL,alias\n")).size(), 1u);
  EXPECT_TRUE(faults(with("us-ear/738-supp1/aliases.csv", "Congo,CD CG,ambiguous\n")).empty());
  EXPECT_TRUE(load_error(with("us-ear/738-supp1/chart_footnotes.csv",
                              "9,NL,ns1,\"eccn in (5D002)\",adds_requirement,c\n"))
                  .starts_with("rule_unknown_word at "));
  EXPECT_TRUE(load_error(with("us-ear/destination_sets.csv", "bad,QQ,c\n"))
                  .starts_with("rule_table at us-ear/destination_sets.csv:4"));
  EXPECT_TRUE(load_error(small_files(requirement("us.a", "when = { destination = '\"QQ\"' }")))
                  .starts_with("rule_unknown_word at "));
}

TEST(RuleChecks, AnEntryThatDoesNotExistOnThatDay) {
  const auto eccn = [](std::string_view code, std::string_view span) {
    return requirement("us.a", cat("in_force = \"", span, "\"\nwhen = { \"item.eccn\" = '\"", code,
                                   "\"' }"));
  };
  EXPECT_TRUE(faults_of(eccn("5D002.c", "..")).empty());
  EXPECT_TRUE(faults_of(eccn("5D", "..")).empty());
  EXPECT_TRUE(faults_of(eccn("EAR99", "..")).empty());
  EXPECT_EQ(faults_of(eccn("9A991", "..")),
            std::vector<std::string>{"rule_unknown_entry at us-ear/744/test.md:4: `us.a`, cell of "
                                     "`item.eccn`: `9A991` has no row in controls.csv, .."});
  EXPECT_TRUE(faults_of(eccn("5D992", "2000-01-01..2001-01-01")).empty());
  EXPECT_EQ(faults_of(eccn("5D992", "..2000-12-31")),
            std::vector<std::string>{"rule_unknown_entry at us-ear/744/test.md:4: `us.a`, cell of "
                                     "`item.eccn`: `5D992` does not exist on the days of the "
                                     "norm, ..2000-12-31"});
  EXPECT_EQ(faults(with("us-ear/774-supp1/exception_flags.csv", "9A991,GBS,entire,yes,,c\n"))
                .size(), 1u);
}

TEST(RuleChecks, AnEntryThatATextNamesThoughTheListHasNone) {
  Files files = small_files(requirement("us.a", "when = { \"item.eccn\" = '\"9A991\"' }"));
  const auto absent = [&](std::string_view row) {
    Files all = files;
    all.push_back({"us-ear/774-supp1/absent.csv", cat("eccn,named_in,cite,note\n", row)});
    return faults(all);
  };
  EXPECT_TRUE(absent("9A991,3E001,c,as printed\n").empty());
  EXPECT_EQ(absent("9A992,3E001,c,another\n").size(), 1u);
  EXPECT_EQ(absent("9A991,3E001,,no citation\n").size(), 1u);
  EXPECT_EQ(absent("9A991,3E001,c,\n5D002,3E001,c,it exists\n").size(), 1u);
}

TEST(RuleChecks, TwoNormsThatClash) {
  const std::string first = requirement("us.a", cat("policy = \"case_by_case\"\n", kWhen));
  const auto both = [&](const std::string& second) { return faults_of(first + second); };
  EXPECT_EQ(both(requirement("us.b", cat("policy = \"presumption_of_denial\"\n", kWhen))),
            std::vector<std::string>{
                "rule_clash at us-ear/744/test.md:15: `us.b` [15 CFR 1] and `us.a` [15 CFR 1] of "
                "us-ear/744/test.md:4: each has a review policy of its own"});
  EXPECT_EQ(both(norm("us.b", "prohibition", cat("reason = \"ns1\"\n", kWhen))).size(), 1u);
  EXPECT_EQ(both(requirement("us.b", cat("untranslatable = true\n", kWhen))).size(), 1u);
  EXPECT_TRUE(both(requirement("us.b", cat("policy = \"case_by_case\"\n", kWhen))).empty());
  EXPECT_TRUE(both(requirement("us.b", "when = { destination = '\"DE\"' }")).empty());
  EXPECT_TRUE(both(norm("us.b", "requirement",
                        cat("reason = \"at1\"\npolicy = \"presumption_of_denial\"\n", kWhen)))
                  .empty());
}

TEST(RuleChecks, AnEdgeOrOtherDaysSettleAClash) {
  const auto scope = [](const char* id, const char* effect, const char* more) {
    return norm(id, "scope", cat("effect = \"", effect, "\"\n", more, kWhen));
  };
  EXPECT_EQ(faults_of(scope("us.a", "in", "") + scope("us.b", "out", "")).size(), 1u);
  EXPECT_TRUE(faults_of(scope("us.a", "in", "in_force = \"..2019-12-31\"\n") +
                        scope("us.b", "out", "in_force = \"2020-01-01..\"\n")).empty());
  const std::string soft = requirement("us.a", cat("policy = \"case_by_case\"\n", kWhen));
  const std::string hard =
      requirement("us.b", cat("policy = \"presumption_of_denial\"\n", kWhen));
  const std::string edge = norm("us.b.first", "carve_out", cat("defeats = [\"us.a\"]\n", kWhen));
  EXPECT_EQ(faults_of(soft + hard + edge).size(), 1u);  // the edge ties another norm
}

TEST(RuleChecks, TwoRowsForOneDay) {
  EXPECT_TRUE(faults(with("us-ear/738-supp1/chart.csv",
                          "CN,China,,,,,,,,,,,,,,,,,,,2030-01-01,,,c\n"))
                  .at(0)
                  .starts_with("rule_clash at us-ear/738-supp1/chart.csv:11, column from: `CN` "
                               "stands in line 2"));
  EXPECT_EQ(faults(with("us-ear/740-supp1/groups.csv", "DE,B,2020-01-01,,,g\n")).size(), 1u);
}

TEST(RuleChecks, FaultsComeInTheOrderOfFilesAndLines) {
  Files files = small_files(requirement("us.b", "when = { \"item.eccn\" = '\"9A991\"' }"));
  text_of(files, "us-ear/740-supp1/groups.csv") += "QQ,B,,,,g\nQQ,B,,,,g\n";
  const auto all = faults(files);
  ASSERT_GE(all.size(), 4u);
  EXPECT_NE(all.front().find("groups.csv:10"), std::string::npos);
  EXPECT_NE(all.back().find("test.md"), std::string::npos);
}

}  // namespace
}  // namespace licet::law::testing
