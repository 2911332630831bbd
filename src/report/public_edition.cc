#include "public_edition.h"

#include <algorithm>

#include "licet/base/check.h"
#include "licet/base/text.h"
#include "numbers.h"
#include "sections.h"

namespace licet::report {
namespace {

// From so many on a p90 is no single case.
constexpr std::size_t kLeastForP90 = 10;

// Three capital letters: the word comes from the applicant and must carry nothing else.
bool is_currency(std::string_view word) {
  return word.size() == 3 && std::all_of(word.begin(), word.end(),
                                         [](char c) { return c >= 'A' && c <= 'Z'; });
}

class Edition {
 public:
  Edition(const Counts& counts, const PublicCells& cells, int threshold)
      : counts_(counts), cells_(cells), threshold_(threshold) {}

  Json flow() const;
  Json cohort() const;
  Json rates() const;
  Json days(const std::map<std::string, std::vector<int>>& rows) const;
  Json stages() const;
  Json agencies() const;
  Json values() const;
  Json shipped(const Folded& folded, const Span& period) const;
  Json citations() const;

 private:
  bool shown(int cell) const { return cells_.cells.mark(cell) == Mark::Shown; }
  Json cell(int number) const {
    const Mark mark = cells_.cells.mark(number);
    if (mark == Mark::Small) return cat("<", threshold_);
    if (mark == Mark::Withheld) return "withheld";
    return cells_.cells.value(number);
  }
  Json rate(int part, int whole) const {
    if (!shown(part) || !shown(whole) || cells_.cells.value(whole) == 0) return "withheld";
    return percent(cells_.cells.value(part), cells_.cells.value(whole));
  }
  bool enough(std::size_t number) const { return number >= std::size_t(threshold_); }
  Json statistics(const std::vector<int>& days) const;
  bool publishable(const std::vector<Decimal>& parts) const;

