#include "licet/report/report.h"

#include <algorithm>

#include "counts.h"
#include "licet/base/text.h"
#include "numbers.h"
#include "published.h"
#include "sections.h"

namespace licet::report {
namespace {

Json tally_json(const Tally& tally) {
  return Json::Object{{"applications", tally.count},
                      {"lines", tally.lines},
                      {"value_applied", amounts_json(tally.value)},
                      {"value_authorised", amounts_json(tally.authorised)},
                      {"without_value", tally.without_value}};
}

Json rate_json(const Tally& part, const Tally& whole) {
  Json::Object value;
  for (const auto& [currency, amount] : whole.value) {
    const auto it = part.value.find(currency);
    const Decimal own = it == part.value.end() ? Decimal() : it->second;
    value[currency] = Json::Object{{"numerator", own.to_string()},
                                   {"denominator", amount.to_string()},
                                   {"percent", percent_of(own, amount)}};
  }
  return Json::Object{{"by_count", ratio_json(part.count, whole.count)},
                      {"by_lines", ratio_json(part.lines, whole.lines)},
                      {"by_value", std::move(value)}};
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
Json rates_json(const Counts& counts) {
  Json::Object out;
  for (const auto& [state, tally] : counts.outcomes) {
    Json::Object rates{{"of_closed", rate_json(tally, counts.closed)}};
    if (counts.decided_outcome.at(state)) rates["of_decided"] = rate_json(tally, counts.decided);
    if (counts.merits_outcome.at(state))
      rates["of_granted_and_denied"] = rate_json(tally, counts.merits);
    if (const auto it = counts.cohort.find(state); it != counts.cohort.end())
      rates["of_received"] = rate_json(it->second, counts.received);
    out[state] = std::move(rates);
  }
  return out;
}

template <class T>
Json by_key(const std::map<std::string, T>& rows, Json (*shape)(T)) {
  Json::Object out;
  for (const auto& [key, row] : rows) out[key] = shape(row);
  return out;
}

Json cites_json(const Counts& counts) {
  Json::Object out;
  for (const auto& [state, rows] : counts.cites) out[state] = numbers_json(rows);
  return out;
}

}  // namespace

Result<Json> report(const licence::Profile& profile, const Folded& folded, const Span& period,
                    const std::optional<Published>& published) {
  const Counts counts = count(folded, period);
  LICET_TRY_DONE(check_balance(counts, folded, period));
  Json::Object out{{"edition", "restricted"},
                   {"profile", profile.id()},
                   {"period", to_string(period)},
                   {"log", cat("sha256:", folded.log)},
                   {"events", folded.events},
                   {"flow", flow_json(counts)},
                   {"outcomes", by_key<Tally>(counts.outcomes,
                                              +[](Tally row) { return tally_json(row); })},
                   {"rates", rates_json(counts)},
                   {"days", by_key<std::vector<int>>(counts.days, days_json)},
                   {"clock_days", by_key<std::vector<int>>(counts.clock_days, days_json)},
                   {"stages", stages_json(counts)},
                   {"agencies", agencies_json(counts)},
                   {"values", values_json(counts)},
                   {"conditions", conditions_json(counts)},
                   {"denials", denials_json(counts)},
                   {"criteria", criteria_json(folded, period)},
                   {"orders", orders_json(folded.policies, period)},
                   {"breakdowns", breakdowns_json(counts)},
                   {"citations", cites_json(counts)}};
  out["balanced"] = true;
  if (published) {
    out["published"] = published_json(counts, *published);
    out["balanced"] = agrees(out["published"]);
  }
  return Json(std::move(out));
}

}  // namespace licet::report
