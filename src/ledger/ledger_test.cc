#include "licet/ledger/ledger.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "licet/base/text.h"
#include "store_conformance.h"
#include "test_folder.h"

namespace licet::ledger::testing {
namespace {

TEST(SqliteStore, Conforms) {
  check_store([] { return open_sqlite(":memory:").value(); });
  Folder folder;
  int number = 0;
  check_store([&] { return open_sqlite(folder.file(cat("ledger", ++number))).value(); });
}

TEST(Draws, ReserveShipReleaseReverse) {
  Ledger ledger = open_ledger();
  ASSERT_EQ(put(ledger, "grant", "g", grant_body("D1", "100", "10000")), "");
  EXPECT_EQ(put(ledger, "reserve", "r1", draw_body("D1", "60", "6000")), "");
  EXPECT_EQ(put(ledger, "reserve", "r2", draw_body("D1", "41", "4100")), "quantity_exceeded");
  EXPECT_EQ(put(ledger, "reserve", "r2", draw_body("D1", "40", "4000")), "");
  EXPECT_EQ(put(ledger, "ship", "s1", draw_body("D1", "60", "6000", R"("of":"r1",)")), "");
  EXPECT_EQ(put(ledger, "ship", "s2", draw_body("D1", "1", "1", R"("of":"r1",)")),
            "no_reservation");
  EXPECT_EQ(put(ledger, "release", "x1", R"({"of":"r2","on":"2025-02-02"})"), "");
  EXPECT_EQ(put(ledger, "release", "x2", R"({"of":"r2","on":"2025-02-02"})"), "no_reservation");
  EXPECT_EQ(put(ledger, "ship", "s3", draw_body("D1", "40", "4000")), "");
  EXPECT_EQ(put(ledger, "ship", "s4", draw_body("D1", "1", "1")), "quantity_exhausted");
  EXPECT_EQ(put(ledger, "reverse", "x3", R"({"of":"s3","on":"2025-02-02"})"), "");
  EXPECT_EQ(put(ledger, "ship", "s5", draw_body("D1", "40", "4000")), "");
  const Json balance = ledger.balance("D1").value();
  EXPECT_EQ(balance.array()[0].text("quantity_left"), "0");
  EXPECT_EQ(balance.array()[0].text("value_used"), "10000");
  EXPECT_TRUE(ledger.check_balances().ok());
  EXPECT_TRUE(ledger.check_log().ok());
}

TEST(Draws, ShippingAPartLeavesTheRestHeld) {
  Ledger ledger = open_ledger();
  put(ledger, "grant", "g", grant_body("D1", "100", "10000"));
  EXPECT_EQ(put(ledger, "reserve", "r1", draw_body("D1", "60", "6000")), "");
  EXPECT_EQ(put(ledger, "ship", "s1", draw_body("D1", "20", "2000", R"("of":"r1",)")), "");
  EXPECT_EQ(ledger.balance("D1").value().array()[0].text("quantity_held"), "40");
  // More than was held: the surplus is drawn from what is free.
  EXPECT_EQ(put(ledger, "ship", "s2", draw_body("D1", "50", "4500", R"("of":"r1",)")), "");
  EXPECT_EQ(ledger.balance("D1").value().array()[0].text("quantity_held"), "0");
  EXPECT_EQ(ledger.balance("D1").value().array()[0].text("quantity_used"), "70");
  EXPECT_TRUE(ledger.check_balances().ok());
}

// 15 CFR 750.11: ten percent of the value, while units are left.
TEST(Draws, Tolerance) {
  Ledger ledger = open_ledger();
  put(ledger, "grant", "g", grant_body("D1", "100", "10000.00", 10));
  EXPECT_EQ(put(ledger, "ship", "s1", draw_body("D1", "90", "9500.00")), "");
  EXPECT_EQ(put(ledger, "ship", "s2", draw_body("D1", "10", "1600.00")), "value_over_tolerance");
  EXPECT_EQ(put(ledger, "ship", "s3", draw_body("D1", "10", "1500.00")), "");
  EXPECT_EQ(put(ledger, "ship", "s4", draw_body("D1", "1", "0.01")), "quantity_exhausted");
  EXPECT_TRUE(ledger.check_balances().ok());
}

TEST(Draws, UnitsCurrenciesAndDigits) {
  Ledger ledger = open_ledger();
  put(ledger, "grant", "g", grant_body("D1", "1.5", "100"));
  EXPECT_EQ(put(ledger, "ship", "s1", R"({"licence":"D1","line":"1","on":"2025-02-01",
    "quantity":{"amount":"1","unit":"kg"},"value":{"amount":"1","currency":"USD"}})"),
            "unit_mismatch");
  EXPECT_EQ(put(ledger, "ship", "s1", R"({"licence":"D1","line":"1","on":"2025-02-01",
    "quantity":{"amount":"1","unit":"piece"},"value":{"amount":"1","currency":"EUR"}})"),
            "currency_mismatch");
  EXPECT_EQ(put(ledger, "ship", "s1", draw_body("D1", "0.1234567", "1")), "error bad_decimal");
  EXPECT_EQ(put(ledger, "ship", "s1", draw_body("D1", "1", "0.12345")), "error bad_decimal");
  EXPECT_EQ(put(ledger, "ship", "s1", draw_body("D1", "1", "99999999999999")),
            "error bad_decimal");
  EXPECT_EQ(put(ledger, "ship", "s1", draw_body("D1", "-1", "1")), "error entry_malformed");
  EXPECT_EQ(put(ledger, "ship", "s1", R"({"licence":"D1","line":"1","on":"2025-02-01",
    "quantity":{"amount":"1","unit":"piece"},"value":{"amount":"1","currency":"dollars"}})"),
            "error entry_malformed");
  EXPECT_EQ(put(ledger, "ship", "s1", R"({"licence":"D1","line":"1","on":"2025-02-01",
    "quantity":{"amount":"1","unit":"piece"}})"), "value_required");
  EXPECT_EQ(put(ledger, "ship", "s1", draw_body("D9", "1", "1")), "unknown_licence");
  EXPECT_EQ(put(ledger, "ship", "s1", draw_body("D1", "0.000001", "0.0001")), "");
  EXPECT_EQ(ledger.balance("D1").value().array()[0].text("quantity_left"), "1.499999");
}

