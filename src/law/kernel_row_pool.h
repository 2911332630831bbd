#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

// Rows of bits over norms, and where they are kept. Private to the kernel.
namespace licet::law {

inline constexpr std::size_t kBlock = 4;  // words that are met at a time

// The form of a room's rows: summary words (a bit a block: may anything in it stand? none where
// there are few blocks), then masks of `width` words over the norm words from `low` on: may stand;
// must stand; and, only in rows that say so, `calm`, which is clear where it is unknown and a
// person must read. Rows are met by "and".
struct RowForm {
  std::uint32_t low = 0, width = 0, summary = 0;
  std::size_t may() const { return summary; }
  std::size_t must() const { return summary + width; }
  std::size_t calm() const { return summary + 2 * std::size_t(width); }
  std::size_t size() const { return summary + 3 * std::size_t(width); }
};

// Where a row stands in the pool, in lines of 64 bytes, and what more is said of it. 0 = not built.
struct RowAt {
  std::uint32_t bits = 0;
  static constexpr std::uint32_t kUnread = 1;  // the facts say something adverse that no rule reads
  static constexpr std::uint32_t kPerson = 2;  // the row has a calm mask
  static constexpr std::uint32_t kOpen = 4;    // leaves all as it is
  bool built() const { return bits != 0; }
  std::size_t word() const { return std::size_t(bits >> 3) * 8; }
};

// Rows begin with a line of the cache; those that say the same are kept once.
class RowPool {
 public:
  // Valid until the next row is kept.
  const std::uint64_t* row(RowAt at) const { return words_.data() + first_ + at.word(); }
  RowAt keep(const RowForm& form, std::vector<std::uint64_t>& row);
  void clear();

 private:
  std::uint32_t place_of(const std::vector<std::uint64_t>& row);
  bool stands_at(std::uint32_t line, const std::vector<std::uint64_t>& row) const;
  void grow(std::size_t words);

  std::vector<std::uint64_t> words_;
  std::uint32_t lines_ = 0;  // kept; line 0 is not used, so that no row stands there
  std::size_t first_ = 0;    // words before the first whole line of 64 bytes
  std::unordered_map<std::uint64_t, std::uint32_t> places_;  // of rows, by hash
};

}  // namespace licet::law
