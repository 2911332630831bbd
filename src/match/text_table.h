#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

// Distinct texts, numbered from 0 in the order in which they came. Internal to `match`.
namespace licet::match {

// The texts must outlive the table.
class TextTable {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // Its number; it is new when that is the size before.
  std::uint32_t add(std::string_view text);
  std::uint32_t find(std::string_view text) const;  // kNone when it was never added
  std::uint32_t size() const { return std::uint32_t(texts_.size()); }
  const std::vector<std::string_view>& texts() const { return texts_; }
  void shrink() { texts_.shrink_to_fit(); }  // after the last add()

 private:
  std::size_t slot_of(std::string_view text, std::uint64_t hash) const;
  void grow();

  // A slot: the upper half of the hash, and one more than the number; 0 is empty. At most three
  // quarters of them are full, and their number is a power of two.
  std::vector<std::uint64_t> slots_;
  std::vector<std::string_view> texts_;
};

// Letters of many texts, which stay where they are.
class TextStore {
 public:
  std::string_view keep(std::string_view text);

 private:
  static constexpr std::size_t kChunk = std::size_t{1} << 16;
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t used_ = kChunk;  // of the last one
};

// 64 bits of a text: equal texts have equal ones.
std::uint64_t mixed(std::string_view text, std::uint64_t seed = 0);

}  // namespace licet::match
