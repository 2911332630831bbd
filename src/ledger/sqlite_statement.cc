#include "sqlite_statement.h"

#include "licet/base/text.h"

namespace licet::ledger {

Error sqlite_error(sqlite3* database, int code) {
  const std::string detail = database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database);
  switch (code & 255) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Code::Locked, "ledger", detail};
    case SQLITE_FULL:
      return {Code::LedgerFull, "ledger", detail};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:
      return {Code::LedgerCorrupt, "ledger", detail};
    default:
      return {Code::FileUnwritable, "ledger", detail};
  }
}

Result<Database> open_database(const std::string& path) {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  Database database(raw);
  if (code != SQLITE_OK) return sqlite_error(raw, code);
  sqlite3_busy_timeout(raw, 5000);
  return database;
}

Status execute(sqlite3* database, const char* text) {
  const int code = sqlite3_exec(database, text, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_error(database, code);
  return Done{};
}

Result<std::int64_t> number_of(sqlite3* database, const char* text) {
  Statement statement(database, text);
  LICET_TRY(found, statement.step());
  return found ? statement.integer(0) : 0;
}

Statement::Statement(sqlite3* database, const char* text) : database_(database) {
  sqlite3_stmt* raw = nullptr;
  code_ = sqlite3_prepare_v2(database, text, -1, &raw, nullptr);
  statement_.reset(raw);
}

void Statement::bind(int at, const std::string& text) {
  sqlite3_bind_text(statement_.get(), at, text.data(), int(text.size()), SQLITE_TRANSIENT);
}

void Statement::bind(int at, std::int64_t number) {
  sqlite3_bind_int64(statement_.get(), at, number);
}

void Statement::bind(int at, const std::optional<std::int64_t>& number) {
  if (number)
    sqlite3_bind_int64(statement_.get(), at, *number);
  else
    sqlite3_bind_null(statement_.get(), at);
}

void Statement::bind_blob(int at, std::string_view bytes) {
  sqlite3_bind_blob(statement_.get(), at, bytes.empty() ? "" : bytes.data(), int(bytes.size()),
                    SQLITE_TRANSIENT);
}

Result<bool> Statement::step() {
  if (code_ != SQLITE_OK) return sqlite_error(database_, code_);
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    reset();
    return false;
  }
  const Error error = sqlite_error(database_, code);
  reset();
  return error;
}

Status Statement::run() {
  for (;;) {
    LICET_TRY(row, step());
    if (!row) return Done{};
  }
}

void Statement::reset() {
  if (!statement_) return;
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::int64_t Statement::integer(int column) {
  return sqlite3_column_int64(statement_.get(), column);
}

std::optional<std::int64_t> Statement::maybe(int column) {
  if (sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return std::nullopt;
  return integer(column);
}

std::string_view Statement::text(int column) {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  return {static_cast<const char*>(bytes),
          std::size_t(sqlite3_column_bytes(statement_.get(), column))};
}

}  // namespace licet::ledger
