#include "licet/letter/pdf.h"

#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "licet/base/text.h"
#include "stories.h"

// Pango starts fontconfig's own store in a thread beside ours, for the life of the process. It
// holds offsets where the leak checker looks for pointers. What is made on the way from our own
// code does not stand under Pango's thread, and is still seen: for that, whole stacks are kept.
extern "C" const char* __lsan_default_suppressions() { return "leak:libpangoft2\n"; }
extern "C" const char* __asan_default_options() {
  return "fast_unwind_on_malloc=0:malloc_context_size=60";
}

namespace licet::letter {
namespace {

using testing::of;

class Folder {
 public:
  Folder() {
    std::string name = ::testing::TempDir() + "licet-letter-XXXXXX";
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  for (char buffer[4096]; const auto size = fread(buffer, 1, sizeof buffer, pipe);)
    out.append(buffer, size);
  pclose(pipe);
  return out;
}

// What somebody else's reader finds in the file; blanks and line ends as one blank.
std::string read_back(const std::string& bytes, const std::string& how = "-layout") {
  const Folder folder;
  std::ofstream(folder.file("a.pdf"), std::ios::binary) << bytes;
  std::string out;
  for (const char c : output_of("pdftotext " + how + " '" + folder.file("a.pdf") + "' - 2>&1"))
    if (const bool blank = c == ' ' || c == '\n'; !blank || (!out.empty() && out.back() != ' '))
      out += blank ? ' ' : c;
  return out;
}

Letter licence_for(const std::string& end_user) {
  return testing::granted(testing::application(end_user)).letter(of("licence")).value();
}

Pdf pdf_of(const Letter& letter, const PdfOptions& options = {}) {
  auto made = to_pdf(letter, options);
  EXPECT_TRUE(made.ok()) << to_line(made.error());
  return made.ok() ? made.value() : Pdf{};
}

TEST(PdfLetter, HoldsTheFacts) {
  const Letter letter = licence_for("Huawei Technologies Co., Ltd.");
  const Pdf pdf = pdf_of(letter);
  EXPECT_TRUE(pdf.bytes.starts_with("%PDF-1."));
  const std::string text = read_back(pdf.bytes);
  const std::string digest = cat("Content ", to_id(digest_of(letter)));
  for (const std::string_view wanted :
       {std::string_view("Export licence"), std::string_view("D0000001"),
        std::string_view("2023-11-30"), std::string_view("Huawei Technologies Co., Ltd."),
        std::string_view("1000 licence"), std::string_view("No use in networks."),
        std::string_view("15 CFR 750.7(a)(1)"), std::string_view("not stated"),
        std::string_view("Page 1 of "), std::string_view(digest)})
    EXPECT_NE(text.find(wanted), std::string::npos) << wanted << "\nin\n" << text;
}

TEST(PdfLetter, EveryScriptIsReadBack) {
  for (const char* name : {"ООО Ромашка", "华为技术有限公司", "प्रौद्योगिकी",
                                 "Ελληνικά", "สวัสดี", "株式会社カナ", "삼성전자", "Հայաստան"}) {
    const Pdf pdf = pdf_of(licence_for(name));
    EXPECT_NE(read_back(pdf.bytes, "-raw").find(name), std::string::npos)
        << name << "\n" << read_back(pdf.bytes, "-raw");
  }
  const std::string text = read_back(pdf_of(licence_for("شركة التقنية")).bytes);
  EXPECT_NE(text.find("شركة"), std::string::npos) << text;
  EXPECT_NE(text.find("التقنية"), std::string::npos) << text;
  const std::string hebrew = read_back(pdf_of(licence_for("שלום בע")).bytes);
  EXPECT_NE(hebrew.find("שלום בע"), std::string::npos) << hebrew;
}

TEST(PdfLetter, SameBytesInEveryEnvironment) {
  const Letter letter = licence_for("华为 ООО شركة");
  const std::string first = pdf_of(letter).bytes;
  for (const char* locale : {"C", "tr_TR.UTF-8", "ja_JP.UTF-8"})
    for (const char* zone : {"UTC", "Asia/Shanghai"}) {
      for (const char* name : {"LC_ALL", "LANG", "LANGUAGE", "PANGO_LANGUAGE"})
        setenv(name, locale, 1);
      setenv("TZ", zone, 1);
      EXPECT_EQ(pdf_of(letter).bytes, first) << locale << " " << zone;
    }
  // The event's day, no other.
  EXPECT_NE(first.find("CreationDate (20191120000000Z)"), std::string::npos);
}

TEST(PdfLetter, PaperChangesPagesOnly) {
  const Letter letter = licence_for("X");
  const Pdf a4 = pdf_of(letter), us = pdf_of(letter, {Paper::kLetter, ""});
  EXPECT_NE(a4.bytes.find("595.27"), std::string::npos);
  EXPECT_NE(us.bytes.find("612 792"), std::string::npos);
}

TEST(PdfLetter, ThreeHundredItemsGoOverPages) {
  const auto story = testing::granted(testing::large_application(300));
  const Pdf pdf = pdf_of(story.letter(of("licence")).value());
  EXPECT_GT(pdf.pages, 8);
  const std::string text = read_back(pdf.bytes);
  for (int i = 1; i <= 300; ++i)
    EXPECT_NE(text.find(cat(" item-", i, " ")), std::string::npos) << i;
  std::size_t heads = 0;
  for (auto at = text.find("Classification"); at != std::string::npos;
       at = text.find("Classification", at + 1))
    ++heads;
  EXPECT_GE(heads, std::size_t(pdf.pages) - 3);
  EXPECT_NE(text.find(cat("Page ", pdf.pages, " of ", pdf.pages)), std::string::npos);
}

TEST(PdfLetter, MarkupAndLongWordsArePrintedAsTheyAre) {
  const std::string word(300, 'W');
  std::string text = read_back(pdf_of(licence_for("<b>A & B</b> &lt; " + word)).bytes, "-raw");
  EXPECT_NE(text.find("<b>A & B</b> &lt;"), std::string::npos) << text;
  std::size_t found = 0;
  for (const char c : text) found += c == 'W';
  EXPECT_GE(found, 300u);  // all of it, in lines
}

TEST(PdfLetter, ACellLongerThanAPageGoesOn) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += cat("w", i, " ");
  const Pdf pdf = pdf_of(licence_for(text));
  const std::string back = read_back(pdf.bytes, "-raw");
  for (const int i : {0, 1500, 2999}) EXPECT_NE(back.find(cat("w", i)), std::string::npos) << i;
  EXPECT_GT(pdf.pages, 5);
}

TEST(PdfLetter, AWordOfTwentyThousandLettersEnds) {
  const Letter letter = licence_for(std::string(20'000, 'W'));
  std::size_t found = 0;
  const Pdf pdf = pdf_of(letter);
  for (const char c : read_back(pdf.bytes, "-raw")) found += c == 'W';
  EXPECT_GE(found, 20'000u);
  EXPECT_EQ(to_pdf(licence_for(std::string(kMostText, 'W')), {}).error().code, Code::CostLimit);
}

TEST(PdfLetter, OverridesAreSeen) {
  const std::string text = read_back(pdf_of(licence_for("a\u202Eb\u200Bc")).bytes);
  EXPECT_NE(text.find("a[U+202E]b[U+200B]c"), std::string::npos) << text;
}

TEST(PdfLetter, ADraftIsMarkedOnEveryPage) {
  Request draft = of("licence");
  draft.draft = true;
  draft.at = licence::parse_instant("2019-08-01").value();
  const auto letter = testing::Story(testing::large_application(120)).letter(draft).value();
  const Pdf pdf = pdf_of(letter);
  const std::string text = read_back(pdf.bytes);
  std::size_t marks = 0;
  for (auto at = text.find("DRAFT - "); at != std::string::npos; at = text.find("DRAFT - ", at + 1))
    ++marks;
  EXPECT_EQ(marks, std::size_t(pdf.pages));
}

TEST(PdfLetter, WhatNoFontCanDrawIsRefused) {
  const auto made = to_pdf(licence_for("\uE000 \uE001"), {});
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().code, Code::GlyphMissing);
  EXPECT_NE(made.error().detail.find("U+E000"), std::string::npos) << made.error().detail;
  EXPECT_NE(made.error().detail.find("U+E001"), std::string::npos);
}

// One Latin font alone: Han is refused, and the package is named.
TEST(PdfLetter, AFolderOfFontsIsUsedAlone) {
  const std::string found = output_of("fc-match -f '%{file}' 'Noto Sans:style=Regular'");
  const Folder folder;
  EXPECT_EQ(to_pdf(licence_for("X"), {Paper::kA4, folder.path()}).error().code, Code::FontMissing);
  std::filesystem::copy_file(found, folder.file("font.ttf"));
  const PdfOptions options{Paper::kA4, folder.path()};
  EXPECT_EQ(pdf_of(licence_for("X"), options).fonts, std::vector<std::string>{"Noto Sans"});
  const auto made = to_pdf(licence_for("华为"), options);
  ASSERT_FALSE(made.ok());
  EXPECT_NE(made.error().detail.find("fonts-wqy-microhei"), std::string::npos);
}

}  // namespace
}  // namespace licet::letter