TEST(Draws, SpanAndState) {
  Ledger ledger = open_ledger();
  put(ledger, "grant", "g", grant_body("D1", "100", "10000"));
  const auto on = [](const char* day) {
    return cat(R"({"licence":"D1","line":"1","on":")", day,
               R"(","quantity":{"amount":"1","unit":"piece"},)"
               R"("value":{"amount":"1","currency":"USD"}})");
  };
  EXPECT_EQ(put(ledger, "ship", "s1", on("2024-12-31")), "not_yet_issued");
  EXPECT_EQ(put(ledger, "ship", "s2", on("2025-12-31")), "");
  EXPECT_EQ(put(ledger, "ship", "s3", on("2026-01-01")), "expired");
  EXPECT_EQ(put(ledger, "block", "b1", R"({"licence":"D1"})"), "");
  EXPECT_EQ(put(ledger, "ship", "s4", on("2025-03-01")), "suspended");
  EXPECT_EQ(put(ledger, "unblock", "b2", R"({"licence":"D1"})"), "");
  EXPECT_EQ(put(ledger, "ship", "s5", on("2025-03-01")), "");
  EXPECT_EQ(put(ledger, "close", "b3", R"({"licence":"D1"})"), "");
  EXPECT_EQ(put(ledger, "ship", "s6", on("2025-03-01")), "revoked");
  EXPECT_EQ(put(ledger, "unblock", "b4", R"({"licence":"D1"})"), "ended");
  EXPECT_EQ(put(ledger, "void", "b5", R"({"licence":"D1"})"), "");
  EXPECT_EQ(put(ledger, "ship", "s7", on("2025-03-01")), "void");
}

