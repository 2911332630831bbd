#include "skeleton.h"

#include <gtest/gtest.h>

#include "families.h"
#include "licet/match/key.h"
#include "licet/match/screen.h"

namespace licet::match {
namespace {

TEST(Skeleton, FoldsWhatAScriptFolds) {
  EXPECT_EQ(skeleton("mohammed", Writing::kConsonants, false), "mhmd");
  EXPECT_EQ(skeleton("mhmd", Writing::kConsonants, false), "mhmd");
  EXPECT_EQ(skeleton("putin", Writing::kConsonants, false), "btn");
  EXPECT_EQ(skeleton("kovach", Writing::kConsonants, false), "kvk");
  EXPECT_EQ(skeleton("kovach", Writing::kConsonants, true), "kvts");
  EXPECT_EQ(skeleton("vladimir", Writing::kSyllables, false), "brdmr");
  EXPECT_EQ(skeleton("beulladimireu", Writing::kSyllables, false), "brdmr");
  EXPECT_EQ(skeleton("aei", Writing::kSyllables, false), "");
}

TEST(Skeleton, PointsAreSymmetricAndAskForAForeignScript) {
  const auto points = [](std::string_view a, Writing of_a, std::string_view b, Writing of_b) {
    const int there = skeleton_points(a, of_a, b, of_b);
    EXPECT_EQ(there, skeleton_points(b, of_b, a, of_a)) << a << " " << b;
    return there;
  };
  EXPECT_EQ(points("putin", Writing::kFull, "patan", Writing::kFull), 0);
  EXPECT_EQ(points("putin", Writing::kFull, "bwtn", Writing::kConsonants), 900);
  EXPECT_EQ(points("vladimir", Writing::kFull, "fladmyr", Writing::kConsonants), 930);
  EXPECT_EQ(points("ali", Writing::kFull, "l", Writing::kConsonants), 800);
  EXPECT_EQ(points("putin", Writing::kFull, "putin", Writing::kSyllables), 900);
  EXPECT_EQ(points("putin", Writing::kFull, "patan", Writing::kSyllables), 0)
      << "a script of syllables loses no vowel";
  EXPECT_EQ(points("putin", Writing::kFull, "putanu", Writing::kSyllables), 0);
}

TEST(Families, FurtherSpellings) {
  EXPECT_EQ(further_spellings("huawei"), "");
  EXPECT_EQ(further_spellings("h0ngk0ng"), "hongkong");
  EXPECT_EQ(further_spellings("1e11a"), "lella|ieiia");
  EXPECT_EQ(further_spellings("rnostafa"), "mostafa");
  EXPECT_EQ(further_spellings("dzhorge"), "jorge");
  EXPECT_EQ(further_spellings("uladzimir"), "uladimir");
  EXPECT_EQ(further_spellings("alexei"), "aleksei");
  EXPECT_EQ(further_spellings("xi"), "");
}

TEST(Families, AlertAndAreNotTheSame) {
  for (const auto& [asked, listed] :
       {std::pair{"H0ngk0ng Delta Electr0nics Techn0l0gy C0., Limited",
                  "Hongkong Delta Electronics Technology Co., Limited"},
        {"AL-DAJANI, 1ei1a", "AL-DAJANI, Leila"}, {"rnostafa rnajid", "Mostafa Majid"},
        {"Lirnited Liability Cornpany Terra Grup", "Limited Liability Company Terra Grup"},
        {"Lemir 000", "Lemir OOO"}, {"Джорге Аледжандро", "Jorge Alejandro"},
        {"Уладзімір Пуцін", "Vladimir Putin"}, {"OPUS ENERGY LLV", "OPUS ENERGY LLC"},
        {"VANKORNEFT vjsc", "VANKORNEFT CJSC"}, {"KIM, Y.", "KIM, Yo'ng-chu"},
        {"Abu Ali a.", "Abu Ali al-Samarra'i"}, {"AFIZ", "FAIZ"}, {"Αλέξανδρος", "Alexander"},
        {"블라디미르 푸틴", "Vladimir Putin"}, {"알비탈, 바얀", "AL-BITAR, Bayan"},
        {"クハムザエヴ スルタン", "KHAMZAEV, Sultan"}, {"المقدسي أحمد", "AL-MAQDISI, Ahmad"},
        {"फ़लादिमिर पुटिन", "Fladimir Putin"}}) {
    const auto compared = compare_names(asked, listed).value();
    EXPECT_GE(compared.score_permille, kReviewThreshold) << asked << " | " << listed;
    EXPECT_LT(compared.score_permille, 1000) << asked << " | " << listed;
  }
}

TEST(Families, OtherNamesStayOtherNames) {
  for (const auto& [asked, listed] :
       {std::pair{"A6 Trading", "AB Trading"}, {"1M Trading", "IM Trading"},
        {"Corn Vega", "Com Alfa"}, {"이영호", "Yang Ha"}, {"ミヤケ", "Mikoyan"}}) {
    EXPECT_LT(compare_names(asked, listed).value().score_permille, kReviewThreshold)
        << asked << " | " << listed;
  }
}

// Vowels tell where consonants are few.
TEST(Skeleton, OneConsonantBetweenThreeVowels) {
  EXPECT_EQ(skeleton_points("yuriyu", Writing::kSyllables, "yuriy", Writing::kFull), 860);
  EXPECT_EQ(skeleton_points("ayara", Writing::kSyllables, "ayala", Writing::kFull), 860);
  EXPECT_EQ(skeleton_points("yuriyu", Writing::kSyllables, "yariy", Writing::kFull), 0);
  EXPECT_EQ(skeleton_points("rarryu", Writing::kSyllables, "larry", Writing::kFull), 0);
}

}  // namespace
}  // namespace licet::match
