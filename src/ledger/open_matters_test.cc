#include "licet/ledger/open_matters.h"

#include <set>

#include "told_story.h"
#include "world_test.h"

namespace licet::ledger::testing {
namespace {

using decide::test::World;

World nobody() { return decide::test::world({}); }
World listed() {
  return decide::test::world({decide::test::entity("Huawei", "CN", "2019-05-16")});
}

// A licence with a reservation, an application that is open, and a recorded answer.
struct Desk : Story {
  Desk() {
    grant("A-1");
    EXPECT_EQ(put(ledger, "reserve", "order-7",
                  R"({"licence":"D0000001","line":"1","on":"2020-02-01",
                  "quantity":{"amount":"60","unit":"licence"},
                  "value":{"amount":"6000","currency":"USD"}})"), "");
    (void)book.open(read_json(kGiven).value(), licence::parse_instant("2019-12-01").value(), "Ann");
    tell("A-2", "submit", "applicant", "Ann", "2019-12-01");
  }
  void record(const World& world, const char* on) {
    const Json asked = decide::test::question(cat(
        "{", decide::test::parties(decide::test::party("Huawei")), R"(,"destination":"CN"})"));
    const decide::Answer answer = decide::test::ask(world, asked, on);
    const std::string id = to_id(sha256(to_canonical(answer.document)));
    const Json body = Json::Object{{"answer", answer.document}, {"answer_id", id}};
    EXPECT_EQ(put(ledger, "answer", cat("answer/", id), to_canonical(body)), "");
  }
  OpenMatters matters(const char* on = "2020-03-01") {
    return open_matters(ledger, profiles(), decide::test::day(on)).value();
  }
};

std::string named(const Matter& matter) {
  return cat(matter.kind, " ", matter.kind == "answer" ? "" : matter.id, " ", matter.asked);
}

TEST(OpenMatters, AreWhatIsNotOver) {
  Desk desk;
  desk.record(nobody(), "2020-02-01");
  std::vector<std::string> names;
  for (const Matter& matter : desk.matters().all) names.push_back(named(matter));
  EXPECT_EQ(join(names, "; "),
            "answer  as_recorded; licence D0000001 with_licence; licence D0000001 without_licence; "
            "reservation order-7 with_licence; application A-2 without_licence");
  // After its last day only the application is left, and the answer that was recorded.
  EXPECT_EQ(desk.matters("2024-01-01").all.size(), 2u);
}

TEST(OpenMatters, AReservationIsNotCountedAgainstItself) {
  Desk desk;
  for (const Matter& matter : desk.matters().all) {
    if (matter.kind != "reservation") continue;
    const Json& line = matter.row.question.find("items")->array().at(0);
    EXPECT_EQ(line.find("quantity")->text("amount"), "60");
    const Json& licence = matter.row.question.find("licences")->array().at(0);
    EXPECT_EQ(licence.find("items")->array().at(0).find("held")->text("quantity"), "0");
  }
}

TEST(OpenMatters, WhatWasPurgedIsCounted) {
  Desk desk;
  EXPECT_EQ(put(desk.ledger, "answer", "answer/x", R"({"by":7})"), "");
  EXPECT_EQ(desk.matters().purged, 1u);
}

// Requirements with how they stand, policy and what overcomes them: what a stir must show.
std::string grounds_of(const decide::Answer& answer) {
  std::set<std::string> all;
  for (const Json& one : answer.document.find("requirements")->array()) {
    std::string rows;
    if (const Json* entries = one.find("entries")) rows = to_canonical(*entries);
    const bool open = one.text("status") == "open";
    all.insert(cat(one.text("id"), one.text("status"), one.text("by"),
                   open ? one.text("policy") : "", rows));
  }
  for (const Json& one : answer.document.find("missing")->array())
    all.insert(std::string(one.text("fact")));
  return join(std::vector<std::string>(all.begin(), all.end()), ";");
}

// What the run finds is what asking every question twice from scratch finds.
TEST(OpenMatters, ImpactEqualsBruteForce) {
  const World before = nobody(), after = listed();
  for (const auto& [from, to] : {std::pair(&before, &after), std::pair(&after, &before),
                                 std::pair(&before, &before)}) {
    Desk desk;
    desk.record(*from, "2020-02-01");
    decide::Impact::Settings settings{decide::test::day("2020-03-01"), {}, false, true};
    const decide::Impact impact(from->known(), to->known(), settings);
    int flipped = 0, stirred = 0;
    for (const Matter& matter : desk.matters().all) {
      const auto judged = impact.judge(matter.row);
      ASSERT_TRUE(judged.ok()) << named(matter) << to_line(judged.error());
      const char* on = matter.kind == "answer" ? "2020-02-01" : "2020-03-01";
      const auto was = decide::test::ask(*from, matter.row.question, on);
      const auto is = decide::test::ask(*to, matter.row.question, on);
      EXPECT_EQ(judged.value().from, was.verdict) << named(matter);
      EXPECT_EQ(judged.value().to, is.verdict) << named(matter);
      EXPECT_EQ(judged.value().flip.has_value(), was.verdict != is.verdict) << named(matter);
      const bool stirs = was.verdict == is.verdict && grounds_of(was) != grounds_of(is);
      EXPECT_EQ(judged.value().stir.has_value(), stirs) << named(matter);
      flipped += judged.value().flip ? 1 : 0;
      stirred += judged.value().stir ? 1 : 0;
    }
    if (from == to) {
      EXPECT_EQ(flipped + stirred, 0);
    } else {
      EXPECT_GE(flipped, 1);
      EXPECT_GE(flipped + stirred, 4);
    }
  }
}

// The party of a live licence comes on the list: the ground names norm, row and citation.
TEST(OpenMatters, WhatTurnsIsNamed) {
  const World before = nobody(), after = listed();
  Desk desk;
  const decide::Impact impact(before.known(), after.known(),
                              {decide::test::day("2020-03-01"), {}, false, true});
  int told = 0;
  for (const Matter& matter : desk.matters().all) {
    if (matter.kind == "answer") continue;
    const decide::Judged judged = impact.judge(matter.row).value();
    const auto& what = judged.flip ? judged.flip : judged.stir;
    ASSERT_TRUE(what) << named(matter);
    for (const decide::Ground& ground : what->because) {
      if (!ground.id.starts_with("us.ear.744.11.a") || !ground.after) continue;
      EXPECT_EQ(ground.entry, "Huawei");
      EXPECT_FALSE(ground.cite.empty());
      ++told;
      break;
    }
  }
  EXPECT_EQ(told, 4);  // the licence with and without itself, reservation, application
}

}  // namespace
}  // namespace licet::ledger::testing
