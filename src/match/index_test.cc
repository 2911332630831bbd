// The parts of the search each against the plain way to do it.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "bound.h"
#include "by_length.h"
#include "dictionary.h"
#include "edits.h"
#include "mutate.h"
#include "signs.h"
#include "text_table.h"

namespace licet::match {
namespace {

std::string some_word(Sequence& random, std::size_t most, std::string_view letters) {
  std::string out;
  for (std::size_t size = random.below(most + 1); size > 0; --size) {
    out.push_back(letters[random.below(letters.size())]);
  }
  return out;
}

TEST(Edits, BitsGiveWhatTheTableGives) {
  Sequence random(1);
  for (int round = 0; round < 100000; ++round) {
    const std::string_view letters = round % 2 == 0 ? "ab" : "abcdefgh12\xFF~";
    const std::size_t most_letters = round % 10 == 0 ? 60 : 12;
    const std::string a = some_word(random, most_letters, letters);
    const std::string b = some_word(random, most_letters, letters);
    const int most = int(random.below(6));
    const int wanted = edits_between_reference(a, b, most);
    ASSERT_EQ(edits_between(a, b, most), wanted) << a << " " << b << " " << most;
    ASSERT_EQ(EditPattern(a).edits_to(b, most), wanted) << a << " " << b << " " << most;
  }
}

TEST(Signs, EveryKernelOfThisMachineFindsTheSame) {
  Sequence random(2);
  const auto kernels = scan_kernels();
  ASSERT_STREQ(kernels.back().name, "portable");
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::uint64_t> signs(random.below(kScanBlock + 1));
    for (auto& sign : signs) sign = random.next() & random.next() & random.next();
    const std::uint64_t wanted = signs.empty() ? 1 : signs[0] ^ (random.next() & random.next());
    const int most = int(random.below(12));
    std::vector<std::uint32_t> first;
    for (const ScanKernel& kernel : kernels) {
      std::vector<std::uint32_t> found(kScanBlock + 1);
      found.resize(kernel.scan(signs.data(), signs.size(), wanted, most, found.data()));
      if (&kernel == &kernels[0]) first = found;
      ASSERT_EQ(found, first) << kernel.name;
    }
  }
}

TEST(Signs, AnEditMovesAtMostOneMemberEitherWay) {
  Sequence random(3);
  for (int round = 0; round < 50000; ++round) {
    const std::string a = some_word(random, 14, "abcdeezz019~\x80");
    std::string b = a;
    const std::size_t edits = random.below(4);
    for (std::size_t i = 0; i < edits; ++i) b = b.empty() ? "x" : changed_name(b, random);
    const int distance = edits_between_reference(a, b, 20);
    std::vector<std::uint32_t> found;
    const std::uint64_t sign = sign_of(b);
    scan_signs(std::span(&sign, 1), sign_of(a), distance, 0, found);
    ASSERT_EQ(found.size(), 1u) << a << " " << b;
  }
}

TEST(Dictionary, FindsWhatIsNear) {
  Sequence random(4);
  std::vector<std::string> raw;
  for (int i = 0; i < 3000; ++i) raw.push_back("w" + some_word(random, 11, "abcdehioprsty"));
  Dictionary dictionary;
  for (const std::string& one : raw) {
    if (one.size() > 1) dictionary.add(one);
  }
  dictionary.finish();
  for (int round = 0; round < 500; ++round) {
    const std::string word = some_word(random, 11, "abcdehioprsty");
    const Spelling spelling = spelling_of(word);
    std::vector<std::uint32_t> texts;
    dictionary.near(spelling, texts);
    dictionary.near_in_sound(spelling, texts);
    dictionary.plurals(word, texts);
    std::sort(texts.begin(), texts.end());
    for (std::uint32_t i = 0; i < dictionary.size(); ++i) {
      const TokenRow& row = dictionary.token(i);
      if (similarity(spelling, dictionary.spelling(row)).permille == 0) continue;
      ASSERT_TRUE(std::binary_search(texts.begin(), texts.end(), row.text))
          << word << " " << row.view.text;
    }
  }
}

// Enough texts of one length that halves are looked up, not only scanned.
TEST(ByLength, FindsEveryTextWithinTheEdits) {
  Sequence random(8);
  std::vector<std::string> words;
  for (int i = 0; i < 30000; ++i) words.push_back(some_word(random, 8, "abcdeghiklmnorstuvz"));
  const std::vector<std::string_view> texts(words.begin(), words.end());
  std::vector<std::uint32_t> which;
  for (std::uint32_t i = 0; i < texts.size(); ++i) which.push_back(i);
  ByLength by_length;
  by_length.fill(texts, which);
  for (int round = 0; round < 200; ++round) {
    std::string word = words[random.below(words.size())];
    for (std::size_t edits = random.below(3); edits > 0; --edits)
      word = word.empty() ? "a" : changed_name(word, random);
    const int most = int(random.below(3));
    std::vector<std::uint32_t> found;
    const Sought sought(word);
    for (std::size_t length = 0; length <= 9; ++length) by_length.near(length, sought, most, found);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<std::uint32_t> wanted;
    for (std::uint32_t i = 0; i < texts.size(); ++i)
      if (edits_between_reference(word, texts[i], most) <= most) wanted.push_back(i);
    ASSERT_EQ(found, wanted) << word << " " << most;
  }
}

TEST(TextTable, NumbersInTheOrderOfComing) {
  Sequence random(9);
  TextTable table;
  std::vector<std::string> words;
  for (int i = 0; i < 20000; ++i) words.push_back(some_word(random, 5, "abcd"));
  std::map<std::string_view, std::uint32_t> wanted;
  for (const std::string& word : words) {
    EXPECT_EQ(table.find(word) == TextTable::kNone, !wanted.contains(word));
    const auto at = wanted.try_emplace(word, std::uint32_t(wanted.size())).first;
    ASSERT_EQ(table.add(word), at->second) << word;
    ASSERT_EQ(table.find(word), at->second) << word;
  }
  EXPECT_EQ(table.size(), wanted.size());
  EXPECT_EQ(table.find("e"), TextTable::kNone);
}

// Where less agrees, no less is taken away.
TEST(Bound, NeverFalls) {
  Sequence random(6);
  for (int round = 0; round < 100000; ++round) {
    Agreement less;
    less.all = int(20 + random.below(900));
    less.left = int(random.below(60));
    less.right = int(random.below(60));
    less.distinct = int(random.below(3));
    less.substantive = less.distinct + int(random.below(3));
    less.distinct_left_over = less.left > 0 && random.below(2) == 0;
    Agreement more = less;
    more.left += int(random.below(10));
    more.right += int(random.below(10));
    more.distinct = int(random.below(std::size_t(less.distinct) + 1));
    ASSERT_GE(least_taken(more), least_taken(less) - (less.all > 500 ? 1 : 0))
        << less.all << " " << less.left << " " << less.right << " " << less.distinct << " | "
        << more.left << " " << more.right << " " << more.distinct;
  }
}

}  // namespace
}  // namespace licet::match
