#include "licet/decide/verdict.h"

#include "world_test.h"

namespace licet::decide::test {
namespace {

// Worst first, as the contract's table has them.
const std::vector<Verdict> kOrder{
    Verdict::kProhibited,   Verdict::kLicenceRequired,      Verdict::kHold,
    Verdict::kRefer,        Verdict::kIndeterminate,        Verdict::kAuthorisedByLicence,
    Verdict::kGeneralAuthorisation, Verdict::kExceptionAvailable,
    Verdict::kAuthorisedByOtherAgency, Verdict::kNlr,       Verdict::kNotSubject};

TEST(Verdict, OrderIsThatOfTheContract) {
  for (std::size_t i = 1; i < kOrder.size(); ++i) EXPECT_GT(kOrder[i - 1], kOrder[i]);
  EXPECT_EQ(kOrder.size(), 11u);
}

TEST(Verdict, WordsExitsAndMayProceed) {
  for (Verdict verdict : kOrder) {
    EXPECT_EQ(verdict_of(to_string(verdict)), verdict);
    EXPECT_EQ(may_proceed(verdict), exit_status(verdict) == 0) << to_string(verdict);
    EXPECT_FALSE(meaning(verdict).empty());
  }
  EXPECT_EQ(exit_status(Verdict::kProhibited), 11);
  EXPECT_EQ(exit_status(Verdict::kLicenceRequired), 10);
  for (Verdict verdict : {Verdict::kHold, Verdict::kRefer, Verdict::kIndeterminate})
    EXPECT_EQ(exit_status(verdict), 12);
  EXPECT_EQ(verdict_of("YES"), std::nullopt);
}

TEST(Verdict, TheAnswerCarriesTheWorstOfItsLines) {
  const World known = world({});
  const Answer answer = ask(known, question(R"({"destination":"CN","items":[
      {"line":"chairs","eccn":"EAR99","kind":"commodity","origin":"US"},
      {"line":"camera","eccn":"6A003.b.4.b","kind":"commodity","origin":"US"},
      {"line":"paper","kind":"technology","origin":"US","published":true}]})"), "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kLicenceRequired);
  EXPECT_EQ(column(answer, "lines", "verdict"),
            (std::vector<std::string>{"NLR", "LICENCE_REQUIRED", "NOT_SUBJECT"}));
}

// Between the cautious ones: known to be missing -> HOLD, unknown -> INDETERMINATE, stands anyway
// -> LICENCE_REQUIRED.
TEST(Verdict, HoldIndeterminateOrRequired) {
  const World known = world({row("unverified-list", "Doubtful Trading", "CN", "2020-01-01"),
                             entity("Listed Works", "CN", "2020-01-01")});
  const std::string doubtful = parties(party("Doubtful Trading"));
  const auto with = [](const std::string& some, std::string_view statement) {
    return cat("{", some, R"(,"destination":"CN","documents":{)", statement, "}}");
  };
  EXPECT_EQ(verdict(known, with(doubtful, R"("uvl_statement":false)"), "2022-06-01"), "HOLD");
  EXPECT_EQ(verdict(known, with(doubtful, ""), "2022-06-01"), "INDETERMINATE");
  EXPECT_EQ(verdict(known, with(doubtful, R"("uvl_statement":true)"), "2022-06-01"), "NLR");
  const std::string both = parties(party("Doubtful Trading") + "," + party("Listed Works"));
  for (const char* statement : {R"("uvl_statement":false)", "", R"("uvl_statement":true)"})
    EXPECT_EQ(verdict(known, with(both, statement), "2022-06-01"), "LICENCE_REQUIRED") << statement;
}

TEST(Verdict, AHoldNamesWhatItWaitsFor) {
  const World known = world({row("unverified-list", "Doubtful Trading", "CN", "2020-01-01")});
  const Answer answer =
      ask(known,
          question(cat("{", parties(party("Doubtful Trading")),
                       R"(,"destination":"CN","documents":{"uvl_statement":false}})")),
          "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kHold);
  EXPECT_EQ(column(answer, "conditions", "kind").at(0), "documents.uvl_statement");
  EXPECT_EQ(column(answer, "conditions", "text").at(0).find("Due first: "), 0u);
}

TEST(Verdict, ARedFlagHoldsOrIsACondition) {
  const World known = world({});
  EXPECT_EQ(verdict(known, R"({"red_flags":["cash_payment"]})", "2022-06-01"), "HOLD");
  const Answer noted =
      ask(known, question(R"({"red_flags":["listed_supplier"]})"), "2022-06-01");
  EXPECT_TRUE(may_proceed(noted.verdict)) << to_string(noted.verdict);
  EXPECT_TRUE(has(column(noted, "conditions", "kind"), "red_flag"));
}

TEST(Verdict, AMissingFactIsNamedAndAsked) {
  const World known = world({});
  const Json asked = question(R"({"items":[{"line":"1","kind":"commodity","origin":"US"}]})");
  const Answer answer = ask(known, asked, "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kIndeterminate);
  EXPECT_TRUE(has(column(answer, "missing", "fact"), "items/0/eccn"));
  for (const Json& one : answer.document.find("missing")->array()) {
    EXPECT_FALSE(one.text("ask").empty());
    EXPECT_FALSE(one.text("who").empty());
  }
}

TEST(Verdict, AnotherAgencyBlocksWhatThisRegimeLetsGo) {
  const World known = world({row("sdn", "Blocked Shipping", "MT", "2018-01-01")});
  const auto asked = [](bool us_person) {
    return cat(R"({"exporter":{"name":"Sender Works","country":"US","us_person":)",
               us_person ? "true" : "false", "},",
               parties(R"({"role":"end_user","name":"Blocked Shipping","country":"MT",)"
                       R"("government":false,"military_end_user":false})"), "}");
  };
  const Answer answer = ask(known, question(asked(true)), "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kRefer);
  EXPECT_TRUE(has(column(answer, "referrals", "to"), "OFAC"));
}

TEST(Verdict, AdverseWordsThatNoRuleReadsGoToAPerson) {
  const World known = world({});
  std::size_t tried = 0;
  for (const char* list : {"knowledge", "end_use"})
    for (const auto& word : rules().vocabulary().words(list)) {
      const law::WordInfo* info = rules().vocabulary().word(list, word);
      if (!info->adverse || rules().reads(list, word)) continue;
      ++tried;
      EXPECT_EQ(verdict(known, cat("{\"", list, "\":[\"", word, "\"]}"), "2022-06-01"), "REFER")
          << list << "/" << word;
    }
  for (const law::FactInfo* fact : rules().vocabulary().facts("item.")) {
    if (!fact->adverse || fact->type != law::FactType::kBool || rules().reads(fact->name, ""))
      continue;
    ++tried;
    const auto with = [&](const char* value) {
      return cat(R"({"items":[{"line":"1","eccn":"EAR99","kind":"commodity","origin":"US",")",
                 fact->name.substr(5), "\":", value, "}]}");
    };
    EXPECT_EQ(verdict(known, with("true"), "2022-06-01"), "REFER") << fact->name;
    EXPECT_EQ(verdict(known, with("false"), "2022-06-01"), "NLR") << fact->name;
  }
  RecordProperty("tried", int(tried));
}

}  // namespace
}  // namespace licet::decide::test
