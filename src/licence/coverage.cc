#include "licet/licence/coverage.h"

#include <algorithm>

#include "item.h"

namespace licet::licence {
namespace {

constexpr std::string_view kScope = "15 CFR 750.7(a)", kAmounts = "15 CFR 750.7(f)",
                           kTolerance = "15 CFR 750.11(b)";

Clause yes(std::string_view clause, std::string_view cite) {
  return {std::string(clause), Fit::kYes, "", "", std::string(cite), ""};
}
Clause no(std::string_view clause, std::string_view cite, std::string because) {
  return {std::string(clause), Fit::kNo, std::move(because), "", std::string(cite), ""};
}
Clause unknown(std::string_view clause, std::string_view cite, std::string_view fact) {
  return {std::string(clause), Fit::kUnknown, cat("`", fact, "` is not known"), std::string(fact),
          std::string(cite), ""};
}

bool eccn_within(std::string_view shipped, std::string_view licensed) {
  return shipped == licensed || starts_with_path(shipped, licensed);
}

Clause names_item(const Item& item, const ShippedLine& line) {
  if (line.eccn.empty()) return unknown("item", kScope, "eccn");
  if (!eccn_within(line.eccn, item.eccn))
    return no("item", kScope, cat("it names ", item.eccn, ", not ", line.eccn));
  if (item.kind.empty() || item.kind == line.kind) return yes("item", kScope);
  if (line.kind.empty()) return unknown("item", kScope, "kind");
  return no("item", kScope, cat("it names ", item.kind, ", not ", line.kind));
}

// What all lines that the item names, or may name, take of it together.
struct Taken {
  bool quantity_known = true, value_known = true;
  std::string unit, currency;  // those of the first line that gives them
  bool units_agree = true, currencies_agree = true;
  Decimal quantity, value;
};

Taken taken_of(const Item& item, const Shipment& shipment) {
  Taken taken;
  for (const ShippedLine& line : shipment.lines) {
    if (names_item(item, line).fit == Fit::kNo) continue;
    taken.quantity_known &= line.quantity.has_value();
    taken.value_known &= line.value.has_value();
    if (line.quantity) {
      if (taken.unit.empty()) taken.unit = line.unit;
      taken.units_agree &= taken.unit == line.unit;
      taken.quantity = taken.quantity.plus(*line.quantity);
    }
    if (!line.value) continue;
    if (taken.currency.empty()) taken.currency = line.value->currency;
    taken.currencies_agree &= taken.currency == line.value->currency;
    taken.value = taken.value.plus(line.value->amount);
  }
  return taken;
}

Decimal drawn_quantity(const Item& item) { return item.used.quantity.plus(item.held.quantity); }
Decimal drawn_value(const Item& item) { return item.used.value.plus(item.held.value); }

// " 100 piece, of which 60 shipped and 10 reserved".
std::string stock(const Decimal& limit, std::string_view word, const Decimal& used,
                  const Decimal& held) {
  std::string out = cat(limit.to_string(), " ", word);
  const Decimal none;
  if (used > none) out += cat(", of which ", used.to_string(), " shipped");
  if (held > none)
    out += cat(used > none ? " and " : ", of which ", held.to_string(), " reserved");
  return out;
}

Clause has_quantity(const Item& item, const Taken& taken) {
  if (!item.quantity) return yes("quantity", kAmounts);
  const bool exhausted = drawn_quantity(item) >= *item.quantity;
  if (exhausted && *item.quantity > Decimal())
    return no("quantity", "15 CFR 750.11(a)",
              cat("it is exhausted: ",
                  stock(*item.quantity, item.unit, item.used.quantity, item.held.quantity)));
  if (!taken.units_agree || (!taken.unit.empty() && taken.unit != item.unit))
    return no("quantity", kAmounts,
              cat("it counts in ", item.unit, ", the line in ", taken.unit));
  // What is known to be too much stays so whatever the rest is.
  if (drawn_quantity(item).plus(taken.quantity) > *item.quantity)
    return no("quantity", kAmounts,
              cat("it allows ",
                  stock(*item.quantity, item.unit, item.used.quantity, item.held.quantity),
                  ", not ", taken.quantity.to_string(), " more"));
  return taken.quantity_known ? yes("quantity", kAmounts)
                              : unknown("quantity", kAmounts, "quantity");
}

// 750.11(b): the value may pass its limit by the tolerance while units are left and suffice.
Decimal value_limit(const Item& item, const Taken& taken) {
  const bool units_left = item.quantity && item.used.quantity < *item.quantity &&
                          taken.quantity_known &&
                          drawn_quantity(item).plus(taken.quantity) <= *item.quantity;
  if (!units_left) return item.value->amount;
  return item.value->amount.scaled(100 + item.tolerance_percent, 100);
}

Clause has_value(const Item& item, const Taken& taken) {
  if (!item.value) return yes("value", kAmounts);
  const std::string& currency = item.value->currency;
  if (!taken.currencies_agree || (!taken.currency.empty() && taken.currency != currency))
    return no("value", kAmounts, cat("its value is in ", currency));
  const Decimal limit = value_limit(item, taken);
  if (drawn_value(item).plus(taken.value) > limit) {
    // Without the quantity it is not known whether the tolerance is there.
    const bool with_tolerance =
        drawn_value(item).plus(taken.value) <=
        item.value->amount.scaled(100 + item.tolerance_percent, 100);
    if (with_tolerance && !taken.quantity_known) return unknown("value", kTolerance, "quantity");
    return no("value", kTolerance,
              cat("it allows ",
                  stock(item.value->amount, currency, item.used.value, item.held.value),
                  item.tolerance_percent == 0 ? "" : cat(", tolerance ", item.tolerance_percent,
                                                         " %"),
                  ", not ", taken.value.to_string(), " more"));
  }
  return taken.value_known ? yes("value", kAmounts) : unknown("value", kAmounts, "value");
}

// The limits on one order and on a span of days; where there are none, no clause.
Clause within(std::string_view clause, std::string_view cite, const Money& limit,
              const Taken& taken, const Decimal& before) {
  if (!taken.currencies_agree || (!taken.currency.empty() && taken.currency != limit.currency))
    return no(clause, cite, cat("its value is in ", limit.currency));
  if (before.plus(taken.value) > limit.amount)
    return no(clause, cite,
              cat("it allows ", limit.amount.to_string(), " ", limit.currency,
                  clause == "period" ? cat(" in its period, of which ", before.to_string(),
                                           " drawn")
                                     : std::string(" an order"),
                  ", not ", taken.value.to_string()));
  return taken.value_known ? yes(clause, cite) : unknown(clause, cite, "value");
}

// The ledger's own rule: any span of so many days in which the day lies may hold the draw.
bool counts(const Period& period, Day on, Day day) {
  if (period.days == kCalendarYear) return year_of(on) == year_of(day);
  return on >= day.plus(1 - period.days) && on <= day.plus(period.days - 1);
}

Decimal drawn_in(const Period& period, Day day) {
  Decimal drawn;
  for (const auto& [on, value] : period.draws)
    if (drawn <= period.value.amount && counts(period, on, day)) drawn = drawn.plus(value);
  return drawn;
}

std::vector<Clause> of_item(const Item& item, const Shipment& shipment, const ShippedLine& line,
                            Day day) {
  std::vector<Clause> clauses{names_item(item, line)};
  if (clauses.front().fit == Fit::kNo) return clauses;
  const Taken taken = taken_of(item, shipment);
  clauses.push_back(has_quantity(item, taken));
  clauses.push_back(has_value(item, taken));
  if (item.order_value)
    clauses.push_back(within("order_value", "15 CFR 740.3(b)", *item.order_value, taken, {}));
  if (item.period)
    clauses.push_back(within("period", "15 CFR 740.3(d)", item.period->value, taken,
                             drawn_in(*item.period, day)));
  return clauses;
}

Fit worst_of(const std::vector<Clause>& clauses) {
  Fit worst = Fit::kYes;
  for (const Clause& clause : clauses) worst = std::min(worst, clause.fit);
  return worst;
}

// The item that fits best: by its worst clause, then one that at least names the line.
std::vector<Clause> best_item(const Licence& licence, const Shipment& shipment,
                              const ShippedLine& line, Day day, Coverage& coverage) {
  std::vector<Clause> best{no("item", kScope, "it names no items")};
  const auto rank = [](const std::vector<Clause>& clauses) {
    return std::pair(worst_of(clauses), clauses.size() > 1);
  };
  for (std::size_t i = 0; i < licence.items.size(); ++i) {
    std::vector<Clause> clauses = of_item(licence.items[i], shipment, line, day);
    if (coverage.item && rank(clauses) <= rank(best)) continue;
    best = std::move(clauses);
    coverage.item = i;
  }
  return best;
}

// What is left of a stock after one more draw; never below nought.
Decimal rest_of(const Decimal& limit, const Decimal& drawn, const Decimal& taken) {
  const Decimal after = limit.minus(drawn.plus(taken));
  return after.negative() ? Decimal() : after;
}

Left left_of(const Item& item, const Shipment& shipment) {
  const Taken taken = taken_of(item, shipment);
  Left left;
  left.line = item.line;
  if (item.quantity) {
    left.unit = item.unit;
    left.quantity = rest_of(*item.quantity, drawn_quantity(item), taken.quantity);
  }
  if (item.value) {
    left.currency = item.value->currency;
    left.value = rest_of(item.value->amount, drawn_value(item), taken.value);
  }
  return left;
}

Clause held_by(const Licence& licence, const Shipment& shipment) {
  if (shipment.exporter_key.empty()) return unknown("holder", kScope, "exporter");
  if (licence.holder_key == shipment.exporter_key) return yes("holder", kScope);
  return no("holder", kScope, cat("it is held by ", printable(licence.holder)));
}

Clause for_activity(const Shipment& shipment) {
  if (shipment.activity.empty()) return unknown("activity", kScope, "activity");
  if (shipment.activity == "export") return yes("activity", kScope);
  return no("activity", kScope,
            cat("what it says of the activity ", shipment.activity, " is not read here"));
}

Clause to_destination(const Licence& licence, const Shipment& shipment) {
  if (shipment.destination.empty()) return unknown("destination", kScope, "destination");
  for (const Party& party : licence.parties) {
    if (party.role != "end_user" && party.role != "ultimate_consignee") continue;
    if (party.country == shipment.destination) return yes("destination", kScope);
  }
  return no("destination", kScope,
            cat("it names nobody who receives in ", shipment.destination));
}

Clause for_uses(const Licence& licence, const Shipment& shipment) {
  if (licence.end_use.empty()) return yes("end_use", kScope);
  if (!shipment.end_use || shipment.end_use->empty())
    return unknown("end_use", kScope, "end_use");
  for (const auto& use : *shipment.end_use)
    if (std::find(licence.end_use.begin(), licence.end_use.end(), use) == licence.end_use.end())
      return no("end_use", kScope, cat("it does not name the use ", use));
  return yes("end_use", kScope);
}

// Where the licence names none, any port will do.
Clause through_port(const std::vector<std::string>& named, const std::string& port,
                    std::string_view fact) {
  if (port.empty()) return unknown("port", kScope, fact);
  if (std::find(named.begin(), named.end(), port) != named.end()) return yes("port", kScope);
  return no("port", kScope, cat("it names ", join(named, ", "), ", not ", port));
}

// A role or country that is not known may be the one the licence names.
Clause names_party(const Licence& licence, const Party& party) {
  std::string open;
  for (const Party& named : licence.parties) {
    if (named.key != party.key) continue;
    const bool role = named.role == party.role;
    const bool country = named.country.empty() || named.country == party.country;
    if (role && country) return yes("party", kScope);
    if ((role || party.role.empty()) && (country || party.country.empty()))
      open = party.role.empty() ? "role" : "country";
  }
  if (!open.empty()) return unknown("party", kScope, open);
  return no("party", kScope, cat("it does not name ", printable(party.name), " as ", party.role));
}

}  // namespace

Coverage covers(const Licence& licence, const Shipment& shipment, std::size_t line, Day day) {
  Coverage coverage;
  coverage.clauses = {held_by(licence, shipment), for_activity(shipment)};
  const auto add = [&](Clause clause) { coverage.clauses.push_back(std::move(clause)); };
  for (Clause& clause : best_item(licence, shipment, shipment.lines[line], day, coverage))
    add(std::move(clause));
  add(to_destination(licence, shipment));
  add(for_uses(licence, shipment));
  if (!licence.ports.exit.empty())
    add(through_port(licence.ports.exit, shipment.exit_port, "ports/export"));
  if (!licence.ports.unlading.empty())
    add(through_port(licence.ports.unlading, shipment.unlading_port, "ports/unlading"));
  if (shipment.parties.empty()) add(unknown("parties", kScope, "parties"));
  for (const Party& party : shipment.parties) {
    add(names_party(licence, party));
    coverage.clauses.back().about = cat(party.role, " ", printable(party.name));
  }
  coverage.fit = worst_of(coverage.clauses);
  for (const Clause& clause : coverage.clauses)
    if (clause.fit == coverage.fit && coverage.because.empty()) {
      coverage.because = clause.because;
      coverage.missing = clause.missing;
    }
  if (coverage.fit == Fit::kYes) coverage.left = left_of(licence.items[*coverage.item], shipment);
  return coverage;
}

}  // namespace licet::licence
