#include <sqlite3.h>

#include <map>

#include "licet/base/text.h"
#include "licet/ledger/store.h"
#include "sqlite_form.h"
#include "sqlite_statement.h"

namespace licet::ledger {
namespace {

constexpr const char* kAccountColumns =
    "licence, line, unit, currency, status, quantity_cap, value_cap, order_cap, period_cap, "
    "tolerance, period, quantity_used, quantity_held, value_used, value_held, first, last";

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(Database database) : database_(std::move(database)) {}

  Status begin() override { return run("BEGIN IMMEDIATE"); }
  Status commit() override {
    LICET_TRY_DONE(run("COMMIT"));
    if (purged_) {
      // The bytes must not survive in the write-ahead log; where a reader keeps it, the next commit
      // tries again.
      Statement& empty = prepared("PRAGMA wal_checkpoint(TRUNCATE)");
      LICET_TRY(row, empty.step());
      purged_ = row && empty.integer(0) != 0;
      empty.reset();
    }
    return Done{};
  }
  void rollback() override {
    if (sqlite3_get_autocommit(database_.get()) == 0) (void)run("ROLLBACK");
  }

  Result<std::optional<StoredRecord>> find_key(const std::string& key) override {
    Statement& select = prepared(
        "SELECT sequence, stream, kind, key, bytes, leaf, purged FROM records WHERE key = ?");
    select.bind(1, key);
    return one<StoredRecord>(select, record_of);
  }

