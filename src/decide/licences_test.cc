#include "licet/decide/licence_check.h"
#include "licet/decide/verdict_on.h"
#include "world_test.h"

// What an individual licence brings into an answer: its conditions, and what is left of it.
namespace licet::decide::test {
namespace {

World listed() { return world({entity("Listed Works", "CN", "2020-01-01")}); }

// A licence for chairs to the listed company, with these further members of it and of its item.
std::string licence(std::string_view more = "", std::string_view item = "") {
  return cat(R"({"id":"D1","holder":"Sender Works",
    "items":[{"eccn":"EAR99","kind":"commodity")", item, R"(}],
    "parties":[{"role":"end_user","name":"Listed Works","country":"CN"}],"end_use":["civil"],
    "issued":"2020-06-01","expires":"2024-06-30")", more, "}");
}

// Chairs to the listed company under these licences; `more` = further members of the question.
std::string asked(std::string_view licences, std::string_view more = "") {
  return cat("{", parties(party("Listed Works")), R"(,"destination":"CN","licences":[)", licences,
             "]", more, "}");
}

std::string condition(std::string_view more) {
  return cat(R"(,"conditions":[{"kind":"text","text":"no use in phones","owner":"DoD",)",
             R"("cite":"letter 7")", more, "}]");
}

const Json& only(const Answer& answer, std::string_view list) {
  return answer.document.find(list)->array().at(0);
}

const Json* condition_of_licence(const Answer& answer) {
  for (const Json& one : answer.document.find("conditions")->array())
    if (one.find("licence") != nullptr) return &one;
  return nullptr;
}

TEST(LicenceConditions, WhatIsToBeKeptGoesWithTheYes) {
  for (const char* due : {"at_all_times", "after_shipment"}) {
    const Answer answer =
        ask(listed(), question(asked(licence(condition(cat(R"(,"due":")", due, "\""))))),
            "2022-06-01");
    EXPECT_EQ(answer.verdict, Verdict::kAuthorisedByLicence) << due;
    const Json* shown = condition_of_licence(answer);
    ASSERT_NE(shown, nullptr);
    EXPECT_EQ(shown->text("text"), "no use in phones");
    EXPECT_EQ(shown->text("owner"), "DoD");
    EXPECT_EQ(shown->text("licence"), "D1");
    EXPECT_EQ(shown->text("due"), due);
    EXPECT_EQ(to_canonical(*shown->find("cite")), R"~(["15 CFR 750.7(d)","letter 7"])~");
  }
}

TEST(LicenceConditions, KnownToBeUnmetHoldsAndNamesWhatIsDue) {
  const std::string due = R"(,"due":"before_shipment","met":false)";
  const Answer answer =
      ask(listed(), question(asked(licence(condition(due)))), "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kHold);
  EXPECT_EQ(only(answer, "conditions").text("kind"), "licences/0/conditions/0/met");
  EXPECT_EQ(only(answer, "conditions").text("text"),
            "Due first, by licence D1: no use in phones");
  EXPECT_EQ(only(answer, "requirements").text("status"), "awaits");
}

TEST(LicenceConditions, NotKnownToBeMetAsksForEachOfThem) {
  const std::string two = R"(,"conditions":[
    {"kind":"text","text":"first","due":"before_shipment"},
    {"kind":"text","text":"kept","due":"at_all_times"},
    {"kind":"text","text":"second"}])";
  const Answer answer = ask(listed(), question(asked(licence(two))), "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kIndeterminate);
  const auto facts = column(answer, "missing", "fact");
  EXPECT_EQ(facts.size(), 2u);
  EXPECT_TRUE(has(facts, "licences/0/conditions/0/met"));
  EXPECT_TRUE(has(facts, "licences/0/conditions/2/met"));
  EXPECT_EQ(only(answer, "missing").text("ask"),
            "Is this condition of licence D1 met: first");
}

