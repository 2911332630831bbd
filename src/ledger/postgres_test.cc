#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "licet/base/text.h"
#include "store_conformance.h"
#include "test_folder.h"

// PostgreSQL: tools/with_postgres starts one on a socket in a temporary folder and sets
// LICET_POSTGRES. Every check gets a schema of its own.
namespace licet::ledger::testing {
namespace {

std::string server() {
  const char* told = std::getenv("LICET_POSTGRES");
  return told == nullptr ? "" : told;
}

std::string in_schema(int number) {
  return cat(server(), " options='-csearch_path=s", number, "'");
}

// A fresh schema, made by a plain command of the client.
std::string fresh_schema() {
  static int number = 0;
  ++number;
  const std::string command = cat("psql -qX -d \"", server(), "\" -c 'CREATE SCHEMA s", number,
                                  "' >/dev/null");
  LICET_CHECK(std::system(command.c_str()) == 0, "a schema for the test");
  return in_schema(number);
}

TEST(PostgresStore, Conforms) {
  if (server().empty()) GTEST_SKIP() << "no server: run by tools/with_postgres";
  check_store([] { return open_postgres(fresh_schema()).value(); });
}

TEST(PostgresStore, ALedgerIsTheSameOnBoth) {
  if (server().empty()) GTEST_SKIP() << "no server: run by tools/with_postgres";
  Ledger here = open_ledger(), there(open_postgres(fresh_schema()).value());
  for (Ledger* ledger : {&here, &there}) {
    put(*ledger, "grant", "g", grant_body("D1", "100", "10000", 10));
    EXPECT_EQ(put(*ledger, "reserve", "r1", draw_body("D1", "60", "6000")), "");
    EXPECT_EQ(put(*ledger, "ship", "s1", draw_body("D1", "20", "2000", R"("of":"r1",)")), "");
    EXPECT_EQ(put(*ledger, "ship", "s2", draw_body("D1", "41", "1")), "quantity_exceeded");
    EXPECT_EQ(put(*ledger, "note", "n", R"({"text":"ü \" \\ '"})"), "");
    EXPECT_TRUE(ledger->check_log().ok());
    EXPECT_TRUE(ledger->check_balances().ok());
  }
  EXPECT_EQ(here.export_lines().value(), there.export_lines().value());
  EXPECT_EQ(to_canonical(here.balance("D1").value()), to_canonical(there.balance("D1").value()));
}

TEST(PostgresStore, TheLastUnitGoesOnce) {
  if (server().empty()) GTEST_SKIP() << "no server: run by tools/with_postgres";
  const std::string where = fresh_schema();
  {
    Ledger ledger(open_postgres(where).value());
    put(ledger, "grant", "g", grant_body("D1", "50", "100000"));
  }
  std::atomic<int> shipped = 0, refused = 0, failed = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      Ledger ledger(open_postgres(where).value());
      for (int i = 0; i < 25; ++i) {
        const std::string why = put(ledger, "ship", cat("t", t, "-", i), draw_body("D1", "1", "1"));
        ++(why.empty() ? shipped : why.starts_with("quantity_") ? refused : failed);
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(shipped, 50);
  EXPECT_EQ(refused, 150);
  EXPECT_EQ(failed, 0);
  Ledger ledger(open_postgres(where).value());
  EXPECT_TRUE(ledger.check_balances().ok());
  EXPECT_TRUE(ledger.check_log().ok());
}

// A statement by the client, in the schema of the connection.
void run_statement(const std::string& where, const char* statement) {
  const std::string command = cat("psql -qX -d \"", where, "\" -c '", statement, "' >/dev/null");
  LICET_CHECK(std::system(command.c_str()) == 0, "a statement of the test");
}

TEST(PostgresStore, OlderFormsAreBroughtUpAndNewerOnesRefused) {
  if (server().empty()) GTEST_SKIP() << "no server: run by tools/with_postgres";
  const std::string where = fresh_schema();
  {
    Ledger ledger(open_postgres(where).value());
    put(ledger, "note", "n", "{}");
  }
  run_statement(where, "ALTER TABLE records DROP COLUMN purged; DROP TABLE form");  // form 1
  {
    Ledger ledger(open_postgres(where).value());
    EXPECT_EQ(ledger.head().value().size, 1u);
    EXPECT_TRUE(ledger.check_log().ok());
    EXPECT_EQ(put(ledger, "note", "m", "{}"), "");
  }
  run_statement(where, "UPDATE form SET number = 99");
  EXPECT_EQ(open_postgres(where).error().code, Code::FileUnknownFormat);
}

TEST(PostgresStore, NoServerIsAnError) {
  EXPECT_FALSE(open_postgres("host=/nonexistent dbname=x connect_timeout=1").ok());
}

}  // namespace
}  // namespace licet::ledger::testing
