#include "licet/portfolio/disposition.h"

#include <gtest/gtest.h>

#include "test_lists.h"

namespace licet::portfolio {
namespace {

Day day(const char* text) { return parse_day(text).value(); }

struct Case {
  Party party{"a", "Orient Star Trading", "CN", snapshot::PartyType::kCompany};
  Hit hit{"sdn", "1", "ORIENT STAR TRADING", "ORIENT STAR", 930, false, {{"extra", "x", "", -70}},
          sha256("row")};
};

Disposition dismissed(const Case& c, const char* last = "2026-12-31") {
  return disposition_of(c.party, c.hit, Ruling::kDismissed, "another city", "Ann",
                        day("2026-11-27"), day(last))
      .value();
}

State state(const Case& c, const std::vector<Disposition>& said, const char* today) {
  return standing_of(c.party, c.hit, said, day(today)).state;
}

TEST(Disposition, ADismissalHoldsForItsTime) {
  const Case c;
  const std::vector<Disposition> said{dismissed(c)};
  EXPECT_EQ(state(c, {}, "2026-11-27"), State::kOpen);
  EXPECT_EQ(state(c, said, "2026-11-26"), State::kOpen);
  EXPECT_EQ(state(c, said, "2026-11-27"), State::kDismissed);
  EXPECT_EQ(state(c, said, "2026-12-31"), State::kDismissed);
  EXPECT_EQ(state(c, said, "2027-01-01"), State::kExpired);
}

// Every part of either side that may tell them apart opens it again; what does not, does not.
TEST(Disposition, AnythingElseOnEitherSideOpensItAgain) {
  const Case c;
  const std::vector<Disposition> said{dismissed(c)};
  const auto reopened = [&](auto change) {
    Case other;
    change(other);
    return state(other, said, "2026-12-01") == State::kReopened;
  };
  EXPECT_FALSE(reopened([](Case&) {}));
  EXPECT_TRUE(reopened([](Case& x) { x.party.name += " Ltd"; }));
  EXPECT_TRUE(reopened([](Case& x) { x.party.country = "RU"; }));
  EXPECT_TRUE(reopened([](Case& x) { x.party.type = snapshot::PartyType::kUnknown; }));
  EXPECT_TRUE(reopened([](Case& x) { x.hit.entry = sha256("another row"); }));
  EXPECT_TRUE(reopened([](Case& x) { x.hit.score_permille = 931; }));
  EXPECT_TRUE(reopened([](Case& x) { x.hit.matched_name = "ORIENT STARS"; }));
  EXPECT_TRUE(reopened([](Case& x) { x.hit.evidence.clear(); }));
}

TEST(Disposition, IsNeverGlobal) {
  const Case c;
  const std::vector<Disposition> said{dismissed(c)};
  Case other;
  other.party.id = "b";
  EXPECT_EQ(state(other, said, "2026-12-01"), State::kOpen);
  Case row;
  row.hit.entry_id = "2";
  EXPECT_EQ(state(row, said, "2026-12-01"), State::kOpen);
}

TEST(Disposition, TheLastWordDecidesAndAConfirmationStands) {
  Case c;
  const auto confirmed = disposition_of(c.party, c.hit, Ruling::kConfirmed, "same registry number",
                                        "Bo", day("2026-12-02"), std::nullopt)
                             .value();
  const std::vector<Disposition> said{dismissed(c), confirmed};
  EXPECT_EQ(state(c, said, "2030-01-01"), State::kConfirmed);
  c.hit.entry = sha256("another row");
  EXPECT_EQ(state(c, said, "2030-01-01"), State::kConfirmed);
}

TEST(Disposition, NeedsAReasonAPersonAndAnEnd) {
  const Case c;
  const auto refused = [&](const char* reason, const char* by, const char* last) {
    return !disposition_of(c.party, c.hit, Ruling::kDismissed, reason, by, day("2026-11-27"),
                           day(last))
                .ok();
  };
  EXPECT_TRUE(refused(" ", "Ann", "2026-12-31"));
  EXPECT_TRUE(refused("x", "", "2026-12-31"));
  EXPECT_TRUE(refused("x", "Ann", "2026-11-26"));
  EXPECT_TRUE(refused("x", "Ann", "2027-11-28"));
  EXPECT_FALSE(refused("x", "Ann", "2027-11-27"));
}

TEST(Disposition, ALineCannotBeChangedOrTakenOut) {
  const Case c;
  std::string text, previous;
  for (int i = 0; i < 3; ++i) {
    Disposition one = dismissed(c);
    one.reason = cat("reason ", i);
    previous = line_of(one, previous);
    text += previous + "\n";
  }
  const auto read = read_dispositions(text, "d.jsonl");
  ASSERT_TRUE(read.ok()) << to_line(read.error());
  ASSERT_EQ(read.value().size(), 3u);
  EXPECT_EQ(read.value()[2].reason, "reason 2");
  EXPECT_EQ(standing_of(c.party, c.hit, read.value(), day("2026-12-01")).state, State::kDismissed);

  const std::size_t second = text.find('\n') + 1, third = text.find('\n', second) + 1;
  EXPECT_FALSE(read_dispositions(text.substr(second), "d").ok());
  EXPECT_FALSE(read_dispositions(text.substr(0, second) + text.substr(third), "d").ok());
  // The last line stands under no other: only its own form guards it.
  for (std::size_t i = 0; i < third; ++i) {
    std::string broken = text;
    broken[i] = broken[i] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(read_dispositions(broken, "d").ok()) << i;
  }
  for (std::size_t size = 1; size < text.size(); ++size) {
    const auto cut = read_dispositions(text.substr(0, size), "d");
    EXPECT_TRUE(!cut.ok() || size == second || size == third) << size;
  }
}

}  // namespace
}  // namespace licet::portfolio
