#include "licet/report/report.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::report {
namespace {

__extension__ using Wide = __int128;

// Hundredths of a percent, halves up; both sides are not negative.
std::string percent_of(Wide numerator, Wide denominator) {
  if (denominator == 0) return "";
  const auto parts = std::int64_t((numerator * 20000 + denominator) / (2 * denominator));
  const std::string rest = std::to_string(parts % 100);
  return cat(parts / 100, rest.size() == 1 ? ".0" : ".", rest);
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
    if (places >= 0) ++places;
  }
  for (int i = std::max(places, 0); i < 9; ++i) out *= 10;
  return out;
}

// Stays of one kind, by every measure.
struct Tally {
  std::int64_t count = 0, lines = 0, without_value = 0;
  std::map<std::string, Decimal> value;
  void add(const Stay& stay) {
    ++count;
    lines += stay.lines;
    if (stay.value.empty()) ++without_value;
    for (const auto& [currency, amount] : stay.value)
      value[currency] = value[currency].plus(amount);
  }
};

Json tally_json(const Tally& tally) {
  Json::Object value;
  for (const auto& [currency, amount] : tally.value) value[currency] = amount.to_string();
  return Json::Object{{"applications", tally.count},
                      {"lines", tally.lines},
                      {"value_applied", std::move(value)},
                      {"without_value", tally.without_value}};
}

Json rate_json(const Tally& part, const Tally& whole) {
  Json::Object value;
  for (const auto& [currency, amount] : whole.value) {
    const auto it = part.value.find(currency);
    const Decimal own = it == part.value.end() ? Decimal() : it->second;
    value[currency] = Json::Object{{"numerator", own.to_string()},
                                   {"denominator", amount.to_string()},
                                   {"percent", percent_of(units(own), units(amount))}};
  }
  const auto rate = [](std::int64_t n, std::int64_t d) {
    return Json(Json::Object{{"numerator", n}, {"denominator", d}, {"percent", percent(n, d)}});
  };
  return Json::Object{{"by_count", rate(part.count, whole.count)},
                      {"by_lines", rate(part.lines, whole.lines)},
                      {"by_value", std::move(value)}};
}

// Mean as a fraction and to two places; median and p90 by nearest rank.
Json days_json(std::vector<int> days) {
  if (days.empty()) return Json();
  std::sort(days.begin(), days.end());
  std::int64_t sum = 0;
  for (const int day : days) sum += day;
  const auto n = std::int64_t(days.size());
  const auto rank = [&](std::int64_t hundredths) {
    return std::int64_t{days[std::size_t((n * hundredths + 99) / 100 - 1)]};
  };
  const std::int64_t parts = (sum * 200 + n) / (2 * n);
  const std::string rest = std::to_string(parts % 100);
  return Json::Object{{"count", n},
                      {"sum", sum},
                      {"mean", cat(parts / 100, rest.size() == 1 ? ".0" : ".", rest)},
                      {"median", rank(50)},
                      {"p90", rank(90)}};
}

struct Counts {
  Tally opening, received, again, closing, closed, decided, merits;
  std::map<std::string, Tally> outcomes;
  std::map<std::string, Tally> cohort;  // outcomes of those received in the period
  std::map<std::string, std::vector<int>> days, clock_days;
  std::map<std::string, std::map<std::string, std::int64_t>> cites;
};

Counts count(const licence::Profile& profile, const Folded& folded, const Span& period) {
  Counts out;
  const licence::Machine& machine = profile.application();
  for (const Stay& stay : folded.stays) {
    const bool left_before = stay.out && stay.out->day < period.from;
    if (left_before || stay.in.day >= period.until) continue;
    if (stay.in.day < period.from) out.opening.add(stay);
    else (stay.again ? out.again : out.received).add(stay);
    if (!stay.out || stay.out->day >= period.until) {
      out.closing.add(stay);
      continue;
    }
    out.closed.add(stay);
    out.outcomes[stay.state].add(stay);
    if (!stay.again && stay.in.day >= period.from) out.cohort[stay.state].add(stay);
    if (machine.in(stay.state, "decided")) out.decided.add(stay);
    if (machine.in(stay.state, "won") || machine.in(stay.state, "lost")) out.merits.add(stay);
    ++out.cites[stay.state][stay.cite];
    for (const std::string& key : {std::string("all"), stay.state}) {
      out.days[key].push_back(stay.days);
      if (stay.clock_days) out.clock_days[key].push_back(*stay.clock_days);
    }
  }
  return out;
}

Json flow_json(const Counts& counts) {
  const std::int64_t in =
      counts.opening.count + counts.received.count + counts.again.count;
  std::int64_t out = counts.closing.count;
  Json::Object closed;
  for (const auto& [state, tally] : counts.outcomes) {
    closed[state] = tally.count;
    out += tally.count;
  }
  return Json::Object{{"opening", counts.opening.count}, {"received", counts.received.count},
                      {"came_back", counts.again.count}, {"closed", std::move(closed)},
                      {"closing", counts.closing.count}, {"in", in},
                      {"out", out},                      {"difference", in - out},
                      {"balanced", in == out}};
}

