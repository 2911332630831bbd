#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "licet/base/result.h"

namespace licet {

// A day of the Gregorian calendar, 0001-01-01 to 9999-12-31, counted from 1970-01-01.
// No time zone and no clock: today is told by the apps, never asked here.
struct Day {
  std::int32_t number = 0;
  auto operator<=>(const Day&) const = default;
  Day plus(std::int32_t days) const { return Day{number + days}; }
};

inline constexpr Day kFirstDay{-719162};  // 0001-01-01
inline constexpr Day kLastDay{2932896};   // 9999-12-31

// YYYY-MM-DD only. BadDay otherwise (place is left to the caller).
Result<Day> parse_day(std::string_view text);
std::string to_string(Day day);
Day day_from_ymd(int year, unsigned month, unsigned day);
int year_of(Day day);

// Half-open inside the program: from is in, until is not. Files and JSON are inclusive, so a span
// that "ends through 13 August" has until = 14 August here. kForever as until means open.
inline constexpr Day kForever{2932897};
inline constexpr Day kAlways{-719162};

struct Span {
  Day from = kAlways;
  Day until = kForever;
  bool contains(Day d) const { return from <= d && d < until; }
  bool empty() const { return !(from < until); }
  auto operator<=>(const Span&) const = default;
};

// "first..last", both inclusive, an open end empty, ".." always. BadSpan otherwise.
Result<Span> parse_span(std::string_view text);
// Inclusive again; "2019-05-20..2019-08-19", "..", "2019-05-16..".
std::string to_string(const Span& span);

}  // namespace licet
