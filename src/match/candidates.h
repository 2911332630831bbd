#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "name_index.h"

namespace licet::match {

// Keys that may score `threshold` or more against `key`, in no order, each once: at least those
// that do (property test against the scan of all). False when the index cannot say: then every key
// is one. Internal to `match`.
bool candidates(const NameIndex& index, std::string_view key, int threshold,
                std::vector<std::uint32_t>& keys);

}  // namespace licet::match
