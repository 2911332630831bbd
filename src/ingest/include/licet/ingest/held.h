#pragma once
#include <map>
#include <string>
#include <vector>

#include "licet/base/result.h"
#include "licet/ingest/list_file.h"
#include "licet/ingest/store.h"
#include "licet/snapshot/snapshot.h"

namespace licet::ingest {

// Rows that a newer file of their list lacks, kept in force until a second person lets them go.
struct HeldRow {
  std::string id, name;
};
struct HeldList {
  std::string by;  // who added the file that lacks them; may be empty
  std::string at;  // the caller's instant
  Day published = kAlways;  // of that file
  std::vector<HeldRow> rows;
};
using Held = std::map<std::string, HeldList>;  // by list

// held.json in the data folder; empty when there is none. BadValue for anything else.
Result<Held> read_held(const DataFolder& folder);
Status write_held(const DataFolder& folder, const FolderLock&, const Held& held);

// Takes the rows of `old` that `fresh` lacks into it: of every whole list when `all`, else only
// those that are held already. A row is not lacking when the list still has its id, or has
// its primary name under an id that is new (one row for one). What is held for the lists of the
// file.
Held hold_back(ListFile& fresh, const snapshot::Snapshot& old, const Held& before, bool all);

struct Released {
  Digest before{}, now{};
  std::vector<HeldRow> rows;
};
// Lets the held rows of one list go. BadValue: nothing is held of it, nobody is named, or it is the
// person who added the file.
Result<Released> release_held(const DataFolder& folder, const std::string& list,
                              const std::string& by);

}  // namespace licet::ingest
