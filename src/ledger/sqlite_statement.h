#pragma once
#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "licet/base/result.h"

// Inside the module: SQLite's handles with owners, and its codes as ours.
namespace licet::ledger {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

// Opens or makes the file; waits up to 5 s for another writer.
Result<Database> open_database(const std::string& path);
Status execute(sqlite3* database, const char* text);
Result<std::int64_t> number_of(sqlite3* database, const char* text);
// Locked, LedgerFull, LedgerCorrupt, FileUnwritable, by the code.
Error sqlite_error(sqlite3* database, int code);

class Statement {
 public:
  Statement(sqlite3* database, const char* text);

  // Texts and blobs are copied: they may end before the step.
  void bind(int at, const std::string& text);
  void bind(int at, std::int64_t number);
  void bind(int at, const std::optional<std::int64_t>& number);
  void bind_blob(int at, std::string_view bytes);
  // True where there is a row.
  Result<bool> step();
  // To the end.
  Status run();
  void reset();

  std::int64_t integer(int column);
  std::optional<std::int64_t> maybe(int column);
  std::string_view text(int column);  // until the next step

 private:
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  sqlite3* database_;
  int code_ = SQLITE_OK;
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
};

}  // namespace licet::ledger
