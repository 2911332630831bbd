#include "world_test.h"

// `leads_to`: the question asked again with the answer gives the verdict that was promised, and a
// threshold is where it turns.
namespace licet::decide::test {
namespace {

const Json* missing_fact(const Answer& answer, std::string_view fact) {
  for (const Json& one : answer.document.find("missing")->array())
    if (one.text("fact") == fact) return &one;
  return nullptr;
}

std::string led(const Json& missing) {
  std::string out;
  const Json* leads = missing.find("leads_to");
  if (leads == nullptr || leads->is_null()) return "none";
  for (const Json& lead : leads->array()) {
    const Json& answer = *lead.find("answer");
    out += cat(out.empty() ? "" : "; ", answer.is_string() ? answer.string() : to_canonical(answer),
               ": ", lead.text("verdict"));
  }
  return out;
}

std::string item(std::string_view more) {
  return cat(R"({"items":[{"line":"1","kind":"commodity","origin":"US",)", more, "}]", "}");
}

Json with(Json asked, std::string_view key, Json value) {
  asked.object()["items"].array()[0].object()[std::string(key)] = std::move(value);
  return asked;
}

TEST(LeadsTo, ValueOfALineTurnsAtTheLimitOfTheEntry) {
  const World known = world({});
  const Json asked = question(R"({"destination":"CL","items":[{"line":"1","kind":"commodity",
    "origin":"US","eccn":"2B350.a"}],"parties":[{"role":"end_user","name":"Plain Buyer",
    "country":"CL","listed":[],"government":false,"military_end_user":false}]})");
  const Answer answer = ask(known, asked, "2026-07-23");
  const Json* value = missing_fact(answer, "items/0/value");
  ASSERT_NE(value, nullptr) << to_canonical(*answer.document.find("missing"));
  const auto& leads = value->find("leads_to")->array();
  ASSERT_GE(leads.size(), 2u) << led(*value);
  EXPECT_EQ(leads.front().text("answer"), "<= 2000") << led(*value);
  EXPECT_EQ(leads.back().text("answer"), "> 2000");
  for (auto [amount, at] : {std::pair{"1", 0u}, {"2000", 0u}, {"2000.01", 1u}, {"9999999", 1u}}) {
    const Json more = with(asked, "value",
                           Json::Object{{"amount", amount}, {"currency", "USD"}});
    EXPECT_EQ(to_string(ask(known, more, "2026-07-23").verdict), leads[at].text("verdict"))
        << amount;
  }
}

Verdict asked_again(const World& known, const Json& asked, std::string_view on, bool strict) {
  const Question read = read_question(asked, rules()).value();
  const Screening screening = screen_parties(known.known(), read).value();
  return decide_on(known.known(), read, screening, {day(on), "asked", strict, {}, {}}).verdict;
}

// Every promise is kept: the answer is put into the question at the place named.
void expect_kept(const World& known, const Json& asked, std::string_view on, bool strict = false) {
  const Answer answer = ask(known, asked, on, strict);
  for (const Json& one : answer.document.find("missing")->array()) {
    const Json* leads = one.find("leads_to");
    ASSERT_NE(leads, nullptr);
    if (!leads->is_array()) continue;
    const auto steps = split(one.text("fact"), '/');
    for (const Json& lead : leads->array()) {
      const Json& said = *lead.find("answer");
      const std::string word = said.is_string() ? said.string() : "word";
      if (word.find_first_of(" .<>") != std::string::npos || word == "any") continue;  // ranges
      Json again = asked;
      Json* at = &again;
      for (std::string_view step : steps) {
        if (at->is_null()) *at = Json::Object{};
        at = at->is_array() ? &at->array()[std::size_t(step[0] - '0')]
                            : &at->object()[std::string(step)];
      }
      *at = said;
      EXPECT_EQ(to_string(asked_again(known, again, on, strict)), lead.text("verdict"))
          << one.text("fact") << " " << to_canonical(said);
    }
  }
}

TEST(LeadsTo, WhatIsPromisedIsKept) {
  const World known = world({});
  for (const char* eccn : {"5D992.c", "5A002.a", "9A610", "1C350"})
    for (const char* place : {"CN", "BR"}) {
      const Json asked = question(cat(R"({"destination":")", place,
                                      R"(","knowledge":null,"red_flags":null,"end_use":null,)",
                                      item(cat(R"("eccn":")", eccn, "\"")).substr(1)));
      expect_kept(known, asked, "2023-06-01");
      expect_kept(known, asked, "2023-06-01", true);
    }
}

