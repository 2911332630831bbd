#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "edits.h"

// Many texts, to find those within a few edits of one. Internal to `match`.
namespace licet::match {

// A text that others are sought near to. The text must outlive this.
struct Sought {
  explicit Sought(std::string_view sought);

  std::string_view text;
  std::uint64_t sign;
  EditPattern pattern;
};

// Texts in the order of their lengths and letters, each with its sign (signs.h), and once more in
// the order of their second halves.
class ByLength {
 public:
  // The texts with these numbers, of kLongestToken letters at most.
  void fill(const std::vector<std::string_view>& texts, const std::vector<std::uint32_t>& which);

  // Appends the numbers of the texts of this length within `most` edits, some perhaps twice. One
  // edit leaves one half of a text as it is, or swaps the letters where they meet: only texts that
  // share a half are looked at. More edits: all are scanned.
  void near(std::size_t length, const Sought& sought, int most,
            std::vector<std::uint32_t>& found) const;

 private:
  struct Range {
    std::size_t from, to;
  };

  std::string_view text_at(std::size_t length, std::size_t place) const {
    return {letters_.data() + first_letter_[length] + (place - begin_[length]) * length, length};
  }
  Range beginning_with(std::size_t length, std::string_view half) const;
  Range ending_with(std::size_t length, std::string_view half) const;
  // Checks what the signs of a range leave. `by_end`: in the order of the second halves.
  void check(Range range, bool by_end, std::size_t length, const Sought& sought, int most,
             std::vector<std::uint32_t>& found) const;

  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint64_t> signs_;
  std::string letters_;  // of all texts, in this order
  std::vector<std::uint32_t> by_end_;  // places
  std::vector<std::uint64_t> end_signs_;
  std::array<std::uint32_t, kLongestToken + 2> begin_{};
  std::array<std::uint32_t, kLongestToken + 2> first_letter_{};
};

}  // namespace licet::match
