#include "licet/decide/ruling.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "licet/decide/finding.h"
#include "licet/decide/verdict_on.h"
#include "source_dir.h"
#include "random_facts.h"
#include "world_test.h"

namespace licet::decide::test {
namespace {

using law::testing::runs;

// The questions of the scenarios.
std::vector<Question> scenario_questions(const law::RuleSet& rules) {
  std::vector<std::filesystem::path> files;
  const auto root = std::filesystem::path(kSourceDir) / "scenarios";
  for (const auto& file : std::filesystem::recursive_directory_iterator(root))
    if (file.path().extension() == ".json") files.push_back(file.path());
  std::sort(files.begin(), files.end());
  std::vector<Question> questions;
  for (const auto& file : files) {
    const auto json = read_json(text_of(file));
    if (!json.ok()) continue;
    auto asked = read_question(json.value(), rules);
    if (asked.ok()) questions.push_back(std::move(asked.value()));
  }
  return questions;
}

// The same, as facts on a day.
std::vector<law::FactFrame> scenario_frames(const Knowledge& known) {
  std::vector<law::FactFrame> frames;
  for (const Question& asked : scenario_questions(known.rules)) {
    const auto screening = screen_parties(known, asked);
    if (screening.ok())
      frames.push_back(
          frame_on(known, asked, screening.value(), {day("2020-01-15"), false}));
  }
  return frames;
}

class Mutator {
 public:
  Mutator(const law::RuleSet& rules, std::uint64_t seed) : rules_(rules), random_(seed) {
    for (const auto& norm : rules.norms())
      if (!norm.entry.empty()) entries_.push_back(norm.entry);
    countries_ = rules.places().codes();
  }

  void mutate(law::FactFrame& frame) {
    if (one_in(2)) frame.question["destination"] = countries_[random_() % countries_.size()];
    if (one_in(2)) {
      law::FactMap& facts = frame.lines[0].facts;
      facts["eccn"] = entries_[random_() % entries_.size()];
      facts.erase("para");
      derive_line_facts(rules_, facts);
    }
    if (one_in(3)) frame.lines[0].facts["value"] = Decimal(std::int64_t(random_() % 6000));
    for (auto* facts : {&frame.question, &frame.lines[0].facts}) disturb(*facts);
    for (auto& party : frame.parties) disturb(party.facts);
  }

 private:
  bool one_in(std::uint64_t n) { return random_() % n == 0; }

  // Drops a fact or turns a flag round.
  void disturb(law::FactMap& facts) {
    if (facts.empty() || !one_in(3)) return;
    auto it = std::next(facts.begin(), std::ptrdiff_t(random_() % facts.size()));
    if (auto* flag = std::get_if<bool>(&it->second); flag != nullptr && one_in(2))
      *flag = !*flag;
    else if (it->first != "end_use" && it->first != "knowledge" && it->first != "red_flags")
      facts.erase(it);
  }

  const law::RuleSet& rules_;
  std::mt19937_64 random_;
  std::vector<std::string> entries_, countries_;
};

TEST(Ruling, EqualsTheFindingOnScenariosMadeStrange) {
  const auto loaded = law::RuleSet::load(rule_files()).value();
  const World nobody = world({});
  const Knowledge known{nobody.snapshot, *loaded};
  const auto frames = scenario_frames(known);
  ASSERT_GT(frames.size(), 20u);
  std::map<Verdict, int> seen;
  const law::Kernel kernel(loaded, false);
  law::Casebook book(kernel);
  Judge judge(kernel, book);
  law::testing::RandomFacts days(*loaded, 5);
  Mutator mutator(*loaded, 6);
  for (int i = 0, n = runs(2000); i < n; ++i) {
    law::FactFrame frame = frames[std::size_t(i) % frames.size()];
    if (std::size_t(i) >= frames.size()) mutator.mutate(frame);
    const Day day = days.day();
    book.forget_cases();
    const auto id = book.add(frame, 0);
    ASSERT_TRUE(id.ok());
    const LineFinding finding = judge_line(known, frame, 0, {day, false});
    const Ruling ruling = judge.rule(id.value(), day);
    ASSERT_EQ(to_string(ruling.verdict), to_string(finding.verdict)) << i;
    ASSERT_EQ(ruling.names_matter, finding.names_matter) << i;
    ++seen[ruling.verdict];
  }
  EXPECT_GE(seen.size(), 8u);  // of eleven verdicts
  for (const auto& [verdict, count] : seen) RecordProperty(std::string(to_string(verdict)), count);
}

TEST(Ruling, EqualsTheFindingOnTheRealRules) {
  const auto loaded = law::RuleSet::load(rule_files()).value();
  const World nobody = world({});
  const Knowledge known{nobody.snapshot, *loaded};
  std::map<Verdict, int> seen;
  for (bool strict : {false, true}) {
    const law::Kernel kernel(loaded, strict);
    law::Casebook book(kernel);
    Judge judge(kernel, book);
    law::testing::RandomFacts facts(*loaded, strict ? 7 : 8);
    for (int i = 0, n = runs(1000); i < n; ++i) {
      const law::FactFrame frame = facts.frame();
      const Day day = facts.day();
      book.forget_cases();
      const auto id = book.add(frame, 0);
      ASSERT_TRUE(id.ok());
      const LineFinding finding = judge_line(known, frame, 0, {day, strict});
      const Ruling ruling = judge.rule(id.value(), day);
      ASSERT_EQ(to_string(ruling.verdict), to_string(finding.verdict)) << i << " " << strict;
      ASSERT_EQ(ruling.out_of_scope, finding.out_of_scope) << i;
      ASSERT_EQ(ruling.names_matter, finding.names_matter) << i;
      ++seen[ruling.verdict];
    }
  }
  EXPECT_GE(seen.size(), 5u);  // of eleven verdicts
  for (const auto& [verdict, count] : seen) RecordProperty(std::string(to_string(verdict)), count);
}

// An answer with the compiled rules at hand has the bytes of one without.
TEST(Ruling, AnAnswerIsTheSameWithTheCompiledRulesAtHand) {
  const World somebody =
      world({entity("Huawei Technologies Co., Ltd.", "CN", "2019-05-21"),
             entity("Semiconductor Manufacturing International Corporation", "CN", "2020-12-22")});
  const Verdicts verdicts(somebody.known());
  const Knowledge plain = somebody.known(), quick{plain.snapshot, plain.rules, &verdicts};
  const auto questions = scenario_questions(plain.rules);
  ASSERT_GT(questions.size(), 20u);
  int with_leads = 0, with_changes = 0;
  const int asked = std::min(int(questions.size()), std::max(40, runs(40)));
  for (int i = 0; i < asked; ++i) {
    const std::size_t at = std::size_t(i) * questions.size() / std::size_t(asked);
    Options options;
    options.law_day = day(i % 2 == 0 ? "2019-11-21" : "2021-03-02");
    options.strict = i % 5 == 4;
    const auto one = decide(plain, questions[at], options), other =
        decide(quick, questions[at], options);
    ASSERT_EQ(one.ok(), other.ok());
    if (!one.ok()) continue;
    ASSERT_EQ(to_canonical(one.value().document), to_canonical(other.value().document)) << at;
    for (const Json& missing : one.value().document.find("missing")->array())
      with_leads += missing.find("leads_to")->is_null() ? 0 : 1;
    const Json* changes = one.value().document.find("changes");
    with_changes += changes->find("next")->array().empty() ? 0 : 1;
  }
  EXPECT_GT(with_leads, 0);
  EXPECT_GT(with_changes, 0);
}

}  // namespace
}  // namespace licet::decide::test
