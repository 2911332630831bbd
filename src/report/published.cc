#include "published.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::report {
namespace {

// Shares that were rounded one by one may miss 100 by half a unit of the last place each.
Json shares_json(const Published& published) {
  Decimal sum;
  for (const auto& [state, share] : published.shares) sum = sum.plus(share);
  std::int64_t unit = 1;
  for (int i = 0; i < published.share_places; ++i) unit *= 10;
  const Decimal slack =
      Decimal(std::int64_t(published.shares.size())).scaled(1, 2 * unit);
  const Decimal hundred(100);
  const Decimal off = sum < hundred ? hundred.minus(sum) : sum.minus(hundred);
  return Json::Object{{"sum", sum.to_string()},
                      {"difference", hundred.minus(sum).to_string()},
                      {"rounding_explains", slack.to_string()},
                      {"balanced", off <= slack}};
}

Status read_shares(const Json& json, Published& out) {
  const Json* shares = json.find("shares");
  if (shares == nullptr) return Done{};
  if (!shares->is_object())
    return Error{Code::BadValue, "/shares", "an object of outcomes and percentages is due"};
  for (const auto& [state, value] : shares->object()) {
    const std::string place = cat("/shares", pointer_step(state));
    if (!value.is_string()) return Error{Code::BadValue, place, "a decimal string is due"};
    auto share = Decimal::parse(value.string());
    if (!share.ok() || share.value().negative())
      return Error{Code::BadValue, place, "a decimal string is due, not negative"};
    out.shares[state] = share.value();
    const auto point = value.string().find('.');
    if (point != std::string::npos)
      out.share_places =
          std::max(out.share_places, int(value.string().size() - point - 1));
  }
  return Done{};
}

}  // namespace

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
  Json::Object out{{"source", published.source}, {"in", in},       {"out", sum},
                      {"difference", in - sum},     {"balanced", in == sum},
                      {"rows_that_differ", std::move(rows)}};
  if (!published.shares.empty()) out["shares"] = shares_json(published);
  return Json(std::move(out));
}

bool agrees(const Json& published) {
  const Json* shares = published.find("shares");
  return published.find("balanced")->boolean() &&
         published.find("rows_that_differ")->array().empty() &&
         (shares == nullptr || shares->find("balanced")->boolean());
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
      return Error{Code::BadValue, cat("/outcomes", pointer_step(state)),
                   "a whole number is due"};
  LICET_TRY_DONE(read_shares(json, out));
  return out;
}

}  // namespace licet::report
