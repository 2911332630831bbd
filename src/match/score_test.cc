#include "licet/match/score.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/match/screen.h"
#include "similar.h"
#include "test_data.h"

namespace licet::match {
namespace {

int score(std::string_view left, std::string_view right) {
  const auto compared = compare_names(left, right);
  EXPECT_TRUE(compared.ok()) << left << " | " << right;
  return compared.ok() ? compared.value().score_permille : -1;
}

bool has(const Comparison& comparison, std::string_view what) {
  for (const Evidence& one : comparison.evidence) {
    if (one.what == what) return true;
  }
  return false;
}

TEST(Score, FoundingSpellings) {
  const char* listed = "Huawei Technologies Co., Ltd. (Huawei)";
  EXPECT_EQ(score("Huawei Technologies Co., Ltd.", listed), 1000);
  EXPECT_EQ(score("HUAWEI TECHNOLOGIES CO LTD", listed), 1000);
  for (const char* asked :
       {"Hua Wei Technologies", "Huawai Tecnologies", "华为技术有限公司", "華為技術有限公司",
        "Huawei Technology Co., Ltd.", "Huawei Tech Co., Ltd.", "Huawei"}) {
    EXPECT_GE(score(asked, listed), kReviewThreshold) << asked;
    EXPECT_LT(score(asked, listed), 1000) << asked;
  }
}

TEST(Score, MissingLegalFormIsHighButNotEqual) {
  const int missing = score("Huawei Technologies", "Huawei Technologies Co., Ltd.");
  EXPECT_GE(missing, 950);
  EXPECT_LT(missing, 1000);
  EXPECT_LT(score("Huawei Technologies GmbH", "Huawei Technologies Co., Ltd."), missing);
}

TEST(Score, AnotherNumberIsAnotherName) {
  EXPECT_LT(score("Plant 38", "Plant 39"), kReviewThreshold);
  EXPECT_LT(score("Victory", "Victory 3"), 900);
  EXPECT_LT(score("CETC 14th Research Institute", "CETC 38th Research Institute"),
            kReviewThreshold);
  EXPECT_TRUE(has(compare_names("Plant 38", "Plant 39").value(), "number"));
}

TEST(Score, ALegalPhraseWithALetterWrongWeighsAsALegalForm) {
  const char* aeroscan = "LIMITED LIABILITY COMPANY AEROSCAN";
  const char* one_m = "OBSHCHESTVO S OGRANICHENNOY OTVETSTVENNOSTYU 1M";
  for (const char* asked :
       {"LIMITED LIABILITY COMPAY AEROSCAN", "Aeroscan Limited Liability Compay",
        "LIMITD LIABILITY COMPANY AEROSCAN", "LIMITED LIABILITI COMPANY AEROSCAN"}) {
    EXPECT_GE(score(asked, aeroscan), 950) << asked;
    EXPECT_LT(score(asked, aeroscan), 1000) << asked;
  }
  for (const char* asked : {"OBSHCHESTVO S OGRANICHENNOY OTVETSTVENNOSTYU 1M Ltd.",
                            "OBSHCHESTV S OGRANICHENNOY OTVETSTVENNOSTYU 1M",
                            "OBSHCHESTVO S OGRANICHENNOY OTVETSTVENNOSTY 1M", "1M"}) {
    EXPECT_GE(score(asked, one_m), 950) << asked;
    EXPECT_LT(score(asked, one_m), 1000) << asked;
  }
}

TEST(Score, ANameOfOneNumberAlertsForThatNumberAlone) {
  const char* one_m = "OBSHCHESTVO S OGRANICHENNOY OTVETSTVENNOSTYU 1M";
  for (const char* asked : {"2M", "OBSHCHESTVO S OGRANICHENNOY OTVETSTVENNOSTYU 2M", "1M 2 Ltd.",
                            "1M Group", "Plant 1M", "Institute 1M LLC", "Vega LLC", "HTC", "1M B",
                            "Limited Liability Company M1"}) {
    EXPECT_LT(score(asked, one_m), kReviewThreshold) << asked;
  }
  EXPECT_LT(score("1 A Ltd.", "1 B Ltd."), kReviewThreshold);
  EXPECT_GE(score("I T C Ltd. LLC", "I T C LLC"), 950) << "initials are the name, not the forms";
  EXPECT_LT(score("I T C LLC", "I T D LLC"), kReviewThreshold);
  EXPECT_LT(score("MV LLC", "MT LLC"), kReviewThreshold);
  EXPECT_LT(score("HTC Limited Liability Compay", "HTX LLC"), kReviewThreshold);
}

TEST(Score, OneHalfLikeWordOfACompanyNeedsTheRestToAgree) {
  // Two signs at once: the word is another, and so are the legal forms or the words beside it.
  for (const auto& [left, right] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Adeka Corporation", "ADENA"},
           {"Cenra Inc", "LA SENORA"},
           {"Nansin Co., Ltd.", "NANSHAN LTD"},
           {"Nuvotec Co. Ltd.", "Novatek"},
           {"Photon Energy NV", "AKTSIONERNOE OBSHCHESTVO PROTON"},
           {"S P Setia Berhad", "Sernia"},
           {"Admiral Group plc", "Group A"},
           {"Toho Bank Ltd/The", "T-BANK"},
           {"EPAM Systems, Inc.", "E and I Systems FZE"},
           {"Indian Infotech and Software Limited", "Info Tech"}}) {
    EXPECT_LT(score(left, right), kReviewThreshold) << left << " | " << right;
  }
  // One sign alone stays.
  for (const auto& [left, right] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Adeka Corporation", "ADENA Corporation"},
           {"Adena Corporation", "ADENA"},
           {"Hua Wei", "Huawei Technologies Co., Ltd."},
           {"Huawei", "Huawei Technologies Co., Ltd."},
           {"华为", "Huawei Technologies Co., Ltd."},
           {"AVEST OOO", "AVESTO OOO"},
           {"Gazpron AO", "Gazprom OAO"},
           {"CORPORACION PANAMERICANAS.A.", "CORPORACION PANAMERICANA S.A."}}) {
    EXPECT_GE(score(left, right), kReviewThreshold) << left << " | " << right;
  }
}

