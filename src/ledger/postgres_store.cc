#include <libpq-fe.h>

#include <charconv>
#include <memory>

#include "licet/base/text.h"
#include "licet/ledger/store.h"
#include "postgres_form.h"

namespace licet::ledger {
namespace {

struct Finish {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, Finish>;
using Rows = std::unique_ptr<PGresult, Clear>;

constexpr const char* kAccountColumns =
    "licence, line, unit, currency, status, quantity_cap, value_cap, order_cap, period_cap, "
    "tolerance, period, quantity_used, quantity_held, value_used, value_held, first, last";
constexpr const char* kDrawColumns = "key, licence, line, state, quantity, value, day, until";
constexpr const char* kRecordColumns =
    "sequence, stream, kind, key, encode(bytes, 'hex'), encode(leaf, 'hex'), purged";

std::string to_hex_text(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (char c : bytes) {
    out += kDigits[(c >> 4) & 15];
    out += kDigits[c & 15];
  }
  return out;
}

std::string from_hex_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
    unsigned byte = 0;
    std::from_chars(text.data() + at, text.data() + at + 2, byte, 16);
    out += char(byte);
  }
  return out;
}

std::string_view view(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

Digest digest_of(std::string_view hex) {
  const std::string bytes = from_hex_text(hex);
  Digest digest{};
  for (std::size_t i = 0; i < digest.size() && i < bytes.size(); ++i)
    digest[i] = std::uint8_t(bytes[i]);
  return digest;
}

// A parameter: text, or nothing for NULL.
using Parameter = std::optional<std::string>;

Parameter number(std::int64_t value) { return std::to_string(value); }
Parameter number(const std::optional<std::int64_t>& value) {
  return value ? Parameter(std::to_string(*value)) : std::nullopt;
}

std::string_view text(const Rows& rows, int row, int column) {
  return {PQgetvalue(rows.get(), row, column), std::size_t(PQgetlength(rows.get(), row, column))};
}

std::int64_t integer(const Rows& rows, int row, int column) {
  const std::string_view digits = text(rows, row, column);
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<std::int64_t> maybe(const Rows& rows, int row, int column) {
  if (PQgetisnull(rows.get(), row, column) != 0) return std::nullopt;
  return integer(rows, row, column);
}

Day day(const Rows& rows, int row, int column) {
  return Day{std::int32_t(integer(rows, row, column))};
}

StoredRecord record_of(const Rows& rows, int row) {
  return {std::uint64_t(integer(rows, row, 0)),       std::string(text(rows, row, 1)),
          std::string(text(rows, row, 2)),            std::string(text(rows, row, 3)),
          from_hex_text(text(rows, row, 4)),          digest_of(text(rows, row, 5)),
          std::uint64_t(maybe(rows, row, 6).value_or(0))};
}

Account account_of(const Rows& rows, int row) {
  Account a;
  a.licence = text(rows, row, 0);
  a.line = text(rows, row, 1);
  a.unit = text(rows, row, 2);
  a.currency = text(rows, row, 3);
  a.status = text(rows, row, 4);
  a.quantity_cap = maybe(rows, row, 5);
  a.value_cap = maybe(rows, row, 6);
  a.order_cap = maybe(rows, row, 7);
  a.period_cap = maybe(rows, row, 8);
  a.tolerance_percent = integer(rows, row, 9);
  a.period_days = integer(rows, row, 10);
  a.quantity_used = integer(rows, row, 11);
  a.quantity_held = integer(rows, row, 12);
  a.value_used = integer(rows, row, 13);
  a.value_held = integer(rows, row, 14);
  a.first = day(rows, row, 15);
  a.last = day(rows, row, 16);
  return a;
}

Draw draw_of(const Rows& rows, int row) {
  return {std::string(text(rows, row, 0)), std::string(text(rows, row, 1)),
          std::string(text(rows, row, 2)), std::string(text(rows, row, 3)),
          integer(rows, row, 4),           integer(rows, row, 5),
          day(rows, row, 6),               day(rows, row, 7)};
}

class PostgresStore final : public Store {
 public:
  explicit PostgresStore(Connection connection) : connection_(std::move(connection)) {}

  // One writer at a time: the log has one order. Readers are not kept waiting.
  Status begin() override {
    LICET_TRY_DONE(run("BEGIN ISOLATION LEVEL READ COMMITTED"));
    auto locked = run("LOCK TABLE head IN EXCLUSIVE MODE");
    if (!locked.ok()) rollback();
    return locked;
  }
  Status commit() override {
    // A failed transaction answers COMMIT with ROLLBACK and no error.
    LICET_TRY(rows, ask("COMMIT", {}));
    if (std::string_view(PQcmdStatus(rows.get())) != "COMMIT")
      return Error{Code::LedgerCorrupt, "ledger", "the transaction had failed"};
    return Done{};
  }
  void rollback() override {
    if (PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) (void)run("ROLLBACK");
  }

  Result<std::optional<StoredRecord>> find_key(const std::string& key) override {
    return one<StoredRecord>(cat("SELECT ", kRecordColumns, " FROM records WHERE key = $1"), {key},
                             record_of);
  }

  Status append(const StoredRecord& record, const Frontier& after) override {
    LICET_TRY_DONE(done("INSERT INTO records VALUES($1, $2, $3, $4, decode($5, 'hex'), "
                        "decode($6, 'hex'), nullif($7::bigint, 0))",
                        {number(std::int64_t(record.sequence)), record.stream, record.kind,
                         record.key, to_hex_text(record.bytes), to_hex_text(view(record.leaf)),
                         number(std::int64_t(record.purged))}));
    return done("UPDATE head SET size = $1, peaks = decode($2, 'hex') WHERE one = 1",
                {number(std::int64_t(after.size())), to_hex_text(after.bytes())});
  }

  Status purge(std::uint64_t sequence, std::uint64_t by) override {
    return done("UPDATE records SET bytes = '', purged = $2 WHERE sequence = $1",
                {number(std::int64_t(sequence)), number(std::int64_t(by))});
  }

  Result<Frontier> frontier() override {
    LICET_TRY(rows, ask("SELECT size, encode(peaks, 'hex') FROM head WHERE one = 1", {}));
    if (PQntuples(rows.get()) != 1) return Error{Code::LedgerCorrupt, "head", "is missing"};
    return Frontier::read(std::uint64_t(integer(rows, 0, 0)), from_hex_text(text(rows, 0, 1)));
  }

  Result<std::optional<Account>> account(const std::string& licence,
                                         const std::string& line) override {
    return one<Account>(
        cat("SELECT ", kAccountColumns, " FROM accounts WHERE licence = $1 AND line = $2"),
        {licence, line}, account_of);
  }

  Result<std::vector<Account>> accounts(const std::string& licence) override {
    return all<Account>(cat("SELECT ", kAccountColumns,
                            " FROM accounts WHERE $1 = '' OR licence = $1 ORDER BY licence COLLATE "
                            "\"C\", line COLLATE \"C\""),
                        {licence}, account_of);
  }

  Status put_account(const Account& a) override {
    return done(
        "INSERT INTO accounts VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
        "$15, $16, $17) ON CONFLICT(licence, line) DO UPDATE SET unit = $3, currency = $4, status "
        "= $5, quantity_cap = $6, value_cap = $7, order_cap = $8, period_cap = $9, tolerance = "
        "$10, period = $11, quantity_used = $12, quantity_held = $13, value_used = $14, value_held "
        "= $15, first = $16, last = $17",
        {a.licence, a.line, a.unit, a.currency, a.status, number(a.quantity_cap),
         number(a.value_cap), number(a.order_cap), number(a.period_cap),
         number(a.tolerance_percent), number(a.period_days), number(a.quantity_used),
         number(a.quantity_held), number(a.value_used), number(a.value_held),
         number(std::int64_t(a.first.number)), number(std::int64_t(a.last.number))});
  }

  Result<bool> add(const std::string& licence, const std::string& line, std::int64_t quantity_used,
                   std::int64_t quantity_held, std::int64_t value_used, std::int64_t value_held,
                   std::int64_t value_limit) override {
    LICET_TRY(rows, ask("UPDATE accounts SET quantity_used = quantity_used + $3::bigint, "
                        "quantity_held = quantity_held + $4::bigint, value_used = value_used + "
                        "$5::bigint, value_held = value_held + $6::bigint WHERE licence = $1 AND "
                        "line = $2 AND quantity_used + $3::bigint >= 0 AND quantity_held + "
                        "$4::bigint >= 0 AND value_used + $5::bigint >= 0 AND value_held + "
                        "$6::bigint >= 0 AND (quantity_cap IS NULL OR $3::bigint + $4::bigint <= "
                        "0 OR quantity_used + quantity_held + $3::bigint + $4::bigint <= "
                        "quantity_cap) AND (value_cap IS NULL OR $5::bigint + $6::bigint <= 0 OR "
                        "value_used + value_held + $5::bigint + $6::bigint <= $7::bigint)",
                        {licence, line, number(quantity_used), number(quantity_held),
                         number(value_used), number(value_held), number(value_limit)}));
    return std::string_view(PQcmdTuples(rows.get())) == "1";
  }

  Result<std::optional<Draw>> draw(const std::string& key) override {
    return one<Draw>(cat("SELECT ", kDrawColumns, " FROM draws WHERE key = $1"), {key}, draw_of);
  }

  Status put_draw(const Draw& d) override {
    return done("INSERT INTO draws VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT(key) DO "
                "UPDATE SET licence = $2, line = $3, state = $4, quantity = $5, value = $6, day = "
                "$7, until = $8",
                {d.key, d.licence, d.line, d.state, number(d.quantity), number(d.value),
                 number(std::int64_t(d.on.number)), number(std::int64_t(d.until.number))});
  }

  Result<std::vector<Draw>> draws(const std::string& licence) override {
    return all<Draw>(cat("SELECT ", kDrawColumns,
                         " FROM draws WHERE licence = $1 ORDER BY key COLLATE \"C\""),
                     {licence}, draw_of);
  }

  Result<std::int64_t> value_between(const std::string& licence, const std::string& line, Day from,
                                     Day last) override {
    LICET_TRY(rows, ask("SELECT coalesce(sum(value), 0)::bigint FROM draws WHERE licence = $1 AND "
                        "line = $2 AND day BETWEEN $3 AND $4 AND state IN ('held', 'used')",
                        {licence, line, number(std::int64_t(from.number)),
                         number(std::int64_t(last.number))}));
    return integer(rows, 0, 0);
  }

  Result<std::vector<StoredRecord>> records(std::uint64_t from, std::size_t most,
                                            const std::string& stream) override {
    return all<StoredRecord>(cat("SELECT ", kRecordColumns,
                                 " FROM records WHERE sequence >= $1 AND ($3 = '' OR stream = $3) "
                                 "ORDER BY sequence LIMIT $2"),
                             {number(std::int64_t(from)), number(std::int64_t(most)), stream},
                             record_of);
  }

  Result<std::vector<Digest>> leaves() override {
    return all<Digest>("SELECT encode(leaf, 'hex') FROM records ORDER BY sequence", {},
                       [](const Rows& rows, int row) { return digest_of(text(rows, row, 0)); });
  }

  Result<std::vector<std::string>> streams(const std::string& prefix) override {
    return all<std::string>(
        "SELECT stream FROM records WHERE left(stream, length($1)) = $1 GROUP BY stream ORDER BY "
        "min(sequence)", {prefix},
        [](const Rows& rows, int row) { return std::string(text(rows, row, 0)); });
  }

  // Makes the tables or brings them to the newest form. Only where it is due: to make one again,
  // even in vain, waits for every writer.
  Status bring_to_form() {
    LICET_TRY(there, form());
    if (there > kPostgresForm) return newer(there);
    if (there == kPostgresForm) return Done{};
    LICET_TRY_DONE(run("BEGIN"));
    if (auto steps = run_steps(); !steps.ok()) {
      rollback();
      return steps;
    }
    return commit();
  }

 private:
  static Error newer(std::int64_t form) {
    return {Code::FileUnknownFormat, "ledger",
            cat("form ", form, "; this program reads up to ", kPostgresForm)};
  }

  // 0 where there is nothing; tables without a number are of the first form.
  Result<std::int64_t> form() const {
    LICET_TRY(tables, ask("SELECT to_regclass('form') IS NOT NULL, to_regclass('draws_licence') IS "
                          "NOT NULL", {}));
    if (text(tables, 0, 0) != "t") return std::int64_t(text(tables, 0, 1) == "t" ? 1 : 0);
    LICET_TRY(rows, ask("SELECT number FROM form WHERE one = 1", {}));
    if (PQntuples(rows.get()) != 1) return Error{Code::LedgerCorrupt, "form", "is missing"};
    return integer(rows, 0, 0);
  }

  // One program at a time; another may have done it while this one waited.
  Status run_steps() {
    LICET_TRY_DONE(script("SELECT pg_advisory_xact_lock(7606)"));
    LICET_TRY(there, form());
    if (there > kPostgresForm) return newer(there);
    for (std::int64_t next = there; next < kPostgresForm; ++next)
      LICET_TRY_DONE(script(kPostgresSteps[next]));
    return Done{};
  }

  // Several statements at once.
  Status script(const char* statements) const {
    const Rows rows(PQexec(connection_.get(), statements));
    const ExecStatusType status = PQresultStatus(rows.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return trouble(rows);
    return Done{};
  }

  // By the class of the SQLSTATE.
  Error trouble(const Rows& rows) const {
    const char* state = rows ? PQresultErrorField(rows.get(), PG_DIAG_SQLSTATE) : nullptr;
    const std::string_view code = state == nullptr ? "" : state;
    const std::string detail = printable(PQerrorMessage(connection_.get()), 200);
    Code meant = Code::FileUnwritable;
    if (code == "55P03" || code == "40P01" || code == "40001") meant = Code::Locked;
    if (code == "53100") meant = Code::LedgerFull;
    if (code.starts_with("23") || code.starts_with("XX")) meant = Code::LedgerCorrupt;
    return {meant, "ledger", detail};
  }

  Result<Rows> ask(const std::string& statement, const std::vector<Parameter>& parameters) const {
    std::vector<const char*> values;
    for (const Parameter& one : parameters) values.push_back(one ? one->c_str() : nullptr);
    Rows rows(PQexecParams(connection_.get(), statement.c_str(), int(values.size()), nullptr,
                           values.data(), nullptr, nullptr, 0));
    const ExecStatusType status = PQresultStatus(rows.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return trouble(rows);
    return rows;
  }

  Status done(const std::string& statement, const std::vector<Parameter>& parameters) const {
    LICET_TRY(rows, ask(statement, parameters));
    (void)rows;
    return Done{};
  }
  Status run(const std::string& statement) const { return done(statement, {}); }

  template <class Row, class Make>
  Result<std::optional<Row>> one(const std::string& statement,
                                 const std::vector<Parameter>& parameters, Make make) const {
    LICET_TRY(rows, ask(statement, parameters));
    if (PQntuples(rows.get()) == 0) return std::optional<Row>();
    return std::optional<Row>(make(rows, 0));
  }
  template <class Row, class Make>
  Result<std::vector<Row>> all(const std::string& statement,
                               const std::vector<Parameter>& parameters, Make make) const {
    LICET_TRY(rows, ask(statement, parameters));
    std::vector<Row> out;
    for (int row = 0; row < PQntuples(rows.get()); ++row) out.push_back(make(rows, row));
    return out;
  }

  Connection connection_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_postgres(const std::string& connection_text) {
  Connection connection(PQconnectdb(connection_text.c_str()));
  if (PQstatus(connection.get()) != CONNECTION_OK)
    return Error{Code::FileUnwritable, "ledger",
                 printable(PQerrorMessage(connection.get()), 200)};
  PQsetNoticeProcessor(connection.get(), [](void*, const char*) {}, nullptr);
  const Rows set(PQexec(connection.get(),
                        "SET lock_timeout = '5s'; SET synchronous_commit = on; SET "
                        "client_encoding = 'UTF8'"));
  if (PQresultStatus(set.get()) != PGRES_COMMAND_OK)
    return Error{Code::FileUnwritable, "ledger", "the session cannot be set up"};
  auto store = std::make_unique<PostgresStore>(std::move(connection));
  LICET_TRY_DONE(store->bring_to_form());
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace licet::ledger
