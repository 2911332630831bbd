#pragma once
#include <compare>
#include <cstdint>

namespace licet {

// A typed index: two ids of different things do not compare. Stored as 32 bits.
template <class Tag>
struct Id {
  std::uint32_t value = 0;
  auto operator<=>(const Id&) const = default;
};

}  // namespace licet
