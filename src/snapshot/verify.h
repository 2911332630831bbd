#pragma once
#include <cstdint>
#include <span>

#include "layout.h"
#include "licet/base/result.h"
#include "licet/base/sha256.h"

namespace licet::snapshot {

struct Verified {
  layout::Parts parts;
  Digest id{};
};

// Everything docs/formats/snapshot.md section 7 promises. SnapshotCorrupt with the place otherwise.
// The parts point into `bytes`.
Result<Verified> verify(std::span<const std::uint8_t> bytes);

}  // namespace licet::snapshot
