#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/json.h"

// An edition for people and spreadsheets: everything here is read off the edition's own JSON, so
// that no form of it can say more than another.
namespace licet::report {

struct Table {
  std::string name, title;  // name: of its file, lower case
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

// The tables of either edition that have rows, in the order of reading.
std::vector<Table> tables(const Json& edition);

// With a heading; fields as csv_field() writes them: quoted where needed, formulas made harmless.
std::string csv(const Table& table);

// The JSON's digest: SHA-256 of its canonical bytes, as "sha256:…".
std::string digest_of(const Json& edition);

// One page that needs nothing else: tables, and charts as drawings within it. No script, no outside
// reference, readable in print. `since` is what differs from the last edition, or null.
std::string html_page(const Json& edition, const Json& since);

}  // namespace licet::report