TEST(LeadsTo, AFlagHasTwoAnswers) {
  const World known = world({});
  const Answer answer = ask(known, question(R"({"destination":"FR","items":[{"line":"1",
    "kind":"software","origin":"US","eccn":"5D992.c"}]})"), "2023-06-01");
  bool any = false;
  for (const Json& one : answer.document.find("missing")->array()) {
    const Json* leads = one.find("leads_to");
    if (!leads->is_array() || !leads->array()[0].find("answer")->is_bool()) continue;
    any = true;
    EXPECT_EQ(leads->array().size(), 2u);
  }
  EXPECT_TRUE(any) << to_canonical(*answer.document.find("missing"));
}

TEST(LeadsTo, AWordThatRulesReadHasEachOfThemAndOneForTheRest) {
  const World known = world({});
  const Answer answer = ask(known, question(R"({"destination":"CN","items":[{"line":"1",
    "kind":"software","origin":"US","eccn":"5D002.c.1","for_eccn":"5A002.a"}]})"), "2023-06-01");
  const Json* paragraph = missing_fact(answer, "items/0/enc_paragraph");
  ASSERT_NE(paragraph, nullptr);
  const auto& leads = paragraph->find("leads_to")->array();
  EXPECT_EQ(leads.back().text("answer"), "any other");
  EXPECT_NE(led(*paragraph).find("b1: "), std::string::npos) << led(*paragraph);
}

TEST(LeadsTo, ACountryOrACodeHasNone) {
  const World known = world({});
  const Answer place = ask(known, question(R"({"destination":null})"), "2023-06-01");
  ASSERT_NE(missing_fact(place, "destination"), nullptr);
  EXPECT_EQ(led(*missing_fact(place, "destination")), "none");
  const Answer code = ask(known, question(item(R"("description":"a thing")")), "2023-06-01");
  ASSERT_NE(missing_fact(code, "items/0/eccn"), nullptr);
  EXPECT_EQ(led(*missing_fact(code, "items/0/eccn")), "none");
}

TEST(LeadsTo, TheShareOfAListedOwnerTurnsAtHalf) {
  const World known = world({});
  const std::string owner = R"({"name":"Big Holding","country":"CN","listed":[
    {"list":"entity-list","from":"2020-01-01","requirement":"all_items"}]})";
  const Json asked = question(cat(
      R"({"destination":"CN","parties":[{"role":"end_user","name":"Plain Buyer","country":"CN",
      "listed":[],"government":false,"military_end_user":false,"owners":[)", owner, "]}]}"));
  const Answer answer = ask(known, asked, "2025-10-10");
  const Json* share = missing_fact(answer, "parties/0/owners/0/percent");
  ASSERT_NE(share, nullptr) << to_canonical(*answer.document.find("missing"));
  const auto& leads = share->find("leads_to")->array();
  ASSERT_EQ(leads.size(), 2u) << led(*share);
  EXPECT_EQ(leads[0].text("answer"), "< 50");
  EXPECT_EQ(leads[1].text("answer"), ">= 50");
  EXPECT_EQ(leads[1].text("verdict"), "LICENCE_REQUIRED");
}

TEST(LeadsTo, TheMostTellingQuestionComesFirst) {
  const World known = world({});
  for (const char* eccn : {"5A002.a", "3A001.b.2", "1C350"}) {
    const Answer answer =
        ask(known, question(cat(R"({"destination":"CN",)",
                                item(cat(R"("eccn":")", eccn, "\"")).substr(1))),
            "2023-06-01", true);
    int before = 1000;
    for (const Json& one : answer.document.find("missing")->array()) {
      const Json* leads = one.find("leads_to");
      int settled = 0;
      if (leads->is_array())
        for (const Json& lead : leads->array())
          settled += lead.text("verdict") == "INDETERMINATE" ||
                             lead.text("verdict") == to_string(answer.verdict)
                         ? 0
                         : 1;
      const int share = leads->is_array() ? settled * 1000 / int(leads->array().size()) : 0;
      EXPECT_LE(share, before);
      before = share;
    }
  }
}

}  // namespace
}  // namespace licet::decide::test
