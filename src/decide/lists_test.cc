#include "world_test.h"

// Who the parties are: rows, their days, doubtful matches, lists that are absent or old.
namespace licet::decide::test {
namespace {

std::string to_listed(std::string_view name, std::string_view more = "") {
  return cat("{", parties(party(name, more)), R"(,"destination":"CN"})");
}

TEST(Lists, ARowCountsFromItsFirstDayToItsLast) {
  snapshot::EntryRecord entry = entity("Listed Works", "CN", "2020-03-02");
  entry.until = day("2021-07-02");  // half-open: the last day is the first of July
  const World known = world({entry});
  const std::string asked = to_listed("Listed Works");
  EXPECT_EQ(verdict(known, asked, "2020-03-01"), "NLR");
  EXPECT_EQ(verdict(known, asked, "2020-03-02"), "LICENCE_REQUIRED");
  EXPECT_EQ(verdict(known, asked, "2021-07-01"), "LICENCE_REQUIRED");
  EXPECT_EQ(verdict(known, asked, "2021-07-02"), "NLR");
}

TEST(Lists, BetweenPossibleAndCertainNobodyKnows) {
  snapshot::EntryRecord entry = entity("Listed Works", "CN", "2020-03-02");
  entry.possible_from = day("2020-01-02");
  const World known = world({entry});
  const std::string asked = to_listed("Listed Works");
  EXPECT_EQ(verdict(known, asked, "2020-01-01"), "NLR");
  for (const char* on : {"2020-01-02", "2020-02-15", "2020-03-01"}) {
    const Answer answer = ask(known, question(asked), on);
    EXPECT_EQ(answer.verdict, Verdict::kIndeterminate) << on;
    EXPECT_FALSE(answer.document.find("missing")->array().empty()) << on;
  }
  EXPECT_EQ(verdict(known, asked, "2020-03-02"), "LICENCE_REQUIRED");
}

TEST(Lists, APossibleMatchGoesToAPerson) {
  const World known = world({entity("Northgate Precision Optics", "CN", "2020-01-01")});
  const Answer answer = ask(known, question(to_listed("Northgate Precision Optiks")), "2022-06-01");
  EXPECT_EQ(answer.verdict, Verdict::kRefer);
  const Json& screening = answer.document.find("screening")->array().at(0);
  EXPECT_FALSE(screening.find("matches")->array().at(0).find("taken_as_the_party")->boolean());
  EXPECT_FALSE(screening.find("coverage")->array().empty());
}

TEST(Lists, TheSameNameInAnotherCountryIsNotTakenForTheParty) {
  const World known = world({entity("Northgate Optics", "RU", "2020-01-01")});
  const std::string verdict_in_cn = verdict(known, to_listed("Northgate Optics"), "2022-06-01");
  EXPECT_NE(verdict_in_cn, "LICENCE_REQUIRED");
  EXPECT_NE(verdict_in_cn, "NLR");
}

// Also a list that the rules have no word for.
TEST(Lists, AHitOnAListOfAnotherAuthorityGoesToAPerson) {
  for (const char* list : {"un-consolidated", "eu-consolidated", "uk-sanctions", "ministry-list"}) {
    snapshot::EntryRecord entry = entity("Listed Works", "CN", "2020-03-02");
    entry.list = list;
    const World known = world({entry});
    EXPECT_EQ(verdict(known, to_listed("Listed Works"), "2022-06-01"), "REFER") << list;
    EXPECT_EQ(verdict(known, to_listed("Listed Work"), "2022-06-01"), "REFER") << list;
    EXPECT_EQ(verdict(known, to_listed("Somebody Else"), "2022-06-01"), "NLR") << list;
  }
}

TEST(Lists, ListedByHandIsNotScreened) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  EXPECT_EQ(verdict(known, to_listed("Listed Works", R"("listed":[])"), "2022-06-01"), "NLR");
  EXPECT_EQ(verdict(known,
                    to_listed("Nobody Else", R"("listed":[{"list":"entity-list",)"
                                             R"("from":"2020-01-01","until":"2021-12-31"}])"),
                    "2021-12-31"),
            "LICENCE_REQUIRED");
}

TEST(Lists, AMandatoryListThatIsNotThereLeavesItOpen) {
  const std::string asked = to_listed("Plain Trading");
  EXPECT_EQ(verdict(world({}), asked, "2022-06-01"), "NLR");
  for (const auto& list : rules().mandatory_lists()) {
    const World known = world({}, list);
    EXPECT_EQ(verdict(known, asked, "2022-06-01"), "INDETERMINATE") << list;
    const Answer answer = ask(known, question(asked), "2022-06-01");
    EXPECT_TRUE(has(column(answer, "missing", "fact"), "lists/" + list)) << list;
    // Hits on the other lists still count, and who is not screened needs no list: every party and
    // the exporter are given by hand.
    EXPECT_EQ(verdict(known,
                      R"({"exporter":{"name":"S","country":"US","us_person":true,"listed":[]}})",
                      "2022-06-01"),
              "NLR")
        << list;
  }
  const World no_sdn = world({entity("Listed Works", "CN", "2020-01-01")}, "sdn");
  EXPECT_EQ(verdict(no_sdn, to_listed("Listed Works"), "2022-06-01"), "LICENCE_REQUIRED");
}

TEST(Lists, AnExtractIsSaid) {
  const World known = world({}, "", true);
  const Answer answer = ask(known, question(to_listed("Plain Trading")), "2022-06-01");
  EXPECT_TRUE(has(column(answer, "assumptions", "fact"), "lists_are_an_extract"));
  const Answer whole = ask(world({}), question(to_listed("Plain Trading")), "2022-06-01");
  EXPECT_FALSE(has(column(whole, "assumptions", "fact"), "lists_are_an_extract"));
}

Answer live(const World& known, const std::string& changes, bool stale) {
  Options options;
  options.law_day = day("2022-06-01");
  options.day_from = "today";
  options.live = Live{"2022-06-01T12:00:00Z", "2022-06-01T06:00:00Z", stale};
  const Question read = read_question(question(changes), rules()).value();
  return decide(known.known(), read, options).value();
}

TEST(Lists, OldListsHoldALiveYesAndNothingElse) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01")});
  EXPECT_EQ(live(known, to_listed("Plain Trading"), false).verdict, Verdict::kNlr);
  const Answer held = live(known, to_listed("Plain Trading"), true);
  EXPECT_EQ(held.verdict, Verdict::kHold);
  EXPECT_TRUE(has(column(held, "conditions", "kind"), "list_stale"));
  EXPECT_EQ(live(known, to_listed("Listed Works"), true).verdict, Verdict::kLicenceRequired);
}

