#include "candidates.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "bound.h"
#include "key_scorer.h"
#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/match/screen.h"
#include "mutate.h"
#include "name_index.h"
#include "signs.h"
#include "test_data.h"

namespace licet::match {
namespace {

// How much the long run does: 1 in the unit test; LICET_LONG=50 gives the figures of the manual.
int effort() {
  // tidy-allow: getenv a longer run of the same test
  const char* given = std::getenv("LICET_LONG");
  return given == nullptr ? 1 : std::max(1, std::atoi(given));
}

std::vector<std::uint32_t> by_scan(const snapshot::Snapshot& snapshot, std::string_view key,
                                   int threshold) {
  std::vector<std::uint32_t> out;
  KeyScorer scorer(key);
  for (std::uint32_t i = 0; i < snapshot.key_count(); ++i) {
    if (scorer.score(snapshot.key(i)) >= threshold) out.push_back(i);
  }
  return out;
}

std::vector<std::uint32_t> by_index(const snapshot::Snapshot& snapshot, std::string_view key,
                                    int threshold) {
  std::vector<std::uint32_t> keys;
  if (!candidates(snapshot, key, threshold, keys)) {
    return by_scan(snapshot, key, threshold);
  }
  KeyScorer scorer(key);
  std::vector<std::uint32_t> out;
  for (const std::uint32_t i : keys) {
    if (scorer.score(snapshot.key(i)) >= threshold) out.push_back(i);
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Zero differences; says the first one found.
int differences(const snapshot::Snapshot& snapshot, const std::string& name, int threshold) {
  const auto key = key_of(name);
  if (!key.ok()) return 0;
  const auto wanted = by_scan(snapshot, key.value(), threshold);
  const auto found = by_index(snapshot, key.value(), threshold);
  if (wanted == found) return 0;
  for (const std::uint32_t one : wanted) {
    if (std::find(found.begin(), found.end(), one) != found.end()) continue;
    ADD_FAILURE() << key.value() << " | " << snapshot.key(one) << " | "
                  << score_keys(key.value(), snapshot.key(one)) << " at " << threshold;
    break;
  }
  return 1;
}

snapshot::Contents some_of(const snapshot::Contents& all, std::size_t count, Sequence& random) {
  snapshot::Contents out;
  out.sources = all.sources;
  while (out.entries.size() < count) {
    out.entries.push_back(all.entries[random.below(all.entries.size())]);
    auto& id = out.entries.back().entry_id;
    id = cat(id, "-", out.entries.size());
  }
  out.sources[0].rows = std::uint32_t(count);
  return out;
}

std::string changed(std::string name, Sequence& random) {
  for (std::size_t changes = random.below(4); changes > 0; --changes) {
    name = changed_name(name, random);
  }
  if (name.size() > 30 && random.below(3) == 0) name.resize(25 + random.below(name.size() - 25));
  return name;
}

const std::string& some_name(const snapshot::Contents& contents, Sequence& random) {
  const auto& names = contents.entries[random.below(contents.entries.size())].names;
  return names[random.below(names.size())].text;
}

int some_threshold(Sequence& random) {
  return random.below(4) == 0 ? int(705 + random.below(290)) : kReviewThreshold;
}

TEST(Candidates, NothingAboveTheThresholdIsMissedOnSamples) {
  const auto all = consolidated_list("2026-07-31");
  if (all.entries.empty()) GTEST_SKIP() << "no shared data: set LICET_DATA";
  Sequence random(20260731);
  int asked = 0;
  for (int sample = 0; sample < 10 * effort(); ++sample) {
    const auto contents = some_of(all, 250, random);
    const auto snapshot = snapshot_of(contents);
    for (int i = 0; i < 400; ++i, ++asked) {
      const auto& from = random.below(3) == 0 ? all : contents;
      ASSERT_EQ(differences(snapshot, changed(some_name(from, random), random),
                            some_threshold(random)),
                0);
    }
  }
  RecordProperty("asked", asked);
}

// Where the bound does not hold every name with a word that agrees is looked at.
TEST(Candidates, NothingIsMissedAtLowThresholds) {
  const auto all = consolidated_list("2026-07-31");
  if (all.entries.empty()) GTEST_SKIP() << "no shared data: set LICET_DATA";
  Sequence random(700);
  for (int sample = 0; sample < 4 * effort(); ++sample) {
    const auto contents = some_of(all, 250, random);
    const auto snapshot = snapshot_of(contents);
    for (int i = 0; i < 200; ++i) {
      const auto& from = random.below(3) == 0 ? all : contents;
      ASSERT_EQ(differences(snapshot, changed(some_name(from, random), random),
                            int(1 + random.below(700))),
                0);
    }
  }
}

TEST(Candidates, NothingAboveTheThresholdIsMissedOnTheWholeList) {
  const auto contents = consolidated_list("2026-07-31");
  if (contents.entries.empty()) GTEST_SKIP() << "no shared data: set LICET_DATA";
  const auto snapshot = snapshot_of(contents);
  Sequence random(5);
  for (int i = 0; i < 40 * effort(); ++i) {
    ASSERT_EQ(differences(snapshot, changed(some_name(contents, random), random),
                          some_threshold(random)),
              0);
  }
}

std::vector<std::string> found_in(const snapshot::Contents& contents, const std::string& name) {
  const auto snapshot = snapshot_of(contents);
  Query query;
  query.name = name;
  std::vector<std::string> out;
  const auto found = screen(snapshot, query);
  if (!found.ok()) return out;
  for (const Match& match : found.value()) {
    out.push_back(cat(snapshot.entry(match.entry).entry_id, " ", match.score_permille));
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Weights are constants: another entry on the list neither hides a match nor changes its score.
TEST(Candidates, AddingAnEntryHidesNoOther) {
  const auto all = consolidated_list("2026-07-31");
  if (all.entries.empty()) GTEST_SKIP() << "no shared data: set LICET_DATA";
  Sequence random(77);
  for (int round = 0; round < 300 * effort(); ++round) {
    auto contents = some_of(all, 40, random);
    const std::string asked = changed(some_name(contents, random), random);
    const auto before = found_in(contents, asked);
    contents.entries.push_back(all.entries[random.below(all.entries.size())]);
    contents.entries.back().entry_id += "-new";
    ++contents.sources[0].rows;
    const auto after = found_in(contents, asked);
    ASSERT_TRUE(std::includes(after.begin(), after.end(), before.begin(), before.end())) << asked;
  }
}

}  // namespace
}  // namespace licet::match
