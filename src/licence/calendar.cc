#include "licet/licence/calendar.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "licet/base/text.h"

namespace licet::licence {
namespace {

// Years whose holidays are worked out once; others are worked out when asked for.
constexpr int kFirstYear = 1990, kLastYear = 2080;

constexpr std::array<std::string_view, 7> kWeekdays{"mon", "tue", "wed", "thu", "fri",
                                                    "sat", "sun"};

// A whole number of at most five characters, or -9999.
int number(std::string_view text) {
  int value = -9999;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -9999;
}

unsigned month_of(Day day) { return unsigned(number(to_string(day).substr(5, 2))); }
unsigned day_of_month(Day day) { return unsigned(number(to_string(day).substr(8, 2))); }

int days_in_month(int year, unsigned month) {
  const Day first = day_from_ymd(year, month, 1);
  const Day next = month == 12 ? day_from_ymd(year + 1, 1, 1) : day_from_ymd(year, month + 1, 1);
  return next.number - first.number;
}

// "3:mon:1" or "last:mon:5".
Day nth_weekday(int year, const std::vector<std::string_view>& parts) {
  const auto at = std::find(kWeekdays.begin(), kWeekdays.end(), parts[1]);
  const int wanted = int(at - kWeekdays.begin());
  const unsigned month = unsigned(number(parts[2]));
  if (parts[0] == "last") {
    Day day = day_from_ymd(year, month, unsigned(days_in_month(year, month)));
    return day.plus(-((weekday(day) - wanted + 7) % 7));
  }
  const Day first = day_from_ymd(year, month, 1);
  return first.plus((wanted - weekday(first) + 7) % 7 + 7 * (number(parts[0]) - 1));
}

// The rule's own day in that year; kForever when it has none there.
Day own_day(std::string_view rule, int year) {
  const auto parts = split(rule, ':');
  if (parts.size() == 3) return nth_weekday(year, parts);
  if (parts.size() == 2) return easter(year).plus(number(parts[1]));
  if (rule.size() == 10) {
    const Day day = parse_day(rule).value();
    return year_of(day) == year ? day : kForever;
  }
  return day_from_ymd(year, unsigned(number(rule.substr(0, 2))), unsigned(number(rule.substr(3))));
}

}  // namespace

int weekday(Day day) { return ((day.number + 3) % 7 + 7) % 7; }  // 1970-01-01 was a Thursday

// Meeus, Jones and Butcher.
Day easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int g = (b - (b + 8) / 25 + 1) / 3;
  const int h = (19 * a + b - b / 4 - g + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return day_from_ymd(year, unsigned(n / 31), unsigned(n % 31 + 1));
}

Day plus_months(Day day, int months) {
  const int count = year_of(day) * 12 + int(month_of(day)) - 1 + months;
  const int year = count / 12;
  const unsigned month = unsigned(count % 12 + 1);
  const unsigned last = unsigned(days_in_month(year, month));
  return day_from_ymd(year, month, std::min(day_of_month(day), last));
}

Day last_of_month(Day day) {
  const int year = year_of(day);
  const unsigned month = month_of(day);
  return day_from_ymd(year, month, unsigned(days_in_month(year, month)));
}

Result<Instant> parse_instant(std::string_view text) {
  const auto wrong = [&] {
    return Error{Code::BadDay, "", cat("`", printable(text), "` is no day and time")};
  };
  LICET_TRY(day, parse_day(text.substr(0, 10)));
  if (text.size() == 10) return Instant{day, 0};
  std::string_view clock = text.substr(10);
  if (clock.ends_with('Z')) clock.remove_suffix(1);
  if (clock.size() != 9 || clock[0] != 'T' || clock[3] != ':' || clock[6] != ':') return wrong();
  const int hour = number(clock.substr(1, 2)), minute = number(clock.substr(4, 2)),
            second = number(clock.substr(7, 2));
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return wrong();
  return Instant{day, hour * 3600 + minute * 60 + second};
}

std::string to_string(const Instant& instant) {
  const auto two = [](int value) { return cat(value < 10 ? "0" : "", value); };
  return cat(to_string(instant.day), "T", two(instant.second / 3600), ":",
             two(instant.second / 60 % 60), ":", two(instant.second % 60));
}

bool Calendar::known_rule(const Holiday& holiday) {
  const std::string_view rule = holiday.rule;
  const auto parts = split(rule, ':');
  if (parts.size() == 3) {
    const bool which = parts[0] == "last" || (number(parts[0]) >= 1 && number(parts[0]) <= 4);
    const bool day = std::find(kWeekdays.begin(), kWeekdays.end(), parts[1]) != kWeekdays.end();
    return which && day && number(parts[2]) >= 1 && number(parts[2]) <= 12;
  }
  if (parts.size() == 2)
    return parts[0] == "easter" && number(parts[1]) > -60 && number(parts[1]) < 60;
  if (rule.size() == 10) return parse_day(rule).ok();
  return rule.size() == 5 && parse_day(cat("2001-", rule)).ok();
}

Result<Calendar> Calendar::read(const CsvTable& table) {
  Calendar calendar;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Holiday holiday;
    holiday.name = std::string(table.at(row, "name"));
    holiday.rule = std::string(table.at(row, "rule"));
    holiday.observed = std::string(table.at(row, "observed"));
    const std::string_view from = table.at(row, "from"), until = table.at(row, "until");
    if (!from.empty()) holiday.first_year = number(from);
    if (!until.empty()) holiday.last_year = number(until);
    if (!known_rule(holiday))
      return Error{Code::RuleTable, table.place(row, "rule"), "is no rule of days"};
    if (holiday.observed != "nearest" && holiday.observed != "next" && holiday.observed != "none")
      return Error{Code::RuleTable, table.place(row, "observed"), "is nearest, next or none"};
    if (holiday.first_year < 1 || holiday.last_year < holiday.first_year)
      return Error{Code::RuleTable, table.place(row, "from"), "years run from first to last"};
    if (table.at(row, "cite").empty())
      return Error{Code::RuleTable, table.place(row, "cite"), "a citation is due"};
    calendar.holidays_.push_back(std::move(holiday));
  }
  for (int year = kFirstYear; year <= kLastYear + 1; ++year)
    for (const Kept& kept : calendar.of_year(year)) {
      calendar.off_.push_back(kept.own);
      calendar.off_.push_back(kept.kept);
    }
  std::sort(calendar.off_.begin(), calendar.off_.end());
  return calendar;
}