// LVS: a limit an order, and twelve times that a calendar year and consignee (15 CFR 740.3).
TEST(Draws, YearlyAndRollingLimits) {
  Ledger ledger = open_ledger();
  put(ledger, "grant", "g", R"({"licence":"LVS:5A002:ACME","line":"1","first":"2024-01-01",
    "last":"2030-12-31","order_value":{"amount":"5000","currency":"USD"},
    "period":{"days":366,"value":{"amount":"60000","currency":"USD"}}})");
  const auto lvs = [&](const char* key, const char* day, const char* value) {
    return put(ledger, "ship", key, cat(R"({"licence":"LVS:5A002:ACME","line":"1","on":")", day,
                                        R"(","value":{"amount":")", value,
                                        R"(","currency":"USD"}})"));
  };
  EXPECT_EQ(lvs("a", "2025-01-01", "5000.01"), "order_limit");
  for (int i = 0; i < 12; ++i) EXPECT_EQ(lvs(cat("b", i).c_str(), "2025-06-01", "5000"), "");
  EXPECT_EQ(lvs("c", "2025-12-31", "0.01"), "period_limit");
  EXPECT_EQ(lvs("d", "2026-01-01", "5000"), "");
  EXPECT_EQ(put(ledger, "reverse", "e", R"({"of":"b3","on":"2025-07-01"})"), "");
  EXPECT_EQ(lvs("f", "2025-12-31", "5000"), "");
  put(ledger, "grant", "g2", R"({"licence":"R","line":"1","first":"2024-01-01",
    "last":"2030-12-31","period":{"days":30,"value":{"amount":"100","currency":"USD"}}})");
  const auto rolling = [&](const char* key, const char* day) {
    return put(ledger, "ship", key, cat(R"({"licence":"R","line":"1","on":")", day,
                                        R"(","value":{"amount":"60","currency":"USD"}})"));
  };
  EXPECT_EQ(rolling("h", "2025-01-31"), "");
  EXPECT_EQ(rolling("i", "2025-03-01"), "period_limit");  // the 30th day
  EXPECT_EQ(rolling("j", "2025-03-02"), "");
  EXPECT_EQ(rolling("k", "2025-01-02"), "period_limit");  // back-dated before the first
}

TEST(Draws, ReservationsEnd) {
  Ledger ledger = open_ledger();
  put(ledger, "grant", "g", grant_body("D1", "100", "10000"));
  EXPECT_EQ(put(ledger, "reserve", "r1", draw_body("D1", "100", "100",
                                                   R"("until":"2025-02-10",)")), "");
  EXPECT_EQ(put(ledger, "ship", "s1", R"({"licence":"D1","line":"1","on":"2025-02-11","of":"r1",
    "quantity":{"amount":"1","unit":"piece"},"value":{"amount":"1","currency":"USD"}})"),
            "reservation_expired");
  EXPECT_EQ(put(ledger, "expire", "x1", R"({"licence":"D1","on":"2025-02-10"})"), "");
  EXPECT_EQ(put(ledger, "ship", "s2", draw_body("D1", "1", "1")), "quantity_exceeded");
  EXPECT_EQ(put(ledger, "expire", "x2", R"({"licence":"D1","on":"2025-02-11"})"), "");
  EXPECT_EQ(put(ledger, "ship", "s3", draw_body("D1", "1", "1")), "");
  EXPECT_TRUE(ledger.check_balances().ok());
}

TEST(Ledger, TheSameKeyHappensOnce) {
  Ledger ledger = open_ledger();
  put(ledger, "grant", "g", grant_body("D1", "100", "10000"));
  const Entry ship = entry("ship", "s1", draw_body("D1", "10", "10"));
  const auto first = ledger.post({ship}).value(), again = ledger.post({ship}).value();
  EXPECT_FALSE(first.receipts[0].repeated);
  EXPECT_TRUE(again.receipts[0].repeated);
  EXPECT_EQ(first.receipts[0].sequence, again.receipts[0].sequence);
  EXPECT_EQ(ledger.balance("D1").value().array()[0].text("quantity_used"), "10");
  EXPECT_EQ(put(ledger, "ship", "s1", draw_body("D1", "11", "10")), "key_used");
}

