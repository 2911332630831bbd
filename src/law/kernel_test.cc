#include "licet/law/kernel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <random>
#include <set>

#include "kernel_twin.h"
#include "licet/base/text.h"
#include "random_facts.h"
#include "random_rules.h"
#include "test_rules.h"

namespace licet::law::testing {
namespace {

TEST(Kernel, EqualsItsTwinOnTheRealRules) {
  const auto rules = load_or_stop(real_files());
  for (bool strict : {false, true}) {
    Twin twin(rules, strict);
    RandomFacts facts(*rules, strict ? 20260724 : 20260723);
    for (int i = 0, n = runs(1000); i < n; ++i) {
      const FactFrame frame = facts.frame();
      const Day day = facts.day();
      for (int line = 0; line < int(frame.lines.size()); ++line)
        ASSERT_EQ(twin.difference(frame, line, day), "")
            << "question " << i << ", strict " << strict;
    }
  }
}

RandomRules typed_rules(std::mt19937_64& random) {
  return RandomRules([&random](int n) { return int(random() % std::uint64_t(n)); }, true);
}

// Rule sets and facts both drawn: a hundred questions a rule set.
TEST(Kernel, EqualsItsTwinOnRandomRules) {
  std::mt19937_64 random(20260725);
  const int sets = runs(1000);
  for (int i = 0; i < sets; ++i) {
    const std::string text = blocks(typed_rules(random).norms());
    const auto rules = small_rules(text);
    RandomFacts facts(*rules, random());
    for (bool strict : {false, true}) {
      Twin twin(rules, strict);
      for (int k = 0; k < 50; ++k) {
        const bool small = k % 2 == 0;
        const RandomFrame drawn = typed_rules(random).frame();
        const FactFrame frame = small ? as_frame(drawn) : facts.frame();
        const Day day = small ? day_of(drawn) : facts.day();
        ASSERT_EQ(twin.difference(frame, 0, day), "") << i << ", facts " << k << " on "
                                                      << to_string(day) << "\n" << text;
      }
    }
    if (sets > 1000 && i % 1000 == 999) std::cerr << i + 1 << " rule sets of " << sets << "\n";
  }
}

// "id|party|row|licence" -> what holds; what is not here does not hold.
using Labels = std::map<std::string, int>;

Labels labels_of(Desk& desk, CaseId id, Day day) {
  Labels labels;
  desk.open(id, day);
  desk.judge_all();
  for (const LabelledInstance& each : desk.judged())
    labels[cat(desk.rules().norm(each.norm).id, "|", each.party, "|", each.listing, "|",
               each.licence)] = each.holds.bits & 7;
  return labels;
}

int at(const Labels& labels, const std::string& key) {
  const auto it = labels.find(key);
  return it == labels.end() ? 0 : it->second & 3;
}

// Many cases in one casebook, judged by one desk in any order, twice: what is remembered of one
// never colours another.
TEST(Kernel, ABatchSaysWhatEachCaseAloneSays) {
  const auto rules = load_or_stop(real_files());
  const Kernel kernel(rules, false);
  RandomFacts facts(*rules, 11);
  Casebook book(kernel);
  Desk desk(kernel, book);
  std::vector<FactFrame> frames;
  std::vector<Day> days;
  for (int i = 0, n = runs(400); i < n; ++i) {
    frames.push_back(facts.frame());
    days.push_back(facts.day());
    ASSERT_TRUE(book.add(frames.back(), 0).ok());
  }
  std::mt19937_64 random(12);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const std::size_t k = random() % frames.size();
    Casebook alone(kernel);
    const CaseId id = alone.add(frames[k], 0).value();
    Desk fresh(kernel, alone);
    ASSERT_EQ(labels_of(desk, CaseId(k), days[k]), labels_of(fresh, id, days[k])) << k;
  }
}

// The same norms in another order, the same facts: the same labels of the same provisions.
TEST(Kernel, TheOrderOfNormsNeverMatters) {
  std::mt19937_64 random(14);
  for (int i = 0, n = runs(200); i < n; ++i) {
    auto norms = typed_rules(random).norms();
    const auto rules = small_rules(blocks(norms));
    std::shuffle(norms.begin(), norms.end(), random);
    const auto shuffled = small_rules(blocks(norms));
    const Kernel one(rules, false), other(shuffled, false);
    Casebook book(one), other_book(other);
    ASSERT_TRUE(book.fits(other));
    Desk desk(one, book), other_desk(other, other_book);
    RandomFacts facts(*rules, random());
    for (int k = 0; k < 20; ++k) {
      const FactFrame frame = facts.frame();
      const Day day = facts.day();
      const CaseId id = book.add(frame, 0).value(), other_id = other_book.add(frame, 0).value();
      ASSERT_EQ(labels_of(desk, id, day), labels_of(other_desk, other_id, day)) << blocks(norms);
    }
  }
}

// Learning one more fact never turns a label that was settled.
TEST(Kernel, LearningAFactOnlyRefines) {
  // The code of the item decides which norms there are, and other facts follow from it; a line's
  // own destination stands for the question's.
  static const std::set<std::string> kBound{"eccn", "para", "entry_known", "paragraph_known",
                                            "controlled_only_at", "destination"};
  std::mt19937_64 random(13);
  for (int i = 0, n = runs(300); i < n; ++i) {
    const auto rules = small_rules(blocks(typed_rules(random).norms()));
    const Kernel kernel(rules, true);  // nothing is assumed, so that no assumption is disappointed
    Casebook book(kernel);
    Desk desk(kernel, book);
    RandomFacts facts(*rules, random());
    for (int k = 0; k < 20; ++k) {
      const FactFrame more = facts.frame();
      FactFrame less = more;
      for (auto* map : {&less.question, &less.lines[0].facts})
        std::erase_if(*map, [&](const auto& fact) {
          return !kBound.contains(fact.first) && random() % 3 == 0;
        });
      const Day day = facts.day();
      const Labels known = labels_of(desk, book.add(less, 0).value(), day);
      const Labels learnt = labels_of(desk, book.add(more, 0).value(), day);
      for (const auto& [key, label] : learnt)
        EXPECT_TRUE(at(learnt, key) == 0 || at(known, key) != 0) << key;
      for (const auto& [key, label] : known)
        EXPECT_TRUE(at(known, key) != 2 || at(learnt, key) == 2) << key;
    }
  }
}

}  // namespace
}  // namespace licet::law::testing
