#include "item.h"

namespace licet::licence {
namespace {

Result<Decimal> amount(const Fields& fields, std::string_view key) {
  LICET_TRY(written, fields.text(key, true));
  auto number = Decimal::parse(written);
  if (!number.ok()) return fields.fail(number.error().code, key, number.error().detail);
  if (number.value().negative()) return fields.fail(Code::BadDecimal, key, "is negative");
  return number.value();
}

Result<Money> money(const Json& json, const std::string& pointer) {
  const Fields fields(json, pointer);
  LICET_TRY_DONE(fields.check({"amount", "currency"}));
  LICET_TRY(written, fields.text("amount", true));
  LICET_TRY(currency, fields.text("currency", true));
  auto read = parse_money(written, currency);
  if (!read.ok()) return fields.fail(read.error().code, "amount", read.error().detail);
  return read.value();
}

// {"quantity"?, "value"?} in the unit and currency of the item.
Result<Drawn> drawn(const Json& json, const std::string& pointer, const Item& item) {
  const Fields fields(json, pointer);
  LICET_TRY_DONE(fields.check({"quantity", "value"}));
  Drawn drawn;
  if (json.find("quantity") != nullptr) {
    LICET_TRY(quantity, amount(fields, "quantity"));
    if (!item.quantity)
      return fields.fail(Code::LicenceMalformed, "quantity", "the item counts no units");
    drawn.quantity = quantity;
  }
  if (json.find("value") != nullptr) {
    LICET_TRY(value, amount(fields, "value"));
    if (!item.value)
      return fields.fail(Code::LicenceMalformed, "value", "the item counts no value");
    drawn.value = value;
  }
  return drawn;
}

Result<Period> period(const Json& json, const std::string& pointer) {
  const Fields fields(json, pointer);
  LICET_TRY_DONE(fields.check({"days", "value", "draws"}));
  Period period;
  const Json* days = json.find("days");
  if (days == nullptr || !days->is_integer() || days->integer() < 1 ||
      days->integer() > kCalendarYear)
    return fields.fail(Code::LicenceMalformed, "days", "1 to 366 days are due");
  period.days = int(days->integer());
  const Json* value = json.find("value");
  if (value == nullptr) return fields.fail(Code::JsonMissingKey, "value", "");
  LICET_TRY(limit, money(*value, pointer + "/value"));
  period.value = limit;
  LICET_TRY(draws, fields.list("draws"));
  for (std::size_t i = 0; i < draws->size(); ++i) {
    const Fields one((*draws)[i], fields.at("draws", i));
    LICET_TRY_DONE(one.check({"on", "value"}));
    LICET_TRY(on, one.day("on"));
    LICET_TRY(drawn, amount(one, "value"));
    period.draws.emplace_back(on, drawn);
  }
  return period;
}

licet::Status read_limits(const Json& json, const std::string& pointer, Item& item) {
  if (const Json* value = json.find("value")) {
    LICET_TRY(limit, money(*value, pointer + "/value"));
    item.value = limit;
  }
  if (const Json* order = json.find("order_value")) {
    LICET_TRY(limit, money(*order, pointer + "/order_value"));
    item.order_value = limit;
  }
  if (const Json* span = json.find("period")) {
    LICET_TRY(limit, period(*span, pointer + "/period"));
    item.period = std::move(limit);
  }
  const Json* tolerance = json.find("tolerance_percent");
  if (tolerance == nullptr) return Done{};
  if (!tolerance->is_integer() || tolerance->integer() < 0 || tolerance->integer() > 100)
    return Error{Code::LicenceMalformed, pointer + "/tolerance_percent", "0 to 100 is due"};
  item.tolerance_percent = int(tolerance->integer());
  return Done{};
}

}  // namespace

Result<Item> read_item(const Json& json, const std::string& pointer) {
  const Fields fields(json, pointer);
  LICET_TRY_DONE(fields.check({"line", "eccn", "description", "kind", "quantity", "value", "used",
                               "held", "tolerance_percent", "order_value", "period"}));
  Item item;
  LICET_TRY(line, fields.text("line", false));
  LICET_TRY(eccn, fields.text("eccn", true));
  LICET_TRY(description, fields.text("description", false));
  LICET_TRY(kind, fields.text("kind", false));
  item.line = line;
  item.eccn = eccn;
  item.description = description;
  item.kind = kind;
  if (const Json* quantity = json.find("quantity")) {
    const Fields inner(*quantity, pointer + "/quantity");
    LICET_TRY_DONE(inner.check({"amount", "unit"}));
    LICET_TRY(number, amount(inner, "amount"));
    LICET_TRY(unit, inner.text("unit", true));
    item.quantity = number;
    item.unit = unit;
  }
  LICET_TRY_DONE(read_limits(json, pointer, item));
  for (auto [key, taken] : {std::pair{"used", &item.used}, std::pair{"held", &item.held}})
    if (const Json* given = json.find(key)) {
      LICET_TRY(amounts, drawn(*given, cat(pointer, "/", key), item));
      *taken = amounts;
    }
  return item;
}

}  // namespace licet::licence
