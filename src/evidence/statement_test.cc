#include "licet/evidence/statement.h"

#include <gtest/gtest.h>

#include "licet/base/text.h"

namespace licet::evidence {
namespace {

constexpr const char* kA =
    "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
constexpr const char* kB =
    "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

ledger::KeyPair key(std::uint8_t first) { return ledger::key_of_seed({first}).value(); }

Statement of(const char* subject, const char* issued, const char* source = "house") {
  return sign_statement({"snapshot", subject, source, issued, "", {}}, key(1)).value();
}

TEST(Statement, EveryChangeOfAByteIsFound) {
  const std::string text = to_text(of(kA, "2026-07-31T12:00:00Z"));
  EXPECT_TRUE(holds(read_statement(text).value(), key(1).shown));
  EXPECT_FALSE(holds(read_statement(text).value(), key(2).shown));
  for (std::size_t at = 0; at < text.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = text;
      changed[at] = char(changed[at] ^ (1 << bit));
      const auto read = read_statement(changed);
      EXPECT_FALSE(read.ok() && holds(read.value(), key(1).shown)) << at;
    }
  for (std::size_t size = 0; size < text.size(); ++size)
    EXPECT_FALSE(read_statement(text.substr(0, size)).ok());
  EXPECT_FALSE(read_statement(text + "\n").ok());
}

TEST(Statement, SaysOnlyWhatHasAForm) {
  const auto code = [](Statement one) {
    const auto made = sign_statement(std::move(one), key(1));
    return made.ok() ? Code::Usage : made.error().code;
  };
  EXPECT_EQ(code({"list", kA, "house", "2026-07-31T12:00:00Z", "", {}}), Code::BadValue);
  EXPECT_EQ(code({"rules", "aa", "house", "2026-07-31T12:00:00Z", "", {}}), Code::BadValue);
  EXPECT_EQ(code({"rules", kA, "a b", "2026-07-31T12:00:00Z", "", {}}), Code::BadValue);
  for (const char* at : {"2026-07-31", "2026-07-31T24:00:00Z", "2026-02-30T12:00:00Z",
                         "2026-07-31T12:00:00+01:00"})
    EXPECT_EQ(code({"rules", kA, "house", at, "", {}}), Code::BadValue) << at;
}

TEST(Statement, AnOlderOneIsNotTakenForTheNewest) {
  Accepted accepted;
  const Statement first = of(kA, "2026-07-31T12:00:00Z"), second = of(kB, "2026-08-01T00:00:00Z");
  EXPECT_TRUE(check_newer(accepted, first).ok());
  accept(accepted, first);
  EXPECT_TRUE(check_newer(accepted, first).ok());  // the same again
  EXPECT_EQ(check_newer(accepted, of(kB, "2026-07-31T12:00:00Z")).error().code, Code::ListOlder);
  EXPECT_TRUE(check_newer(accepted, second).ok());
  accept(accepted, second);
  EXPECT_EQ(check_newer(accepted, first).error().code, Code::ListOlder);
  accept(accepted, first);  // let through by name: the bar stays
  EXPECT_EQ(check_newer(accepted, first).error().code, Code::ListOlder);
  EXPECT_TRUE(check_newer(accepted, of(kA, "2026-07-01T00:00:00Z", "other")).ok());
}

TEST(Statement, RulesAreTheirFiles) {
  const std::string one = digest_of_files({{"a", "1"}, {"b", "2"}});
  EXPECT_NE(one, digest_of_files({{"a", "1"}, {"b", "3"}}));
  EXPECT_NE(one, digest_of_files({{"a", "1"}, {"c", "2"}}));
  EXPECT_NE(one, digest_of_files({{"a", "1"}}));
}

}  // namespace
}  // namespace licet::evidence
