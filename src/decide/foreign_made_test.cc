#include "foreign_made.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "source_dir.h"

namespace licet::decide {
namespace {

using law::Tri;

Decimal number(std::string_view text) { return Decimal::parse(text).value(); }
UsShare share(std::string_view least, std::string_view most) {
  return {number(least), number(most)};
}
UsShare share(std::string_view percent) { return share(percent, percent); }

TEST(DeMinimis, TheLevelIsPassedByMoreOnly) {
  EXPECT_EQ(de_minimis(share("10.00"), Tri::kTrue), "within");
  EXPECT_EQ(de_minimis(share("10.01"), Tri::kTrue), "exceeded");
  EXPECT_EQ(de_minimis(share("10.01"), Tri::kFalse), "within");
  EXPECT_EQ(de_minimis(share("25"), Tri::kFalse), "within");
  EXPECT_EQ(de_minimis(share("25.01"), Tri::kFalse), "exceeded");
  EXPECT_EQ(de_minimis(share("0"), Tri::kTrue), "none");
  EXPECT_EQ(de_minimis(share("0.000000001"), Tri::kTrue), "within");
}

TEST(DeMinimis, AnIntervalDecidesWhenBothEndsFallOnOneSide) {
  EXPECT_EQ(de_minimis(share("0", "25"), Tri::kFalse), "within");
  EXPECT_EQ(de_minimis(share("0", "25.01"), Tri::kFalse), "");
  EXPECT_EQ(de_minimis(share("25.01", "90"), Tri::kFalse), "exceeded");
  EXPECT_EQ(de_minimis(share("25", "90"), Tri::kFalse), "");
}

TEST(DeMinimis, AnUnknownPlaceDecidesOnlyOutsideBothLevels) {
  EXPECT_EQ(de_minimis(share("10"), Tri::kUnknown), "within");
  EXPECT_EQ(de_minimis(share("15"), Tri::kUnknown), "");
  EXPECT_EQ(de_minimis(share("25.01"), Tri::kUnknown), "exceeded");
}

TEST(ContentFamily, ParagraphYIsItsOwnKind) {
  EXPECT_EQ(content_family("9A610.y"), "600_series_y");
  EXPECT_EQ(content_family("9A610.y.3"), "600_series_y");
  EXPECT_EQ(content_family("9A610.x"), "600_series");
  EXPECT_EQ(content_family("0A606"), "600_series");
  EXPECT_EQ(content_family("9A515.y"), "9x515_y");
  EXPECT_EQ(content_family("9E515.a"), "9x515");
  EXPECT_EQ(content_family("3A515"), "");
  EXPECT_EQ(content_family("EAR99"), "");
  EXPECT_EQ(content_family("3A001.a.2"), "");
}

std::shared_ptr<const law::RuleSet> rules() {
  namespace fs = std::filesystem;
  static const auto loaded = [] {
    std::vector<snapshot::RuleFile> files;
    const fs::path root = kSourceDir;
    for (const auto& entry : fs::recursive_directory_iterator(root / "rules")) {
      if (!entry.is_regular_file() || entry.path().filename() == "README.md") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      files.push_back({fs::relative(entry.path(), root / "rules").string(),
                       std::string(std::istreambuf_iterator<char>(in), {})});
    }
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    auto set = law::RuleSet::load(files);
    EXPECT_TRUE(set.ok()) << (set.ok() ? "" : set.error().detail + " " + set.error().place);
    return set.ok() ? set.value() : nullptr;
  }();
  return loaded;
}

law::FactFrame to(const std::string& destination) {
  law::FactFrame frame;
  frame.question = {{"from", std::string("DE")}, {"destination", destination}};
  frame.lines.push_back({{{"kind", std::string("commodity")}}, "items/0", {}, {}});
  return frame;
}

Tri counts(const std::string& eccn, const std::string& destination) {
  const law::AsOf as_of{parse_day("2025-06-01").value(), false};
  return controlled(*rules(), to(destination), 0, eccn, as_of).value;
}

TEST(ControlledContent, TheRulesAreAskedForEveryComponent) {
  ASSERT_NE(rules(), nullptr);
  EXPECT_EQ(counts("3A001.a.2", "CN"), Tri::kTrue);
  EXPECT_EQ(counts("5D992.c", "CN"), Tri::kFalse);
  EXPECT_EQ(counts("EAR99", "CN"), Tri::kFalse);
  EXPECT_EQ(counts("EAR99", "CU"), Tri::kTrue);
  EXPECT_EQ(counts("9A610.y", "BR"), Tri::kFalse);
  EXPECT_EQ(counts("9A610.y", "CN"), Tri::kTrue);
  EXPECT_EQ(counts("1A999.zz", "BR"), Tri::kFalse);
  EXPECT_EQ(counts("8E123", "BR"), Tri::kUnknown);
}

}  // namespace
}  // namespace licet::decide
