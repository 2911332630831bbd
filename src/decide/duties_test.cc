#include "world_test.h"

namespace licet::decide::test {
namespace {

std::string lines(std::string_view first, std::string_view second) {
  return cat(R"({"items":[{"line":"1","eccn":"EAR99","kind":"commodity","origin":"US",)",
             R"("value":{"amount":"1500","currency":"USD"})", first, "},",
             R"({"line":"2","eccn":"EAR99","kind":"commodity","origin":"US",)",
             R"("value":{"amount":"1500","currency":"USD"})", second, "}]}");
}

std::vector<std::string> due(const std::string& changes, std::string_view on = "2025-02-01") {
  static const World known = world({});
  return column(ask(known, question(changes), on), "conditions", "kind");
}

TEST(Duties, LinesOfOneScheduleBNumberAddUp) {
  const std::string chairs = R"(,"schedule_b":"9401")", tables = R"(,"schedule_b":"9403")";
  EXPECT_TRUE(has(due(lines(chairs, chairs)), "eei_required"));
  EXPECT_TRUE(has(due(lines(chairs, chairs)), "licence_code_c33"));
  EXPECT_FALSE(has(due(lines(chairs, tables)), "eei_required"));
  EXPECT_FALSE(has(due(lines(chairs, tables)), "licence_code_c33"));
  EXPECT_FALSE(has(due(lines("", "")), "eei_required"));
}

TEST(Duties, TheStatementIsForTheControlList) {
  const std::string modem = R"({"items":[{"line":"1","eccn":"5A991","kind":"commodity",
    "origin":"US","value":{"amount":"100","currency":"USD"})";
  EXPECT_TRUE(has(due(modem + "}]}"), "destination_control_statement"));
  EXPECT_FALSE(has(due(modem + R"(,"transmission":"electronic"}]})"),
                   "destination_control_statement"));
  EXPECT_FALSE(has(due("{}"), "destination_control_statement"));
  EXPECT_FALSE(has(due(modem + "}]}", "2016-11-14"), "destination_control_statement"));
  EXPECT_TRUE(has(due("{}"), "record_keeping"));
}

std::string policy_of(const std::string& changes, std::string_view reason) {
  static const World known = world({});
  const Answer answer = ask(known, question(changes), "2025-06-01");
  for (const Json& one : answer.document.find("requirements")->array())
    if (one.text("reason") == reason) return std::string(one.text("policy"));
  return "no such requirement";
}

TEST(Policies, ByReasonPlaceAndCircumstance) {
  const std::string to_china = R"("destination":"CN",)";
  const auto item = [](std::string_view eccn) {
    return cat(R"("items":[{"line":"1","eccn":")", eccn,
               R"(","kind":"commodity","origin":"US"}])");
  };
  EXPECT_EQ(policy_of(cat("{", to_china, item("9A610.x"), "}"), "ns1"), "policy_of_denial");
  EXPECT_EQ(policy_of(cat("{", to_china, item("2B350.a"), "}"), "cb2"), "case_by_case");
  const std::string sanctioned = parties(
      party("Buyer", R"("listed":[{"list":"isn","from":"2024-01-01","requirement":"all_items"}])"));
  EXPECT_EQ(policy_of(cat("{", to_china, item("2B350.a"), ",", sanctioned, "}"), "cb2"),
            "deny_mandatory");
}

TEST(Places, ThePartOfARegionDecides) {
  const World known = world({});
  const auto to = [&](std::string_view place) {
    return verdict(known, cat(R"({"destination":")", place, R"("})"), "2025-02-01");
  };
  EXPECT_EQ(to("UA-14-DNR"), "LICENCE_REQUIRED");
  EXPECT_EQ(to("UA-09-LNR"), "LICENCE_REQUIRED");
  EXPECT_EQ(to("UA-14-UA"), "NLR");
  EXPECT_EQ(to("UA-14"), "INDETERMINATE");
}

}  // namespace
}  // namespace licet::decide::test
