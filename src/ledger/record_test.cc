#include "licet/ledger/record.h"

#include <gtest/gtest.h>

namespace licet::ledger {
namespace {

constexpr const char* kAnswer =
    R"({"verdict":"NLR","question":"sha256:q","snapshot":"sha256:s",
        "engine":"licet","on":"2019-05-15"})";

TEST(Record, IsTheSameFromAnyLayout) {
  const AnswerRecord a = read_record(kAnswer).value();
  const AnswerRecord b = read_record(to_pretty(a.document)).value();
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.bytes, b.bytes);
  EXPECT_EQ(a.verdict, "NLR");
}

TEST(Record, RefusesWhatIsNoAnswer) {
  EXPECT_EQ(read_record("[]").error().code, Code::RecordMalformed);
  EXPECT_EQ(read_record(R"({"verdict":"NLR"})").error().place, "/question");
  EXPECT_EQ(read_record("{").error().code, Code::JsonSyntax);
}

}  // namespace
}  // namespace licet::ledger
