#include "licet/decide/stored.h"

#include <gtest/gtest.h>

#include <map>

#include "licet/decide/finding.h"
#include "source_dir.h"
#include "random_facts.h"
#include "world_test.h"

// What an amendment turns among stored questions equals asking each of them anew of the amended
// rules, facts derived from them and all.
namespace licet::decide::test {
namespace {

using law::testing::runs;
using Files = std::vector<snapshot::RuleFile>;

struct Edit {
  const char *path, *old_text, *new_text;
};

constexpr Edit kEdits[] = {
    {"us-ear/744/744.21-military-end-use.md", "in_force = \"2020-06-29..\"",
     "in_force = \"2019-06-29..\""},
    {"us-ear/740/740.3-lvs.md", "destination = 'in group B'", "destination = 'in group A:1'"},
    {"us-ear/740-supp1/groups.csv", "\nCN,China (PRC),D:5,", "\nAM,Armenia,D:5,"},
    {"us-ear/740-supp1/groups.csv", "\nIR,Iran,E:1,", "\nCN,China,E:1,"},
    {"us-ear/738-supp1/chart.csv", "\nCN,China,X,X,X,X,X,X,X,", "\nCN,China,X,X,X,X,X,X,,"},
    {"us-ear/774-supp1/controls.csv", "\n5A992,",
     "\n5A991,99,entire,ns1,chart:NS1,,,plain,high,,,x,\n5A992,"},
    {"us-ear/774-supp1/controls.csv", "\n3A001,2,entire,ns2,", "\n3A001,2,include: b,ns2,"},
    {"us-ear/774-supp1/exception_flags.csv", "\n3A001,LVS,include: c,1500,",
     "\n3A001,LVS,include: c,5000,"},
    {"us-ear/regime.toml", "issue_day = 2026-07-23", "issue_day = 2020-03-01"},
    {"us-ear/740/740.3-lvs.md", "\"5A002\"', \"control.EI\"", "\"5A992\"', \"control.EI\""},
    {"us-ear/740/740.3-lvs.md", "\"flag.LVS\" = \"true\"", "\"flag.GBS\" = \"true\""},
};

Files edited(const Edit& edit) {
  Files files = rule_files();
  for (auto& file : files)
    if (const auto at = file.text.find(edit.old_text);
        file.path == edit.path && at != std::string::npos) {
      file.text.replace(at, std::string_view(edit.old_text).size(), edit.new_text);
      return files;
    }
  ADD_FAILURE() << edit.path << ": " << edit.old_text;
  return files;
}

std::vector<Json> scenario_documents() {
  std::vector<std::filesystem::path> paths;
  const auto root = std::filesystem::path(kSourceDir) / "scenarios";
  for (const auto& file : std::filesystem::recursive_directory_iterator(root))
    if (file.path().extension() == ".json") paths.push_back(file.path());
  std::sort(paths.begin(), paths.end());
  std::vector<Json> documents;
  for (const auto& path : paths)
    if (auto json = read_json(text_of(path)); json.ok()) documents.push_back(json.value());
  return documents;
}

// The question as facts of its day under the rules; nothing where it is refused.
std::optional<law::FactFrame> frame_under(const World& nobody, const law::RuleSet& rules,
                                          const Json& document, Day day) {
  const Knowledge known{nobody.snapshot, rules};
  auto question = read_question(document, rules);
  if (!question.ok()) return std::nullopt;
  auto screening = screen_parties(known, question.value());
  if (!screening.ok()) return std::nullopt;
  return frame_on(known, question.value(), screening.value(), {day, false});
}

class StoredTest : public ::testing::Test {
 protected:
  void SetUp() override {
    before_ = law::RuleSet::load(rule_files()).value();
    documents_ = scenario_documents();
    ASSERT_GT(documents_.size(), 20u);
  }