  Status append(const StoredRecord& record, const Frontier& after) override {
    Statement& insert = prepared("INSERT INTO records VALUES(?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, std::int64_t(record.sequence));
    insert.bind(2, record.stream);
    insert.bind(3, record.kind);
    insert.bind(4, record.key);
    insert.bind_blob(5, record.bytes);
    insert.bind_blob(6, view(record.leaf));
    insert.bind(7, record.purged == 0 ? std::optional<std::int64_t>()
                                      : std::optional(std::int64_t(record.purged)));
    LICET_TRY_DONE(insert.run());
    Statement& head = prepared("UPDATE head SET size = ?, peaks = ? WHERE one = 1");
    head.bind(1, std::int64_t(after.size()));
    const std::string peaks = after.bytes();
    head.bind_blob(2, peaks);
    return head.run();
  }

  Status purge(std::uint64_t sequence, std::uint64_t by) override {
    Statement& update =
        prepared("UPDATE records SET bytes = x'', purged = ?2 WHERE sequence = ?1");
    update.bind(1, std::int64_t(sequence));
    update.bind(2, std::int64_t(by));
    LICET_TRY_DONE(update.run());
    purged_ = true;
    return Done{};
  }

  Result<Frontier> frontier() override {
    Statement& select = prepared("SELECT size, peaks FROM head WHERE one = 1");
    using Row = std::pair<std::int64_t, std::string>;
    LICET_TRY(head, one<Row>(select, [](Statement& row) {
      return Row(row.integer(0), row.text(1));
    }));
    if (!head) return Error{Code::LedgerCorrupt, "head", "is missing"};
    return Frontier::read(std::uint64_t(head->first), head->second);
  }

  Result<std::optional<Account>> account(const std::string& licence,
                                         const std::string& line) override {
    static const std::string kText =
        cat("SELECT ", kAccountColumns, " FROM accounts WHERE licence = ? AND line = ?");
    Statement& select = prepared(kText.c_str());
    select.bind(1, licence);
    select.bind(2, line);
    return one<Account>(select, account_of);
  }

  Result<std::vector<Account>> accounts(const std::string& licence) override {
    static const std::string kText =
        cat("SELECT ", kAccountColumns, " FROM accounts WHERE ?1 = '' OR licence = ?1");
    Statement& select = prepared(kText.c_str());
    select.bind(1, licence);
    return all<Account>(select, account_of);
  }

  Status put_account(const Account& account) override {
    Statement& insert = prepared(
        "INSERT OR REPLACE INTO accounts VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?)");
    int at = 0;
    for (const std::string* text :
         {&account.licence, &account.line, &account.unit, &account.currency, &account.status})
      insert.bind(++at, *text);
    for (const auto* cap : {&account.quantity_cap, &account.value_cap, &account.order_cap,
                            &account.period_cap})
      insert.bind(++at, *cap);
    for (std::int64_t number :
         {account.tolerance_percent, account.period_days, account.quantity_used,
          account.quantity_held, account.value_used, account.value_held,
          std::int64_t(account.first.number), std::int64_t(account.last.number)})
      insert.bind(++at, number);
    return insert.run();
  }

  // The guard stands in the statement itself: no read before it can be stale.
  Result<bool> add(const std::string& licence, const std::string& line, std::int64_t quantity_used,
                   std::int64_t quantity_held, std::int64_t value_used, std::int64_t value_held,
                   std::int64_t value_limit) override {
    Statement& update = prepared(
        "UPDATE accounts SET quantity_used = quantity_used + ?3, quantity_held = quantity_held + "
        "?4, value_used = value_used + ?5, value_held = value_held + ?6 WHERE licence = ?1 AND "
        "line = ?2 AND quantity_used + ?3 >= 0 AND quantity_held + ?4 >= 0 AND value_used + ?5 >= "
        "0 AND value_held + ?6 >= 0 AND (quantity_cap IS NULL OR ?3 + ?4 <= 0 OR quantity_used + "
        "quantity_held + ?3 + ?4 <= quantity_cap) AND (value_cap IS NULL OR ?5 + ?6 <= 0 OR "
        "value_used + value_held + ?5 + ?6 <= ?7)");
    update.bind(1, licence);
    update.bind(2, line);
    update.bind(3, quantity_used);
    update.bind(4, quantity_held);
    update.bind(5, value_used);
    update.bind(6, value_held);
    update.bind(7, value_limit);
    LICET_TRY_DONE(update.run());
    return sqlite3_changes(database_.get()) == 1;
  }

  Result<std::optional<Draw>> draw(const std::string& key) override {
    Statement& select = prepared(
        "SELECT key, licence, line, state, quantity, value, day, until FROM draws WHERE key = ?");
    select.bind(1, key);
    return one<Draw>(select, draw_of);
  }

  Status put_draw(const Draw& draw) override {
    Statement& insert =
        prepared("INSERT OR REPLACE INTO draws VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, draw.key);
    insert.bind(2, draw.licence);
    insert.bind(3, draw.line);
    insert.bind(4, draw.state);
    insert.bind(5, draw.quantity);
    insert.bind(6, draw.value);
    insert.bind(7, std::int64_t(draw.on.number));
    insert.bind(8, std::int64_t(draw.until.number));
    return insert.run();
  }

  Result<std::vector<Draw>> draws(const std::string& licence) override {
    Statement& select = prepared(
        "SELECT key, licence, line, state, quantity, value, day, until FROM draws WHERE licence = "
        "? ORDER BY key");
    select.bind(1, licence);
    return all<Draw>(select, draw_of);
  }

  Result<std::int64_t> value_between(const std::string& licence, const std::string& line, Day from,
                                     Day last) override {
    Statement& select = prepared(
        "SELECT coalesce(sum(value), 0) FROM draws WHERE licence = ? AND line = ? AND day BETWEEN "
        "? AND ? AND state IN ('held', 'used')");
    select.bind(1, licence);
    select.bind(2, line);
    select.bind(3, std::int64_t(from.number));
    select.bind(4, std::int64_t(last.number));
    LICET_TRY(sum, one<std::int64_t>(select, [](Statement& row) { return row.integer(0); }));
    return sum.value_or(0);
  }

  Result<std::vector<StoredRecord>> records(std::uint64_t from, std::size_t most,
                                            const std::string& stream) override {
    Statement& select = prepared(
        "SELECT sequence, stream, kind, key, bytes, leaf, purged FROM records WHERE sequence >= "
        "?1 AND (?3 = '' OR stream = ?3) ORDER BY sequence LIMIT ?2");
    select.bind(1, std::int64_t(from));
    select.bind(2, std::int64_t(most));
    select.bind(3, stream);
    return all<StoredRecord>(select, record_of);
  }

  Result<std::vector<Digest>> leaves() override {
    Statement& select = prepared("SELECT leaf FROM records ORDER BY sequence");
    return all<Digest>(select, [](Statement& row) { return digest_of(row.text(0)); });
  }

  Result<std::vector<std::string>> streams(const std::string& prefix) override {
    Statement& select = prepared(
        "SELECT stream FROM records WHERE substr(stream, 1, length(?1)) = ?1 GROUP BY stream "
        "ORDER BY min(sequence)");
    select.bind(1, prefix);
    return all<std::string>(select, [](Statement& row) { return std::string(row.text(0)); });
  }

 private:
  static std::string_view view(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
  }
  static Digest digest_of(std::string_view bytes) {
    Digest digest{};
    for (std::size_t i = 0; i < digest.size() && i < bytes.size(); ++i)
      digest[i] = std::uint8_t(bytes[i]);
    return digest;
  }
  static StoredRecord record_of(Statement& row) {
    return {std::uint64_t(row.integer(0)), std::string(row.text(1)), std::string(row.text(2)),
            std::string(row.text(3)), std::string(row.text(4)), digest_of(row.text(5)),
            std::uint64_t(row.maybe(6).value_or(0))};
  }
  static Account account_of(Statement& row) {
    Account account;
    account.licence = row.text(0);
    account.line = row.text(1);
    account.unit = row.text(2);
    account.currency = row.text(3);
    account.status = row.text(4);
    account.quantity_cap = row.maybe(5);
    account.value_cap = row.maybe(6);
    account.order_cap = row.maybe(7);
    account.period_cap = row.maybe(8);
    account.tolerance_percent = row.integer(9);
    account.period_days = row.integer(10);
    account.quantity_used = row.integer(11);
    account.quantity_held = row.integer(12);
    account.value_used = row.integer(13);
    account.value_held = row.integer(14);
    account.first = Day{std::int32_t(row.integer(15))};
    account.last = Day{std::int32_t(row.integer(16))};
    return account;
  }
  static Draw draw_of(Statement& row) {
    return {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
            std::string(row.text(3)), row.integer(4), row.integer(5),
            Day{std::int32_t(row.integer(6))}, Day{std::int32_t(row.integer(7))}};
  }

  // Rows are copied out and the statement is ended: an open read would hold an old view.
  template <class Row, class Make>
  static Result<std::optional<Row>> one(Statement& select, Make make) {
    LICET_TRY(found, select.step());
    std::optional<Row> row;
    if (found) row = make(select);
    select.reset();
    return row;
  }
  template <class Row, class Make>
  static Result<std::vector<Row>> all(Statement& select, Make make) {
    std::vector<Row> rows;
    for (;;) {
      LICET_TRY(found, select.step());
      if (!found) return rows;
      rows.push_back(make(select));
    }
  }

  Status run(const char* text) {
    Statement& statement = prepared(text);
    return statement.run();
  }

  // Prepared once, reset before every use.
  Statement& prepared(const char* text) {
    auto it = statements_.find(text);
    if (it == statements_.end())
      it = statements_.emplace(text, Statement(database_.get(), text)).first;
    it->second.reset();
    return it->second;
  }

  Database database_;
  bool purged_ = false;  // bytes were emptied and the log still holds them
  std::map<std::string, Statement, std::less<>> statements_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, bool relaxed) {
  LICET_TRY(database, open_database(path));
  LICET_TRY_DONE(check_form(database.get(), path));  // before anything is written
  for (const char* text :
       {"PRAGMA journal_mode = WAL", relaxed ? "PRAGMA synchronous = OFF"
                                             : "PRAGMA synchronous = FULL",
        "PRAGMA foreign_keys = ON", "PRAGMA cell_size_check = ON", "PRAGMA secure_delete = ON"})
    LICET_TRY_DONE(execute(database.get(), text));
  LICET_TRY_DONE(bring_to_form(database.get(), path));
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(database)));
}

}  // namespace licet::ledger
