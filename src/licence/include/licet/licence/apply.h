#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/licence/docket.h"
#include "licet/licence/policy.h"

namespace licet::licence {

// What an event is judged by, beside the docket itself.
struct Setting {
  const Profile& profile;
  const Policies& policies;
  int sequence = 1;          // the next number of the authority's register
  std::string engine;        // version of the program, stored with each routing
};

// After an event: the docket as it is now, or unchanged with the reason. `opened` are dockets that
// the event brought into being (an amendment, a site to be visited).
struct Step {
  Docket docket;
  std::optional<Refusal> refusal;
  std::vector<Docket> opened;
  std::string note;  // "already_reported" and the like: accepted, nothing done
};

// A new docket in the profile's first state, from {"kind", "export_type"?, "goods": […],
// "parties": […], "question"?, …}. LicenceMalformed with the pointer.
Result<Docket> open_docket(const Profile& profile, const Json& given);

// Judges one event in this order: separation of persons, permission of the role, the state table,
// the guards of the row, the event's own checks. Pure: the same four arguments give the same step.
Step apply(const Setting& setting, const Docket& docket, const DocketEvent& event);

// The same on the docket itself, without a copy: for folds over a log, which end at the first
// refusal. After a refusal the docket is in no defined state. `Step::docket` stays empty.
Step apply_in_place(const Setting& setting, Docket& docket, const DocketEvent& event);

// The licence's state on a moment: what events made it, and what the clock has since (expired).
std::string state_at(const Profile& profile, const IssuedLicence& licence, const Instant& at);
// The last day on which it is good: `expires`, rolled over a holiday where the profile says so.
Day last_day(const Profile& profile, const IssuedLicence& licence);

// Days the authority has had it, up to `at`, on the profile's clock.
int processing_days(const Profile& profile, const Docket& docket, const Instant& at);

// Everything, for people and programs; times and states as of `at`.
Json docket_json(const Profile& profile, const Docket& docket, const Instant& at);
// {"at", "event", "person", "role", "details"} with the pointer in errors.
Result<DocketEvent> read_docket_event(const Json& json);
Json event_json(const DocketEvent& event);

}  // namespace licet::licence
