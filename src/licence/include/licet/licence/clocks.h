#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "licet/licence/docket.h"
#include "licet/licence/profile.h"

// Clocks as pure functions of events: nothing counts by being run every night.
namespace licet::licence {

// The clock's day from the day it counts from. LICET_CHECKs that the profile has the clock.
Day due(const Profile& profile, std::string_view clock, Day from);

// The last day of a span clock with stops taken out: each stop {from, to} adds `to - from` days
// (overlaps once), and moves the end for later stops to be seen.
Day due_with_stops(Day from, int days, const std::vector<ClockStop>& stops);
// Days of the stops, overlaps counted once; an open stop counts up to `at`.
int stopped_days(const std::vector<ClockStop>& stops, Day from, Day at);

// The ladder of dissent from the agencies' deadline, every step on its last day: clock -> day
// (15 CFR 750.4(f)).
std::vector<std::pair<std::string, Day>> ladder(const Profile& profile, Day agency_deadline);

// What is due on an application by its events so far: clock -> day. Only clocks that run.
std::map<std::string, Day> due_dates(const Profile& profile, const Docket& docket);

// Cut-offs of business days inside [from, until] that no open question kept from counting.
int business_cutoffs(const Profile& profile, const Instant& from, const Instant& until,
                     const std::vector<Query>& queries);
// The same days, had no question been open.
int paused_days(const Profile& profile, const Docket& docket, const Instant& at);

// The last day of a licence issued on `issued`: "standard" four years on the last day of the
// month, "one_year", "emergency" the end of the next month (15 CFR 750.7(g), 748.4(h)).
std::optional<Day> last_day_at_most(std::string_view validity, Day issued);

}  // namespace licet::licence
