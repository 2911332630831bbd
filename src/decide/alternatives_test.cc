#include "world_test.h"

namespace licet::decide::test {
namespace {

std::string technology(std::string_view destination, std::string_view more = "") {
  return cat(R"({"destination":")", destination, R"(","items":[{"line":"1","eccn":"3E001",)",
             R"("kind":"technology","origin":"US","published":false)", more, R"(}],)",
             R"("parties":[{"role":"end_user","name":"Plain Buyer","country":")", destination,
             R"(","listed":[],"government":false,"military_end_user":false,"headquarters":")",
             destination, R"("}],"dates":{"departure":"2026-07-23"}})");
}

TEST(Alternatives, ALicenceIsNeededWhateverItIsFor) {
  const World known = world({});
  const Answer answer = ask(known, question(technology("CN")), "2026-07-23");
  EXPECT_EQ(to_string(answer.verdict), "LICENCE_REQUIRED");
  EXPECT_TRUE(has(column(answer, "proof", "norm"), "any:items/0/for_eccn"));
  EXPECT_TRUE(has(column(answer, "missing", "fact"), "items/0/for_eccn"));
  EXPECT_TRUE(has(column(answer, "requirements", "reason"), "ns1"));
}

TEST(Alternatives, OtherwiseItIsAsked) {
  const World known = world({});
  EXPECT_EQ(verdict(known, technology("DE"), "2026-07-23"), "INDETERMINATE");
}

TEST(Alternatives, LearningWhatItIsForKeepsTheVerdict) {
  const World known = world({});
  for (const char* item : {"3A001.a.2", "3A101", "3C001", "3A090.a", "3B001.b"})
    EXPECT_EQ(verdict(known, technology("CN", cat(R"(,"for_eccn":")", item, "\"")), "2026-07-23"),
              "LICENCE_REQUIRED")
        << item;
}

}  // namespace
}  // namespace licet::decide::test
