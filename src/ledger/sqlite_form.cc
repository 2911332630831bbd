#include "sqlite_form.h"

#include <iterator>

#include "licet/base/text.h"
#include "licet/ledger/store.h"
#include "sqlite_statement.h"

namespace licet::ledger {
namespace {

// Form 1.
constexpr const char* kTables = R"(
CREATE TABLE records(sequence INTEGER PRIMARY KEY, stream TEXT NOT NULL, kind TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL, leaf BLOB NOT NULL CHECK(length(leaf) = 32));
CREATE INDEX records_stream ON records(stream, sequence);
CREATE TABLE head(one INTEGER PRIMARY KEY CHECK(one = 1), size INTEGER NOT NULL,
  peaks BLOB NOT NULL);
INSERT INTO head VALUES(1, 0, x'');
CREATE TABLE accounts(licence TEXT NOT NULL, line TEXT NOT NULL, unit TEXT NOT NULL,
  currency TEXT NOT NULL, status TEXT NOT NULL, quantity_cap INTEGER, value_cap INTEGER,
  order_cap INTEGER, period_cap INTEGER, tolerance INTEGER NOT NULL, period INTEGER NOT NULL,
  quantity_used INTEGER NOT NULL CHECK(quantity_used >= 0),
  quantity_held INTEGER NOT NULL CHECK(quantity_held >= 0),
  value_used INTEGER NOT NULL CHECK(value_used >= 0),
  value_held INTEGER NOT NULL CHECK(value_held >= 0),
  first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY(licence, line),
  CHECK(quantity_cap IS NULL OR quantity_used + quantity_held <= quantity_cap),
  CHECK(value_cap IS NULL OR
        (value_used + value_held) * 100 <= value_cap * (100 + tolerance))) WITHOUT ROWID;
CREATE TABLE draws(key TEXT PRIMARY KEY, licence TEXT NOT NULL, line TEXT NOT NULL,
  state TEXT NOT NULL, quantity INTEGER NOT NULL, value INTEGER NOT NULL, day INTEGER NOT NULL,
  until INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX draws_licence ON draws(licence, line, day);
)";

// Form 2: a record may be purged; then its bytes are empty and it names the record that says so.
constexpr const char* kPurged =
    "ALTER TABLE records ADD COLUMN purged INTEGER "
    "CHECK((purged IS NULL) = (length(bytes) > 0))";

// Step n leads from form n to form n + 1; `PRAGMA user_version` names the form. Steps are never
// changed once they were published: a change adds one.
constexpr const char* kSteps[] = {kTables, kPurged};
constexpr std::int64_t kForm = std::int64_t(std::size(kSteps));

Error newer(const std::string& path, std::int64_t form) {
  return {Code::FileUnknownFormat, path, cat("form ", form, "; this program reads up to ", kForm)};
}

Status run_steps(sqlite3* database, const std::string& path) {
  // Another program may have done it meanwhile.
  LICET_TRY(form, number_of(database, "PRAGMA user_version"));
  if (form < 0 || form > kForm) return newer(path, form);
  for (std::int64_t next = form; next < kForm; ++next) {
    LICET_TRY_DONE(execute(database, kSteps[next]));
    LICET_TRY_DONE(execute(database, cat("PRAGMA user_version = ", next + 1).c_str()));
  }
  return Done{};
}

// Copies all pages; a writer that comes in between makes SQLite begin again by itself.
Status copy_pages(sqlite3* from, sqlite3* to) {
  constexpr int kTries = 200, kWait = 50;
  sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
  if (backup == nullptr) return sqlite_error(to, sqlite3_errcode(to));
  int code = SQLITE_OK;
  for (int tries = 0; tries < kTries; ++tries) {
    code = sqlite3_backup_step(backup, -1);
    if (code != SQLITE_BUSY && code != SQLITE_LOCKED) break;
    sqlite3_sleep(kWait);
  }
  const int ended = sqlite3_backup_finish(backup);
  if (code != SQLITE_DONE) return sqlite_error(to, code);
  if (ended != SQLITE_OK) return sqlite_error(to, ended);
  return Done{};
}

}  // namespace

Status check_form(sqlite3* database, const std::string& path) {
  LICET_TRY(form, number_of(database, "PRAGMA user_version"));
  if (form < 0 || form > kForm) return newer(path, form);
  return Done{};
}

Status bring_to_form(sqlite3* database, const std::string& path) {
  LICET_TRY(form, number_of(database, "PRAGMA user_version"));
  if (form == kForm) return Done{};
  LICET_TRY_DONE(execute(database, "BEGIN IMMEDIATE"));
  if (auto done = run_steps(database, path); !done.ok()) {
    (void)execute(database, "ROLLBACK");
    return done;
  }
  return execute(database, "COMMIT");
}

Status seal_sqlite(const std::string& path) {
  LICET_TRY(database, open_database(path));
  return execute(database.get(), "PRAGMA journal_mode = DELETE");
}

Status copy_sqlite(const std::string& from, const std::string& to) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(from.c_str(), &raw, SQLITE_OPEN_READONLY, nullptr);
  const Database source(raw);
  if (code != SQLITE_OK) return Error{Code::FileUnreadable, from, sqlite3_errstr(code)};
  sqlite3_busy_timeout(raw, 5000);
  auto records = number_of(raw,
                           "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN "
                           "('records', 'head')");
  if (!records.ok() || records.value() != 2)
    return Error{Code::FileUnreadable, from, "this is no ledger"};
  LICET_TRY_DONE(check_form(raw, from));
  LICET_TRY(target, open_database(to));
  LICET_TRY_DONE(execute(target.get(), "PRAGMA synchronous = FULL"));
  LICET_TRY(pages, number_of(target.get(), "PRAGMA page_count"));
  LICET_TRY_DONE(copy_pages(raw, target.get()));
  // A copy of its own is one file, without a log beside it.
  return pages == 0 ? execute(target.get(), "PRAGMA journal_mode = DELETE") : Status(Done{});
}

}  // namespace licet::ledger
