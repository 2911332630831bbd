#include "licet/base/decimal.h"

namespace licet {
namespace {

constexpr std::int64_t kUnit = 1'000'000'000;  // 10^9, as kPlaces says
constexpr std::size_t kMostWhole = 18;

Error bad(std::string_view text, const char* why) {
  return Error{Code::BadDecimal, "", "`" + std::string(text.substr(0, 40)) + "` " + why};
}

}  // namespace

Decimal::Decimal(std::int64_t whole) : units_(Wide(whole) * kUnit) {}

Result<Decimal> Decimal::parse(std::string_view text) {
  std::string_view rest = text;
  const bool minus = !rest.empty() && rest.front() == '-';
  if (minus) rest.remove_prefix(1);
  const auto point = rest.find('.');
  const std::string_view whole = rest.substr(0, point);
  const std::string_view part =
      point == std::string_view::npos ? std::string_view{} : rest.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && part.empty()))
    return bad(text, "is not a decimal number");
  if (whole.size() > kMostWhole || part.size() > std::size_t(kPlaces))
    return bad(text, "has more than 18 digits before or 9 after the point");
  Wide units = 0;
  for (char c : whole) {
    if (c < '0' || c > '9') return bad(text, "is not a decimal number");
    units = units * 10 + (c - '0');
  }
  for (int i = 0; i < kPlaces; ++i) {
    const char c = std::size_t(i) < part.size() ? part[std::size_t(i)] : '0';
    if (c < '0' || c > '9') return bad(text, "is not a decimal number");
    units = units * 10 + (c - '0');
  }
  Decimal result;
  result.units_ = minus ? -units : units;
  return result;
}

std::string Decimal::to_string() const {
  Wide rest = units_ < 0 ? -units_ : units_;
  std::string digits;
  for (int i = 0; i < kPlaces; ++i, rest /= 10) {
    const char c = char('0' + int(rest % 10));
    if (!digits.empty() || c != '0') digits.insert(digits.begin(), c);
  }
  std::string whole;
  do {
    whole.insert(whole.begin(), char('0' + int(rest % 10)));
    rest /= 10;
  } while (rest != 0);
  if (!digits.empty()) whole += "." + digits;
  return units_ < 0 ? "-" + whole : whole;
}

namespace {
void check_range(bool inside) { LICET_CHECK(inside, "a decimal beyond its range"); }
}  // namespace

Decimal Decimal::plus(const Decimal& other) const {
  Decimal result;
  result.units_ = units_ + other.units_;
  const Wide most = Wide(1'000'000'000'000'000'000) * kUnit * 1000;
  check_range(result.units_ < most && result.units_ > -most);
  return result;
}

Decimal Decimal::minus(const Decimal& other) const {
  Decimal negated;
  negated.units_ = -other.units_;
  return plus(negated);
}

Decimal Decimal::scaled(std::int64_t numerator, std::int64_t denominator) const {
  check_range(denominator > 0 && numerator >= 0 && numerator < kUnit);
  const Wide product = units_ * numerator;
  Wide quotient = product / denominator;
  if (product % denominator < 0) --quotient;
  Decimal result;
  result.units_ = quotient;
  return result;
}

Result<Money> parse_money(std::string_view amount, std::string_view currency) {
  auto value = Decimal::parse(amount);
  if (!value.ok()) return value.error();
  if (value.value().negative())
    return Error{Code::BadMoney, "", "the amount `" + std::string(amount) + "` is negative"};
  bool letters = currency.size() == 3;
  for (char c : currency) letters = letters && c >= 'A' && c <= 'Z';
  if (!letters)
    return Error{Code::BadMoney, "",
                 "`" + std::string(currency.substr(0, 20)) + "` is not a currency code"};
  return Money{value.value(), std::string(currency)};
}

}  // namespace licet
