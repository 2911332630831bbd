#include <gtest/gtest.h>

#include "candidates.h"
#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/match/screen.h"
#include "name_index.h"
#include "test_data.h"

// What a question may cost, counted, not timed.
namespace licet::match {
namespace {

std::string word(std::size_t number) {
  std::string out = "q";
  for (; number > 0; number /= 20) out.push_back("bcdfghjklmnprstvwxza"[number % 20]);
  return out + "o";
}

// `names` names of `words` words each, all of them with "vega" and otherwise their own.
snapshot::Contents list_of(std::size_t names, std::size_t words) {
  snapshot::Contents out;
  for (std::size_t i = 0; i < names; ++i) {
    std::string name = "Vega";
    for (std::size_t k = 1; k < words; ++k) name += cat(" ", word(i * words + k));
    snapshot::EntryRecord entry;
    entry.list = "csl";
    entry.entry_id = cat("row-", i);
    entry.names.push_back({name, snapshot::AliasKind::kPrimary, key_of(name).value()});
    out.entries.push_back(std::move(entry));
  }
  snapshot::SourceRecord source;
  source.list = "csl";
  source.rows = std::uint32_t(names);
  out.sources.push_back(source);
  return out;
}

std::string name_of_words(std::size_t words, std::size_t first = 1000000) {
  std::string out = "Vega";
  for (std::size_t k = 1; k < words; ++k) out += cat(" ", word(first + k));
  return out;
}

TEST(Work, TooMuchIsAnErrorAndNeverAnEmptyList) {
  const auto snapshot = snapshot_of(list_of(4000, 6));
  Query query;
  query.name = name_of_words(60);
  query.threshold_permille = 1;  // every name shares a word: 60 x 24,000 pairs
  const auto found = screen(snapshot, query);
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, Code::CostLimit);
  query.name = name_of_words(10);
  const auto fewer = screen(snapshot, query);
  ASSERT_TRUE(fewer.ok());
  EXPECT_EQ(fewer.value().size(), screen_reference(snapshot, query).value().size());
  query.name = name_of_words(60);
  query.threshold_permille = kReviewThreshold;
  EXPECT_TRUE(screen(snapshot, query).ok()) << "the review threshold passes most names over";
}

TEST(Work, BelowTheBoundOnlyNamesWithAWordInCommonAreScored) {
  auto contents = list_of(300, 4);
  for (std::size_t i = 0; i < 100; ++i)
    contents.entries[i].names[0].key = key_of(word(7 + i)).value();
  const auto snapshot = snapshot_of(contents);
  std::vector<std::uint32_t> keys;
  ASSERT_TRUE(candidates(snapshot, key_of("Vega Alfa").value(), 500, keys));
  EXPECT_LE(keys.size(), 200u);
  EXPECT_GE(keys.size(), 200u);
}

// A name of more words than a mask holds is scored against names long enough to stand for them.
TEST(Work, ManyWordsAreScoredAgainstLongNamesAlone) {
  auto contents = list_of(200, 9);
  const std::string many = name_of_words(70, 20);
  contents.entries[0].names[0].key = key_of(name_of_words(68, 20)).value();
  const auto snapshot = snapshot_of(contents);
  std::vector<std::uint32_t> keys;
  ASSERT_TRUE(candidates(snapshot, key_of(many).value(), kReviewThreshold, keys));
  EXPECT_EQ(keys.size(), 1u);
  Query query;
  query.name = many;
  ASSERT_EQ(screen_reference(snapshot, query).value().size(), 1u);
  EXPECT_EQ(screen(snapshot, query).value().size(), 1u);
}

}  // namespace
}  // namespace licet::match