TEST(Score, ANameCutShortAlerts) {
  const char* whole = "China Shipbuilding Industry Group Co., Ltd. 705th Research Institute";
  EXPECT_GE(score("China Shipbuilding Indu", whole), kReviewThreshold);
  EXPECT_TRUE(has(compare_names("China Shipbuilding Indu", whole).value(), "cut"));
  EXPECT_LT(score("Research Indu", "Research Industry"), 999) << "too little before the cut";
  EXPECT_LT(score("China Shipbuilding Ship", whole), kReviewThreshold);
}

TEST(Score, FatherAndSonAreTwoPeople) {
  EXPECT_LT(score("SALMAN BIN MUHAMMAD AL-RAWI", "MUHAMMAD BIN SALMAN AL-RAWI"), kReviewThreshold);
  EXPECT_GE(score("AL-RAWI, Muhammad bin Salman", "MUHAMMAD BIN SALMAN AL-RAWI"), kReviewThreshold);
  EXPECT_TRUE(has(compare_names("Ahmad ibn Hasan", "Hasan bin Ahmad").value(), "fathers"));
}

TEST(Score, EvidenceNamesEveryStep) {
  const Comparison comparison =
      compare_names("Hua Wei Tecnologies Beijing", "Huawei Technologies Co., Ltd.").value();
  for (const char* what : {"joined", "sound", "extra", "missing", "unmatched", "legal_form"}) {
    EXPECT_TRUE(has(comparison, what) || has(comparison, "spelling")) << what;
  }
  EXPECT_TRUE(has(compare_names("Hu\u0430wei", "Huawei").value(), "mixed_script"));
  EXPECT_TRUE(has(compare_names("华为", "Huawei").value(), "reading"));
}

TEST(Score, SymmetricAndOneThousandOnlyForEqualKeys) {
  const auto rows = shared_lines("cases/name_pairs.jsonl");
  if (rows.empty()) GTEST_SKIP() << "no shared data: set LICET_DATA";
  for (const Json& row : rows) {
    const auto left = key_of(row.text("query"));
    const auto right = key_of(row.text("candidate"));
    if (!left.ok() || !right.ok()) continue;
    const Comparison one = compare_keys(left.value(), right.value());
    const Comparison other = compare_keys(right.value(), left.value());
    ASSERT_EQ(one.score_permille, other.score_permille) << row.text("query");
    ASSERT_EQ(one.evidence.size(), other.evidence.size());
    for (std::size_t i = 0; i < one.evidence.size(); ++i) {
      ASSERT_EQ(one.evidence[i].left, other.evidence[i].right);
      ASSERT_EQ(one.evidence[i].permille, other.evidence[i].permille);
    }
    ASSERT_EQ(one.score_permille, score_keys(left.value(), right.value()));
    ASSERT_EQ(one.score_permille == 1000, left.value() == right.value());
    ASSERT_GE(one.score_permille, 0);
  }
}