// A rate stands only under a denominator of which its numerator is a part.
Json rates_json(const licence::Profile& profile, const Counts& counts) {
  const licence::Machine& machine = profile.application();
  Json::Object out;
  for (const auto& [state, tally] : counts.outcomes) {
    Json::Object rates{{"of_closed", rate_json(tally, counts.closed)}};
    if (machine.in(state, "decided")) rates["of_decided"] = rate_json(tally, counts.decided);
    if (machine.in(state, "won") || machine.in(state, "lost"))
      rates["of_granted_and_denied"] = rate_json(tally, counts.merits);
    if (const auto it = counts.cohort.find(state); it != counts.cohort.end())
      rates["of_received"] = rate_json(it->second, counts.received);
    out[state] = std::move(rates);
  }
  return out;
}

Json criteria_json(const Folded& folded, const Span& period) {
  std::map<std::string, std::map<std::string, std::int64_t>> counts;
  std::int64_t without = 0;
  for (const Decided& decision : folded.decisions) {
    if (!period.contains(decision.at.day)) continue;
    if (decision.criteria.empty()) ++without;
    for (const std::string& criterion : decision.criteria) ++counts[criterion][decision.kind];
  }
  Json::Object by;
  for (const auto& [criterion, kinds] : counts) {
    Json::Object row;
    for (const auto& [kind, number] : kinds) row[kind] = number;
    by[criterion] = std::move(row);
  }
  return Json::Object{{"by_criterion", std::move(by)},
                      {"decisions_naming_none", without},
                      {"note", "a decision that names several criteria counts under each"}};
}

Json published_json(const Counts& counts, const Published& published) {
  Json::Array rows;
  std::int64_t sum = published.closing;
  const auto compare = [&](const std::string& row, std::int64_t theirs, std::int64_t ours) {
    if (theirs != ours)
      rows.emplace_back(Json::Object{{"row", row}, {"published", theirs}, {"log", ours}});
  };
  compare("opening", published.opening, counts.opening.count);
  compare("received", published.received, counts.received.count);
  compare("closing", published.closing, counts.closing.count);
  std::map<std::string, std::int64_t> states = published.outcomes;
  for (const auto& [state, tally] : counts.outcomes) states.try_emplace(state, 0);
  for (const auto& [state, theirs] : states) {
    const auto it = counts.outcomes.find(state);
    compare(state, theirs, it == counts.outcomes.end() ? 0 : it->second.count);
    sum += theirs;
  }
  const std::int64_t in = published.opening + published.received;
  return Json::Object{{"source", published.source}, {"in", in},       {"out", sum},
                      {"difference", in - sum},     {"balanced", in == sum},
                      {"rows_that_differ", std::move(rows)}};
}

template <class T>
Json by_key(const std::map<std::string, T>& rows, Json (*shape)(T)) {
  Json::Object out;
  for (const auto& [key, row] : rows) out[key] = shape(row);
  return out;
}

}  // namespace

std::string percent(std::int64_t numerator, std::int64_t denominator) {
  return percent_of(numerator, denominator);
}

Result<Published> read_published(const Json& json) {
  Published out;
  out.source = std::string(json.text("source"));
  if (out.source.empty())
    return Error{Code::BadValue, "/source", "where the figures were published is due"};
  const auto number = [](const Json* value, std::int64_t& into) {
    if (value == nullptr || !value->is_integer() || value->integer() < 0) return false;
    into = value->integer();
    return true;
  };
  if (!number(json.find("received"), out.received))
    return Error{Code::BadValue, "/received", "a whole number is due"};
  if (json.find("opening") != nullptr && !number(json.find("opening"), out.opening))
    return Error{Code::BadValue, "/opening", "a whole number is due"};
  if (json.find("closing") != nullptr && !number(json.find("closing"), out.closing))
    return Error{Code::BadValue, "/closing", "a whole number is due"};
  const Json* outcomes = json.find("outcomes");
  if (outcomes == nullptr || !outcomes->is_object())
    return Error{Code::BadValue, "/outcomes", "an object of closing states and counts is due"};
  for (const auto& [state, value] : outcomes->object())
    if (!number(&value, out.outcomes[state]))
      return Error{Code::BadValue, cat("/outcomes/", pointer_step(state)),
                   "a whole number is due"};
  return out;
}

Json report(const licence::Profile& profile, const Folded& folded, const Span& period,
            const std::optional<Published>& published) {
  const Counts counts = count(profile, folded, period);
  Json::Object cites;
  for (const auto& [state, rows] : counts.cites) {
    Json::Object row;
    for (const auto& [cite, number] : rows) row[cite] = number;
    cites[state] = std::move(row);
  }
  Json flow = flow_json(counts);
  bool balanced = flow.find("balanced")->boolean();
  Json::Object out{{"edition", "restricted"},
                   {"profile", profile.id()},
                   {"period", to_string(period)},
                   {"log", cat("sha256:", folded.log)},
                   {"events", folded.events},
                   {"flow", std::move(flow)},
                   {"outcomes", by_key<Tally>(counts.outcomes,
                                              +[](Tally row) { return tally_json(row); })},
                   {"rates", rates_json(profile, counts)},
                   {"days", by_key<std::vector<int>>(counts.days, days_json)},
                   {"clock_days", by_key<std::vector<int>>(counts.clock_days, days_json)},
                   {"criteria", criteria_json(folded, period)},
                   {"citations", std::move(cites)}};
  if (published) {
    out["published"] = published_json(counts, *published);
    balanced = balanced && out["published"].find("balanced")->boolean() &&
               out["published"].find("rows_that_differ")->array().empty();
  }
  out["balanced"] = balanced;
  return out;
}

}  // namespace licet::report
