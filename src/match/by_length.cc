#include "by_length.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <span>

#include "signs.h"

namespace licet::match {
namespace {

// Fewer texts than this are scanned as they are: sooner done than two searches.
constexpr std::size_t kFew = 2048;

}  // namespace

Sought::Sought(std::string_view sought)
    : text(sought), sign(sign_of(sought)), pattern(sought) {}

void ByLength::fill(const std::vector<std::string_view>& texts,
                    const std::vector<std::uint32_t>& which) {
  numbers_ = which;
  std::sort(numbers_.begin(), numbers_.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (texts[a].size() != texts[b].size()) return texts[a].size() < texts[b].size();
    return texts[a] != texts[b] ? texts[a] < texts[b] : a < b;
  });
  begin_.fill(0);
  for (const std::uint32_t text : numbers_) ++begin_[texts[text].size() + 1];
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  signs_.reserve(numbers_.size());
  for (std::size_t length = 0; length <= kLongestToken; ++length) {
    first_letter_[length] = std::uint32_t(letters_.size());
    for (std::uint32_t i = begin_[length]; i < begin_[length + 1]; ++i) {
      signs_.push_back(sign_of(texts[numbers_[i]]));
      letters_ += texts[numbers_[i]];
    }
  }
  letters_.shrink_to_fit();
  by_end_.resize(numbers_.size());
  std::iota(by_end_.begin(), by_end_.end(), 0u);
  for (std::size_t length = 0; length <= kLongestToken; ++length) {
    std::sort(by_end_.begin() + begin_[length], by_end_.begin() + begin_[length + 1],
              [&](std::uint32_t a, std::uint32_t b) {
                const std::string_view x = text_at(length, a).substr(length / 2);
                const std::string_view y = text_at(length, b).substr(length / 2);
                return x != y ? x < y : a < b;
              });
  }
  end_signs_.reserve(numbers_.size());
  for (const std::uint32_t place : by_end_) end_signs_.push_back(signs_[place]);
}

ByLength::Range ByLength::beginning_with(std::size_t length, std::string_view half) const {
  const auto half_at = [&](std::size_t place) {
    return text_at(length, place).substr(0, half.size());
  };
  Range out{begin_[length], begin_[length + 1]};
  for (std::size_t high = out.to; out.from < high;) {
    const std::size_t middle = out.from + (high - out.from) / 2;
    half_at(middle) < half ? void(out.from = middle + 1) : void(high = middle);
  }
  for (std::size_t low = out.from; low < out.to;) {
    const std::size_t middle = low + (out.to - low) / 2;
    half_at(middle) == half ? void(low = middle + 1) : void(out.to = middle);
  }
  return out;
}

ByLength::Range ByLength::ending_with(std::size_t length, std::string_view half) const {
  const auto first = by_end_.begin() + begin_[length];
  const auto last = by_end_.begin() + begin_[length + 1];
  const auto half_of = [&](std::uint32_t place) {
    return text_at(length, place).substr(length / 2);
  };
  const auto low = std::partition_point(
      first, last, [&](std::uint32_t place) { return half_of(place) < half; });
  const auto high = std::partition_point(
      low, last, [&](std::uint32_t place) { return half_of(place) == half; });
  return {std::size_t(low - by_end_.begin()), std::size_t(high - by_end_.begin())};
}

void ByLength::check(Range range, bool by_end, std::size_t length, const Sought& sought, int most,
                     std::vector<std::uint32_t>& found) const {
  static thread_local std::vector<std::uint32_t> places;
  places.clear();
  const std::span<const std::uint64_t> signs = by_end ? end_signs_ : signs_;
  scan_signs(signs.subspan(range.from, range.to - range.from), sought.sign, most,
             std::uint32_t(range.from), places);
  for (std::uint32_t place : places) {
    if (by_end) place = by_end_[place];
    if (sought.pattern.edits_to(text_at(length, place), most) > most) continue;
    found.push_back(numbers_[place]);
  }
}

void ByLength::near(std::size_t length, const Sought& sought, int most,
                    std::vector<std::uint32_t>& found) const {
  const Range all{begin_[length], begin_[length + 1]};
  const std::string_view text = sought.text;
  if (std::abs(int(length) - int(text.size())) > most) return;
  if (most > 1 || length < 2 || all.to - all.from < kFew) {
    return check(all, false, length, sought, most, found);
  }
  const std::size_t half = length / 2;
  const std::size_t rest = length - half;
  check(beginning_with(length, text.substr(0, half)), false, length, sought, most, found);
  if (most == 0) return;
  if (rest <= text.size()) {
    const Range range = ending_with(length, text.substr(text.size() - rest));
    check(range, true, length, sought, most, found);
  }
  if (length != text.size() || text[half - 1] == text[half]) return;
  std::string swapped(text);
  std::swap(swapped[half - 1], swapped[half]);
  check(beginning_with(length, std::string_view(swapped).substr(0, half)), false, length, sought,
        most, found);
}

}  // namespace licet::match