  const Counts& counts_;
  const PublicCells& cells_;
  int threshold_;
};

Json Edition::flow() const {
  Json::Object closed;
  for (const auto& [outcome, number] : cells_.outcomes) closed[outcome] = cell(number);
  return Json::Object{{"opening", cell(cells_.opening)},
                      {"received", cell(cells_.received)},
                      {"came_back", cell(cells_.again)},
                      {"in", cell(cells_.in)},
                      {"closed", std::move(closed)},
                      {"closed_in_all", cell(cells_.closed)},
                      {"decided", cell(cells_.decided)},
                      {"granted_and_denied", cell(cells_.merits)},
                      {"closing", cell(cells_.closing)}};
}

Json Edition::cohort() const {
  Json::Object closed;
  for (const auto& [outcome, number] : cells_.cohort) closed[outcome] = cell(number);
  return Json::Object{{"closed", std::move(closed)}, {"still_open", cell(cells_.still_open)}};
}

Json Edition::rates() const {
  Json::Object out;
  for (const auto& [outcome, number] : cells_.outcomes) {
    Json::Object rates{{"of_closed", rate(number, cells_.closed)},
                       {"of_received", rate(cells_.cohort.at(outcome), cells_.received)}};
    if (counts_.decided_outcome.at(outcome)) {
      rates["of_decided"] = rate(number, cells_.decided);
      if (counts_.merits_outcome.at(outcome))
        rates["of_granted_and_denied"] = rate(number, cells_.merits);
    }
    out[outcome] = std::move(rates);
  }
  return out;
}

// Without count and sum: those would be further tables to play off against the others.
Json Edition::statistics(const std::vector<int>& days) const {
  const Json all = days_json(days);
  Json::Object out{{"mean", *all.find("mean")}, {"median", *all.find("median")}};
  if (days.size() >= kLeastForP90) out["p90"] = *all.find("p90");
  return out;
}

Json Edition::days(const std::map<std::string, std::vector<int>>& rows) const {
  Json::Object out;
  for (const auto& [key, days] : rows) {
    const int number = key == "all" ? cells_.closed : cells_.outcomes.at(key);
    out[key] = shown(number) && enough(days.size()) ? statistics(days) : Json("withheld");
  }
  return out;
}

// How many passed is not printed: the way an application takes says too much of its end.
Json Edition::stages() const {
  Json::Object out;
  for (const auto& [state, days] : counts_.stages)
    if (enough(std::size_t(counts_.through.at(state))))
      out[state] = Json::Object{{"gross", statistics(days.gross)}, {"net", statistics(days.net)}};
  return out;
}

Json Edition::agencies() const {
  Json::Object out;
  for (const auto& [body, number] : cells_.bodies) {
    Json::Object positions;
    for (const auto& [type, one] : cells_.positions.at(body)) positions[type] = cell(one);
    Json::Object row{{"positions", std::move(positions)}, {"positions_in_all", cell(number)}};
    const DaysOf& days = counts_.agencies.at(body);
    const bool told = shown(number) && enough(days.gross.size());
    row["gross"] = told ? statistics(days.gross) : Json("withheld");
    row["net"] = told ? statistics(days.net) : Json("withheld");
    out[body] = std::move(row);
  }
  return out;
}

// Enough contributors, none of whom has more than half of it.
bool Edition::publishable(const std::vector<Decimal>& parts) const {
  if (!enough(parts.size())) return false;
  Decimal sum, greatest;
  for (const Decimal& part : parts) {
    sum = sum.plus(part);
    greatest = std::max(greatest, part);
  }
  return greatest <= sum.minus(greatest);
}

// No sum over outcomes is printed, so no value can be taken from others. What was authorised stands
// beside what was asked for only where the difference is no single case either.
Json Edition::values() const {
  struct Column {
    std::vector<Decimal> asked, given, apart;
  };
  std::map<std::string, std::map<std::string, Column>> columns;
  for (const Stay* stay : counts_.closed_stays)
    for (const auto& [currency, asked] : stay->value) {
      Column& column = columns[stay->state][currency];
      column.asked.push_back(asked);
      const auto it = stay->authorised.find(currency);
      const Decimal given = it == stay->authorised.end() ? Decimal() : it->second;
      if (given > Decimal()) column.given.push_back(given);
      if (given != asked) column.apart.push_back(asked > given ? asked.minus(given)
                                                               : given.minus(asked));
    }
  const auto sum = [](const std::vector<Decimal>& parts) {
    Decimal out;
    for (const Decimal& part : parts) out = out.plus(part);
    return out.to_string();
  };
  Json::Object out;
  for (const auto& [outcome, rows] : columns) {
    Json::Object row;
    for (const auto& [currency, column] : rows) {
      if (!is_currency(currency)) continue;
      const bool told = shown(cells_.outcomes.at(outcome)) && publishable(column.asked);
      if (!told) continue;
      Json::Object amounts{{"applied", sum(column.asked)}};
      if (publishable(column.given) && (column.apart.empty() || publishable(column.apart)))
        amounts["authorised"] = sum(column.given);
      row[currency] = std::move(amounts);
    }
    if (!row.empty()) out[outcome] = std::move(row);
  }
  return out;
}

Json Edition::shipped(const Folded& folded, const Span& period) const {
  std::map<std::string, std::map<std::string, Decimal>> by_licence;
  for (const Drawn& drawn : folded.drawn) {
    if (!period.contains(drawn.on)) continue;
    Decimal& sum = by_licence[drawn.currency][drawn.licence];
    sum = drawn.back ? sum.minus(drawn.value) : sum.plus(drawn.value);
  }
  Json::Object out;
  for (const auto& [currency, licences] : by_licence) {
    std::vector<Decimal> parts;
    Decimal sum;
    for (const auto& [licence, amount] : licences) {
      if (amount > Decimal()) parts.push_back(amount);
      sum = sum.plus(amount);
    }
    if (is_currency(currency) && publishable(parts)) out[currency] = sum.to_string();
  }
  return out;
}

Json Edition::citations() const {
  Json::Object out;
  for (const auto& [outcome, cites] : cells_.cites) {
    Json::Object row;
    for (const auto& [cite, number] : cites) row[cite] = cell(number);
    out[outcome] = std::move(row);
  }
  return out;
}

}  // namespace

Json public_json(const licence::Profile& profile, const Folded& folded, const Span& period,
                 const Counts& counts, const PublicCells& cells, int threshold) {
  const Edition edition(counts, cells, threshold);
  std::int64_t in_force = 0;
  for (const licence::Criterion& one : folded.policies.criteria)
    in_force += in_force_in(one.from, one.until, period) ? 1 : 0;
  const std::string small = cat("1 to ", threshold - 1, " is `<", threshold,
                                "`; withheld: at least ", threshold,
                                ", left out so that no smaller one can be worked out");
  return Json::Object{{"edition", "public"},
                      {"profile", profile.id()},
                      {"period", to_string(period)},
                      {"threshold", threshold},
                      {"flow", edition.flow()},
                      {"cohort", edition.cohort()},
                      {"rates", edition.rates()},
                      {"days", edition.days(counts.days)},
                      {"clock_days", edition.days(counts.clock_days)},
                      {"stages", edition.stages()},
                      {"agencies", edition.agencies()},
                      {"values", edition.values()},
                      {"shipped", edition.shipped(folded, period)},
                      {"criteria_in_force", in_force},
                      {"citations", edition.citations()},
                      {"log", cat("sha256:", folded.log)},
                      {"note", small},
                      {"balanced", true}};
}

Result<Json> public_report(const licence::Profile& profile, const Folded& folded,
                           const Span& period, int threshold) {
  if (threshold < 3 || threshold > 1000)
    return Error{Code::BadValue, "--threshold", "3 to 1000; 5 is usual"};
  const Counts counts = count(folded, period);
  LICET_TRY_DONE(check_balance(counts, folded, period));
  PublicCells cells = public_cells(counts, threshold);
  LICET_CHECK(cells.cells.balanced(), "the tables of the public edition do not join");
  if (!cells.cells.protect())
    return Error{Code::ReportWithheld, to_string(period), "too few cases"};
  return public_json(profile, folded, period, counts, cells, threshold);
}

}  // namespace licet::report
