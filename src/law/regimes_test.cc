#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "licet/base/text.h"
#include "licet/law/conflicts.h"
#include "licet/law/rule_checks.h"
#include "test_rules.h"

// Each regime from its own folder; the rules of the dual-use regulation as users get them.
namespace licet::law::testing {
namespace {

using Files = std::vector<snapshot::RuleFile>;

constexpr std::string_view kHead =
    "id,obeying,requirement,bound,group,breaks,from,until,confidence,refer_to,cite,means\n";

const std::vector<std::shared_ptr<const RuleSet>>& regimes() {
  static const auto kRegimes = load_regimes(real_files()).value();
  return kRegimes;
}

const RuleSet& dual_use() { return *regimes().at(1); }

std::string fault_of(std::string_view row) {
  const Files files{{"conflicts.csv", cat(kHead, row, "\n")}};
  const auto read = read_conflicts(files, regimes());
  return read.ok() ? "" : cat(read.error().place, " ", read.error().detail);
}

TEST(Regimes, EachIsLoadedFromItsFolderTheEarFirst) {
  ASSERT_EQ(regimes().size(), 2u);
  EXPECT_EQ(regimes()[0]->regime(), "us-ear");
  EXPECT_EQ(regimes()[0]->folder(), kEarFolder);
  EXPECT_EQ(regimes()[0]->classification(), "eccn");
  EXPECT_EQ(regimes()[0]->refer_to(), "BIS");
  EXPECT_EQ(dual_use().regime(), "eu-2021-821");
  EXPECT_EQ(dual_use().classification(), "code");
  EXPECT_EQ(dual_use().refer_to(), "EU_NCA");
  for (const auto& rules : regimes())
    for (const Norm& norm : rules->norms()) EXPECT_TRUE(norm.file.starts_with(rules->folder()));
}

TEST(Regimes, TheEarIsTheSameWithoutTheOther) {
  Files alone = real_files();
  std::erase_if(alone, [](const auto& file) { return file.path.starts_with("eu-"); });
  const auto rules = RuleSet::load(alone).value();
  ASSERT_EQ(rules->norms().size(), regimes()[0]->norms().size());
  for (NormIndex i = 0; i < rules->norms().size(); ++i)
    EXPECT_EQ(rules->norm(i).id, regimes()[0]->norm(i).id);
  EXPECT_EQ(rules->boundaries(), regimes()[0]->boundaries());
  EXPECT_EQ(rules->places().codes(), regimes()[0]->places().codes());
}

TEST(Regimes, TwoFoldersOfOneRegimeAreRefused) {
  Files files = real_files();
  Files more;
  for (const auto& file : files)
    if (file.path.starts_with("eu-dual-use/"))
      more.push_back({"copy/" + file.path.substr(12), file.text});
  files.insert(files.end(), more.begin(), more.end());
  const auto loaded = load_regimes(files);
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, Code::RuleDuplicateId);
  EXPECT_FALSE(load_regimes(Files{}).ok());
}

TEST(Regimes, FaultsOfOneAreThoseOfItsFolder) {
  for (const auto& rules : regimes()) EXPECT_TRUE(check_rules(*rules, real_files()).empty());
}

TEST(DualUse, EveryPlaceOfTheEarIsAPlaceHere) {
  for (const std::string& code : regimes()[0]->places().codes())
    EXPECT_TRUE(dual_use().places().known(code)) << code;
}

TEST(DualUse, GroupsHoldWhomTheyShould) {
  const Places& places = dual_use().places();
  const auto in = [&](const char* place, const char* group) {
    return places.member(place, group, day("2025-01-01"), true).is_true();
  };
  int members = 0, of_eu001 = 0;
  for (const std::string& code : places.codes()) {
    members += code.size() == 2 && in(code.c_str(), "EU");
    of_eu001 += code.size() == 2 && in(code.c_str(), "EU001");
  }
  EXPECT_EQ(members, 27 + 7);   // Åland and the French departments with Saint Martin
  EXPECT_EQ(of_eu001, 8 + 1);   // Liechtenstein with Switzerland; the United States has no row
  EXPECT_TRUE(in("US", "EU001"));
  for (const char* outside : {"GL", "FO", "PF", "NC", "AW", "CW", "SX", "GB", "CH", "MC", "SM"})
    EXPECT_FALSE(in(outside, "EU")) << outside;
  for (const char* outside : {"GG", "JE", "IM", "GI", "PR", "GU", "NF", "SJ", "HK"})
    EXPECT_FALSE(in(outside, "EU001")) << outside;
  EXPECT_FALSE(places.member("DE", "EU", day("2021-09-08"), true).is_true());
}

// A part of a country under its own rule must not slip out of a set by its longer code.
TEST(DualUse, PartsOfUkraineAreAllInTheSet) {
  const Places& places = dual_use().places();
  for (const std::string& code : places.codes()) {
    if (!code.starts_with("UA-")) continue;
    EXPECT_TRUE(places.member(code, "set:restricted", day("2025-01-01"), true).is_true()) << code;
  }
}

TEST(DualUse, NoGeneralAuthorisationButEu001ServesUnread) {
  for (const Norm& norm : dual_use().norms()) {
    if (norm.kind != NormKind::kGeneralAuthorisation) continue;
    EXPECT_EQ(norm.require.empty(), norm.authority == "general:eu001") << norm.id;
    EXPECT_EQ(norm.overcomes, std::vector<std::string>{"reason:eu_annex_i"}) << norm.id;
  }
}

TEST(DualUse, EveryCodeIsARequirementEverywhereOutsideTheUnion) {
  std::set<std::string> entries;
  for (const Norm& norm : dual_use().norms()) {
    if (norm.entry.empty()) continue;
    entries.insert(norm.entry);
    EXPECT_EQ(norm.reason, "eu_annex_i");
    EXPECT_EQ(norm.id, cat("eu.821.i.", norm.entry, ".1"));
    EXPECT_EQ(norm.confidence, "low");
    EXPECT_EQ(norm.in_force.from, day("2021-09-09"));
  }
  EXPECT_GE(entries.size(), 350u);
  for (const std::string& entry : entries) {
    EXPECT_LE(entry[2], '4') << entry;  // no munitions and unilateral series
    EXPECT_NE(entry.substr(2), "018") << entry;
  }
}

TEST(Conflicts, ARowMustPointAtWhatIsThere) {
  const std::string_view good =
      "a,us-ear,us.ear.746.7,eu-2021-821,EU,Art. 5,,,low,EU_COMMISSION,Reg. (EC) 2271/96,means";
  EXPECT_EQ(fault_of(good), "");
  const auto with = [&](std::string_view was, std::string_view is) {
    std::string row(good);
    row.replace(row.find(was), was.size(), is);
    return fault_of(row);
  };
  EXPECT_NE(with("us-ear", "jp-fefta").find("no rules of"), std::string::npos);
  EXPECT_NE(with("eu-2021-821", "cn-ecl").find("no rules of"), std::string::npos);
  EXPECT_NE(with("us.ear.746.7", "us.ear.746.77").find("is no norm"), std::string::npos);
  EXPECT_NE(with(",EU,", ",EU9,").find("is no group"), std::string::npos);
  EXPECT_NE(with("EU_COMMISSION", "NOBODY").find("[referrals]"), std::string::npos);
  EXPECT_NE(with("Reg. (EC) 2271/96", "").find("citation"), std::string::npos);
  EXPECT_NE(with("means", "").find("say what"), std::string::npos);
}

TEST(Conflicts, ThoseOfTheTreeAreRead) {
  const auto read = read_conflicts(real_files(), regimes());
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value().size(), 2u);
  EXPECT_TRUE(read_conflicts(Files{}, regimes()).value().empty());
}

}  // namespace
}  // namespace licet::law::testing
