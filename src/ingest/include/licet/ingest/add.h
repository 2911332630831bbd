#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/base/day.h"
#include "licet/base/result.h"
#include "licet/base/sha256.h"
#include "licet/ingest/check.h"
#include "licet/ingest/held.h"
#include "licet/ingest/list_file.h"
#include "licet/ingest/store.h"
#include "licet/law/federal_register.h"
#include "licet/law/places.h"
#include "licet/snapshot/snapshot.h"

namespace licet::ingest {

// What a snapshot's own rules say about reading lists; empty when the rules have no such
// table.
struct ListRules {
  law::FederalRegister federal_register;  // us-ear/federal_register.csv
  law::Places names_of_places;            // us-ear/738-supp1/aliases.csv, nothing else
  std::vector<Canary> canaries;           // us-ear/canaries.csv
  std::vector<std::string> words;         // [lists] of vocabulary.toml
};

// From the rule files of a snapshot, or from files just read. RuleTable, BadValue with the row.
Result<ListRules> list_rules(const snapshot::Snapshot& snapshot);
Result<ListRules> list_rules(const std::vector<snapshot::RuleFile>& rules);

struct AddRequest {
  std::vector<std::string> paths;       // one file, or the parts of one list (read_list_files)
  std::optional<Day> published;         // else the day in the first file's name (day_in_name)
  std::vector<std::string> may_shrink;  // CheckOptions
  std::string at;                       // the caller's instant, kept as the last successful check
  bool end_mark_lost = false;           // ReadOptions
  bool hold_removals = false;           // hold_back() every row that the file lacks
  std::string by = {};                  // who adds it; who releases what is held is another
  std::string only = {};                // ReadOptions
  std::vector<std::string> expected = {};  // CheckOptions
};

struct Added {
  std::optional<Digest> before;  // what was in force
  Digest now{};
  std::vector<snapshot::SourceRecord> sources;  // of the file added
  Held held;                                    // of its lists
};

// The options that these rules give for reading, with the day of the request. The rules must
// outlive the answer.
ReadOptions read_options(const ListRules& rules, const AddRequest& request);

// `licet lists add`: read, check against what is in force, compile, put in force; all under the
// lock of the folder. Rows held back before stay in force until they are released. On any error the
// old snapshot stays in force, and the error is that of the step.
Result<Added> add_list(const DataFolder& folder, const AddRequest& request);

}  // namespace licet::ingest
