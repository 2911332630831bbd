#include <algorithm>

#include "licet/base/text.h"
#include "lifecycle_work.h"

// What a consignment or a release may take from a licence (15 CFR 750.7(f), 750.11).
namespace licet::licence {
namespace {

struct Amounts {
  std::optional<Decimal> quantity, value;
  std::string unit, currency;
  std::size_t decimals = 0;  // as the value was written
};

// A sum of money with as many decimals as its terms were written with.
std::string money_text(const Decimal& amount, std::size_t decimals) {
  std::string text = amount.to_string();
  if (decimals == 0) return text;
  if (text.find('.') == std::string::npos) text += '.';
  while (text.size() - text.find('.') - 1 < decimals) text += '0';
  return text;
}

// {"quantity": {"amount", "unit"}, "value": {"amount", "currency"}}; either may be absent.
Result<Amounts> amounts_of(const Json& json, std::string_view pointer) {
  Amounts out;
  for (const char* key : {"quantity", "value"}) {
    const Json* given = json.find(key);
    if (given == nullptr || given->is_null()) continue;
    const auto number = Decimal::parse(given->text("amount"));
    if (!number.ok() || number.value().negative())
      return malformed(cat(pointer, "/", key, "/amount"), "a decimal from nought up is due");
    if (key[0] == 'q') {
      out.quantity = number.value();
      out.unit = std::string(given->text("unit"));
    } else {
      out.value = number.value();
      out.currency = std::string(given->text("currency"));
      const auto point = given->text("amount").find('.');
      out.decimals = point == std::string_view::npos ? 0 : given->text("amount").size() - point - 1;
    }
  }
  return out;
}

bool intangible(std::string_view kind) { return kind == "software" || kind == "technology"; }

// The whole licence's value: the tolerance is ten percent of that (750.11(b)).
Result<std::optional<Decimal>> total_value(const Json::Array& items, std::string_view currency) {
  Decimal total;
  for (const Json& item : items) {
    LICET_TRY(amounts, amounts_of(item, "/given/licence/items"));
    if (!amounts.value || amounts.currency != currency) return std::optional<Decimal>();
    total = total.plus(*amounts.value);
  }
  return std::optional<Decimal>(total);
}

void check_quantity(const Amounts& licensed, const Amounts& drawn, const Amounts& shipped,
                    std::vector<std::string>& refused) {
  if (!licensed.quantity) return;
  const Decimal before = drawn.quantity.value_or(Decimal());
  if (!shipped.quantity || shipped.unit != licensed.unit ||
      (drawn.quantity && drawn.unit != licensed.unit)) {
    refused.emplace_back("unit_mismatch");
    return;
  }
  if (before >= *licensed.quantity)
    refused.emplace_back("quantity_exhausted");
  else if (before.plus(*shipped.quantity) > *licensed.quantity)
    refused.emplace_back("quantity_exceeded");
}

// Ten percent over while units are left; a licence that counts no units has no tolerance here.
void check_value(const Asked& asked, const Amounts& licensed, const std::optional<Decimal>& total,
                 const Amounts& drawn, const Amounts& shipped, std::vector<std::string>& refused) {
  if (!licensed.value) return;
  if (!total || !shipped.value || shipped.currency != licensed.currency ||
      (drawn.value && drawn.currency != licensed.currency)) {
    refused.emplace_back("currency_mismatch");
    return;
  }
  const int percent = licensed.quantity ? asked.profile.number("tolerance.value_percent") : 0;
  const Decimal limit = total->scaled(100 + percent, 100);
  if (drawn.value.value_or(Decimal()).plus(*shipped.value) > limit)
    refused.emplace_back("value_over_tolerance");
}

// Expired, revoked and the like, where the licence says its span.
licet::Status check_standing(const Asked& asked, std::vector<std::string>& refused) {
  if (asked.part("licence").find("expires") == nullptr) {
    const std::string status(asked.part("licence").text("status"));
    if (status == "revoked" || status == "suspended" || status == "void")
      refused.push_back(status);
    return Done{};
  }
  LICET_TRY(standing, validity_of(asked, asked.on));
  if (!standing.valid) refused.push_back(standing.why);
  return Done{};
}

const Json::Array& items_of(const Asked& asked) {
  static const Json::Array kNone;
  const Json* items = asked.part("licence").find("items");
  return items == nullptr || !items->is_array() ? kNone : items->array();
}

}  // namespace

Answer answer_ship(const Asked& asked) {
  const Json::Array& items = items_of(asked);
  if (items.empty()) return malformed("/given/licence/items", "the item shipped is due");
  LICET_TRY(licensed, amounts_of(items[0], "/given/licence/items/0"));
  LICET_TRY(drawn, amounts_of(asked.part("drawn"), "/given/drawn"));
  LICET_TRY(shipped, amounts_of(asked.event, "/event"));
  LICET_TRY(total, total_value(items, licensed.currency));
  std::vector<std::string> refused;
  LICET_TRY_DONE(check_standing(asked, refused));
  if (!intangible(items[0].text("kind"))) {
    check_quantity(licensed, drawn, shipped, refused);
    check_value(asked, licensed, total, drawn, shipped, refused);
  }
  Json::Object out;
  out["allowed"] = refused.empty();
  out["cites"] = strings_json({"15 CFR 750.7(f)", "15 CFR 750.11(a)", "15 CFR 750.11(b)"});
  if (!refused.empty()) {
    out["refused_because"] = strings_json(refused);
    return Json(std::move(out));
  }
  Json::Object after;
  const Decimal none;
  const Decimal quantity = drawn.quantity.value_or(none).plus(shipped.quantity.value_or(none));
  const Decimal value = drawn.value.value_or(none).plus(shipped.value.value_or(none));
  after["quantity"] = quantity.to_string();
  after["value"] = money_text(
      value, std::max({licensed.decimals, drawn.decimals, shipped.decimals}));
  out["drawn_after"] = std::move(after);
  out["closed"] = licensed.quantity && quantity >= *licensed.quantity;
  return Json(std::move(out));
}

// Software and technology carry neither quantity nor value (750.7(f)).
Answer answer_release(const Asked& asked) {
  std::vector<std::string> refused, limits;
  LICET_TRY_DONE(check_standing(asked, refused));
  for (const Json& item : items_of(asked)) {
    if (intangible(item.text("kind"))) continue;
    for (const char* key : {"quantity", "value"})
      if (item.find(key) != nullptr) limits.emplace_back(key);
  }
  Json::Object out;
  out["allowed"] = refused.empty();
  if (!refused.empty()) out["refused_because"] = strings_json(refused);
  out["limits"] = strings_json(limits);
  out["cites"] = strings_json({"15 CFR 750.7(f)", "15 CFR 750.7(a)(3)"});
  return Json(std::move(out));
}

}  // namespace licet::licence
