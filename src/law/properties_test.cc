#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <sstream>

#include "licet/base/text.h"
#include "naive_interpreter.h"
#include "random_rules.h"
#include "test_rules.h"

// Properties of the interpreter on random small rule sets, random partial facts. The seed is fixed.
namespace licet::law::testing {
namespace {

int below(int n) { return *rc::gen::inRange(0, n); }
bool one_in(int n) { return below(n) == 0; }

template <class T>
std::vector<T> shuffle(std::vector<T> all) {
  for (std::size_t i = all.size(); i > 1; --i)
    std::swap(all[i - 1], all[std::size_t(below(int(i)))]);
  return all;
}

template <class Property>
void holds_always(int runs, Property&& property) {
  rc::detail::TestParams params;
  params.seed = 20260723;
  params.maxSuccess = runs;
  rc::detail::TestMetadata metadata;
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  metadata.id = metadata.description = test->name();
  const auto result = rc::detail::checkTestable(std::forward<Property>(property), metadata, params);
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  EXPECT_TRUE(result.template is<rc::detail::SuccessResult>()) << text.str();
}

// The generator of random rule sets, led by rapidcheck so that it can shrink.
RandomRules dice() { return RandomRules([](int n) { return below(n); }); }
std::vector<RandomNorm> random_norms() { return dice().norms(); }
RandomFrame random_frame() { return dice().frame(); }
Wants random_wants(int most) { return dice().wants(most); }

std::shared_ptr<const RuleSet> loaded(const std::vector<RandomNorm>& norms) {
  return small_rules(blocks(norms));
}

LineOutcome outcome_of(const RuleSet& rules, const RandomFrame& frame) {
  return interpret_reference(rules, as_frame(frame), 0, {day_of(frame), frame.strict});
}

// Labels of the random norms; what is not judged is false.
Labels labels_of(const RuleSet& rules, const RandomFrame& frame) {
  Labels labels;
  for (const Instance& instance : outcome_of(rules, frame).instances) {
    const Norm& norm = rules.norm(instance.norm);
    const Binding& b = instance.binding;
    if (norm.id.starts_with("us.ear.")) continue;
    labels[key_of(norm.id, b.party, b.listing, b.licence)] = int(instance.holds.value);
  }
  return labels;
}

int at(const Labels& labels, const std::string& key) {
  const auto it = labels.find(key);
  return it == labels.end() ? 0 : it->second;
}

// ---- the properties

TEST(Property, TheNaiveInterpreterSaysTheSame) {
  holds_always(400, [] {
    const auto norms = random_norms();
    const auto rules = loaded(norms);
    for (int i = 0; i < 12; ++i) {
      const RandomFrame frame = random_frame();
      const Labels ours = labels_of(*rules, frame);
      const Labels naive = naive_labels(norms, frame);
      for (const auto& [key, label] : naive) RC_ASSERT(at(ours, key) == label);
      for (const auto& [key, label] : ours) RC_ASSERT(naive.contains(key));
    }
  });
}

// A completion gives a value to everything asked; what is assumed stays open unless nothing may be.
RandomFrame completed(RandomFrame frame) {
  const auto complete = [](int& fact) {
    if (fact == -1) fact = below(2);
  };
  for (std::size_t i = 0; i < frame.facts.size(); ++i)
    if (frame.strict || !kRandomFacts[i].assumed) complete(frame.facts[i]);
  for (RandomParty& party : frame.parties) {
    complete(party.military);
    for (RandomListing& row : party.listings) complete(row.on_list);
  }
  for (int& covers : frame.licences) complete(covers);
  return frame;
}

TEST(Property, LearningFactsOnlyRefines) {
  holds_always(400, [] {
    const auto rules = loaded(random_norms());
    for (int i = 0; i < 4; ++i) {
      const RandomFrame partial = random_frame();
      const Labels before = labels_of(*rules, partial);
      for (int k = 0; k < 6; ++k) {
        const Labels after = labels_of(*rules, completed(partial));
        RC_ASSERT(after.size() == before.size());
        for (const auto& [key, label] : before) RC_ASSERT(label == 1 || at(after, key) == label);
      }
    }
  });
}

TEST(Property, OrderNeverMatters) {
  holds_always(300, [] {
    auto norms = random_norms();
    const auto rules = loaded(norms);
    RandomFrame frame = random_frame();
    const Labels before = labels_of(*rules, frame);
    const auto shuffled = shuffle(norms);
    const std::size_t half = std::size_t(below(int(shuffled.size()) + 1));
    std::string first, second;
    for (std::size_t i = 0; i < shuffled.size(); ++i)
      (i < half ? first : second) += blocks({shuffled[i]});
    auto files = small_files(first);
    files.push_back({"us-ear/999/other.md", second});
    if (one_in(2)) std::reverse(files.begin(), files.end());
    RC_ASSERT(labels_of(*load_or_stop(files), frame) == before);
  });
}

TEST(Property, OneMoreAttackOnlyMovesItsTargetDown) {
  holds_always(300, [] {
    auto norms = random_norms();
    const RandomFrame frame = random_frame();
    const Labels before = labels_of(*loaded(norms), frame);
    const std::string target = norms[std::size_t(below(int(norms.size())))].id;
    RandomNorm attack;
    attack.id = "us.z";
    attack.kind = one_in(2) ? "bar" : "carve_out";
    attack.when = random_wants(2);
    without_licence(attack);
    attack.defeats = {target};
    norms.push_back(attack);
    const Labels after = labels_of(*loaded(norms), frame);
    for (const auto& [key, label] : before)
      if (key.starts_with(target + "|")) RC_ASSERT(at(after, key) <= label);
  });
}

// ---- Kleene

Judgement random_judgement() {
  static const std::string kNames[] = {"a", "b", "c"};
  Judgement judgement = one_in(2) ? Judgement::yes() : Judgement::no();
  if (one_in(3)) {
    judgement = Judgement::unknown({CauseKind(1 + below(6)), kNames[below(3)]});
    merge(judgement.causes, std::vector<Cause>{{CauseKind::kMissing, kNames[below(3)]}});
  }
  for (int n = below(3); n > 0; --n)
    judgement = std::move(judgement).resting_on({RestKind(1 + below(3)), kNames[below(3)], "", ""});
  return judgement;
}

bool same(const Judgement& a, const Judgement& b) {
  return a.value == b.value && a.causes == b.causes && a.rests == b.rests;
}

template <class T>
bool sorted_once(const std::vector<T>& all) {
  return std::is_sorted(all.begin(), all.end()) &&
         std::adjacent_find(all.begin(), all.end()) == all.end();
}

TEST(Property, KleeneLaws) {
  holds_always(3000, [] {
    std::vector<Judgement> parts;
    for (int n = below(5); n > 0; --n) parts.push_back(random_judgement());
    const Judgement all = all_of(parts), any = any_of(parts);
    Tri least = Tri::kTrue, most = Tri::kFalse;
    for (const Judgement& part : parts) {
      least = std::min(least, part.value);
      most = std::max(most, part.value);
    }
    RC_ASSERT(all.value == least);
    RC_ASSERT(any.value == most);
    for (const Judgement& result : {all, any}) {
      RC_ASSERT(sorted_once(result.causes) && sorted_once(result.rests));
      RC_ASSERT(result.causes.empty() != result.is_unknown());
    }
    const auto shuffled = shuffle(parts);
    RC_ASSERT(same(all_of(shuffled), all) && same(any_of(shuffled), any));
    std::vector<Judgement> negated;
    for (const Judgement& part : parts) negated.push_back(negate(part));
    RC_ASSERT(same(negate(any_of(negated)), all));  // De Morgan
    RC_ASSERT(same(negate(negate(all)), all));
    const Judgement twice[] = {all, all};
    RC_ASSERT(same(all_of(twice), all) && same(any_of(twice), all));
  });
}

}  // namespace
}  // namespace licet::law::testing