TEST(Lists, AListedExporterIsASign) {
  const World known = world({entity("Listed Works", "US", "2020-01-01"),
                             row("denied-persons", "Denied Works", "US", "2020-01-01")});
  const auto from = [](const char* name) {
    return cat(R"({"exporter":{"name":")", name, R"(","country":"US","us_person":true}})");
  };
  EXPECT_EQ(verdict(known, from("Sender Works"), "2022-06-01"), "NLR");
  EXPECT_FALSE(may_proceed(ask(known, question(from("Listed Works")), "2022-06-01").verdict));
  EXPECT_EQ(verdict(known, from("Denied Works"), "2022-06-01"), "PROHIBITED");
}

TEST(Lists, SeveralListedPartiesAreEachShown) {
  const World known = world({entity("Listed Works", "CN", "2020-01-01"),
                             entity("Other Listed Foundry", "CN", "2021-01-01"),
                             row("denied-persons", "Denied Works", "CN", "2020-01-01")});
  const std::string two =
      cat("{", parties(party("Listed Works") + "," + party("Other Listed Foundry")),
          R"(,"destination":"CN"})");
  const Answer answer = ask(known, question(two), "2022-06-01");
  std::vector<std::string> names;
  for (const Json& requirement : answer.document.find("requirements")->array())
    if (const Json* entries = requirement.find("entries"))
      for (const Json& entry : entries->array()) names.emplace_back(entry.text("name"));
  EXPECT_TRUE(has(names, "Listed Works"));
  EXPECT_TRUE(has(names, "Other Listed Foundry"));
  const std::string three = cat(
      "{", parties(party("Listed Works") + "," + party("Denied Works")), R"(,"destination":"CN"})");
  EXPECT_EQ(verdict(known, three, "2022-06-01"), "PROHIBITED");
}

// Adding a row never lets more go.
TEST(Lists, OneRowMoreNeverClears) {
  const std::vector<snapshot::EntryRecord> rows{
      entity("Plain Trading", "CN", "2020-01-01"),
      row("unverified-list", "Plain Trading", "CN", "2020-01-01"),
      row("denied-persons", "Plain Trading", "CN", "2020-01-01"),
      row("sdn", "Plain Trading", "CN", "2020-01-01"),
      row("meu-list", "Plain Trading", "CN", "2020-01-01")};
  std::vector<snapshot::EntryRecord> some;
  Verdict before = ask(world({}), question(to_listed("Plain Trading")), "2022-06-01").verdict;
  EXPECT_EQ(before, Verdict::kNlr);
  for (const auto& entry : rows) {
    const Verdict alone =
        ask(world({entry}), question(to_listed("Plain Trading")), "2022-06-01").verdict;
    // The Military End-User List reaches the items of Supp. No. 2 only, and chairs are none.
    EXPECT_EQ(may_proceed(alone), entry.list == "meu-list") << entry.list;
    some.push_back(entry);
    const Verdict now =
        ask(world(some), question(to_listed("Plain Trading")), "2022-06-01").verdict;
    EXPECT_GE(now, before) << entry.list;
    EXPECT_GE(now, alone) << entry.list;
    before = now;
  }
  EXPECT_EQ(before, Verdict::kProhibited);
}

}  // namespace
}  // namespace licet::decide::test
