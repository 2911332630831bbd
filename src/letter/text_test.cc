#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "licet/letter/letter.h"

namespace licet::letter {
namespace {

TEST(Visible, WhatIsNotSeenIsWritten) {
  const std::pair<std::string, std::string> rows[] = {
      {"Ruáirí & Söhne <b>", "Ruáirí & Söhne <b>"},
      {"华为技术有限公司", "华为技术有限公司"},
      {"a\nb\tc", "a[U+000A]b[U+0009]c"},
      {"gpj.\u202Efdp", "gpj.[U+202E]fdp"},
      {"\u2066x\u2069", "[U+2066]x[U+2069]"},
      {"a\u200Bb\uFEFF", "a[U+200B]b[U+FEFF]"},
      {"a\u00ADb", "a[U+00AD]b"},
      {"a\u2028b", "a[U+2028]b"},
      {"x\u200Dy", "x[U+200D]y"},
      {"می\u200Cخواهم", "می\u200Cخواهم"},  // Persian needs it
      {"\u3164", "[U+3164]"},              // the Hangul filler is a letter by its class
      {"a\u2003b", "a[U+2003]b"},
      {"a\xFF" "b\xC3", "a[byte FF]b[byte C3]"},
      {std::string("a\0b", 3), "a[U+0000]b"},
      {"\U000E0041", "[U+E0041]"},
      {"a\u0301\u0301\u0301\u0301\u0301\u0301\u0301b",
       "a\u0301\u0301\u0301\u0301\u0301\u0301[U+0301]b"},
  };
  for (const auto& [text, seen] : rows) EXPECT_EQ(visible(text), seen);
}

TEST(Text, EndsWithTheDigestOfWhatStandsBeforeIt) {
  Letter letter;
  letter.title = "Title";
  letter.blocks.push_back({Part::kParagraph, "One.", "15 CFR 750.7"});
  letter.blocks.push_back({Part::kTable, "", "", {{"A", "B"}, {50, 50}, {{"1", "2"}}}});
  const std::string text = to_text(letter);
  const auto at = text.rfind("Content sha256:");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(text.substr(at), cat("Content ", to_id(sha256(text.substr(0, at))), "\n"));
  EXPECT_NE(text.find("One. (15 CFR 750.7)\n"), std::string::npos);
  EXPECT_NE(text.find("- A: 1\n  B: 2\n"), std::string::npos);
}

TEST(Text, IsolatesAreForPagesOnly) {
  EXPECT_EQ(isolated("Ann"), "Ann");
  Letter letter;
  letter.blocks.push_back({Part::kParagraph, cat("to ", isolated("شركة"), "."), ""});
  EXPECT_NE(to_text(letter).find("to شركة.\n"), std::string::npos);
}

}  // namespace
}  // namespace licet::letter
