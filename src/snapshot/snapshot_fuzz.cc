// Any bytes under a right hash: refused, or every accessor works. Run: licet_snapshot_fuzz CORPUS
#include <algorithm>
#include <cstdint>
#include <vector>

#include "licet/base/check.h"
#include "licet/base/sha256.h"
#include "licet/snapshot/builder.h"
#include "licet/snapshot/snapshot.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // tidy-allow: using_namespace a small program of this module
  using namespace licet;
  std::vector<std::uint8_t> bytes(data, data + size);
  const Digest digest = sha256(std::span<const std::uint8_t>(bytes));
  bytes.insert(bytes.end(), digest.begin(), digest.end());
  const auto opened = snapshot::Snapshot::from_bytes(bytes);
  if (!opened.ok()) return 0;
  const auto again = snapshot::build_snapshot(opened.value().contents());
  LICET_CHECK(again.ok(), "what opens can be built again");
  return 0;
}
