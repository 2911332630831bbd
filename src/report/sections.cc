#include "sections.h"

#include <set>

#include "licet/base/text.h"
#include "numbers.h"

namespace licet::report {
namespace {

const char* const kSeveral = "one that has several counts under each";

Json days_pair(const DaysOf& days) {
  return Json::Object{{"gross", days_json(days.gross)}, {"net", days_json(days.net)}};
}

Json parts_json(const Parts& parts) {
  Json::Object out;
  for (const auto& [word, outcomes] : parts) {
    Json::Object row;
    for (const auto& [outcome, part] : outcomes)
      row[outcome] =
          Json::Object{{"applications", part.count}, {"value_applied", amounts_json(part.value)}};
    out[word.empty() ? "not said" : word] = std::move(row);
  }
  return out;
}

Json last_json(const std::optional<Day>& until) {
  return until ? Json(to_string(*until)) : Json(nullptr);
}

}  // namespace

Json amounts_json(const Amounts& amounts) {
  Json::Object out;
  for (const auto& [currency, amount] : amounts) out[currency] = amount.to_string();
  return out;
}

Json numbers_json(const std::map<std::string, std::int64_t>& numbers) {
  Json::Object out;
  for (const auto& [word, number] : numbers) out[word.empty() ? "not said" : word] = number;
  return out;
}

Json ratio_json(std::int64_t numerator, std::int64_t denominator) {
  return Json::Object{{"numerator", numerator},
                      {"denominator", denominator},
                      {"percent", percent(numerator, denominator)}};
}

Json stages_json(const Counts& counts) {
  Json::Object out;
  for (const auto& [state, days] : counts.stages) {
    Json row = days_pair(days);
    row.object()["through"] = counts.through.at(state);
    out[state] = std::move(row);
  }
  return out;
}

Json agencies_json(const Counts& counts) {
  Json::Object out;
  for (const auto& [body, days] : counts.agencies) {
    Json row = days_pair(days);
    row.object()["positions"] = numbers_json(counts.positions.at(body));
    out[body] = std::move(row);
  }
  return out;
}

Json values_json(const Counts& counts) {
  std::set<std::string> currencies;
  for (const Amounts* amounts :
       {&counts.closed.value, &counts.closed.authorised, &counts.shipped, &counts.taken_back})
    for (const auto& [currency, amount] : *amounts) currencies.insert(currency);
  const auto of = [](const Amounts& amounts, const std::string& currency) {
    const auto it = amounts.find(currency);
    return it == amounts.end() ? Decimal() : it->second;
  };
  Json::Object out;
  for (const std::string& currency : currencies) {
    const Decimal shipped = of(counts.shipped, currency), back = of(counts.taken_back, currency);
    out[currency] =
        Json::Object{{"applied_closed", of(counts.closed.value, currency).to_string()},
                     {"applied_pending", of(counts.closing.value, currency).to_string()},
                     {"authorised", of(counts.closed.authorised, currency).to_string()},
                     {"shipped", shipped.to_string()},
                     {"taken_back", back.to_string()},
                     {"shipped_net", shipped.minus(back).to_string()}};
  }
  return Json::Object{{"by_currency", std::move(out)},
                      {"note", "each currency as given; nothing is converted. Shipments are those "
                               "of the period, whenever their licence was granted"}};
}

Json conditions_json(const Counts& counts) {
  return Json::Object{{"granted_with_any", counts.with_conditions},
                      {"by_citation", numbers_json(counts.condition_cites)},
                      {"by_kind", numbers_json(counts.condition_kinds)},
                      {"by_owner", numbers_json(counts.condition_owners)},
                      {"note", kSeveral}};
}

Json denials_json(const Counts& counts) {
  std::int64_t lost = counts.denials_naming_none;
  for (const Stay* stay : counts.closed_stays) lost += stay->lost && !stay->cites.empty() ? 1 : 0;
  return Json::Object{{"denied", lost},
                      {"by_citation", numbers_json(counts.denial_cites)},
                      {"naming_none", counts.denials_naming_none},
                      {"note", kSeveral}};
}

bool in_force_in(Day from, const std::optional<Day>& until, const Span& period) {
  return from < period.until && (!until || *until >= period.from);
}

Named named_criteria(const Folded& folded, const Span& period) {
  Named out;
  for (const Decided& decision : folded.decisions) {
    if (!period.contains(decision.at.day)) continue;
    ++out.decisions;
    if (decision.criteria.empty()) ++out.naming_none;
  }
  return out;
}

Json criteria_json(const Folded& folded, const Span& period) {
  std::map<std::string, std::map<std::string, std::int64_t>> counts;
  for (const Decided& decision : folded.decisions)
    if (period.contains(decision.at.day))
      for (const std::string& criterion :
           std::set<std::string>(decision.criteria.begin(), decision.criteria.end()))
        ++counts[criterion][decision.kind];
  Json::Object by;
  for (const auto& [criterion, kinds] : counts) by[criterion] = numbers_json(kinds);
  Json::Array in_force, only_named;
  std::set<std::string> known;
  for (const licence::Criterion& one : folded.policies.criteria) {
    if (!in_force_in(one.from, one.until, period)) continue;
    known.insert(one.id);
    std::int64_t decisions = 0;
    if (const auto it = counts.find(one.id); it != counts.end())
      for (const auto& [kind, number] : it->second) decisions += number;
    in_force.emplace_back(Json::Object{{"id", one.id},
                                       {"means", one.means},
                                       {"cite", one.cite},
                                       {"author", one.author},
                                       {"from", to_string(one.from)},
                                       {"until", last_json(one.until)},
                                       {"decisions", decisions}});
  }
  for (const auto& [criterion, kinds] : counts)
    if (!known.contains(criterion)) only_named.emplace_back(criterion);
  return Json::Object{{"by_criterion", std::move(by)},
                      {"in_force", std::move(in_force)},
                      {"named_and_not_in_force", std::move(only_named)},
                      {"decisions_naming_none", named_criteria(folded, period).naming_none},
                      {"note", "a decision that names several criteria counts under each"}};
}

Json orders_json(const licence::Policies& policies, const Span& period) {
  Json::Array out;
  const auto add = [&](std::string_view kind, const auto& order) {
    if (in_force_in(order.from, order.until, period))
      out.emplace_back(Json::Object{{"kind", kind},
                                    {"id", order.id},
                                    {"author", order.author},
                                    {"cite", order.cite},
                                    {"from", to_string(order.from)},
                                    {"until", last_json(order.until)}});
  };
  for (const licence::PolicyHold& hold : policies.holds) add("hold", hold);
  for (const licence::NoticeRule& rule : policies.notices) add("notice", rule);
  return out;
}

Json breakdowns_json(const Counts& counts) {
  return Json::Object{{"by_rating", parts_json(counts.ratings)},
                      {"by_country", parts_json(counts.countries)},
                      {"note", "an application with goods of several ratings, or parties in "
                               "several countries, counts under each; values by rating are those "
                               "of its goods and add up, values by country do not"}};
}

}  // namespace licet::report
