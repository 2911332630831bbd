#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "licet/base/result.h"

namespace licet {

// An exact decimal number: units / 10^scale. At most 18 digits before the point and 9 after it; a
// longer number is refused, never rounded. No floating point anywhere.
class Decimal {
 public:
  Decimal() = default;
  explicit Decimal(std::int64_t whole);

  // "-12.50", "0.1", "7": digits, one optional point with digits on both sides, optional minus.
  // BadDecimal otherwise.
  static Result<Decimal> parse(std::string_view text);

  // Shortest form: no trailing zeros after the point, "-0" is "0".
  std::string to_string() const;

  std::strong_ordering operator<=>(const Decimal& other) const { return units_ <=> other.units_; }
  bool operator==(const Decimal& other) const = default;
  bool negative() const { return units_ < 0; }

  // Both check the range and stop the program beyond it: callers add a bounded number of terms.
  Decimal plus(const Decimal& other) const;
  Decimal minus(const Decimal& other) const;
  // this * numerator / denominator, rounded towards minus infinity at the ninth digit.
  Decimal scaled(std::int64_t numerator, std::int64_t denominator) const;

 private:
  __extension__ using Wide = __int128;
  static constexpr int kPlaces = 9;
  Wide units_ = 0;  // in 10^-9
};

// An amount of one currency (ISO 4217 letters). Amounts of two currencies are never compared.
struct Money {
  Decimal amount;
  std::string currency;
};

// BadMoney for a negative amount or a currency that is not three capital letters.
Result<Money> parse_money(std::string_view amount, std::string_view currency);

}  // namespace licet
