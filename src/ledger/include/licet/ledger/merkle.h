#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"
#include "licet/base/sha256.h"

// The hash tree of RFC 6962, section 2.1: leaf = SHA-256(0x00 ‖ bytes), node = SHA-256(0x01 ‖ left
// ‖ right), the empty tree SHA-256 of nothing.
namespace licet::ledger {

Digest leaf_hash(std::string_view bytes);
Digest node_hash(const Digest& left, const Digest& right);
Digest root_of(std::span<const Digest> leaves);

// The peaks of a growing tree: enough to append and to give the root, in O(log n) space.
class Frontier {
 public:
  std::uint64_t size() const { return size_; }
  void append(const Digest& leaf);
  Digest root() const;
  // 32 bytes a peak, largest first.
  std::string bytes() const;
  // LedgerCorrupt where the number of peaks does not fit the size.
  static Result<Frontier> read(std::uint64_t size, std::string_view bytes);

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> peaks_;
};

// The audit path of leaf `index` in the tree of these leaves (RFC 6962, 2.1.1), nearest first.
std::vector<Digest> inclusion_path(std::span<const Digest> leaves, std::uint64_t index);
bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> path, const Digest& root);

// That the tree of the first `before` leaves is a beginning of this one (RFC 6962, 2.1.2).
std::vector<Digest> consistency_path(std::span<const Digest> leaves, std::uint64_t before);
bool verify_consistency(std::uint64_t before, std::uint64_t after, const Digest& root_before,
                        const Digest& root_after, std::span<const Digest> path);

}  // namespace licet::ledger
