#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "licet/snapshot/snapshot.h"
#include "verify.h"

namespace licet::snapshot {

// A file mapped read-only; unmapped at the end. Empty when the bytes are owned instead.
class Mapping {
 public:
  Mapping() = default;
  explicit Mapping(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  Mapping(Mapping&& other) noexcept : bytes_(other.bytes_) { other.bytes_ = {}; }
  Mapping& operator=(Mapping&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~Mapping();
  std::span<const std::uint8_t> bytes() const { return bytes_; }

 private:
  std::span<const std::uint8_t> bytes_;
};

struct Snapshot::State {
  Mapping mapping;
  std::vector<std::uint8_t> owned;
  std::span<const std::uint8_t> bytes;
  layout::Parts parts;
  Digest id{};
  std::once_flag derived_once;
  std::unique_ptr<Derived> derived;

  const layout::Part& part(layout::Section s) const { return parts.of(s); }

  std::string_view piece(layout::Section offsets, layout::Section pool, std::uint32_t i) const {
    const auto from = part(offsets).at<std::uint32_t>(i);
    const auto until = part(offsets).at<std::uint32_t>(i + 1);
    return {reinterpret_cast<const char*>(part(pool).data) + from, until - from};
  }
  std::string_view text(std::uint32_t i) const {
    return piece(layout::Section::kTextOffsets, layout::Section::kTextPool, i);
  }
  std::string_view key(std::uint32_t i) const {
    return piece(layout::Section::kKeyOffsets, layout::Section::kKeyPool, i);
  }
};

}  // namespace licet::snapshot
