#include "licet/base/day.h"

#include <chrono>
#include <cstdio>

namespace licet {
namespace {

namespace chr = std::chrono;

bool all_digits(std::string_view text) {
  for (char c : text)
    if (c < '0' || c > '9') return false;
  return !text.empty();
}

int number_of(std::string_view digits) {
  int n = 0;
  for (char c : digits) n = n * 10 + (c - '0');
  return n;
}

}  // namespace

Result<Day> parse_day(std::string_view text) {
  const bool form = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                    all_digits(text.substr(0, 4)) && all_digits(text.substr(5, 2)) &&
                    all_digits(text.substr(8, 2));
  if (!form) return Error{Code::BadDay, "", "`" + std::string(text.substr(0, 40)) + "`"};
  const chr::year_month_day ymd{chr::year{number_of(text.substr(0, 4))},
                                chr::month{unsigned(number_of(text.substr(5, 2)))},
                                chr::day{unsigned(number_of(text.substr(8, 2)))}};
  if (!ymd.ok() || int(ymd.year()) < 1)
    return Error{Code::BadDay, "", "`" + std::string(text) + "` is not in the calendar"};
  return Day{std::int32_t(chr::sys_days{ymd}.time_since_epoch().count())};
}

std::string to_string(Day day) {
  const chr::year_month_day ymd{chr::sys_days{chr::days{day.number}}};
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", int(ymd.year()), unsigned(ymd.month()),
                unsigned(ymd.day()));
  return buffer;
}

Day day_from_ymd(int year, unsigned month, unsigned day) {
  const chr::year_month_day ymd{chr::year{year}, chr::month{month}, chr::day{day}};
  LICET_CHECK(ymd.ok(), "a day that is not in the calendar");
  return Day{std::int32_t(chr::sys_days{ymd}.time_since_epoch().count())};
}

int year_of(Day day) {
  return int(chr::year_month_day{chr::sys_days{chr::days{day.number}}}.year());
}

Result<Span> parse_span(std::string_view text) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos)
    return Error{Code::BadSpan, "", "`" + std::string(text.substr(0, 40)) + "` has no `..`"};
  Span span;
  if (const auto first = text.substr(0, dots); !first.empty()) {
    LICET_TRY(day, parse_day(first));
    span.from = day;
  }
  if (const auto last = text.substr(dots + 2); !last.empty()) {
    LICET_TRY(day, parse_day(last));
    span.until = day.plus(1);
  }
  if (span.empty())
    return Error{Code::BadSpan, "", "`" + std::string(text) + "` ends before it begins"};
  return span;
}

std::string to_string(const Span& span) {
  const std::string first = span.from == kAlways ? "" : to_string(span.from);
  const std::string last = span.until >= kForever ? "" : to_string(span.until.plus(-1));
  return first + ".." + last;
}

}  // namespace licet
