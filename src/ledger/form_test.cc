#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "sqlite_statement.h"
#include "test_folder.h"

// Older ledgers are brought to the newest form, all or nothing; newer ones are left alone; copies
// are whole whenever they are taken and whenever the program dies.
namespace licet::ledger::testing {
namespace {

int times(int ordinary) {
  const char* told = std::getenv("LICET_KILLS");
  return told == nullptr ? ordinary : std::atoi(told) / 4;
}

// A ledger of form 1 with so many records, as that version left it.
void make_form1(const std::string& path, int records) {
  {
    Ledger ledger(open_sqlite(path).value());
    put(ledger, "grant", "g", grant_body("D1", "1000000", "1000000"));
    for (int i = 1; i < records; ++i)
      put(ledger, "ship", cat("k", i), draw_body("D1", "1", "1"));
  }
  const Database database = open_database(path).value();
  ASSERT_TRUE(execute(database.get(), "ALTER TABLE records DROP COLUMN purged").ok());
  ASSERT_TRUE(execute(database.get(), "PRAGMA user_version = 1").ok());
}

std::int64_t form_of(const std::string& path) {
  const Database database = open_database(path).value();
  return number_of(database.get(), "PRAGMA user_version").value();
}

TEST(Form, AnOlderLedgerIsBroughtUpAndKeepsEverything) {
  Folder folder;
  make_form1(folder.file("old"), 20);
  ASSERT_EQ(form_of(folder.file("old")), 1);
  Ledger ledger(open_sqlite(folder.file("old")).value());
  EXPECT_EQ(form_of(folder.file("old")), 2);
  EXPECT_EQ(ledger.head().value().size, 20u);
  EXPECT_TRUE(ledger.check_log().ok());
  EXPECT_TRUE(ledger.check_balances().ok());
  EXPECT_EQ(put(ledger, "ship", "new", draw_body("D1", "1", "1")), "");
}

TEST(Form, ANewerLedgerIsRefusedAndNotTouched) {
  Folder folder;
  const std::string path = folder.file("new");
  {
    const Database database = open_database(path).value();
    ASSERT_TRUE(execute(database.get(), "CREATE TABLE t(x); PRAGMA user_version = 99").ok());
  }
  EXPECT_EQ(open_sqlite(path).error().code, Code::FileUnknownFormat);
  EXPECT_EQ(form_of(path), 99);
  EXPECT_FALSE(std::filesystem::exists(path + "-wal"));
  EXPECT_EQ(copy_sqlite(path, folder.file("copy")).error().code, Code::FileUnreadable);
}

// Runs `work` in a child that is killed after so many microseconds; true when it had ended.
template <class Work>
bool killed_after(unsigned microseconds, Work work) {
  const pid_t child = ::fork();
  LICET_CHECK(child >= 0, "a child");
  if (child == 0) _exit(work() ? 0 : 3);
  ::usleep(microseconds);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  LICET_CHECK(WIFSIGNALED(status) || WEXITSTATUS(status) == 0, "the child's work");
  return !WIFSIGNALED(status);
}

// How long the work takes on this machine now, in microseconds.
template <class Work>
unsigned duration_of(Work work) {
  const auto start = std::chrono::steady_clock::now();
  LICET_CHECK(work(), "the work");
  const auto taken = std::chrono::steady_clock::now() - start;
  return unsigned(std::chrono::duration_cast<std::chrono::microseconds>(taken).count());
}

TEST(Form, KilledInTheMiddleOfAMigrationItIsTheOldFormOrTheNew) {
  Folder folder;
  make_form1(folder.file("first"), 400);
  std::filesystem::copy_file(folder.file("first"), folder.file("timed"));
  const unsigned time = duration_of([&] { return open_sqlite(folder.file("timed")).ok(); });
  int cut = 0, whole = 0;
  const int kills = times(60);
  for (int i = 0; i < kills; ++i) {
    const std::string path = folder.file("ledger");
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path + ending);
    std::filesystem::copy_file(folder.file("first"), path);
    const bool ended = killed_after(2 * time / unsigned(kills) * unsigned(i),
                                    [&] { return open_sqlite(path).ok(); });
    ++(ended ? whole : cut);
    Ledger ledger(open_sqlite(path).value());
    ASSERT_EQ(ledger.head().value().size, 400u) << i;
    ASSERT_TRUE(ledger.check_log().ok()) << i;
  }
  std::cout << cut << " migrations cut short, " << whole << " ended\n";
  EXPECT_GT(cut, 0);
}

TEST(Copy, IsWholeWhileOthersWrite) {
  Folder folder;
  Ledger ledger(open_sqlite(folder.file("a")).value());
  put(ledger, "grant", "g", grant_body("D1", "1000000", "1000000"));
  std::thread writer([&] {
    Ledger other(open_sqlite(folder.file("a")).value());
    for (int i = 0; i < 100; ++i) put(other, "ship", cat("k", i), draw_body("D1", "1", "1"));
  });
  for (int i = 0; i < 5; ++i) {
    const std::string to = folder.file(cat("copy", i));
    ASSERT_TRUE(copy_sqlite(folder.file("a"), to).ok());
    Ledger copy(open_sqlite(to).value());
    EXPECT_TRUE(copy.check_log().ok());
    EXPECT_TRUE(copy.check_balances().ok());
  }
  writer.join();
}

TEST(Copy, ReplacesALedgerInUseInOneTransaction) {
  Folder folder;
  {
    Ledger ledger(open_sqlite(folder.file("a")).value());
    for (int i = 0; i < 300; ++i) put(ledger, "note", cat("n", i), "{}");
  }
  ASSERT_TRUE(copy_sqlite(folder.file("a"), folder.file("b")).ok());
  Ledger target(open_sqlite(folder.file("c")).value());
  put(target, "note", "of c", "{}");
  ASSERT_TRUE(copy_sqlite(folder.file("b"), folder.file("c")).ok());
  EXPECT_EQ(target.head().value().size, 300u);
  EXPECT_TRUE(target.check_log().ok());
  EXPECT_EQ(copy_sqlite(folder.file("none"), folder.file("c")).error().code, Code::FileUnreadable);
}

TEST(Copy, KilledInTheMiddleTheTargetIsTheOldOneOrTheNew) {
  Folder folder;
  {
    Ledger ledger(open_sqlite(folder.file("big")).value());
    std::vector<Entry> entries;
    for (int i = 0; i < 2000; ++i) entries.push_back(entry("note", cat("n", i), "{}"));
    ASSERT_TRUE(ledger.post(entries).ok());
    Ledger small(open_sqlite(folder.file("small")).value());
    put(small, "note", "small", "{}");
  }
  int old = 0, renewed = 0;
  ASSERT_TRUE(copy_sqlite(folder.file("small"), folder.file("timed")).ok());
  const unsigned time =
      duration_of([&] { return copy_sqlite(folder.file("big"), folder.file("timed")).ok(); });
  const int kills = times(40);
  for (int i = 0; i < kills; ++i) {
    const std::string path = folder.file("ledger");
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path + ending);
    ASSERT_TRUE(copy_sqlite(folder.file("small"), path).ok());
    (void)killed_after(2 * time / unsigned(kills) * unsigned(i),
                       [&] { return copy_sqlite(folder.file("big"), path).ok(); });
    Ledger ledger(open_sqlite(path).value());
    const std::uint64_t size = ledger.head().value().size;
    ASSERT_TRUE(size == 1 || size == 2000) << size;
    ++(size == 1 ? old : renewed);
    ASSERT_TRUE(ledger.check_log().ok()) << i;
  }
  std::cout << old << " copies cut short, " << renewed << " ended\n";
  EXPECT_GT(old, 0);
}

}  // namespace
}  // namespace licet::ledger::testing
