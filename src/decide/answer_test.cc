#include "world_test.h"

// What an answer says beside its verdict: assumptions, history, licences, what does not serve; and
// that it can be asked again.
namespace licet::decide::test {
namespace {

TEST(Answer, AssumesWhatIsNotSaidAndAsksUnderStrict) {
  const World known = world({});
  const std::string silent = R"({"knowledge":null,"red_flags":null})";
  const Answer answer = ask(known, question(silent), "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kNlr);
  EXPECT_TRUE(has(column(answer, "assumptions", "fact"), "knowledge"));
  const Answer strict = ask(known, question(silent), "2022-06-01", true);
  EXPECT_EQ(strict.verdict, Verdict::kIndeterminate);
  EXPECT_TRUE(has(column(strict, "missing", "fact"), "knowledge"));
  EXPECT_FALSE(has(column(strict, "assumptions", "fact"), "knowledge"));
}

TEST(Answer, UnverifiedHistoryIsACondition) {
  const World known = world({}, "", false, "2022-05-06");
  const std::string asked =
      cat("{", parties(party("Plain Trading")), R"(,"destination":"CN"})");
  const Answer before = ask(known, question(asked), "2019-05-15");
  EXPECT_EQ(before.verdict, Verdict::kNlr);
  EXPECT_TRUE(has(column(before, "conditions", "kind"), "history_unverified"));
  EXPECT_TRUE(has(column(before, "assumptions", "fact"), "history:list/entity-list"));
  EXPECT_EQ(ask(known, question(asked), "2019-05-15", true).verdict, Verdict::kIndeterminate);
}

TEST(Answer, NoLicenceNeededSaysNothingOfALicence) {
  const Answer answer = ask(world({}), question(), "2022-06-01");
  EXPECT_TRUE(answer.document.find("authority")->is_null());
  EXPECT_TRUE(answer.document.find("requirements")->array().empty());
  EXPECT_TRUE(answer.document.find("may_proceed")->boolean());
}

const std::string kLicensed = R"("destination":"CN","licences":[{"id":"D1","holder":"Sender Works",
  "items":[{"eccn":"EAR99","description":"chairs","kind":"commodity"}],
  "parties":[{"role":"end_user","name":"Listed Works","country":"CN"}],"end_use":["civil"],
  "issued":"2020-06-01","expires":"2024-06-30","events":[{"event":"issue","on":"2020-06-01"},
  {"event":"suspend","on":"2021-01-10"},{"event":"resume","on":"2021-02-10"},
  {"event":"revoke","on":"2022-01-10"}]}])";

std::string licensed(std::string_view more = "") {
  return cat("{", parties(party("Listed Works")), ",", kLicensed, more, "}");
}

TEST(Answer, ALicenceServesOnlyWhileItLives) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  auto read = read_question(question(licensed()), rules());
  ASSERT_TRUE(read.ok()) << to_line(read.error());
  EXPECT_EQ(verdict(known, licensed(), "2020-05-31"), "LICENCE_REQUIRED");
  EXPECT_EQ(verdict(known, licensed(), "2020-06-01"), "AUTHORISED_BY_LICENCE");
  EXPECT_EQ(verdict(known, licensed(), "2021-01-09"), "AUTHORISED_BY_LICENCE");
  EXPECT_EQ(verdict(known, licensed(), "2021-01-10"), "LICENCE_REQUIRED");
  EXPECT_EQ(verdict(known, licensed(), "2022-01-10"), "LICENCE_REQUIRED");
}

TEST(Answer, ALicenceForOtherThingsDoesNotServe) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  for (const char* more :
       {R"(,"items":[{"line":"1","eccn":"3A991","kind":"commodity","origin":"US"}])",
        R"(,"end_use":["resale"])",
        R"(,"exporter":{"name":"Another Sender","country":"US","us_person":true})"})
    EXPECT_NE(verdict(known, licensed(more), "2020-06-01"), "AUTHORISED_BY_LICENCE") << more;
}

