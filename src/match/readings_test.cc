#include "readings.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "licet/match/key.h"
#include "licet/match/score.h"
#include "licet/match/screen.h"
#include "unicode_text.h"

namespace licet::match {
namespace {

bool has(const Readings& readings, std::string_view one) {
  return std::find(readings.begin(), readings.end(), one) != readings.end();
}

int score(std::string_view left, std::string_view right) {
  const auto compared = compare_names(left, right);
  EXPECT_TRUE(compared.ok()) << left << " | " << right;
  return compared.ok() ? compared.value().score_permille : -1;
}

TEST(Readings, Chinese) {
  const Readings mao = han_readings(U"毛泽东");
  EXPECT_EQ(mao[0], "maozedong");
  EXPECT_TRUE(has(mao, "maotsetung")) << "Wade-Giles";
  EXPECT_TRUE(has(han_readings(U"曾荫权"), "tsangyinquan")) << "a surname's own reading";
  EXPECT_TRUE(has(han_readings(U"陈国强"), "chankwokkeung")) << "as in Hong Kong";
  EXPECT_TRUE(has(han_readings(U"弗拉基米尔"), "vladimir")) << "a foreign name";
  EXPECT_EQ(simplified(U"華為技術"), U"华为技术");
  EXPECT_EQ(han_readings(U"\U00020000")[0], han_reading(U"\U00020000")) << "a rare character";
}

TEST(Readings, Syllables) {
  for (const auto& [pinyin, wade] :
       {std::pair{"xi", "hsi"}, {"jin", "chin"}, {"zhou", "chou"}, {"dong", "tung"},
        {"ze", "tse"}, {"guo", "kuo"}, {"duo", "to"}, {"zi", "tzu"}, {"xiong", "hsiung"},
        {"qian", "chien"}, {"ren", "jen"}, {"gui", "kuei"}, {"xue", "hsueh"}, {"hm", "hm"}}) {
    EXPECT_EQ(wade_giles(pinyin), wade);
  }
  for (const auto& [jyutping, local] :
       {std::pair{"zoeng", "cheung"}, {"can", "chan"}, {"gwok", "kwok"}, {"loeng", "leung"},
        {"joeng", "yeung"}, {"jip", "yip"}, {"zyu", "chu"}, {"ng", "ng"}, {"taam", "tam"}}) {
    EXPECT_EQ(hong_kong(jyutping), local);
  }
}

TEST(Readings, KoreanAndJapanese) {
  const Readings kim = hangul_readings(U"김정은");
  EXPECT_EQ(kim[0], "kimjongun");
  EXPECT_TRUE(has(kim, "gimjeongeun") || has(kim, "kimjeongeun"));
  EXPECT_TRUE(has(hangul_readings(U"이민호"), "leeminho"));
  EXPECT_TRUE(has(hangul_readings(U"화웨이"), "huawei"));
  for (const auto& [kana, latin] :
       {std::pair{U"トヨタ", "toyota"}, {U"シャープ", "shapu"}, {U"ティッシュ", "tisshu"},
        {U"ウェブ", "webu"}, {U"きょうと", "kyouto"}, {U"ヴァイオリン", "vaiorin"},
        {U"ジェット", "jetto"}, {U"ー", ""}, {U"ッ", ""}, {U"ャ", "ya"}}) {
    EXPECT_EQ(kana_reading(kana), latin);
  }
  EXPECT_TRUE(has(kana_readings(U"ファーウェイ"), "huawei"));
}

// Another reading is a match for a reviewer, and never the same name.
TEST(Readings, AlertAndAreNotTheSame) {
  for (const auto& [written, listed] :
       {std::pair{"毛泽东", "Mao Tse-tung"}, {"習近平", "Hsi Chin-ping"}, {"김정은", "Kim Jong-un"},
        {"이민호", "Lee Min Ho"}, {"弗拉基米尔·普京", "Vladimir Putin"},
        {"ウラジーミル・プーチン", "Vladimir Putin"}, {"محمد علي", "Mohamed Ali"},
        {"화웨이", "Huawei"}, {"ファーウェイ", "Huawei"}, {"陳國強", "Chan Kwok Keung"},
        {"דוד", "David"}, {"Βλαντίμιρ Πούτιν", "Vladimir Putin"},
        {"Μπαράκ Ομπάμα", "Barak Obama"}, {"ООО Вега Технолоджис", "Vega Technologies OOO"}}) {
    EXPECT_GE(score(written, listed), kReviewThreshold) << written << " | " << listed;
    EXPECT_LT(score(written, listed), 1000) << written << " | " << listed;
    EXPECT_EQ(score(written, listed), score(listed, written));
  }
}

TEST(Readings, OtherNamesStayOtherNames) {
  for (const auto& [written, other] :
       {std::pair{"毛泽东", "Mao Zedan"}, {"김정은", "Kim Jong-il"}, {"弗拉基米尔", "Valentin"},
        {"华为", "Zhongxing"}, {"陈国强", "Chen Guoping"}}) {
    EXPECT_LT(score(written, other), kReviewThreshold) << written << " | " << other;
  }
}

TEST(Readings, LegalFormsOfOtherScripts) {
  const auto words = [](std::string_view name) { return readable(key_of(name).value()); };
  EXPECT_EQ(words("(주)카카오").substr(0, 4), "+kk ");
  EXPECT_TRUE(words("トヨタ自動車(株)").ends_with("+kk"));
  EXPECT_TRUE(words("บริษัทหัวเว่ยจำกัด").starts_with("+co "));
  EXPECT_TRUE(words("บริษัทหัวเว่ยจำกัด").ends_with(" +ltd"));
  EXPECT_TRUE(words("שלום בע\"מ").ends_with("+ltd"));
  EXPECT_TRUE(words("شركة الأمل ذ.م.م").starts_with("+co "));
  EXPECT_TRUE(words("株洲时代").find("+kk") == std::string::npos) << "a city, no legal form";
}

TEST(Readings, LookAlikesOfFurtherScripts) {
  EXPECT_EQ(key_of("H\u057d\u0430wei").value(), key_of("Huawei").value());
  const auto compared = compare_names("H\u057d\u0430wei", "Huawei").value();
  EXPECT_TRUE(std::any_of(compared.evidence.begin(), compared.evidence.end(),
                          [](const Evidence& one) { return one.what == "mixed_script"; }));
  EXPECT_NE(key_of("\u0531\u0562").value(), key_of("uf").value()) << "a word of one script is read";
}

}  // namespace
}  // namespace licet::match
