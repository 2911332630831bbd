#pragma once
#include <sqlite3.h>

#include <string>

#include "licet/base/result.h"

// Inside the module: the tables of a SQLite ledger and the steps from one form of them to the next.
namespace licet::ledger {

// FileUnknownFormat where the file is of a form that this program does not know. Writes nothing.
Status check_form(sqlite3* database, const std::string& path);
// Makes the tables, or brings those of an older form to the newest: all steps or none.
Status bring_to_form(sqlite3* database, const std::string& path);

}  // namespace licet::ledger
