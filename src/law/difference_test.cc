#include "licet/law/difference.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "licet/base/text.h"
#include "test_rules.h"

namespace licet::law::testing {
namespace {

using Files = std::vector<snapshot::RuleFile>;

RuleDifference between(const Files& before, const Files& after, const Prover& prove = {}) {
  const auto left = load_or_stop(before), right = load_or_stop(after);
  return difference({*left, before}, {*right, after}, prove).value();
}

const std::string kNorm =
    norm("us.ear.t.a", "requirement", "reason = \"ns1\"\nwhen = { destination = '\"CN\"' }");

TEST(Difference, EqualRulesDifferInNothing) {
  Files files = small_files(kNorm);
  EXPECT_TRUE(between(files, files).empty());
  Files turned(files.rbegin(), files.rend());
  EXPECT_TRUE(between(files, turned).empty());
  EXPECT_TRUE(between(real_files(), real_files()).empty());
}

TEST(Difference, NormsAddedAndRemovedSayAllTheySay) {
  const Files with = small_files(kNorm), without = small_files("");
  const auto added = between(without, with);
  ASSERT_EQ(added.norms.size(), 1u);
  EXPECT_EQ(added.norms[0].change, Change::kAdded);
  EXPECT_EQ(added.norms[0].id, "us.ear.t.a");
  EXPECT_FALSE(added.norms[0].cite.empty());
  EXPECT_FALSE(added.norms[0].proof.has_value());
  const auto removed = between(with, without);
  ASSERT_EQ(removed.norms.size(), 1u);
  EXPECT_EQ(removed.norms[0].change, Change::kRemoved);
  EXPECT_EQ(removed.norms[0].fields.size(), added.norms[0].fields.size());
  for (const FieldChange& field : removed.norms[0].fields) EXPECT_TRUE(field.after.empty());
}

TEST(Difference, AChangedNormNamesTheFieldAndBothTexts) {
  std::string other = kNorm;
  other.replace(other.find("\"CN\""), 4, "\"DE\"");
  const auto found = between(small_files(kNorm), small_files(other));
  ASSERT_EQ(found.norms.size(), 1u);
  EXPECT_EQ(found.norms[0].change, Change::kChanged);
  ASSERT_EQ(found.norms[0].fields.size(), 1u);
  EXPECT_EQ(found.norms[0].fields[0],
            (FieldChange{"when.destination", {"\"CN\""}, {"\"DE\""}}));
}

TEST(Difference, OfAListOnlyWhatTheOtherLacks) {
  EXPECT_EQ(field_change("cite", {"a", "b"}, {"a", "b"}), std::nullopt);
  EXPECT_EQ(field_change("cite", {"a", "b"}, {"b", "c"}), (FieldChange{"cite", {"a"}, {"c"}}));
  EXPECT_EQ(field_change("policy", {"a", "b"}, {"b", "a"}),
            (FieldChange{"policy", {"a", "b"}, {"b", "a"}}));
}

TEST(Difference, ARowIsNamedByItsKeyAndComparedCellByCell) {
  const Files before = small_files("");
  Files after = before;
  std::string& sets = text_of(after, "us-ear/destination_sets.csv");
  sets += "t_set,CN,15 CFR 1\n";
  const auto added = between(before, after);
  ASSERT_EQ(added.rows.size(), 1u);
  EXPECT_EQ(added.rows[0].change, Change::kAdded);
  EXPECT_EQ(added.rows[0].row, "t_set");
  EXPECT_EQ(added.rows[0].cite, "15 CFR 1");
  Files third = after;
  std::string& again = text_of(third, "us-ear/destination_sets.csv");
  again.replace(again.find("t_set,CN"), 8, "t_set,CN DE");
  const auto changed = between(after, third);
  ASSERT_EQ(changed.rows.size(), 1u);
  EXPECT_EQ(changed.rows[0].change, Change::kChanged);
  EXPECT_EQ(changed.rows[0].fields,
            (std::vector<FieldChange>{{"members", {"CN"}, {"CN DE"}}}));
}

TEST(Difference, AWordOfTheVocabulary) {
  const Files before = small_files("");
  Files after = before;
  std::string& words = text_of(after, "vocabulary.toml");
  const auto at = words.find("\n[end_use]\n");
  ASSERT_NE(at, std::string::npos);
  words.insert(at + 11, "planted = { type = \"word\", means = \"x\", cite = \"y\", ask = \"z\", "
                        "who = \"exporter\", unknown = \"assume\" }\n");
  const auto found = between(before, after);
  ASSERT_EQ(found.rows.size(), 1u);
  EXPECT_EQ(found.rows[0].file, "vocabulary.toml");
  EXPECT_EQ(found.rows[0].row, "end_use.planted");
}

TEST(Difference, RowsOfTheControlListAreRows) {
  const Files before = real_files();
  Files after = before;
  std::string& rows = text_of(after, "us-ear/774-supp1/controls.csv");
  const auto at = rows.find("\n0A501,1,");
  ASSERT_NE(at, std::string::npos);
  rows.erase(at, rows.find('\n', at + 1) - at);
  const auto found = between(before, after);
  EXPECT_TRUE(found.norms.empty());
  ASSERT_EQ(found.rows.size(), 1u);
  EXPECT_EQ(found.rows[0].row, "0A501 1");
  EXPECT_EQ(found.rows[0].change, Change::kRemoved);
}

TEST(Difference, OnlyAProverSaysWhatFollows) {
  const auto found = between(small_files(""), small_files(kNorm),
                             [](const Norm* before, const Norm* after) {
                               EXPECT_EQ(before, nullptr);
                               EXPECT_NE(after, nullptr);
                               return Proved{Direction::kTightens, "", "", "a case"};
                             });
  EXPECT_EQ(found.norms.at(0).proof.value().direction, Direction::kTightens);
  EXPECT_EQ(to_string(Direction::kBoth), "loosens_and_tightens");
}

}  // namespace
}  // namespace licet::law::testing
