#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "licet/base/day.h"

namespace licet::law {

// Days at which something changes cut time into spans; the first span has no beginning.
class DaySpans {
 public:
  DaySpans() = default;
  explicit DaySpans(std::vector<Day> days);

  std::size_t size() const { return days_.size() + 1; }
  // How many of the days have come.
  std::uint32_t at(Day day) const {
    const std::int64_t index = std::int64_t(day.number) - first_;
    return index >= 0 && index < std::int64_t(known_.size()) ? known_[std::size_t(index)]
                                                             : search(day);
  }
  // The first day of the span; of the first, the day before the first day there is.
  Day first_day(std::uint32_t span) const {
    return span == 0 ? Day{kFirstDay.number - 1} : days_[span - 1];
  }

 private:
  std::uint32_t search(Day day) const;
  std::vector<Day> days_;  // sorted
  std::int64_t first_ = 0;
  std::vector<std::uint16_t> known_;  // of the days from `first_` on
};

}  // namespace licet::law
