#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/base/json.h"
#include "licet/snapshot/record.h"
#include "licet/snapshot/snapshot.h"

// Published data beside the project, for tests and measurements only (data/README.md there): the
// folder $LICET_DATA, or ../shared beside the sources. Absent data is no error: the caller skips
// visibly.
namespace licet::match {

std::optional<std::string> shared_file(
    const std::string& path);                             // path below the folder, .gz unpacked
std::vector<Json> shared_lines(const std::string& path);  // JSON lines; empty when absent

// The screening list of a year as published ("2022-05", "2026-07-31"): entries with names and keys.
snapshot::Contents consolidated_list(const std::string& day);

snapshot::Snapshot snapshot_of(const snapshot::Contents& contents);

}  // namespace licet::match
