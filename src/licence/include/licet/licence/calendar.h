#pragma once
#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/csv.h"
#include "licet/base/day.h"

namespace licet::licence {

// A moment in the authority's own time: a day and the seconds since its midnight. No time zone is
// known here; whoever records an event writes it in the authority's local time.
struct Instant {
  Day day;
  int second = 0;  // 0 to 86399
  auto operator<=>(const Instant&) const = default;
};

// "2024-10-01" (midnight), "2024-10-01T11:20:15", the latter also with a closing Z. BadDay.
Result<Instant> parse_instant(std::string_view text);
std::string to_string(const Instant& instant);

// The holidays of one place, computed for any year from rules kept as data.
class Calendar {
 public:
  // Columns name, rule, observed, from, until, cite. `rule`: "12-25" a fixed day, "3:mon:1" the
  // third Monday of January ("last:mon:5" the last of May), "easter:-2" days from Easter Sunday,
  // "2022-09-19" once. `observed`: "nearest" (Saturday is kept on Friday, Sunday on Monday),
  // "next" (the next working day that is no holiday), "none". `from` and `until`: first and last
  // year, either may be empty. RuleTable with the row.
  static Result<Calendar> read(const CsvTable& table);

  // A holiday, by its own day or by the day it is kept on.
  bool holiday(Day day) const;
  std::string_view holiday_name(Day day) const;  // empty on other days
  // Monday to Friday and no holiday.
  bool business(Day day) const;
  // The first business day after `day`.
  Day next_business(Day day) const;
  // Business days of [from, until).
  int business_days(Day from, Day until) const;

 private:
  struct Holiday {
    std::string name, rule, observed;
    int first_year = 1, last_year = 9999;
  };
  struct Kept {
    Day own, kept;
    std::string_view name;
  };
  static bool known_rule(const Holiday& holiday);
  std::vector<Kept> of_year(int year) const;
  std::vector<Holiday> holidays_;
  std::vector<Day> off_;  // holidays of the years kFirstYear to kLastYear, own and kept, sorted
};

// 0 Monday … 6 Sunday.
int weekday(Day day);
// Easter Sunday of the Gregorian calendar.
Day easter(int year);
// The same day of the month that many months later, the month's last where there is none.
Day plus_months(Day day, int months);
Day last_of_month(Day day);

}  // namespace licet::licence
