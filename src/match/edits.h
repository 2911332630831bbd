#pragma once
#include <array>
#include <cstdint>
#include <string_view>

// Edits between two short texts. Internal to `match`. Pure.
namespace licet::match {

inline constexpr std::size_t kLongestToken =
    48;  // letters beyond are not looked at by the edit distance

// One text against many: Damerau-Levenshtein distance (optimal string alignment: letter missing,
// more, other, or two neighbours swapped), 64 letters at a time in the bits of one word (Hyyrö
// 2003). Bytes, not letters of any script.
class EditPattern {
 public:
  explicit EditPattern(std::string_view text);

  // At most `most`; most + 1 when there are more.
  int edits_to(std::string_view other, int most) const;

 private:
  std::array<std::uint64_t, 256> masks_{};  // of each byte: where it stands in the text
  int size_ = 0;
};

// Damerau-Levenshtein as above, at most `most`; most + 1 when there are more.
int edits_between(std::string_view a, std::string_view b, int most);
// The same by the table of all prefixes.
int edits_between_reference(std::string_view a, std::string_view b, int most);

}  // namespace licet::match
