#include "draws.h"

#include <algorithm>

#include "licet/base/decimal.h"
#include "licet/base/text.h"

namespace licet::ledger {
namespace {

constexpr std::int64_t kMostParts = 90'000'000'000'000'000;

Refused no(std::string_view rule, std::string because, std::string_view cite) {
  return licence::Refusal{std::string(rule), std::move(because), std::string(cite)};
}

Error wrong(std::string_view key, std::string_view detail) {
  return {Code::EntryMalformed, cat("/body/", key), std::string(detail)};
}

Result<std::string> text(const Json& body, std::string_view key) {
  const auto found = body.text(key);
  if (found.empty()) return wrong(key, "is due");
  return std::string(found);
}

Result<Day> day(const Json& body, std::string_view key) {
  auto read = parse_day(body.text(key));
  if (!read.ok()) return wrong(key, "a day is due");
  return read.value();
}

Result<Day> day_or(const Json& body, std::string_view key, Day absent) {
  if (body.find(key) == nullptr) return absent;
  return day(body, key);
}

// {"amount", "unit"|"currency"} as parts and the word; absent = nothing.
struct Amount {
  std::optional<std::int64_t> parts;
  std::string word;
};

Result<Amount> amount(const Json& body, std::string_view key, bool money) {
  const Json* given = body.find(key);
  if (given == nullptr || given->is_null()) return Amount{};
  auto parts = to_parts(given->text("amount"), money ? kValuePlaces : kQuantityPlaces);
  if (!parts.ok())
    return Error{parts.error().code, cat("/body/", key, "/amount"), parts.error().detail};
  if (parts.value() < 0) return wrong(key, "is not negative");
  const std::string word(given->text(money ? "currency" : "unit"));
  if (word.empty()) return wrong(key, money ? "a currency is due" : "a unit is due");
  if (money && !parse_money("1", word).ok()) return wrong(key, "the currency is not known");
  return Amount{parts.value(), word};
}

Result<std::int64_t> whole(const Json& body, std::string_view key, std::int64_t most) {
  const Json* given = body.find(key);
  if (given == nullptr) return std::int64_t(0);
  if (!given->is_integer() || given->integer() < 0 || given->integer() > most)
    return wrong(key, cat("a whole number up to ", most, " is due"));
  return given->integer();
}

// The value limit with its tolerance, which ends with the last unit (15 CFR 750.11(b)).
std::int64_t value_limit(const Account& account, std::int64_t quantity_after) {
  if (!account.value_cap) return kMostParts;
  const bool units_left = account.quantity_cap && account.quantity_used < *account.quantity_cap;
  if (!units_left || quantity_after > *account.quantity_cap) return *account.value_cap;
  return *account.value_cap + *account.value_cap / 100 * account.tolerance_percent +
         *account.value_cap % 100 * account.tolerance_percent / 100;
}

// What the entry draws, checked for form only.
struct Wanted {
  std::string licence, line;
  Amount quantity, value;
  Day on, until;
};

Result<Wanted> wanted(const Json& body) {
  Wanted want;
  LICET_TRY(licence, text(body, "licence"));
  LICET_TRY(line, text(body, "line"));
  LICET_TRY(quantity, amount(body, "quantity", false));
  LICET_TRY(value, amount(body, "value", true));
  LICET_TRY(on, day(body, "on"));
  LICET_TRY(until, day_or(body, "until", kLastDay));
  want = {licence, line, quantity, value, on, until};
  if (!quantity.parts && !value.parts) return wrong("quantity", "an amount is due");
  return want;
}

Refused standing(const Account& account, Day on) {
  if (account.status == "blocked")
    return no("suspended", "the licence is suspended or held", "15 CFR 750.8(a)");
  if (account.status == "void")
    return no("void", "the licence is void from its issue", "15 CFR 750.7(a)(2)");
  if (account.status != "open")
    return no("revoked", "the licence has been ended", "15 CFR 750.8(a)");
  if (on < account.first)
    return no("not_yet_issued", "the licence is not in force yet", "15 CFR 750.7(g)");
  if (on > account.last) return no("expired", "the last day is over", "15 CFR 758.4(b)");
  return {};
}

Refused words_fit(const Account& account, const Wanted& want) {
  if (account.quantity_cap && !want.quantity.parts)
    return no("quantity_required", "the line counts units", "15 CFR 750.7(f)");
  if (account.value_cap && !want.value.parts)
    return no("value_required", "the line counts value", "15 CFR 750.7(f)");
  if (want.quantity.parts && !account.unit.empty() && want.quantity.word != account.unit)
    return no("unit_mismatch", cat("the line counts in ", account.unit), "15 CFR 750.7(f)");
  if (want.value.parts && !account.currency.empty() && want.value.word != account.currency)
    return no("currency_mismatch", cat("the line counts in ", account.currency),
              "15 CFR 750.7(f)");
  return {};
}

// LVS and the like: a limit an order, and a limit a calendar year or a rolling span.
Result<Refused> limits_fit(Store& store, const Account& account, const Wanted& want) {
  const std::int64_t value = want.value.parts.value_or(0);
  if (account.order_cap && value > *account.order_cap)
    return no("order_limit", "one order passes the limit of the line", "15 CFR 740.3(b)");
  if (!account.period_cap) return Refused();
  const int year = year_of(want.on);
  const bool calendar = account.period_days == 366;
  const Day from = calendar ? day_from_ymd(year, 1, 1)
                            : want.on.plus(1 - std::int32_t(account.period_days));
  const Day last = calendar ? day_from_ymd(year, 12, 31)
                            : want.on.plus(std::int32_t(account.period_days) - 1);
  LICET_TRY(drawn, store.value_between(account.licence, account.line, from, last));
  if (drawn + value > *account.period_cap)
    return no("period_limit", "the limit of the period is passed", "15 CFR 740.3(d)");
  return Refused();
}

Refused over(const Account& account, const Wanted& want) {
  const std::int64_t drawn = account.quantity_used + account.quantity_held;
  if (account.quantity_cap && account.quantity_used >= *account.quantity_cap)
    return no("quantity_exhausted", "the full quantity has been shipped", "15 CFR 750.11(a)");
  if (account.quantity_cap && drawn + want.quantity.parts.value_or(0) > *account.quantity_cap)
    return no("quantity_exceeded", "more units than are left", "15 CFR 750.11(b)");
  return no("value_over_tolerance", "the value passes what is allowed", "15 CFR 750.11(b)");
}

Result<Refused> draw_new(Store& store, const Entry& entry, const Wanted& want, bool held) {
  LICET_TRY(account, store.account(want.licence, want.line));
  if (!account)
    return no("unknown_licence", cat("no account ", want.licence, ", line ", want.line),
              "15 CFR 750.7");
  if (Refused refused = standing(*account, want.on)) return refused;
  if (Refused refused = words_fit(*account, want)) return refused;
  LICET_TRY(limits, limits_fit(store, *account, want));
  if (limits) return limits;
  const std::int64_t q = want.quantity.parts.value_or(0), v = want.value.parts.value_or(0);
  const std::int64_t after = account->quantity_used + account->quantity_held + q;
  LICET_TRY(done, store.add(want.licence, want.line, held ? 0 : q, held ? q : 0, held ? 0 : v,
                            held ? v : 0, value_limit(*account, after)));
  if (!done) return over(*account, want);
  LICET_TRY_DONE(store.put_draw({entry.key, want.licence, want.line, held ? "held" : "used", q, v,
                                 want.on, want.until}));
  return Refused();
}

// A reservation turns into a shipment, wholly or in part; what is over it is drawn anew.
Result<Refused> ship_of(Store& store, const Entry& entry, const Wanted& want,
                        const std::string& of) {
  LICET_TRY(held, store.draw(of));
  if (!held || held->state != "held" || held->licence != want.licence || held->line != want.line)
    return no("no_reservation", cat("no open reservation ", of, " on this line"),
              "15 CFR 750.11");
  if (want.on > held->until)
    return no("reservation_expired", "its last day is over", "in-house rule");
  LICET_TRY(account, store.account(want.licence, want.line));
  if (Refused refused = standing(*account, want.on)) return refused;
  if (Refused refused = words_fit(*account, want)) return refused;
  const std::int64_t q = want.quantity.parts.value_or(0), v = want.value.parts.value_or(0);
  const std::int64_t from_q = std::min(q, held->quantity), from_v = std::min(v, held->value);
  LICET_TRY(limits, [&]() -> Result<Refused> {
    Wanted more = want;
    more.value.parts = v - from_v;
    return v > from_v ? limits_fit(store, *account, more) : Result<Refused>(Refused());
  }());
  if (limits) return limits;
  const std::int64_t after =
      account->quantity_used + account->quantity_held + (q - from_q);
  LICET_TRY(done, store.add(want.licence, want.line, q, -from_q, v, -from_v,
                            value_limit(*account, after)));
  if (!done) return over(*account, want);
  Draw rest = *held;
  rest.quantity -= from_q;
  rest.value -= from_v;
  if (rest.quantity == 0 && (rest.value == 0 || held->quantity > 0)) {
    // Value held beyond what the last unit took is free again.
    LICET_TRY(freed, store.add(want.licence, want.line, 0, 0, 0, -rest.value, kMostParts));
    LICET_CHECK(freed, "freeing what is held");
    rest.value = 0;
    rest.state = "released";
  }
  LICET_TRY_DONE(store.put_draw(rest));
  LICET_TRY_DONE(
      store.put_draw({entry.key, want.licence, want.line, "used", q, v, want.on, kLastDay}));
  return Refused();
}

Result<Refused> undo(Store& store, const Entry& entry, const char* from, const char* to) {
  LICET_TRY(of, text(entry.body, "of"));
  LICET_TRY(draw, store.draw(of));
  if (!draw || draw->state != from)
    return no(from[0] == 'h' ? "no_reservation" : "no_shipment",
              cat("`", printable(of), "` is not open"), "15 CFR 750.11");
  const bool held = draw->state == "held";
  LICET_TRY(done, store.add(draw->licence, draw->line, held ? 0 : -draw->quantity,
                            held ? -draw->quantity : 0, held ? 0 : -draw->value,
                            held ? -draw->value : 0, kMostParts));
  LICET_CHECK(done, "undoing what is there");
  draw->state = to;
  LICET_TRY_DONE(store.put_draw(*draw));
  return Refused();
}

Result<Refused> expire(Store& store, const Entry& entry) {
  LICET_TRY(on, day(entry.body, "on"));
  LICET_TRY(licence, text(entry.body, "licence"));
  LICET_TRY(draws, store.draws(licence));
  for (Draw& draw : draws) {
    if (draw.state != "held" || draw.until >= on) continue;
    LICET_TRY(done, store.add(draw.licence, draw.line, 0, -draw.quantity, 0, -draw.value,
                              kMostParts));
    LICET_CHECK(done, "freeing what is held");
    draw.state = "released";
    LICET_TRY_DONE(store.put_draw(draw));
  }
  return Refused();
}

Result<Account> account_of(const Json& body) {
  Account account;
  LICET_TRY(licence, text(body, "licence"));
  LICET_TRY(line, text(body, "line"));
  LICET_TRY(quantity, amount(body, "quantity", false));
  LICET_TRY(value, amount(body, "value", true));
  LICET_TRY(order, amount(body, "order_value", true));
  LICET_TRY(first, day(body, "first"));
  LICET_TRY(last, day(body, "last"));
  LICET_TRY(tolerance, whole(body, "tolerance_percent", 100));
  account.licence = licence;
  account.line = line;
  account.status = "open";
  account.quantity_cap = quantity.parts;
  account.unit = quantity.word;
  account.value_cap = value.parts;
  account.currency = value.word.empty() ? order.word : value.word;
  account.order_cap = order.parts;
  account.tolerance_percent = tolerance;
  account.first = first;
  account.last = last;
  if (last < first) return wrong("last", "lies before the first day");
  if (const Json* period = body.find("period")) {
    LICET_TRY(days, whole(*period, "days", 366));
    LICET_TRY(limit, amount(*period, "value", true));
    if (days == 0 || !limit.parts) return wrong("period", "days and a value are due");
    account.period_days = days;
    account.period_cap = limit.parts;
    if (account.currency.empty()) account.currency = limit.word;
  }
  return account;
}

Result<Refused> grant(Store& store, const Entry& entry, bool amend) {
  LICET_TRY(account, account_of(entry.body));
  LICET_TRY(before, store.account(account.licence, account.line));
  if (amend != before.has_value())
    return amend ? no("unknown_licence", "there is no such account", "15 CFR 750.7")
                 : no("duplicate_line", "the account is there", "15 CFR 750.7(f)");
  if (before) {
    account.status = before->status;
    account.quantity_used = before->quantity_used;
    account.quantity_held = before->quantity_held;
    account.value_used = before->value_used;
    account.value_held = before->value_held;
    const bool fits =
        (!account.quantity_cap ||
         account.quantity_used + account.quantity_held <= *account.quantity_cap) &&
        (!account.value_cap || account.value_used + account.value_held <= *account.value_cap);
    if (!fits || account.unit != before->unit || account.currency != before->currency)
      return no("below_drawn", "the new limits lie below what is drawn, or count otherwise",
                "15 CFR 750.7(c)");
  }
  LICET_TRY_DONE(store.put_account(account));
  return Refused();
}

// A revocation binds every draw that commits after it: the state stands in the same rows.
Result<Refused> set_status(Store& store, const Entry& entry, const char* status) {
  LICET_TRY(licence, text(entry.body, "licence"));
  LICET_TRY(accounts, store.accounts(licence));
  if (accounts.empty()) return no("unknown_licence", "there is no such account", "15 CFR 750.7");
  for (Account& account : accounts) {
    const bool ended = account.status == "closed" || account.status == "void";
    if (ended && std::string_view(status) != "void")
      return no("ended", "an ended licence does not come back", "15 CFR 750.8(a)");
    account.status = status;
    LICET_TRY_DONE(store.put_account(account));
  }
  return Refused();
}

Result<Refused> draw_entry(Store& store, const Entry& entry) {
  LICET_TRY(want, wanted(entry.body));
  if (entry.kind == "reserve") return draw_new(store, entry, want, true);
  const std::string of(entry.body.text("of"));
  return of.empty() ? draw_new(store, entry, want, false) : ship_of(store, entry, want, of);
}

}  // namespace

bool changes_balances(std::string_view kind) {
  constexpr std::string_view kKinds[] = {"grant",   "amend", "block",   "unblock", "close", "void",
                                         "reserve", "ship",  "release", "reverse", "expire"};
  return std::find(std::begin(kKinds), std::end(kKinds), kind) != std::end(kKinds);
}

Result<std::int64_t> to_parts(std::string_view written, int places) {
  const auto number = Decimal::parse(written);
  if (!number.ok()) return Error{Code::BadDecimal, "", number.error().detail};
  std::string digits = number.value().to_string();
  const auto point = digits.find('.');
  const std::size_t have = point == std::string::npos ? 0 : digits.size() - point - 1;
  if (have > std::size_t(places))
    return Error{Code::BadDecimal, "", cat("at most ", places, " digits after the point")};
  if (point != std::string::npos) digits.erase(point, 1);
  digits.append(std::size_t(places) - have, '0');
  if (digits.size() > 18) return Error{Code::BadDecimal, "", "too large"};
  const std::int64_t parts = std::stoll(digits);
  if (parts > kMostParts || parts < -kMostParts) return Error{Code::BadDecimal, "", "too large"};
  return parts;
}

std::string from_parts(std::int64_t parts, int places) {
  std::string digits = std::to_string(parts < 0 ? -parts : parts);
  if (digits.size() <= std::size_t(places))
    digits.insert(0, std::size_t(places) + 1 - digits.size(), '0');
  digits.insert(digits.size() - std::size_t(places), 1, '.');
  while (digits.ends_with('0')) digits.pop_back();
  if (digits.ends_with('.')) digits.pop_back();
  return parts < 0 ? "-" + digits : digits;
}

Result<Refused> apply_entry(Store& store, const Entry& entry) {
  const std::string& kind = entry.kind;
  if (kind == "grant" || kind == "amend") return grant(store, entry, kind == "amend");
  if (kind == "block") return set_status(store, entry, "blocked");
  if (kind == "unblock") return set_status(store, entry, "open");
  if (kind == "close") return set_status(store, entry, "closed");
  if (kind == "void") return set_status(store, entry, "void");
  if (kind == "reserve" || kind == "ship") return draw_entry(store, entry);
  if (kind == "release") return undo(store, entry, "held", "released");
  if (kind == "reverse") return undo(store, entry, "used", "reversed");
  if (kind == "expire") return expire(store, entry);
  return Refused();
}

}  // namespace licet::ledger
