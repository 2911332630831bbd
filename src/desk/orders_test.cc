#include "licet/desk/orders.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "test_folder.h"
#include "test_orders.h"

namespace licet::desk {
namespace {

using testing::answered;
using testing::approved;
using testing::event;
using testing::nlr;
using testing::parse;
using testing::possible_match;
using testing::proposed;

class OrdersTest : public ::testing::Test {
 protected:
  OrdersTest() : ledger_(ledger::open_sqlite(":memory:").value()), orders_(ledger_) {}

  std::string put(const std::string& id, const DocketEvent& event) {
    auto applied = orders_.apply(id, event);
    if (!applied.ok()) return cat("error ", code_row(applied.error().code).name);
    if (applied.value().step.refusal) return applied.value().step.refusal->rule;
    return applied.value().step.order.state;
  }
  std::string due() {
    std::string out;
    for (const Callback& one : orders_.callbacks_due().value())
      out += cat(one.key, "=", one.body.text("state"), " ");
    return out;
  }

  ledger::Ledger ledger_;
  Orders orders_;
};

TEST_F(OrdersTest, IsFoldedFromItsRecords) {
  EXPECT_EQ(put("PO 1/a", answered(possible_match(), "sha256:1", "2026-08-01")), "blocked");
  EXPECT_EQ(put("PO 1/a", proposed("not_the_same_party", "2026-08-02")), "proposed");
  const Order order = orders_.order("PO 1/a").value();
  EXPECT_EQ(order.state, "proposed");
  EXPECT_EQ(put("PO 1/a", approved(order, "2026-08-03")), "released");
  EXPECT_EQ(orders_.ids().value(), std::vector<std::string>{"PO 1/a"});
  EXPECT_EQ(orders_.history("PO 1/a").value().size(), 3u);
  EXPECT_EQ(ledger_.head().value().size, 3u);
  ASSERT_TRUE(ledger_.check_log().ok());
}

TEST_F(OrdersTest, NothingIsRecordedOfWhatIsRefusedOrUnchanged) {
  EXPECT_EQ(put("1", event("ship", "c", "clerk", "2026-08-01")), "unknown_order");
  EXPECT_EQ(put("1", answered(possible_match(), "sha256:1", "2026-08-01")), "blocked");
  EXPECT_EQ(put("1", answered(possible_match(), "sha256:1", "2026-08-02")), "blocked");
  EXPECT_EQ(put("1", event("ship", "c", "clerk", "2026-08-02")), "blocked");
  EXPECT_EQ(ledger_.head().value().size, 1u);
}

TEST_F(OrdersTest, IdsAreVisible) {
  for (const std::string& id : {std::string(), std::string(101, 'x'), std::string("a\nb"),
                                std::string("\xff"), std::string("a\0b", 3)})
    EXPECT_EQ(put(id, answered(nlr(), "sha256:1", "2026-08-01")), "error bad_value");
  EXPECT_EQ(put("№ 77 中", answered(nlr(), "sha256:1", "2026-08-01")), "clear");
}

TEST_F(OrdersTest, TheHostIsToldOfEveryTurnOnce) {
  put("1", answered(possible_match(), "sha256:1", "2026-08-01"));
  put("2", answered(nlr(), "sha256:2", "2026-08-01"));
  put("1", proposed("not_the_same_party", "2026-08-02"));  // nothing that the host can act on
  put("1", approved(orders_.order("1").value(), "2026-08-03"));
  EXPECT_EQ(due(), "order/1/1=blocked order/2/1=clear order/1/3=released ");
  const Callback first = orders_.callbacks_due().value().front();
  EXPECT_FALSE(first.body.find("may_go")->boolean());
  EXPECT_EQ(first.body.find("reasons")->array().size(), 1u);
  const auto receipt = orders_.delivered(first, "shop", "2026-08-04T00:00:00").value();
  EXPECT_FALSE(receipt.repeated);
  const auto again = orders_.delivered(first, "another", "2026-08-05T00:00:00").value();
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.sequence, receipt.sequence);
  EXPECT_EQ(due(), "order/2/1=clear order/1/3=released ");
}

// Four writers, each through a connection of its own: every event has one number, and whoever came
// second was told so.
TEST(OrdersRace, OfWritersAtOnceOneIsFirst) {
  const ledger::testing::Folder folder;
  const std::string path = folder.file("ledger.db");
  {
    ledger::Ledger ledger(ledger::open_sqlite(path).value());
    const DocketEvent first = answered(possible_match(), "sha256:1", "2026-08-01");
    ASSERT_TRUE(Orders(ledger).apply("1", first).ok());
  }
  std::atomic<int> written{0}, told{0};
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer)
    writers.emplace_back([&, writer] {
      ledger::Ledger ledger(ledger::open_sqlite(path).value());
      Orders orders(ledger);
      for (int i = 0; i < 25; ++i) {
        DocketEvent proposal =
            proposed("not_the_same_party", "2026-08-02", cat("writer ", writer, " ", i));
        const auto applied = orders.apply("1", proposal);
        if (applied.ok() && applied.value().receipt && !applied.value().receipt->repeated)
          ++written;
        else if (!applied.ok() && applied.error().code == Code::Locked)
          ++told;
      }
    });
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(written + told, 100);
  EXPECT_GT(written, 0);
  ledger::Ledger ledger(ledger::open_sqlite(path).value());
  EXPECT_EQ(Orders(ledger).order("1").value().events, std::size_t(written) + 1);
}

TEST_F(OrdersTest, ARecordThatWasMadeByHandIsFound) {
  put("1", answered(possible_match(), "sha256:1", "2026-08-01"));
  const DocketEvent ship = event("ship", "c", "clerk", "2026-08-02");
  ASSERT_TRUE(ledger_.post({{"order/1", "order_event", "order/1/2", "2026-08-02T00:00:00",
                             event_json(ship)}})
                  .ok());
  const auto order = orders_.order("1");
  ASSERT_FALSE(order.ok());
  EXPECT_EQ(order.error().code, Code::LedgerCorrupt);
}

TEST_F(OrdersTest, TheOrderAsItWasGivenComesFromTheAnswer) {
  const auto record = [&](const std::string& id, std::string_view asked) {
    const Json body =
        parse(cat(R"({"answer":{"asked":)", asked, R"(},"answer_id":")", id, R"("})"));
    ASSERT_TRUE(ledger_.post({{"answer/" + id, "answer", "answer/" + id, "2026-08-01T00:00:00",
                               body}}).ok());
  };
  record("sha256:a", R"({"question":{"regime":"us-ear","licences":[1],"x":1}})");
  record("sha256:b", R"({"question":{"regime":"us-ear","licences":[1],"x":1},"ledger":{}})");
  record("sha256:c", R"({"question":{"regime":"eu-dual-use","x":1}})");
  EXPECT_EQ(to_canonical(orders_.given("sha256:a", {"sha256:a"}).value()),
            R"({"licences":[1],"regime":"us-ear","x":1})");
  EXPECT_EQ(to_canonical(orders_.given("sha256:b", {"sha256:b"}).value()),
            R"({"regime":"us-ear","x":1})");
  EXPECT_EQ(to_canonical(orders_.given("sha256:b", {"sha256:b", "sha256:c"}).value()),
            R"({"regimes":["us-ear","eu-dual-use"],"x":1})");
  EXPECT_FALSE(orders_.given("sha256:d", {"sha256:d"}).ok());
}

}  // namespace
}  // namespace licet::desk
