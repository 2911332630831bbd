#include "day_spans.h"

#include <algorithm>

namespace licet::law {

DaySpans::DaySpans(std::vector<Day> days) : days_(std::move(days)) {
  constexpr std::size_t kMostSpans = 0xffff, kDays = 60 * 366;
  constexpr std::int64_t kUsual = 10957;  // 2000-01-01: days before it are searched for
  std::sort(days_.begin(), days_.end());
  days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
  if (days_.size() > kMostSpans) return;
  first_ = kUsual;
  for (std::size_t i = 0; i < kDays; ++i)
    known_.push_back(std::uint16_t(search(Day{std::int32_t(first_ + std::int64_t(i))})));
}

std::uint32_t DaySpans::search(Day day) const {
  return std::uint32_t(std::upper_bound(days_.begin(), days_.end(), day) - days_.begin());
}

}  // namespace licet::law
