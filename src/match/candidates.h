#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "name_index.h"

namespace licet::match {

// Numbers of the keys of the snapshot that may score `threshold` or more against `key`, ascending:
// at least those that do (property test against the scan of all). False when the index cannot say:
// then every key is one. Internal to `match`.
bool candidates(const snapshot::Snapshot& snapshot, std::string_view key, int threshold,
                std::vector<std::uint32_t>& keys);

}  // namespace licet::match