TEST(Ledger, AllOrNothing) {
  Ledger ledger = open_ledger();
  put(ledger, "grant", "g", grant_body("D1", "100", "10000"));
  const auto posting = ledger.post({entry("ship", "a", draw_body("D1", "60", "1")),
                                    entry("ship", "b", draw_body("D1", "60", "1"))}).value();
  ASSERT_TRUE(posting.refusal);
  EXPECT_EQ(ledger.balance("D1").value().array()[0].text("quantity_used"), "0");
  EXPECT_EQ(ledger.head().value().size, 1u);
}

TEST(Ledger, CustomsReconciled) {
  Ledger ledger = open_ledger();
  put(ledger, "grant", "g", grant_body("D1", "100", "10000"));
  put(ledger, "ship", "s1", draw_body("D1", "10", "10"));
  put(ledger, "ship", "s2", draw_body("D1", "10", "10"));
  put(ledger, "ship", "s3", draw_body("D1", "10", "10"));
  put(ledger, "customs_report", "c1", draw_body("D1", "10.0", "10", R"("of":"s1",)"));
  put(ledger, "customs_report", "c2", draw_body("D1", "12", "10", R"("of":"s2",)"));
  put(ledger, "customs_report", "c3", draw_body("D1", "5", "10"));
  const Json classes = ledger.reconcile("D1").value();
  EXPECT_EQ(classes.find("missing")->array()[0].text("key"), "s3");
  EXPECT_EQ(classes.find("differing")->array()[0].text("key"), "s2");
  EXPECT_EQ(classes.find("extra")->array()[0].text("key"), "c3");
  EXPECT_EQ(classes.find("missing")->array().size(), 1u);
}

TEST(Ledger, ExportAndImportAreOne) {
  Ledger ledger = open_ledger();
  put(ledger, "grant", "g", grant_body("D1", "100", "10000"));
  put(ledger, "ship", "s1", draw_body("D1", "10", "10"));
  put(ledger, "note", "n1", R"({"text":"ümlaut \" quote"})");
  const std::string lines = ledger.export_lines().value();
  Ledger other = open_ledger();
  EXPECT_EQ(other.import_lines(lines).value(), 3u);
  EXPECT_EQ(other.export_lines().value(), lines);
  EXPECT_EQ(other.head().value().root, ledger.head().value().root);
  EXPECT_FALSE(other.import_lines(lines).ok());  // not into a ledger with records
  std::string changed = lines;
  changed[changed.find("\"10\"") + 1] = '2';
  Ledger third = open_ledger();
  EXPECT_FALSE(third.import_lines(changed).ok());
}

TEST(Ledger, CheckpointsFindARestoredOldStore) {
  Folder folder;
  const KeyPair key = make_key().value();
  const auto sign = [&](Ledger& ledger) {
    const Head head = ledger.head().value();
    return sign_checkpoint("t", head.size, head.root, key.secret).value();
  };
  {
    Ledger ledger(open_sqlite(folder.file("a")).value());
    put(ledger, "note", "1", "{}");
  }
  std::filesystem::copy_file(folder.file("a"), folder.file("old"));
  Ledger ledger(open_sqlite(folder.file("a")).value());
  put(ledger, "note", "2", "{}");
  const Checkpoint point = sign(ledger);
  EXPECT_TRUE(ledger.check_against({point}).ok());
  Ledger old(open_sqlite(folder.file("old")).value());
  EXPECT_EQ(old.check_against({point}).error().code, Code::LedgerRolledBack);
  put(old, "note", "other", "{}");  // a second history of the same length
  EXPECT_EQ(old.check_against({point}).error().code, Code::LedgerCorrupt);
}

