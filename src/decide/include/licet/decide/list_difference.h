#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "licet/decide/knowledge.h"
#include "licet/law/difference.h"

// Two snapshots' lists in legal words: who came, who went, and what was changed for whom.
namespace licet::decide {

struct EntryChange {
  law::Change change = law::Change::kChanged;
  std::string entry_id, before_id;  // the publisher may give a row another id
  std::string name, country;        // primary name; first country stated, or empty
  std::vector<std::string> cite;    // of the later side
  // names, addresses, programmes, identifiers, type, in_force, until, requirement, reach,
  // footnotes, policy, policy_word, remarks, cite: what differs; of a row that came or went all.
  std::vector<law::FieldChange> fields;
};

struct ListDifference {
  std::string list;
  Day from_day = kAlways, to_day = kAlways;  // of the files; kAlways = the list is not there
  std::uint32_t from_rows = 0, to_rows = 0;
  std::uint32_t added = 0, removed = 0, changed = 0;
  std::vector<EntryChange> entries;  // added, changed, removed; each by name, then id
};

// Every list of either side, by its word; one without a change has no entries. Rows are paired by
// id, then by equal primary name (same addresses first, then same countries), then by equal key of
// it. `reach`, `footnotes` and `policy_word` are what each side's own rules read in the printed
// words. Pure.
std::vector<ListDifference> list_difference(const Knowledge& from, const Knowledge& to);

}  // namespace licet::decide