std::vector<Calendar::Kept> Calendar::of_year(int year) const {
  std::vector<Kept> days;
  for (const Holiday& holiday : holidays_) {
    if (year < holiday.first_year || year > holiday.last_year) continue;
    const Day own = own_day(holiday.rule, year);
    if (own != kForever) days.push_back({own, own, holiday.name});
  }
  std::sort(days.begin(), days.end(), [](const Kept& a, const Kept& b) { return a.own < b.own; });
  const auto taken = [&](Day day) {
    return std::any_of(days.begin(), days.end(),
                       [&](const Kept& kept) { return kept.own == day || kept.kept == day; });
  };
  for (Kept& kept : days) {
    const auto of = std::find_if(holidays_.begin(), holidays_.end(),
                                 [&](const Holiday& h) { return kept.name == h.name; });
    const int at = weekday(kept.own);
    if (at < 5 || of->observed == "none") continue;
    if (of->observed == "nearest") {
      kept.kept = kept.own.plus(at == 5 ? -1 : 1);
      continue;
    }
    Day substitute = kept.own;
    do substitute = substitute.plus(1);
    while (weekday(substitute) > 4 || taken(substitute));
    kept.kept = substitute;
  }
  return days;
}

std::string_view Calendar::holiday_name(Day day) const {
  // New Year's Day on a Saturday is kept in the year before.
  for (int year : {year_of(day), year_of(day) + 1})
    for (const Kept& kept : of_year(year))
      if (kept.own == day || kept.kept == day) return kept.name;
  return {};
}

bool Calendar::holiday(Day day) const {
  const int year = year_of(day);
  if (year > kFirstYear && year <= kLastYear)
    return std::binary_search(off_.begin(), off_.end(), day);
  return !holiday_name(day).empty();
}

bool Calendar::business(Day day) const { return weekday(day) < 5 && !holiday(day); }

Day Calendar::next_business(Day day) const {
  do day = day.plus(1);
  while (!business(day));
  return day;
}

int Calendar::business_days(Day from, Day until) const {
  int count = 0;
  for (Day day = from; day < until; day = day.plus(1)) count += business(day) ? 1 : 0;
  return count;
}

}  // namespace licet::licence
