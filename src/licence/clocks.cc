#include "licet/licence/clocks.h"

#include <algorithm>

#include "docket_work.h"
#include "licet/base/check.h"

namespace licet::licence {
namespace {

int cutoff_second(const Profile& profile) {
  const auto at = parse_instant("2000-01-01T" + profile.text("clock.cutoff"));
  return at.ok() ? at.value().second : 86399;
}

// Sorted, without overlaps, closed ones only.
std::vector<std::pair<Day, Day>> merged(const std::vector<ClockStop>& stops, Day open_until) {
  std::vector<std::pair<Day, Day>> spans;
  for (const ClockStop& stop : stops)
    spans.emplace_back(stop.from, stop.until ? *stop.until : std::max(stop.from, open_until));
  std::sort(spans.begin(), spans.end());
  std::vector<std::pair<Day, Day>> out;
  for (const auto& span : spans) {
    if (!out.empty() && span.first <= out.back().second)
      out.back().second = std::max(out.back().second, span.second);
    else
      out.push_back(span);
  }
  return out;
}

int count_cutoffs(const Profile& profile, const Docket& docket, const Instant& at,
                  const std::vector<Query>& queries) {
  int days = 0;
  for (const auto& [from, until] : docket.running)
    days += business_cutoffs(profile, from, until ? *until : at, queries);
  return days;
}

int calendar_days(const Docket& docket, const Instant& at) {
  int days = 0;
  for (const auto& [from, until] : docket.running) {
    const Day end = until ? until->day : at.day;
    days += end.number - from.day.number - stopped_days(docket.stops, from.day, end);
  }
  return days;
}

}  // namespace

Day due(const Profile& profile, std::string_view clock, Day from) {
  const ClockRule* rule = profile.clock(clock);
  LICET_CHECK(rule != nullptr, "a clock that the profile does not have");
  return due_day(profile, *rule, from);
}

Day due_with_stops(Day from, int days, const std::vector<ClockStop>& stops) {
  Day end = from.plus(days);
  for (const auto& [first, last] : merged(stops, from)) {
    if (last <= from || first > end) continue;
    end = end.plus(last.number - std::max(first, from).number);
  }
  return end;
}

int stopped_days(const std::vector<ClockStop>& stops, Day from, Day at) {
  int days = 0;
  for (const auto& [first, last] : merged(stops, at)) {
    const Day begin = std::max(first, from), end = std::min(last, at);
    days += std::max(0, end.number - begin.number);
  }
  return days;
}

std::vector<std::pair<std::string, Day>> ladder(const Profile& profile, Day agency_deadline) {
  std::vector<std::pair<std::string, Day>> steps;
  Day day = agency_deadline;
  for (const auto& clock : profile.words("clock.ladder")) {
    day = due(profile, clock, day);
    steps.emplace_back(clock, day);
  }
  return steps;
}

std::map<std::string, Day> due_dates(const Profile& profile, const Docket& docket) {
  std::map<std::string, Day> dates;
  const std::pair<std::string_view, std::optional<Instant>> starts[] = {
      {"submit", docket.submitted},
      {"register", docket.registered},
      {"refer", docket.referred},
      {"intend_to_deny", docket.intent}};
  for (const ClockRule& rule : profile.clocks())
    for (const auto& [event, at] : starts)
      if (rule.counts_from == event && at)
        dates[rule.id] = rule.id == "resolution" ? due_with_stops(at->day, rule.days, docket.stops)
                                                 : due_day(profile, rule, at->day);
  if (const auto it = dates.find("denial_final"); it != dates.end() && profile.clock("appeal"))
    dates["appeal"] = due(profile, "appeal", it->second);
  return dates;
}

int business_cutoffs(const Profile& profile, const Instant& from, const Instant& until,
                     const std::vector<Query>& queries) {
  const int second = cutoff_second(profile);
  const Calendar& calendar = profile.calendar();
  int count = 0;
  for (Day day = from.day; day <= until.day; day = day.plus(1)) {
    const Instant cutoff{day, second};
    if (!calendar.business(day) || cutoff < from || until < cutoff) continue;
    Day before = day.plus(-1);
    while (!calendar.business(before)) before = before.plus(-1);
    const Instant earlier{before, second};
    const bool paused = std::any_of(queries.begin(), queries.end(), [&](const Query& query) {
      return query.asked <= cutoff && (!query.closed || *query.closed > earlier);
    });
    count += paused ? 0 : 1;
  }
  return count;
}

int paused_days(const Profile& profile, const Docket& docket, const Instant& at) {
  return count_cutoffs(profile, docket, at, {}) -
         count_cutoffs(profile, docket, at, docket.queries);
}

int processing_days(const Profile& profile, const Docket& docket, const Instant& at) {
  if (profile.text("clock.basis") == "calendar") return calendar_days(docket, at);
  return count_cutoffs(profile, docket, at, docket.queries);
}

std::optional<Day> last_day_at_most(std::string_view validity, Day issued) {
  if (validity == "standard") return last_of_month(plus_months(issued, 48));
  if (validity == "one_year") return last_of_month(plus_months(issued, 12));
  if (validity == "emergency") return last_of_month(last_of_month(issued).plus(1));
  return std::nullopt;
}

}  // namespace licet::licence
