#pragma once
#include <cstdint>
#include <vector>

#include "licet/base/result.h"
#include "licet/snapshot/record.h"

namespace licet::snapshot {

// The bytes of the snapshot file (docs/formats/snapshot.md). Pure: the same contents in any order
// give
// the same bytes. SnapshotTooLarge when a limit of the format is passed; BadValue when contents
// contradict themselves (a list without a source, a source whose row count is wrong, two files of
// one path, an entry without a name and without an address).
Result<std::vector<std::uint8_t>> build_snapshot(const Contents& contents);

}  // namespace licet::snapshot