// Many threads on one file, a few units: exactly what there is goes, never more. LICET_RACE sets
// how many attempts there are (200 unless told), of which a quarter can have a unit.
TEST(Race, TheLastUnitGoesOnce) {
  const char* told = std::getenv("LICET_RACE");
  const int each = (told == nullptr ? 200 : std::atoi(told)) / 8, units = 2 * each;
  Folder folder;
  {
    Ledger ledger(open_sqlite(folder.file("race")).value());
    put(ledger, "grant", "g", grant_body("D1", std::to_string(units), "100000000"));
  }
  std::atomic<int> shipped = 0, refused = 0, failed = 0, waited = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      Ledger ledger(open_sqlite(folder.file("race")).value());
      for (int i = 0; i < each; ++i) {
        std::string why = put(ledger, "ship", cat("t", t, "-", i), draw_body("D1", "1", "1"));
        for (; why == "error locked"; ++waited)  // nothing was drawn; the same key again settles it
          why = put(ledger, "ship", cat("t", t, "-", i), draw_body("D1", "1", "1"));
        ++(why.empty() ? shipped : why.starts_with("quantity_") ? refused : failed);
      }
    });
  for (auto& thread : threads) thread.join();
  std::cout << 8 * each << " attempts on " << units << " units, " << shipped << " drawn, "
            << waited << " waited more than 5 s\n";
  EXPECT_EQ(shipped, units);
  EXPECT_EQ(refused, 8 * each - units);
  EXPECT_EQ(failed, 0);
  Ledger ledger(open_sqlite(folder.file("race")).value());
  EXPECT_EQ(ledger.balance("D1").value().array()[0].text("quantity_used"), std::to_string(units));
  EXPECT_TRUE(ledger.check_balances().ok());
  EXPECT_TRUE(ledger.check_log().ok());
}

// After a revocation has committed no draw commits.
TEST(Race, NothingIsDrawnAfterARevocation) {
  Folder folder;
  {
    Ledger ledger(open_sqlite(folder.file("race")).value());
    put(ledger, "grant", "g", grant_body("D1", "1000000", "100000"));
  }
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      Ledger ledger(open_sqlite(folder.file("race")).value());
      for (int i = 0; i < 60; ++i)
        if (!put(ledger, "ship", cat("t", t, "-", i), draw_body("D1", "1", "1")).empty()) return;
    });
  {
    Ledger ledger(open_sqlite(folder.file("race")).value());
    put(ledger, "close", "revoke", R"({"licence":"D1"})");
  }
  for (auto& thread : threads) thread.join();
  Ledger ledger(open_sqlite(folder.file("race")).value());
  std::uint64_t revoked = 0;
  for (const StoredRecord& record : ledger.store().records(1, 1000, "").value()) {
    if (record.kind == "close") revoked = record.sequence;
    if (record.kind == "ship") {
      EXPECT_TRUE(revoked == 0 || record.sequence < revoked);
    }
  }
  EXPECT_GT(revoked, 0u);
}

// The control: an unguarded read and write in a plain transaction overdraws, and the check that
// the tests above rely on says so.
TEST(Race, TheControlIsCaught) {
  Ledger ledger = open_ledger();
  put(ledger, "grant", "g", grant_body("D1", "50", "100000"));
  put(ledger, "ship", "s", draw_body("D1", "50", "1"));
  Store& store = ledger.store();
  ASSERT_TRUE(store.begin().ok());
  // Two shipments that both read "49 used" would have written this.
  ASSERT_TRUE(store.put_draw({"stray", "D1", "1", "used", 1000000, 0, Day{20000}, kLastDay}).ok());
  ASSERT_TRUE(store.commit().ok());
  EXPECT_EQ(ledger.check_balances().error().code, Code::LedgerCorrupt);
  // And the table itself does not take a count above its cap.
  Account account = store.account("D1", "1").value().value();
  account.quantity_used += 1;
  ASSERT_TRUE(store.begin().ok());
  EXPECT_FALSE(store.put_account(account).ok());
  store.rollback();
}

}  // namespace
}  // namespace licet::ledger::testing
