#include "identifiers.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "licet/match/key.h"
#include "mutate.h"
#include "test_data.h"

namespace licet::match {
namespace {

using Texts = std::vector<std::string>;

TEST(Identifiers, NumbersOfWhatTheListsGive) {
  EXPECT_EQ(numbers_of("CA, BC166787, Passport"), Texts{"BC166787"});
  EXPECT_EQ(numbers_of("IMO 8898831, Vessel Registration Identification"), Texts{"8898831"});
  EXPECT_EQ(numbers_of("MM, 2017-01-16, 110364903, Registration Number"), Texts{"110364903"});
  EXPECT_EQ(numbers_of("52-023-7366, D-U-N-S Number"), Texts{"520237366"});
  EXPECT_EQ(numbers_of("ES, 78.865.882, D.N.I."), Texts{"78865882"});
  EXPECT_EQ(numbers_of("Passport 717637093 (Syria)"), Texts{"717637093"});
  EXPECT_EQ(numbers_of("AIIFIQBA, SWIFT/BIC"), Texts{"AIIFIQBA"});
  EXPECT_EQ(numbers_of("call sign: 5IM316"), Texts{"5IM316"});
  for (const char* nobody :
       {"date of birth: 1961-02-12", "Male, Gender", "24 Feb 2022, Listing Date (EO 14024):",
        "http://www.90zavod.ru, Website", "A300B4-605R, Aircraft Model", "MX, 22 (Jalisco)"})
    EXPECT_TRUE(numbers_of(nobody).empty()) << nobody;
}

TEST(Identifiers, WhatIsAskedIsChecked) {
  EXPECT_EQ(number_asked("717-637-093").value(), "717637093");
  EXPECT_EQ(number_asked("IMO 9074729").value(), "9074729");
  EXPECT_FALSE(number_asked("IMO 9074728").ok());
  EXPECT_EQ(number_asked("LEI 5493001KJTIIGC8Y1R12").value(), "5493001KJTIIGC8Y1R12");
  EXPECT_FALSE(number_asked("LEI 5493001KJTIIGC8Y1R13").ok());
  EXPECT_EQ(number_asked("aiifiqba").value(), "AIIFIQBA");
  EXPECT_FALSE(number_asked("12").ok());
  EXPECT_FALSE(number_asked("").ok());
}

// One wrong digit of an IMO number is seen, but for those that the weights 6, 5, 4 and 2 cannot
// tell (five apart, or even ones apart at weight 5).
TEST(Identifiers, TheCheckDigitOfAShipSeesOneWrongDigit) {
  const std::string good = "9074729";
  for (std::size_t at = 0; at < good.size(); ++at)
    for (char c = '0'; c <= '9'; ++c) {
      std::string wrong = good;
      wrong[at] = c;
      const bool even_weight = at < 6 && (7 - at) % 2 == 0 && (c - good[at]) % 5 == 0;
      const bool five = at == 2 && (c - good[at]) % 2 == 0;
      if (wrong == good || even_weight || five) continue;
      EXPECT_FALSE(number_asked(cat("IMO ", wrong)).ok()) << wrong;
    }
}

TEST(Born, EveryFormOfTheLists) {
  const auto span = [](const char* text) {
    const auto read = born_span(text);
    return read.ok() ? cat(to_string(read.value().from), " ", to_string(read.value().last))
                     : std::string("none");
  };
  EXPECT_EQ(span("1961-02-12"), "1961-02-12 1961-02-12");
  EXPECT_EQ(span("12 Feb 1961"), "1961-02-12 1961-02-12");
  EXPECT_EQ(span("Feb 1961"), "1961-02-01 1961-02-28");
  EXPECT_EQ(span("1961"), "1961-01-01 1961-12-31");
  EXPECT_EQ(span("1960 to 1962"), "1960-01-01 1962-12-31");
  EXPECT_EQ(span("circa 1961"), "1960-01-02 1962-12-31");
  for (const char* wrong :
       {"", "61", "12/02/1961", "31 Feb 1961", "1962 to 1960", "circa", "Foo 1961"})
    EXPECT_EQ(span(wrong), "none") << wrong;
}

snapshot::Snapshot people() {
  snapshot::Contents contents;
  contents.sources.push_back({"sdn", "sdn", parse_day("2026-07-31").value(), 3, false, "t", {}});
  const auto add = [&](const char* id, const char* name, Texts identifiers) {
    snapshot::EntryRecord entry;
    entry.list = "sdn";
    entry.entry_id = id;
    entry.type = snapshot::PartyType::kPerson;
    entry.names.push_back({name, snapshot::AliasKind::kPrimary, key_of(name).value()});
    entry.identifiers = std::move(identifiers);
    contents.entries.push_back(std::move(entry));
  };
  add("1", "HASSAN, Mohammed", {"date of birth: 1961-02-12", "CA, BC166787, Passport"});
  add("2", "HASSAN, Mohammed", {"date of birth: 1985"});
  add("3", "HASSAN, Mohammed", {});
  return snapshot_of(contents);
}

std::string found(const Query& query) {
  static const snapshot::Snapshot known = people();
  std::string out;
  const auto matches = screen(known, query);
  const auto twin = screen_reference(known, query);
  if (!matches.ok()) return "error";
  EXPECT_EQ(matches.value().size(), twin.value().size());
  for (std::size_t i = 0; i < matches.value().size(); ++i) {
    const Match& match = matches.value()[i];
    EXPECT_EQ(match.score_permille, twin.value()[i].score_permille);
    EXPECT_EQ(match.evidence.size(), twin.value()[i].evidence.size());
    out += cat(out.empty() ? "" : " ", known.entry(match.entry).entry_id, ":",
               match.score_permille);
  }
  return out;
}

TEST(Born, RanksAndNeverHides) {
  Query query;
  query.name = "Mohammed Hasan";
  const std::string all = found(query);
  query.born = born_span("12 Feb 1961").value();
  const std::string with = found(query);
  EXPECT_EQ(with.substr(0, 2), "1:");
  EXPECT_EQ(std::count(with.begin(), with.end(), ':'), 3) << with;
  EXPECT_NE(with, all);
  query.born = born_span("1961").value();
  const std::string year = found(query);
  EXPECT_EQ(std::count(year.begin(), year.end(), ':'), 3) << year;
  Query same;
  same.name = "HASSAN, Mohammed";
  same.born = born_span("1990-01-01").value();
  EXPECT_EQ(found(same), "3:1000 1:940 2:940");
}

TEST(WeakAlias, RanksLowerAndConfirmsNobody) {
  snapshot::Contents contents;
  contents.sources.push_back({"sdn", "sdn", parse_day("2026-07-31").value(), 2, false, "t", {}});
  for (const char* id : {"1", "2"}) {
    snapshot::EntryRecord entry;
    entry.list = "sdn";
    entry.entry_id = id;
    entry.names.push_back({cat("Somebody Else ", id), snapshot::AliasKind::kPrimary,
                           key_of(cat("Somebody Else ", id)).value()});
    entry.names.push_back({"THE CHESS PLAYER",
                           id[0] == '1' ? snapshot::AliasKind::kWeak : snapshot::AliasKind::kAlias,
                           key_of("THE CHESS PLAYER").value()});
    contents.entries.push_back(std::move(entry));
  }
  const auto known = snapshot_of(contents);
  Query query;
  query.name = "The Chess Player";
  const auto found = screen(known, query).value();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(known.entry(found[0].entry).entry_id, "2");
  EXPECT_EQ(found[0].score_permille, 1000);
  EXPECT_TRUE(found[0].same_name);
  EXPECT_EQ(found[1].score_permille, 970);
  EXPECT_FALSE(found[1].same_name);
  query.name = "The Ches Plaier";
  const auto near = screen(known, query).value();
  ASSERT_EQ(near.size(), 2u) << "never hidden";
  EXPECT_GE(near[1].score_permille, kReviewThreshold);
}

TEST(Identifiers, FindWhateverTheNameIs) {
  Query query;
  query.identifiers = {"bc 166 787"};
  EXPECT_EQ(found(query), "1:960");
  query.name = "Someone Else Altogether";
  EXPECT_EQ(found(query), "1:960");
  query.type = snapshot::PartyType::kCompany;
  EXPECT_EQ(found(query), "1:960") << "a number is of one party, whatever its type is said to be";
  query.name = "HASSAN, Mohammed";
  EXPECT_EQ(found(query), "1:1000") << "of three of that name, the one with the number";
  query.list = "entity-list";
  EXPECT_EQ(found(query), "");
  Query wrong;
  wrong.identifiers = {"12"};
  EXPECT_EQ(found(wrong), "error");
}

}  // namespace
}  // namespace licet::match
