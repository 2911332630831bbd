#include "edits.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace licet::match {
namespace {

using Masks = std::array<std::uint64_t, 256>;  // of each byte: where it stands in the pattern

// The bit-parallel columns. `size` is the length of the pattern, 1 to 64.
int columns(const Masks& masks, int size, std::string_view other) {
  std::uint64_t up = ~std::uint64_t{0};  // where a column rises by one, and where it falls
  std::uint64_t down = 0;
  std::uint64_t diagonal = 0;
  std::uint64_t before = 0;
  const std::uint64_t last = std::uint64_t{1} << (size - 1);
  int edits = size;
  for (const char c : other) {
    const std::uint64_t here = masks[std::uint8_t(c)];
    const std::uint64_t swapped = (((~diagonal) & here) << 1) & before;
    diagonal = ((((here & up) + up) ^ up) | here | down) | swapped;
    std::uint64_t right = down | ~(diagonal | up);
    std::uint64_t left = diagonal & up;
    edits += (right & last) != 0;
    edits -= (left & last) != 0;
    right = (right << 1) | 1;
    left <<= 1;
    up = left | ~(diagonal | right);
    down = right & diagonal;
    before = here;
  }
  return edits;
}

Masks& shared_masks() {
  static thread_local Masks masks{};  // all zero between the calls
  return masks;
}

}  // namespace

EditPattern::EditPattern(std::string_view text) {
  text = text.substr(0, kLongestToken);
  size_ = int(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    masks_[std::uint8_t(text[i])] |= std::uint64_t{1} << i;
  }
}

int EditPattern::edits_to(std::string_view other, int most) const {
  other = other.substr(0, kLongestToken);
  if (std::abs(int(other.size()) - size_) > most) return most + 1;
  if (size_ == 0) return int(other.size());
  return std::min(columns(masks_, size_, other), most + 1);
}

int edits_between(std::string_view a, std::string_view b, int most) {
  a = a.substr(0, kLongestToken);
  b = b.substr(0, kLongestToken);
  if (std::abs(int(a.size()) - int(b.size())) > most) return most + 1;
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.empty() || b.empty()) return std::min(int(a.size() + b.size()), most + 1);
  Masks& masks = shared_masks();
  for (std::size_t i = 0; i < a.size(); ++i) {
    masks[std::uint8_t(a[i])] |= std::uint64_t{1} << i;
  }
  const int edits = columns(masks, int(a.size()), b);
  for (const char c : a) masks[std::uint8_t(c)] = 0;
  return std::min(edits, most + 1);
}

int edits_between_reference(std::string_view a, std::string_view b, int most) {
  a = a.substr(0, kLongestToken);
  b = b.substr(0, kLongestToken);
  std::array<std::array<std::uint8_t, kLongestToken + 1>, kLongestToken + 1> rows;
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        rows[i][j] = std::uint8_t(i + j);
        continue;
      }
      const int other = a[i - 1] == b[j - 1] ? 0 : 1;
      int best = std::min({rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + other});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) best = std::min(best, rows[i - 2][j - 2] + 1);
      rows[i][j] = std::uint8_t(best);
    }
  }
  return std::min(int(rows[a.size()][b.size()]), most + 1);
}

}  // namespace licet::match