TEST(LicenceConditions, MetSinceADayServesFromThatDayOn) {
  const std::string licences =
      licence(condition(R"(,"due":"before_shipment","met_on":"2021-03-01")"));
  EXPECT_EQ(verdict(listed(), asked(licences), "2021-02-28"), "HOLD");
  EXPECT_EQ(verdict(listed(), asked(licences), "2021-03-01"), "AUTHORISED_BY_LICENCE");
  const Answer before = ask(listed(), question(asked(licences)), "2021-02-28");
  const Json& next = before.document.find("changes")->find("next")->array().at(0);
  EXPECT_EQ(next.text("on"), "2021-03-01");
}

TEST(LicenceConditions, APaperOfTheQuestionMeetsOne) {
  const std::string licences =
      licence(condition(R"(,"due":"before_shipment","met_by":"documents.written_assurance")"));
  const auto with = [&](const char* more) {
    return verdict(listed(), asked(licences, more), "2022-06-01");
  };
  EXPECT_EQ(with(R"(,"documents":{"written_assurance":true})"), "AUTHORISED_BY_LICENCE");
  EXPECT_EQ(with(R"(,"documents":{"written_assurance":false})"), "HOLD");
  EXPECT_EQ(with(""), "INDETERMINATE");
  const Answer open = ask(listed(), question(asked(licences)), "2022-06-01");
  EXPECT_EQ(only(open, "missing").text("fact"), "documents/written_assurance");
  auto wrong = read_question(
      question(asked(licence(condition(R"(,"met_by":"documents.no_such_paper")")))), rules());
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().place, "/licences/0/conditions/0/met_by");
}

