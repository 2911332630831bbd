#include "flag_orders.h"

#include "licet/base/text.h"

namespace licet::law {
namespace {

template <class T>
const T* fact(const LineFacts& line, std::string_view name) {
  const auto it = line.facts.find(name);
  return it == line.facts.end() ? nullptr : std::get_if<T>(&it->second);
}

std::string entry_of(const LineFacts& line) {
  const auto* code = fact<std::string>(line, "eccn");
  return code == nullptr ? "" : code->substr(0, code->find('.'));
}

OrderSum add_up(const FactFrame& frame, int line) {
  const LineFacts& asked = frame.lines[std::size_t(line)];
  const auto* order = fact<std::string>(asked, "order");
  OrderSum sum;
  for (const LineFacts& other : frame.lines) {
    const bool self = &other == &asked;
    const auto* its_order = fact<std::string>(other, "order");
    const std::string entry = entry_of(other);
    if (!self && !entry.empty() && entry != entry_of(asked)) continue;
    if (!self && order != nullptr && its_order != nullptr && *order != *its_order) continue;
    const bool sure = self || (!entry.empty() && order != nullptr && its_order != nullptr);
    const auto* value = fact<Decimal>(other, "value");
    if (value == nullptr) {
      sum.missing.push_back({CauseKind::kMissing, other.pointer + "/value"});
      continue;
    }
    if (sure) sum.sure = sum.sure.plus(*value);
    sum.most = sum.most.plus(*value);
    if (sure) continue;
    // Without names of orders all lines are one order: it is the stricter reading.
    const bool one_order = !entry.empty() && order == nullptr && its_order == nullptr;
    if (one_order) sum.sure = sum.sure.plus(*value);
    if (!one_order)
      sum.missing.push_back(
          {CauseKind::kMissing, other.pointer + (entry.empty() ? "/eccn" : "/order")});
  }
  return sum;
}

}  // namespace

OrderSum order_sum(const FactFrame& frame, int line) {
  OrderSum sum = add_up(frame, line);
  sum.value_missing = fact<Decimal>(frame.lines[std::size_t(line)], "value") == nullptr;
  for (const Cause& cause : sum.missing) sum.value_missing |= cause.fact.ends_with("/value");
  return sum;
}

Judgement within_order(const FactFrame& frame, int line, const Decimal& limit) {
  OrderSum sum = order_sum(frame, line);
  if (limit < sum.sure) return Judgement::no();
  if (!sum.value_missing && sum.most <= limit) return Judgement::yes();
  if (sum.missing.empty()) return Judgement::of(sum.most <= limit);
  Judgement unknown{Tri::kUnknown, {}, {}};
  merge(unknown.causes, sum.missing);
  return unknown;
}

Judgement within_year(const FactFrame& frame, int line, const Decimal& limit, bool strict) {
  const LineFacts& asked = frame.lines[std::size_t(line)];
  const std::string pointer = asked.pointer + "/year_value_same_eccn_consignee_usd";
  const auto* before = fact<Decimal>(asked, "year_value_same_eccn_consignee_usd");
  if (before == nullptr) {
    if (strict) return Judgement::unknown({CauseKind::kMissing, pointer});
    return Judgement::yes().resting_on(
        {RestKind::kAssumed, pointer,
         cat("with this order at most USD ", limit.scaled(12, 1).to_string(), " this year"),
         "15 CFR 740.3(d)(2)"});
  }
  return Judgement::of(before->plus(add_up(frame, line).sure) <= limit.scaled(12, 1));
}

Value total_value(const FactFrame& frame) {
  Decimal sum;
  for (const LineFacts& line : frame.lines) {
    const auto* value = fact<Decimal>(line, "value");
    if (value == nullptr) return Value();
    sum = sum.plus(*value);
  }
  return sum;
}

std::string value_missing_at(const FactFrame& frame) {
  for (const LineFacts& line : frame.lines)
    if (fact<Decimal>(line, "value") == nullptr) return line.pointer + "/value";
  return "items";
}

std::string order_value(const FactFrame& frame, int line) {
  return cat("USD ", add_up(frame, line).sure.to_string());
}

}  // namespace licet::law
