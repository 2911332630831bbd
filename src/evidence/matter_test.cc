#include <gtest/gtest.h>

#include "licet/base/text.h"
#include "licet/evidence/pack.h"

namespace licet::evidence {
namespace {

Json answer_json(std::string_view on, std::string_view more = "") {
  return read_json(cat(R"({"asked":{"question":{"activity":"export"}},"engine":"e","on":")", on,
                       R"(","question":"sha256:q","snapshot":"sha256:s",)", more,
                       R"("verdict":"NLR"})")).value();
}

Day day(std::string_view text) { return parse_day(text).value(); }

std::string until(std::string_view latest, const Json& answer) {
  const Day days[] = {day("2001-01-01"), day(latest), day("2000-05-05")};
  return to_string(retention_of(answer, days).until);
}

TEST(Retention, FiveYearsFromTheLatestEvent) {
  const Json answer = answer_json("2019-11-21");
  EXPECT_EQ(until("2019-11-21", answer), "2024-11-21");
  EXPECT_EQ(until("2020-02-29", answer), "2025-03-01");
  EXPECT_EQ(until("2019-12-31", answer), "2024-12-31");
}

TEST(Retention, TenYearsForMattersOfTheTreasury) {
  const Json referred = answer_json("2019-11-21", R"("referrals":[{"to":"OFAC"}],)");
  const Json matched = answer_json(
      "2019-11-21", R"("screening":[{"matches":[{"list":"entity-list"},{"list":"sdn"}]}],)");
  const Json other = answer_json(
      "2019-11-21", R"("referrals":[{"to":"DDTC"}],"screening":[{"matches":[{"list":"isn"}]}],)");
  EXPECT_EQ(until("2019-11-21", referred), "2029-11-21");
  EXPECT_EQ(until("2019-11-21", matched), "2029-11-21");
  EXPECT_EQ(until("2024-02-29", matched), "2034-03-01");
  EXPECT_EQ(until("2019-11-21", other), "2024-11-21");
}

// A ledger with one matter and things that do not belong to it.
class MatterTest : public testing::Test {
 protected:
  MatterTest() : ledger_(ledger::open_sqlite(":memory:").value()) {
    answer_ = ledger::make_record(answer_json("2019-11-21"));
    other_ = ledger::make_record(answer_json("2019-11-22"));
    grant("D1");
    grant("D2");
    post(answer_entry(answer_, "2019-11-21T10:00:00"));
    post(answer_entry(other_, "2019-11-22T10:00:00"));
    draw("reserve", "r1", "D1", cat(R"("answer_id":")", answer_.id, R"(",)"));
    draw("reserve", "r2", "D1", cat(R"("answer_id":")", other_.id, R"(",)"));
    draw("ship", "s1", "D1", R"("of":"r1",)");
    draw("ship", "s9", "D2", "");
    post({"t", "block", "b1", "2020-02-01T00:00:00", read_json(R"({"licence":"D1"})").value()});
    post({"t", "note", "n", "2020-02-01T00:00:00", read_json("{}").value()});
  }

  void post(const ledger::Entry& entry) {
    const auto posting = ledger_.post({entry});
    ASSERT_TRUE(posting.ok() && !posting.value().refusal) << entry.key;
  }
  void grant(std::string_view licence) {
    post({"t", "grant", cat("g", licence), "2019-01-01T00:00:00",
          read_json(cat(R"({"licence":")", licence, R"(","line":"1","first":"2019-01-01",)",
                        R"("last":"2023-12-31","quantity":{"amount":"9","unit":"piece"}})"))
              .value()});
  }
  void draw(const char* kind, const char* key, std::string_view licence, std::string_view more) {
    post({"t", kind, key, "2019-12-01T00:00:00",
          read_json(cat("{", more, R"("licence":")", licence, R"(","line":"1","on":"2019-12-24",)",
                        R"("quantity":{"amount":"1","unit":"piece"}})")).value()});
  }
  std::string keys(const Matter& matter) {
    std::string out;
    for (const auto& record : matter.records) out += cat(out.empty() ? "" : " ", record.key);
    return out;
  }

  ledger::Ledger ledger_;
  ledger::AnswerRecord answer_, other_;
};

TEST_F(MatterTest, HoldsWhatBelongsToIt) {
  const Matter matter = read_matter(ledger_, answer_.id).value();
  EXPECT_EQ(keys(matter), cat("gD1 answer/", answer_.id, " r1 s1 b1"));
  EXPECT_EQ(matter.licences, std::vector<std::string>{"D1"});
  EXPECT_EQ(keys(read_matter(ledger_, other_.id).value()),
            cat("gD1 answer/", other_.id, " r2 b1"));
  // A shipment that names the answer brings the reservation it was taken from.
  draw("reserve", "r5", "D2", "");
  draw("ship", "s5", "D2", cat(R"("of":"r5","answer_id":")", other_.id, R"(",)"));
  EXPECT_EQ(keys(read_matter(ledger_, other_.id).value()),
            cat("gD1 gD2 answer/", other_.id, " r2 b1 r5 s5"));
}

TEST_F(MatterTest, IsKeptFromItsLatestEvent) {
  const Retention keep = retention_of(read_matter(ledger_, answer_.id).value());
  EXPECT_EQ(to_string(keep.latest), "2019-12-24");  // the shipment; the block is the licence's
  EXPECT_EQ(to_string(keep.until), "2024-12-24");
  // A hold does not make it younger.
  post({ledger::kHoldsStream, "legal_hold", "h", "2026-01-01T00:00:00",
        read_json(cat(R"({"answer_id":")", answer_.id, R"(","by":"A","because":"b"})")).value()});
  EXPECT_EQ(to_string(retention_of(read_matter(ledger_, answer_.id).value()).latest),
            "2019-12-24");
}

TEST_F(MatterTest, IsPurgedOnlyAfterItsTimeAndThenGone) {
  const Matter matter = read_matter(ledger_, answer_.id).value();
  EXPECT_EQ(purge_entry(matter, {"A", "B", "over", day("2024-12-24")}).error().code,
            Code::BadValue);
  post(purge_entry(matter, {"A", "B", "over", day("2024-12-25")}).value());
  EXPECT_EQ(read_matter(ledger_, answer_.id).error().code, Code::RecordMalformed);
  EXPECT_TRUE(ledger_.check_log().ok());
  EXPECT_TRUE(ledger_.check_balances().ok());
  EXPECT_TRUE(read_matter(ledger_, other_.id).ok());
  EXPECT_EQ(read_matter(ledger_, "sha256:none").error().code, Code::RecordMalformed);
}

}  // namespace
}  // namespace licet::evidence
