#include "kit_corrections.h"

#include <gtest/gtest.h>

namespace licet::cli {
namespace {

std::string line(const std::string& set) {
  return R"({"id":"X-1","cite":["15 CFR 740.6"],"why":"it is not said","set":)" + set + "}\n";
}

TEST(KitCorrections, SaysWhatTheCaseLeavesOut) {
  const auto read = read_corrections(line(R"({"/question/items/0/for_eccn":"3C001",)"
                                          R"("/expect/authority":null})"), "f");
  ASSERT_TRUE(read.ok()) << to_line(read.error());
  const Json test = read_json(R"({"id":"X-1","question":{"items":[{"eccn":"3E001"}]},
                                  "expect":{"authority":"exception:TSR","verdict":"NLR"}})")
                        .value();
  const auto made = corrected(test, read.value().at("X-1"));
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(to_canonical(made.value()),
            R"({"expect":{"verdict":"NLR"},"id":"X-1",)"
            R"("question":{"items":[{"eccn":"3E001","for_eccn":"3C001"}]}})");
}

TEST(KitCorrections, WhatIsNoCorrectionIsAnError) {
  for (const std::string& text :
       {std::string("{}\n"), line("{}"), line(R"({"/id":"Y"})"), line(R"({"/expect":{}})"),
        line(R"({"/question/a":1})") + line(R"({"/question/a":1})"),
        std::string(R"({"id":"X","why":"w","set":{"/question/a":1}})"),
        std::string(R"({"id":"X","cite":["c"],"set":{"/question/a":1}})")})
    EXPECT_FALSE(read_corrections(text, "f").ok()) << text;
}

TEST(KitCorrections, ThereMustBeSomethingToCorrect) {
  const Json test = read_json(R"({"question":{"items":[{}]}})").value();
  for (const char* pointer : {"/question/items/1/eccn", "/question/parties/0/role",
                              "/expect/verdict", "/question/items/x/eccn"}) {
    Correction correction;
    correction.set[pointer] = "new";
    EXPECT_FALSE(corrected(test, correction).ok()) << pointer;
  }
}

}  // namespace
}  // namespace licet::cli
