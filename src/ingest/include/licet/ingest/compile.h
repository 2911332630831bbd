#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "licet/base/result.h"
#include "licet/ingest/list_file.h"
#include "licet/snapshot/record.h"

namespace licet::ingest {

// What the next snapshot has that the one before it has not.
struct Change {
  std::vector<ListFile> lists;  // each list takes the place of the list of that name
  std::optional<std::vector<snapshot::RuleFile>> rules;  // all rules, or nothing new
};

// All *.md, *.csv and *.toml below the folder, README.md apart, sorted by path. FileUnreadable,
// FileTooLarge (4 MiB a file, 64 MiB in all), BadUtf8. Links are not followed.
Result<std::vector<snapshot::RuleFile>> read_rules(const std::string& folder);

// The bytes of the next snapshot. Every comparison key is made anew, so an old key never meets a
// new program; a name without letter or digit keeps an empty key and is never matched. Same inputs,
// same bytes. Two files that bring the same list: BadValue. Errors of key_of (with list and id) and
// build_snapshot.
Result<std::vector<std::uint8_t>> compile(snapshot::Contents before, Change change);

}  // namespace licet::ingest