  // Every case that the effect speaks of, against the question asked anew.
  void check(const Edit& edit, bool warm) {
    SCOPED_TRACE(std::string(edit.path) + edit.new_text);
    const Files files = rule_files(), changed = edited(edit);
    const auto loaded = law::RuleSet::load(changed);
    ASSERT_TRUE(loaded.ok()) << to_line(loaded.error());
    const auto after = loaded.value();
    const law::Kernel old_kernel(before_, false), new_kernel(after, false);
    law::Casebook book(old_kernel);
    Judge judge(old_kernel, book);
    std::vector<StoredCase> stored;
    std::vector<Verdict> anew;
    const Day days[] = {day("2019-11-21"), day("2020-05-16"), day("2024-06-03")};
    for (std::size_t i = 0; i < documents_.size(); ++i) {
      const Day on = days[i % 3];
      const auto old_frame = frame_under(nobody_, *before_, documents_[i], on);
      const auto new_frame = frame_under(nobody_, *after, documents_[i], on);
      ASSERT_EQ(old_frame.has_value(), new_frame.has_value());
      if (!old_frame) continue;
      const law::CaseId id = book.add(*old_frame, 0).value();
      const Verdict verdict = judge.rule(id, on).verdict;
      stored.push_back({id, on, verdict, judge.asked()});
      anew.push_back(
          judge_line({nobody_.snapshot, *after}, *new_frame, 0, {on, false}).verdict);
    }
    const law::Amendment amendment = law::amendment({*before_, files}, {*after, changed});
    const AmendmentEffect effect =
        effect_of({amendment, old_kernel, new_kernel}, book, stored, warm ? &judge : nullptr);
    compare(stored, anew, effect);
  }

  void compare(const std::vector<StoredCase>& stored, const std::vector<Verdict>& anew,
               const AmendmentEffect& effect) {
    std::map<std::size_t, Verdict> turned;
    for (const Turned& one : effect.turned) turned.emplace(one.at, one.to);
    std::size_t spoken_of = 0;
    for (std::size_t i = 0; i < stored.size(); ++i) {
      if (std::binary_search(effect.to_read.begin(), effect.to_read.end(), i)) continue;
      ++spoken_of;
      const auto it = turned.find(i);
      const Verdict said = it == turned.end() ? stored[i].verdict : it->second;
      EXPECT_EQ(to_string(said), to_string(anew[i])) << "question " << i;
    }
    EXPECT_GT(spoken_of, stored.size() / 4);
    turned_ += effect.turned.size();
    read_ += effect.to_read.size();
  }

  World nobody_ = world({});
  std::shared_ptr<const law::RuleSet> before_;
  std::vector<Json> documents_;
  std::size_t turned_ = 0, read_ = 0;
};

TEST_F(StoredTest, AnAmendmentTurnsWhatAskingAnewTurns) {
  const int edits = std::max(3, std::min(int(std::size(kEdits)), runs(11)));
  for (int i = 0; i < edits; ++i) check(kEdits[i], i % 2 == 0);
  if (edits == int(std::size(kEdits))) {  // the first few turn nothing
    EXPECT_GT(turned_, 0u);
  }
}

// A word of the vocabulary may turn anything: every question is due.
TEST_F(StoredTest, WhatMayTurnAnythingIsReadAnew) {
  const Files files = rule_files();
  Files changed = files;
  for (auto& file : changed)
    if (file.path == "vocabulary.toml") file.text += "\n# another word\n";
  const law::Amendment amendment = law::amendment({*before_, files}, {*before_, changed});
  EXPECT_EQ(amendment.everything, "vocabulary.toml");
  const law::Kernel kernel(before_, false);
  law::Casebook book(kernel);
  const auto frame = frame_under(nobody_, *before_, documents_[0], day("2019-11-21"));
  ASSERT_TRUE(frame.has_value());
  const StoredCase one{book.add(*frame, 0).value(), day("2019-11-21"), Verdict::kNlr};
  const auto effect = effect_of({amendment, kernel, kernel}, book, {&one, 1}, nullptr);
  EXPECT_EQ(effect.to_read, std::vector<std::size_t>{0});
  EXPECT_TRUE(effect.turned.empty());
}

}  // namespace
}  // namespace licet::decide::test
