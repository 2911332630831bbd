#include "licet/law/amendment.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "licet/base/text.h"
#include "random_facts.h"
#include "random_rules.h"
#include "test_rules.h"

namespace licet::law::testing {
namespace {

using Files = std::vector<snapshot::RuleFile>;
// "id|party|row|licence" -> what applies and holds.
using Labels = std::map<std::string, std::pair<int, int>>;

Labels labels_of(Desk& desk, CaseId id, Day day) {
  Labels labels;
  desk.open(id, day);
  desk.judge_all();
  for (const LabelledInstance& each : desk.judged())
    labels[cat(desk.rules().norm(each.norm).id, "|", each.party, "|", each.listing, "|",
               each.licence)] = {each.applies.bits, each.holds.bits};
  return labels;
}

Amendment between(const Files& before, const Files& after) {
  const auto old_rules = load_or_stop(before), new_rules = load_or_stop(after);
  return amendment({*old_rules, before}, {*new_rules, after});
}

// How many of the cases stand as they were, are judged again, are read again.
using Counts = std::array<int, 3>;

// Every case that the amendment is said not to reach has the same labels before and after.
Counts check(const Files& before, const Files& after, bool strict, std::uint64_t seed, int cases) {
  const auto old_rules = load_or_stop(before), new_rules = load_or_stop(after);
  const Kernel old_kernel(old_rules, strict), new_kernel(new_rules, strict);
  Counts counts{};
  Casebook book(old_kernel);
  if (!book.fits(new_kernel)) return counts;
  const Amendment amended = amendment({*old_rules, before}, {*new_rules, after});
  Desk old_desk(old_kernel, book), new_desk(new_kernel, book);
  RandomFacts facts(*old_rules, seed), others(*new_rules, seed);
  std::vector<Day> days;
  for (int i = 0; i < cases; ++i) {
    RandomFacts& drawn = i % 2 == 0 ? facts : others;
    EXPECT_TRUE(book.add(drawn.frame(), 0).ok());
    days.push_back(drawn.day());
  }
  Reached reached(amended, old_kernel, new_kernel, book);
  for (CaseId id = 0; id < days.size(); ++id) {
    const Day day = days[id];
    const Reach reach = reached.of(id, day);
    ++counts[std::size_t(reach)];
    if (reach != Reach::kNone) continue;
    EXPECT_EQ(labels_of(old_desk, id, day), labels_of(new_desk, id, day)) << to_string(day);
    EXPECT_EQ(old_desk.unread(), new_desk.unread());
  }
  return counts;
}

RandomRules typed_rules(std::mt19937_64& random) {
  return RandomRules([&random](int n) { return int(random() % std::uint64_t(n)); }, true);
}

void strike(std::vector<RandomNorm>& norms, std::size_t at) {
  const std::string id = norms[at].id;
  norms.erase(norms.begin() + std::ptrdiff_t(at));
  for (RandomNorm& norm : norms)
    for (auto* targets : {&norm.defeats, &norm.rests_on}) std::erase(*targets, id);
}

// One norm is struck, or says something else, or at other times.
std::vector<RandomNorm> amended(std::vector<RandomNorm> norms, std::mt19937_64& random) {
  const std::size_t at = random() % norms.size();
  RandomNorm& norm = norms[at];
  switch (random() % 4) {
    case 0: norm.when = typed_rules(random).wants(3); break;
    case 1: norm.unless = typed_rules(random).wants(2); break;
    case 2: norm.from += int(random() % 5), norm.until += int(random() % 5); break;
    default:
      if (norms.size() > 1) strike(norms, at);
  }
  return norms;
}

void replace(Files& files, std::string_view path, std::string_view old_text,
             std::string_view new_text) {
  std::string& text = text_of(files, path);
  const auto at = text.find(old_text);
  ASSERT_NE(at, std::string::npos) << path << ": " << old_text;
  text.replace(at, old_text.size(), new_text);
}

constexpr const char* kGroups = "us-ear/740-supp1/groups.csv";
constexpr const char* kChart = "us-ear/738-supp1/chart.csv";
constexpr const char* kControls = "us-ear/774-supp1/controls.csv";

TEST(Amendment, WhatItDoesNotReachStaysOnRandomRules) {
  std::mt19937_64 random(20261126);
  Counts all{};
  for (int i = 0, n = runs(600); i < n; ++i) {
    const auto norms = typed_rules(random).norms();
    const Files before = small_files(blocks(norms));
    Files after = small_files(blocks(random() % 4 == 0 ? norms : amended(norms, random)));
    if (random() % 4 == 0) replace(after, kGroups, "\nCN,D:1,", "\nDE,D:1,");
    if (random() % 6 == 0) replace(after, kChart, "\nUA,Ukraine,X,", "\nUA,Ukraine,,");
    if (random() % 6 == 0)
      replace(after, kControls, "\n5D002,1,entire,", "\n5D002,1,\"include: a\",");
    if (random() % 9 == 0) replace(after, "us-ear/regime.toml", "issue_day = 2026-07-23",
                                   "issue_day = 2020-01-15");
    if (!load_error(after).empty()) continue;  // a norm that reads a party and a licence
    const Counts counts = check(before, after, random() % 3 == 0, random(), 40);
    for (std::size_t k = 0; k < counts.size(); ++k) all[k] += counts[k];
    ASSERT_FALSE(HasFailure()) << blocks(norms);
  }
  for (int count : all) EXPECT_GT(count, runs(600));
}

TEST(Amendment, NamesWhatChanged) {
  const std::string rule = norm("us.one", "requirement",
                                "reason = \"end_use\"\nwhen = { end_use = '\"nuclear\"' }\n");
  const Files before = small_files(rule);
  EXPECT_TRUE(between(before, before).empty());

  const auto added = between(small_files(""), before);
  EXPECT_TRUE(added.before.empty());
  EXPECT_EQ(added.after.size(), 1u);

  Files groups = before;
  replace(groups, kGroups, "\nGB,B,", "\nGB,D:1,");
  // The Cayman Islands stand under the row of the United Kingdom.
  EXPECT_EQ(between(before, groups).places, (std::set<std::string, std::less<>>{"GB", "KY"}));

  Files row = before;
  replace(row, kControls, "\n5D992,1,exclude: c,", "\n5D992,1,exclude: b,");
  EXPECT_EQ(between(before, row).entries, (std::set<std::string, std::less<>>{"5D992"}));

  Files words = before;
  replace(words, "vocabulary.toml", "unknown = \"assume\" }", "unknown = \"ask\" }");
  EXPECT_EQ(between(before, words).everything, "vocabulary.toml");
}

TEST(Amendment, ReachesOnlyWhereItsConditionsCanBeMet) {
  const std::string rule =
      norm("us.one", "requirement",
           "reason = \"end_use\"\nwhen_any = [{ destination = '\"CN\"' }, "
           "{ destination = 'in group E:1' }]\nin_force = \"2020-01-01..\"\n");
  const Files before = small_files(""), after = small_files(rule);
  const auto old_rules = load_or_stop(before), new_rules = load_or_stop(after);
  const Kernel old_kernel(old_rules, false), new_kernel(new_rules, false);
  const Amendment amended = amendment({*old_rules, before}, {*new_rules, after});
  const auto reach = [&](const char* place, const char* on) {
    FactMap question;
    if (*place != '\0') question["destination"] = std::string(place);
    Casebook book(old_kernel);
    const CaseId id = book.add(frame_of(question, {}), 0).value();
    return Reached(amended, old_kernel, new_kernel, book).of(id, day(on));
  };
  EXPECT_EQ(reach("CN", "2020-01-01"), Reach::kJudge);
  EXPECT_EQ(reach("CN", "2019-12-31"), Reach::kNone);
  EXPECT_EQ(reach("CU", "2021-01-01"), Reach::kJudge);  // in E:1 until 2015: on some day
  EXPECT_EQ(reach("DE", "2021-01-01"), Reach::kNone);
  EXPECT_EQ(reach("", "2021-01-01"), Reach::kJudge);
}

// The real rules, one thing changed at a time.
TEST(Amendment, WhatItDoesNotReachStaysOnTheRealRules) {
  const Files before = real_files();
  const struct {
    const char *path, *old_text, *new_text;
  } kChanges[] = {
      {"us-ear/744/744.21-military-end-use.md", "in_force = \"2020-06-29..\"",
       "in_force = \"2020-08-29..\""},
      {"us-ear/740/740.3-lvs.md", "destination = 'in group B'", "destination = 'in group A:1'"},
      {kGroups, "\nAM,Armenia,D:1,", "\nAM,Armenia,B,"},
      {kChart, "\nCN,China,X,X,X,X,X,X,X,", "\nCN,China,X,X,X,X,X,X,,"},
      {kControls, "\n3A001,2,entire,ns2,", "\n3A001,2,include: b,ns2,"},
      {"us-ear/774-supp1/exception_flags.csv", "\n3A001,LVS,include: c,1500,",
       "\n3A001,LVS,include: c,5000,"},
  };
  std::uint64_t seed = 5;
  int reached = 0;
  for (const auto& change : kChanges) {
    Files after = before;
    replace(after, change.path, change.old_text, change.new_text);
    const std::string error = load_error(after);
    if (!error.empty()) {
      ADD_FAILURE() << change.path << ": " << error;
      continue;
    }
    const int asked = runs(400);
    const Counts counts = check(before, after, false, ++seed, asked);
    EXPECT_GT(counts[0], asked / 4) << change.path;
    reached += counts[1] + counts[2];
  }
  EXPECT_GT(reached, 0);
}

}  // namespace
}  // namespace licet::law::testing
