#include "counts.h"

#include <set>

#include "licet/base/text.h"

namespace licet::report {
namespace {

void add_all(Amounts& into, const Amounts& amounts) {
  for (const auto& [currency, amount] : amounts) into[currency] = into[currency].plus(amount);
}

void count_review(const Stay& stay, Counts& out) {
  std::set<std::string> passed;
  for (const Passed& one : stay.stages) {
    out.stages[one.state].gross.push_back(one.days);
    out.stages[one.state].net.push_back(one.net_days);
    if (passed.insert(one.state).second) ++out.through[one.state];
  }
  for (const Advice& one : stay.advice) {
    out.agencies[one.body].gross.push_back(one.days);
    out.agencies[one.body].net.push_back(one.net_days);
    ++out.positions[one.body][one.type];
  }
}

// A stay that names several counts under each, once.
void count_each(const std::set<std::string>& words, std::map<std::string, std::int64_t>& into) {
  for (const std::string& word : words) ++into[word];
}

void count_terms(const Stay& stay, Counts& out) {
  if (stay.won && !stay.conditions.empty()) {
    ++out.with_conditions;
    std::set<std::string> cites, kinds, owners;
    for (const licence::Condition& condition : stay.conditions) {
      cites.insert(condition.cite);
      kinds.insert(condition.kind);
      owners.insert(condition.owner);
    }
    count_each(cites, out.condition_cites);
    count_each(kinds, out.condition_kinds);
    count_each(owners, out.condition_owners);
  }
  if (!stay.lost) return;
  if (stay.cites.empty()) ++out.denials_naming_none;
  count_each({stay.cites.begin(), stay.cites.end()}, out.denial_cites);
}

void count_parts(const Stay& stay, Counts& out) {
  std::set<std::string> ratings;
  for (const Asked& good : stay.goods) {
    ratings.insert(good.rating);
    if (!good.value) continue;
    Decimal& value = out.ratings[good.rating][stay.state].value[good.currency];
    value = value.plus(*good.value);
  }
  for (const std::string& rating : ratings) ++out.ratings[rating][stay.state].count;
  for (const std::string& country : stay.countries) {
    Part& part = out.countries[country][stay.state];
    ++part.count;
    add_all(part.value, stay.value);
  }
}

void count_closed(const Stay& stay, const Span& period, Counts& out) {
  out.closed_stays.push_back(&stay);
  out.closed.add(stay);
  out.outcomes[stay.state].add(stay);
  if (!stay.again && stay.in.day >= period.from) out.cohort[stay.state].add(stay);
  if (stay.decided) out.decided.add(stay);
  if (stay.won || stay.lost) out.merits.add(stay);
  out.decided_outcome[stay.state] = stay.decided;
  out.merits_outcome[stay.state] = stay.won || stay.lost;
  ++out.cites[stay.state][stay.cite];
  for (const std::string& key : {std::string("all"), stay.state}) {
    out.days[key].push_back(stay.days);
    if (stay.clock_days) out.clock_days[key].push_back(*stay.clock_days);
  }
  count_review(stay, out);
  count_terms(stay, out);
  count_parts(stay, out);
}

}  // namespace

void Tally::add(const Stay& stay) {
  ++count;
  lines += stay.lines;
  if (stay.value.empty()) ++without_value;
  add_all(value, stay.value);
  add_all(authorised, stay.authorised);
}

Counts count(const Folded& folded, const Span& period) {
  Counts out;
  for (const Stay& stay : folded.stays) {
    const bool left_before = stay.out && stay.out->day < period.from;
    if (left_before || stay.in.day >= period.until) continue;
    const bool here = stay.in.day >= period.from;
    (here ? stay.again ? out.again : out.received : out.opening).add(stay);
    if (stay.out && stay.out->day < period.until) {
      count_closed(stay, period, out);
      continue;
    }
    out.closing.add(stay);
    if (here && !stay.again) out.cohort_open.add(stay);
  }
  for (const Drawn& drawn : folded.drawn) {
    if (!period.contains(drawn.on)) continue;
    Decimal& sum = (drawn.back ? out.taken_back : out.shipped)[drawn.currency];
    sum = sum.plus(drawn.value);
  }
  return out;
}

Status check_balance(const Counts& counts, const Folded& folded, const Span& period) {
  std::int64_t opening = 0, in = 0, out = 0, outcomes = 0;
  for (const auto& [day, moved] : folded.moved) {
    if (day < period.from) opening += moved.in - moved.out;
    if (!period.contains(day)) continue;
    in += moved.in;
    out += moved.out;
  }
  for (const auto& [state, tally] : counts.outcomes) outcomes += tally.count;
  const std::int64_t came = counts.received.count + counts.again.count;
  struct Pair {
    std::string_view row, what;
    std::int64_t first, second;
  };
  const Pair pairs[] = {
      {"in", " came in, accounted for are ", counts.opening.count + came,
       outcomes + counts.closing.count},
      {"opening", " by their moves, by the states ", counts.opening.count, opening},
      {"received", " by their moves, by the states ", came, in},
      {"closed", " by their moves, by the states ", outcomes, out},
      {"closing", " by their moves, by the states ", counts.closing.count, opening + in - out}};
  for (const Pair& pair : pairs)
    if (pair.first != pair.second)
      return Error{Code::ReportUnbalanced, cat("/flow/", pair.row),
                   cat(pair.first, pair.what, pair.second, "; difference ",
                       pair.first - pair.second)};
  return Done{};
}

}  // namespace licet::report