// An unmet condition of one licence does not stand in the way of another.
TEST(LicenceConditions, AnotherLicenceServesBesides) {
  std::string other = licence();
  other.replace(other.find("D1"), 2, "D2");
  const std::string held = licence(condition(R"(,"due":"before_shipment","met":false)"));
  const Answer answer = ask(listed(), question(asked(cat(held, ",", other))), "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kAuthorisedByLicence);
  EXPECT_EQ(answer.document.find("authority")->text("id"), "D2");
  EXPECT_EQ(condition_of_licence(answer), nullptr);
}

// What stands in the way besides the licence is not softened by a condition.
TEST(LicenceConditions, ARequirementThatStandsAnywayOutweighsThem) {
  const World denied = world({entity("Listed Works", "CN", "2020-01-01"),
                              row("denied-persons", "Listed Works", "CN", "2020-01-01")});
  const std::string open = condition(R"(,"due":"before_shipment")");
  EXPECT_EQ(verdict(denied, asked(licence(open)), "2022-06-01"),
            verdict(denied, asked(licence()), "2022-06-01"));
}

// The compiled rules see the same.
TEST(LicenceConditions, TheCompiledRulesSayTheSame) {
  const World known = listed();
  const Verdicts verdicts(known.known());
  for (const char* more : {R"(,"due":"before_shipment")", R"(,"due":"before_shipment","met":false)",
                           R"(,"due":"before_shipment","met_on":"2021-03-01")",
                           R"(,"due":"at_all_times")", ""})
    for (const char* on : {"2020-05-31", "2021-02-28", "2021-03-01", "2024-07-01"})
      for (bool strict : {false, true}) {
        const auto read = read_question(question(asked(licence(condition(more)))), rules());
        const Screening screening = screen_parties(known.known(), read.value()).value();
        Options options;
        options.law_day = day(on);
        options.strict = strict;
        EXPECT_EQ(verdicts.on(read.value(), screening, options),
                  decide_on(known.known(), read.value(), screening, options).verdict)
            << more << on << strict;
      }
}

TEST(LicenceAmounts, TheAnswerSaysWhatIsLeftAfterTheShipment) {
  const std::string item = R"(,"line":"1","quantity":{"amount":"100","unit":"piece"},
    "value":{"amount":"9000","currency":"USD"},"used":{"quantity":"60","value":"5000"},
    "held":{"quantity":"10","value":"1000"})";
  const auto goods = [](const char* pieces) {
    return cat(R"(,"items":[{"line":"1","eccn":"EAR99","kind":"commodity","origin":"US",)",
               R"("quantity":{"amount":")", pieces, R"(","unit":"piece"},)",
               R"("value":{"amount":"500","currency":"USD"}}])");
  };
  const Answer answer =
      ask(listed(), question(asked(licence("", item), goods("25"))), "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kAuthorisedByLicence);
  EXPECT_EQ(to_canonical(*answer.document.find("authority")->find("remains")),
            R"({"currency":"USD","line":"1","quantity":"5","unit":"piece","value":"2500"})");
  const Answer over =
      ask(listed(), question(asked(licence("", item), goods("31"))), "2022-06-01");
  EXPECT_EQ(over.verdict, Verdict::kLicenceRequired);
  EXPECT_NE(to_canonical(over.document).find("of which 60 shipped and 10 reserved, not 31 more"),
            std::string::npos);
}

TEST(LicenceAmounts, WhatIsNotKnownOfALineIsAskedInItsWords) {
  const Answer answer = ask(
      listed(), question(asked(licence("", R"(,"quantity":{"amount":"1","unit":"piece"})"))),
      "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kIndeterminate);
  EXPECT_EQ(only(answer, "missing").text("fact"), "licences/0/covers_line");
  EXPECT_NE(only(answer, "missing").text("ask").find("`quantity` is not known"),
            std::string::npos);
}

TEST(LicencePorts, MustBeThoseOfTheShipment) {
  const auto with = [](const char* more) {
    const Answer answer = ask(
        listed(), question(asked(licence(R"(,"ports":{"unlading":["CNSHA"]})"), more)),
        "2022-06-01");
    const Json::Array& missing = answer.document.find("missing")->array();
    return cat(to_string(answer.verdict), missing.empty() ? "" : " ",
               missing.empty() ? "" : missing[0].text("ask"));
  };
  EXPECT_EQ(with(R"(,"ports":{"unlading":"CNSHA"})"), "AUTHORISED_BY_LICENCE");
  EXPECT_EQ(with(R"(,"ports":{"unlading":"CNNGB","export":"USLAX"})"), "LICENCE_REQUIRED");
  const std::string open = cat("INDETERMINATE Does licence D1 cover it? Of its clauses: ",
                               "`ports/unlading` is not known.");
  EXPECT_EQ(with(R"(,"ports":{"export":"USLAX"})"), open);
  EXPECT_EQ(with(""), open);
}

TEST(LicencePorts, OfTheQuestionAreCodes) {
  const auto refused = [](const char* more) {
    const auto read = read_question(question(asked(licence(), more)), rules());
    return read.ok() ? std::string("read") : read.error().place;
  };
  EXPECT_EQ(refused(R"(,"ports":{"export":"USLAX"})"), "read");
  EXPECT_EQ(refused(R"(,"ports":{"export":"Los Angeles"})"), "/ports/export");
  EXPECT_EQ(refused(R"(,"ports":{"exports":"USLAX"})"), "/ports/exports");
  EXPECT_EQ(refused(R"(,"ports":{"export":7})"), "/ports/export");
}

TEST(LicenceEnds, EachHasItsWordAndItsProvision) {
  const std::pair<const char*, const char*> ends[] = {{"surrender", "it is surrendered"},
                                                      {"supersede", "it is superseded"},
                                                      {"exhaust", "it is exhausted"}};
  for (const auto& [event, says] : ends) {
    const std::string licences =
        licence(cat(R"(,"events":[{"event":")", event, R"(","on":"2021-01-01"}])"));
    const Answer answer = ask(listed(), question(asked(licences)), "2021-01-01");
    EXPECT_EQ(answer.verdict, Verdict::kLicenceRequired);
    const Json& no = only(answer, "requirements").find("foreclosed")->array().at(0);
    EXPECT_EQ(no.text("authority"), "licence:D1");
    EXPECT_EQ(no.text("because"), cat(says, " since 2021-01-01"));
  }
}

TEST(LicenceCheck, SaysClauseByClauseWhatServesAndPutsTheBestFirst) {
  const auto with = [](const char* id, const char* used, const char* more = "") {
    std::string one = licence(more, cat(R"(,"quantity":{"amount":"100","unit":"piece"},
      "used":{"quantity":")", used, "\"}"));
    return one.replace(one.find("D1"), 2, id);
  };
  const std::string goods =
      R"(,"items":[{"line":"7","eccn":"EAR99","kind":"commodity","origin":"US",
      "quantity":{"amount":"20","unit":"piece"}}])";
  const std::string all =
      cat(with("D1", "90"), ",", with("D2", "70"), ",", with("D3", "10"), ",",
          with("D4", "0", condition(R"(,"due":"before_shipment")").c_str()), ",",
          with("D5", "0", R"(,"events":[{"event":"suspend","on":"2021-01-01"}])"));
  const auto read = read_question(question(asked(all, goods)), rules());
  ASSERT_TRUE(read.ok()) << to_line(read.error());
  const Json checked = check_licences(read.value(), day("2022-06-01")).value();
  EXPECT_EQ(checked.text("serves"), "yes");
  std::string order;
  for (const Json& one : checked.find("licences")->array())
    order += cat(one.text("licence"), " ", one.text("serves"), " ");
  EXPECT_EQ(order, "D3 yes D2 yes D4 unknown D5 no D1 no ");
  const Json& best = checked.find("licences")->array()[0];
  const Json& line = best.find("lines")->array()[0];
  EXPECT_EQ(line.text("line"), "7");
  EXPECT_EQ(line.find("remains")->text("quantity"), "70");
  for (const Json& clause : line.find("clauses")->array()) EXPECT_EQ(clause.text("fits"), "yes");
  const Json& worst = checked.find("licences")->array()[4].find("lines")->array()[0];
  for (const Json& clause : worst.find("clauses")->array())
    EXPECT_EQ(clause.text("fits"), clause.text("clause") == "quantity" ? "no" : "yes");
  EXPECT_EQ(checked.find("licences")->array()[3].text("status"), "suspended");
}

