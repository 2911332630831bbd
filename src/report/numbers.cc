#include "numbers.h"

#include <algorithm>

#include "licet/base/text.h"
#include "licet/report/report.h"

namespace licet::report {
namespace {

__extension__ using Wide = __int128;

std::string hundredths(std::int64_t parts) {
  const std::string rest = std::to_string(parts % 100);
  return cat(parts / 100, rest.size() == 1 ? ".0" : ".", rest);
}

// Hundredths of a percent, halves up.
std::string percent_of_wide(Wide numerator, Wide denominator) {
  if (denominator == 0) return "";
  return hundredths(std::int64_t((numerator * 20000 + denominator) / (2 * denominator)));
}

// In 10^-9, the places of a Decimal.
Wide units(const Decimal& amount) {
  const std::string text = amount.to_string();
  Wide out = 0;
  int places = -1;
  for (const char c : text) {
    if (c == '.') places = 0;
    if (c < '0' || c > '9') continue;
    out = out * 10 + (c - '0');
    if (places >= 0 && c != '.') ++places;
  }
  for (int i = std::max(places, 0); i < 9; ++i) out *= 10;
  return out;
}

}  // namespace

std::string percent(std::int64_t numerator, std::int64_t denominator) {
  return percent_of_wide(numerator, denominator);
}

std::string percent_of(const Decimal& numerator, const Decimal& denominator) {
  return percent_of_wide(units(numerator), units(denominator));
}

std::string mean_of(std::int64_t sum, std::int64_t n) {
  return hundredths((sum * 200 + n) / (2 * n));
}

Json days_json(std::vector<int> days) {
  if (days.empty()) return Json();
  std::sort(days.begin(), days.end());
  std::int64_t sum = 0;
  for (const int day : days) sum += day;
  const auto n = std::int64_t(days.size());
  const auto rank = [&](std::int64_t of_hundred) {
    return std::int64_t{days[std::size_t((n * of_hundred + 99) / 100 - 1)]};
  };
  return Json::Object{{"count", n},
                      {"sum", sum},
                      {"mean", mean_of(sum, n)},
                      {"median", rank(50)},
                      {"p90", rank(90)}};
}

}  // namespace licet::report