TEST(Score, LabelledPairs) {
  const auto rows = shared_lines("cases/name_pairs.jsonl");
  if (rows.empty()) GTEST_SKIP() << "no shared data: set LICET_DATA";
  int hits = 0;
  int alarms = 0;
  int misses = 0;
  for (const Json& row : rows) {
    const Json* expected = row.find("expected_match");
    if (row.find("peer_logic_v2_outcome") == nullptr || !expected->is_bool()) continue;
    const bool alert = score(row.text("query"), row.text("candidate")) >= kReviewThreshold;
    hits += alert && expected->boolean();
    alarms += alert && !expected->boolean();
    misses += !alert && expected->boolean();
    // Not yet: a list name that holds two names, divided by a slash.
    const bool two_names = row.text("candidate").find('/') != std::string_view::npos;
    if (row.text("quality") == "STRONG" && !two_names) {
      EXPECT_EQ(alert, expected->boolean()) << row.text("query") << " | " << row.text("candidate");
    }
  }
  // F1 = 2 hits / (2 hits + alarms + misses); the bar is .88.
  EXPECT_GE(2 * hits * 100, 88 * (2 * hits + alarms + misses))
      << hits << " " << alarms << " " << misses;
}

TEST(Score, AnyBytesAreAKeyToCompare) {
  for (const char* key :
       {"", " ", "  ", "w", "w ", "r/", "r/ r/", "x", "\xFF", "n1 n1", "r/\xE5"}) {
    for (const char* other : {"", "whuawei", "r/ wa", "\xFF"}) {
      const int points = score_keys(key, other);
      EXPECT_GE(points, 0);
      EXPECT_EQ(points, score_keys(other, key));
    }
  }
}

TEST(Score, LongestNamesAreAnswered) {
  std::string letters;
  std::string words;
  for (int i = 0; i < 256; ++i) letters += i % 2 == 0 ? "a " : "b ";
  for (int i = 0; i < 102; ++i) words += cat("wor", char('a' + i % 26), " ");
  EXPECT_GE(score(letters, words), 0);
  EXPECT_EQ(score(words, words), 1000);
}

TEST(Similarity, Edits) {
  EXPECT_EQ(edits_between("huawei", "huawai", 3), 1);
  EXPECT_EQ(edits_between("merkel", "merkle", 3), 1) << "a swap is one edit";
  EXPECT_EQ(edits_between("abc", "xyz", 2), 3) << "one more than asked for";
  EXPECT_EQ(edits_between("", "", 1), 0);
  const auto like = [](std::string_view a, std::string_view b) {
    return similarity(spelling_of(a), spelling_of(b)).permille;
  };
  EXPECT_EQ(like("technologies", "technology"), 960);
  EXPECT_EQ(like("li", "lu"), 0);
  EXPECT_GE(like("mohammed", "muhamad"), 900);
  EXPECT_EQ(like("parker", "putin"), 0);
  EXPECT_TRUE(abbreviates("intl", "international"));
  EXPECT_FALSE(abbreviates("in", "international"));
}

// The early exit of similarity() rests on this: a sound has the classes of the letters it came
// from.
TEST(Similarity, NoClassOfLettersIsLostOrMadeByASound) {
  std::uint32_t state = 1;
  for (int round = 0; round < 200000; ++round) {
    std::string word;
    for (std::uint32_t size = 1 + state % 14; size > 0; --size) {
      state = state * 1664525u + 1013904223u;
      word.push_back("abcdefghijklmnopqrstuvwxyzcchhhhhtsssz0123456789"[(state >> 16) % 48]);
    }
    const Spelling spelling = spelling_of(word);
    const std::string sound(spelling.sounded());
    ASSERT_EQ(spelling_of(sound).classes, spelling.classes) << word << " " << sound;
  }
}

}  // namespace
}  // namespace licet::match