// Clause by clause and the answer may not differ.
TEST(LicenceCheck, ServesExactlyWhereTheAnswerIsByLicence) {
  for (const char* due : {"before_shipment", "at_all_times"})
    for (const char* on : {"2020-05-31", "2020-06-01", "2024-06-30", "2024-07-01"})
      for (const char* use : {"civil", "internal_use"}) {
        const Json put = question(asked(licence(condition(cat(R"(,"due":")", due, "\""))),
                                        cat(R"(,"end_use":[")", use, "\"]")));
        const Verdict verdict = ask(listed(), put, on).verdict;
        const Json checked =
            check_licences(read_question(put, rules()).value(), day(on)).value();
        EXPECT_EQ(checked.text("serves") == "yes", verdict == Verdict::kAuthorisedByLicence)
            << due << on << use;
        EXPECT_EQ(checked.text("serves") == "no", verdict == Verdict::kLicenceRequired)
            << due << on << use;
      }
}

TEST(LedgerNote, IsCarriedAndReplaysToTheSameBytes) {
  const World known = listed();
  auto read = read_question(question(asked(licence())), rules());
  ASSERT_TRUE(read.ok());
  Options options;
  options.law_day = day("2022-06-01");
  options.ledger = Json::Object{{"size", 7}, {"root", "00"}};
  const Answer answer = decide(known.known(), read.value(), options).value();
  EXPECT_EQ(answer.document.find("asked")->find("ledger")->find("size")->integer(), 7);
  EXPECT_TRUE(replay(known.known(), answer.document).ok());
}

}  // namespace
}  // namespace licet::decide::test
