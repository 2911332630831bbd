#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "licet/base/day.h"
#include "licet/ledger/merkle.h"

// Where records and balances are kept. One interface, one suite of tests for whoever implements it
// (store_conformance.h). A store knows nothing of law: it keeps rows, counts, and refuses to let a
// count pass its cap.
namespace licet::ledger {

struct StoredRecord {
  std::uint64_t sequence = 0;  // from 1, without gaps
  std::string stream, kind, key, bytes;
  Digest leaf{};
  std::uint64_t purged = 0;  // the record that purged this one: its bytes are gone, its leaf stays
};

// One limit. Amounts are whole numbers of the smallest part: millionths of a unit, ten-thousandths
// of a currency unit. An absent cap is no limit.
struct Account {
  std::string licence, line, unit, currency, status;  // status: open, blocked, closed, void
  std::optional<std::int64_t> quantity_cap, value_cap, order_cap, period_cap;
  std::int64_t tolerance_percent = 0;  // on the value, while units are left
  std::int64_t period_days = 0;        // 0 none, 366 the calendar year, else a rolling span
  std::int64_t quantity_used = 0, quantity_held = 0, value_used = 0, value_held = 0;
  Day first, last;  // last day inclusive, rolled over
};

// A draw: held (reserved) or used (shipped), and what is left of it.
struct Draw {
  std::string key, licence, line, state;  // state: held, used, released, reversed
  std::int64_t quantity = 0, value = 0;
  Day on, until;  // until: last day of a reservation
};

struct Head {
  std::uint64_t size = 0;
  Digest root{};
};

class Store {
 public:
  virtual ~Store() = default;

  // A transaction that excludes every other writer from its first statement on. Locked when
  // another holds it for more than the store's patience (5 s).
  virtual Status begin() = 0;
  // Durable when it returns. After an error nothing of the transaction is there.
  virtual Status commit() = 0;
  virtual void rollback() = 0;

  // Within a transaction, but for reads, which see the last commit.
  virtual Result<std::optional<StoredRecord>> find_key(const std::string& key) = 0;
  // Gives the sequence; the key must be new (LedgerCorrupt otherwise).
  virtual Status append(const StoredRecord& record, const Frontier& after) = 0;
  virtual Result<Frontier> frontier() = 0;
  // Empties the bytes of a record and keeps all else of it; `by` is the record that says so. After
  // the commit SQLite holds them nowhere in its files; PostgreSQL keeps them until it has vacuumed.
  virtual Status purge(std::uint64_t sequence, std::uint64_t by) = 0;
  virtual Result<std::optional<Account>> account(const std::string& licence,
                                                 const std::string& line) = 0;
  virtual Result<std::vector<Account>> accounts(const std::string& licence) = 0;
  virtual Status put_account(const Account& account) = 0;  // inserts or replaces limits and state
  // Adds to the four counts where no cap is passed (`value_limit` = the cap with its tolerance);
  // false, and nothing done, where one would be or a count would fall below nought.
  virtual Result<bool> add(const std::string& licence, const std::string& line,
                           std::int64_t quantity_used, std::int64_t quantity_held,
                           std::int64_t value_used, std::int64_t value_held,
                           std::int64_t value_limit) = 0;
  virtual Result<std::optional<Draw>> draw(const std::string& key) = 0;
  virtual Status put_draw(const Draw& draw) = 0;  // inserts or replaces
  virtual Result<std::vector<Draw>> draws(const std::string& licence) = 0;
  // Value drawn (held or used) on days from..last, both inclusive.
  virtual Result<std::int64_t> value_between(const std::string& licence, const std::string& line,
                                             Day from, Day last) = 0;

  // In the order of sequence; `stream` empty = all. At most `most` rows.
  virtual Result<std::vector<StoredRecord>> records(std::uint64_t from, std::size_t most,
                                                    const std::string& stream) = 0;
  virtual Result<std::vector<Digest>> leaves() = 0;
  virtual Result<std::vector<std::string>> streams(const std::string& prefix) = 0;
};

// SQLite in one file: write-ahead log, synchronous=FULL, BEGIN IMMEDIATE. Makes the file and its
// tables where they are absent. An older form is brought to this one, step by step inside one
// transaction; a newer one is refused (FileUnknownFormat) and not touched. `relaxed` turns
// durability off and exists for negative controls only.
Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, bool relaxed = false);

// Copies the database FROM, while others write to it, as it stands at one commit, into TO; durable
// when it returns. TO may be a ledger in use: it is replaced in one transaction, or not at all.
// FileUnreadable where FROM is no ledger, FileUnknownFormat, Locked.
Status copy_sqlite(const std::string& from, const std::string& to);
// Makes a database that nobody uses one file, without a log beside it: for copies that are kept.
Status seal_sqlite(const std::string& path);

// PostgreSQL 15 or newer, where many nodes share one ledger: `connection` as libpq reads it
// ("host=… dbname=…"). Makes its tables in the first schema of the search path.
Result<std::unique_ptr<Store>> open_postgres(const std::string& connection);

}  // namespace licet::ledger