TEST(Answer, ThingsThatDoNotServeSayWhy) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  const Answer answer = ask(known, question(licensed()), "2022-01-10");
  std::size_t seen = 0;
  for (const Json& requirement : answer.document.find("requirements")->array())
    for (const Json& no : requirement.find("foreclosed")->array()) {
      ++seen;
      EXPECT_FALSE(no.text("because").empty());
      EXPECT_FALSE(no.find("cite")->array().empty());
      if (no.text("authority") == "licence:D1") {
        EXPECT_TRUE(no.text("because").ends_with("it is revoked since 2022-01-10"))
            << no.text("because");
      }
    }
  EXPECT_GE(seen, 1u);
}

TEST(Answer, ExceptionIsForeclosedForAListedParty) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  const std::string goods = R"("destination":"CN","items":[{"line":"1","eccn":"5A002.a",
    "kind":"commodity","origin":"US","enc_paragraph":"b1","nonstandard_cryptography":false,
    "source_code":false}])";
  const std::string plain = cat("{", parties(party("Plain Trading")), ",", goods, "}");
  EXPECT_EQ(verdict(known, plain, "2022-06-01"), "EXCEPTION_AVAILABLE");
  const Answer answer =
      ask(known, question(cat("{", parties(party("Listed Works")), ",", goods, "}")), "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kLicenceRequired);
  bool shown = false;
  for (const Json& requirement : answer.document.find("requirements")->array())
    for (const Json& no : requirement.find("foreclosed")->array())
      shown = shown || (no.text("authority") == "exception:ENC" &&
                        no.find("cite")->array().at(0).string() == "15 CFR 744.16(b)");
  EXPECT_TRUE(shown);
}

// GBS and LVS both serve: the one that asks for less is the answer's, the other stands beside it
// with what it would ask for; none of them is called foreclosed.
TEST(Answer, OtherAuthoritiesThatWouldServeAreShown) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  const auto wafers = [](std::string_view amount) {
    return cat(R"(,"destination":"TH","items":[{"line":"1","eccn":"3C005","kind":"commodity",)",
               R"("origin":"US","order":"A","value":{"amount":")", amount,
               R"(","currency":"USD"}}]})");
  };
  const std::string buyer = cat("{", parties(party("Plain Trading")));
  const Answer answer = ask(known, question(buyer + wafers("900")), "2022-06-01");
  ASSERT_EQ(answer.verdict, Verdict::kExceptionAvailable);
  const Json& requirement = answer.document.find("requirements")->array().at(0);
  EXPECT_EQ(requirement.text("by"), "exception:GBS");
  const Json* also = requirement.find("also");
  ASSERT_NE(also, nullptr);
  ASSERT_EQ(also->array().size(), 1u);
  const Json& other = also->array()[0];
  EXPECT_EQ(other.text("authority"), "exception:LVS");
  EXPECT_FALSE(other.find("conditions")->array().empty());
  EXPECT_FALSE(other.find("rests_on")->array().empty());
  for (const Json& no : requirement.find("foreclosed")->array())
    EXPECT_NE(no.text("authority"), "exception:LVS");
  const Answer dear = ask(known, question(buyer + wafers("90000")), "2022-06-01");
  EXPECT_EQ(dear.document.find("requirements")->array().at(0).find("also"), nullptr);
}

