#include "licet/law/mutants.h"

#include <gtest/gtest.h>

#include <set>

#include "licet/base/text.h"
#include "test_rules.h"

namespace licet::law::testing {
namespace {

constexpr std::string_view kFile =
    "# A section\n\n```toml\n[[norm]]\nid = \"us.one\"\nkind = \"requirement\"\n"
    "in_force = \"2020-01-31..2021-03-01\"\n"
    "when = { destination = '\"CN\", \"DE\"', \"item.hs\" = \"'84'\" }\n"
    "when_any = [\n  { end_use = '\"nuclear\"' },\n  { \"party.military\" = 'true' },\n]\n```\n";

std::vector<std::string> said(const std::vector<Mutant>& mutants) {
  std::vector<std::string> lines;
  for (const Mutant& one : mutants) lines.push_back(cat(one.line, " ", one.what));
  return lines;
}

TEST(Mutants, OfANormEachConditionAlternativeAndDay) {
  const auto mutants = mutants_of({"us-ear/744/a.md", std::string(kFile)});
  EXPECT_EQ(said(mutants),
            (std::vector<std::string>{
                "3 us.one: struck", "7 us.one: begins a day later",
                "7 us.one: ends a day sooner",
                "8 us.one: without destination = '\"CN\", \"DE\"'",
                "8 us.one: without \"item.hs\" = \"'84'\"",
                "10 us.one: without the alternative { end_use = '\"nuclear\"' },",
                "11 us.one: without the alternative { \"party.military\" = 'true' },"}));
  EXPECT_EQ(mutants[0].text, "# A section\n\n");
  EXPECT_NE(mutants[1].text.find("in_force = \"2020-02-01..2021-03-01\""), std::string::npos);
  EXPECT_NE(mutants[3].text.find("when = { \"item.hs\" = \"'84'\" }"), std::string::npos);
  EXPECT_NE(mutants[4].text.find("when = { destination = '\"CN\", \"DE\"'}"), std::string::npos);
}

TEST(Mutants, OfATableEachRow) {
  const auto mutants = mutants_of({"us-ear/x.csv", "a,b\n1,2\n3,4\n"});
  EXPECT_EQ(said(mutants), (std::vector<std::string>{"2 row struck: 1,2", "3 row struck: 3,4"}));
  EXPECT_EQ(mutants[0].text, "a,b\n3,4\n");
  EXPECT_TRUE(mutants_of({"vocabulary.toml", "x = 1\n"}).empty());
}

// Each is another text than the file, and none is made twice.
TEST(Mutants, OfTheRealRulesEachIsAnotherText) {
  std::size_t all = 0;
  for (const auto& file : real_files()) {
    if (!file.path.ends_with(".md")) continue;
    std::set<std::string> texts{file.text};
    const auto mutants = mutants_of(file);
    for (const Mutant& one : mutants)
      EXPECT_TRUE(texts.insert(one.text).second) << file.path << ":" << one.line << " " << one.what;
    all += mutants.size();
  }
  EXPECT_GT(all, 2000u);
}

}  // namespace
}  // namespace licet::law::testing