// A licence that would serve without any assumption stands beside: the exception that the answer
// names still shows what it assumes.
TEST(Answer, WhatTheNamedAuthorityAssumesIsShownWhateverElseServes) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  const std::string goods =
      R"({"parties":[{"role":"end_user","name":"Plain Trading","country":"TH","government":false,)"
      R"("military_end_user":false}],"destination":"TH","items":[{"line":"1","eccn":"3A002.a",)"
      R"("kind":"commodity","origin":"US","order":"A","value":{"amount":"900",)"
      R"("currency":"USD"}}])";
  const std::string licence =
      R"(,"licences":[{"id":"D1","holder":"Sender Works",)"
      R"("items":[{"eccn":"3A002.a","description":"scopes","kind":"commodity"}],)"
      R"("parties":[{"role":"end_user","name":"Plain Trading","country":"TH"}],)"
      R"("end_use":["civil"],"issued":"2020-01-01","expires":"2024-01-01",)"
      R"("events":[{"event":"issue","on":"2020-01-01"}]}])";
  bool beside = false;
  for (const std::string& more : {std::string("}"), licence + "}"}) {
    const Answer answer = ask(known, question(goods + more), "2022-06-01");
    ASSERT_EQ(answer.verdict, Verdict::kExceptionAvailable);
    const Json& requirement = answer.document.find("requirements")->array().at(0);
    ASSERT_EQ(requirement.text("by"), "exception:LVS");
    beside = requirement.find("also") != nullptr;
    EXPECT_TRUE(has(column(answer, "assumptions", "fact"),
                    "items/0/year_value_same_eccn_consignee_usd"))
        << more;
  }
  EXPECT_TRUE(beside);
}

TEST(Answer, EveryStepOfTheProofHasItsCitation) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  const Answer answer = ask(known, question(licensed()), "2020-06-01");
  const auto& proof = answer.document.find("proof")->array();
  ASSERT_FALSE(proof.empty());
  for (const Json& step : proof) {
    EXPECT_FALSE(step.find("cite")->array().empty()) << step.text("norm");
    EXPECT_FALSE(step.text("says").empty());
    EXPECT_FALSE(step.text("source").empty());
  }
  EXPECT_NE(explain(answer.document).find("us.ear.744.11.a"), std::string::npos);
}

TEST(Answer, ReplayGivesTheSameBytes) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  for (const char* on : {"2019-12-31", "2020-06-01", "2021-01-10", "2026-01-01"})
    for (bool strict : {false, true}) {
      const Answer answer = ask(known, question(licensed()), on, strict);
      EXPECT_TRUE(replay(known.known(), answer.document).ok()) << on;
      const std::string text = to_canonical(answer.document);
      EXPECT_EQ(to_canonical(read_json(text).value()), text);
    }
}

TEST(Answer, ReplayFindsEveryChange) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  const Answer answer = ask(known, question(licensed()), "2021-01-10");
  for (const auto& [key, value] : answer.document.object()) {
    Json changed = answer.document;
    changed.object()[key] = "something else";
    EXPECT_FALSE(replay(known.known(), changed).ok()) << key;
    changed.object().erase(key);
    EXPECT_FALSE(replay(known.known(), changed).ok()) << key;
  }
  const World other = world({entity("Listed Works", "CN", "2020-01-02")});
  const auto status = replay(other.known(), answer.document);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, Code::SnapshotWrongId);
}

TEST(Answer, TimelineIsTheAnswerOfEachDay) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  const Question read = read_question(question(licensed()), rules()).value();
  const Day from = day("2019-12-20"), last = day("2022-01-20");
  const auto stretches = timeline(known.known(), read, {}, from, last).value();
  EXPECT_EQ(stretches.front().from, from);
  EXPECT_EQ(stretches.back().last, last);
  std::size_t at = 0;
  for (Day one = from; one <= last; one = one.plus(1)) {
    if (one > stretches[at].last) ++at;
    ASSERT_TRUE(stretches[at].from <= one && one <= stretches[at].last);
    if (one.number % 7 != 0 && one != stretches[at].from && one != stretches[at].last) continue;
    Options options;
    options.law_day = one;
    const Screening screening = screen_parties(known.known(), read).value();
    EXPECT_EQ(decide_on(known.known(), read, screening, options).verdict, stretches[at].verdict)
        << to_string(one);
  }
}

TEST(Answer, ALaterDayThanTheNewestRuleSaysSo) {
  const Answer answer = ask(world({}), question(), "2090-01-01");
  EXPECT_TRUE(has(column(answer, "assumptions", "fact"), "law_as_known"));
}

}  // namespace
}  // namespace licet::decide::test
