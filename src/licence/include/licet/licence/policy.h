#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/licence/docket.h"

namespace licet::licence {

// Which applications a policy reaches. An empty list leaves that side open; a fact the application
// does not give counts as reached (a hold must not be escaped by saying less).
struct Scope {
  std::vector<std::string> countries, parties, items, uses;  // parties: names, compared folded
};

// "No grants in this scope": by whom, since when, until when (last day; absent = until lifted).
// Licences already issued live on.
struct PolicyHold {
  std::string id, author, cite, because;
  Scope scope;
  Day from;
  std::optional<Day> until;
};

// "Tell these overseers, and wait so many days, before a grant in this scope takes effect."
struct NoticeRule {
  std::string id, author, cite;
  Scope scope;
  std::vector<std::string> overseers;
  int waiting_days = 0;
  Day from;
  std::optional<Day> until;
};

// A rule of decision that the authority has made known, so that a report can say which were in
// force and how often each was named.
struct Criterion {
  std::string id, author, cite, means;
  Day from;
  std::optional<Day> until;
};

// The standing orders of the authority: events of their own, folded by whoever keeps them.
struct Policies {
  std::vector<PolicyHold> holds;
  std::vector<NoticeRule> notices;
  std::vector<Criterion> criteria;
};

bool reaches(const Scope& scope, const Docket& docket);
// The first hold in force on that day that reaches the application.
const PolicyHold* hold_on(const Policies& policies, const Docket& docket, Day day);
// The overseers still to be told, or told less than the waiting period before that day.
std::vector<std::string> notices_due(const Policies& policies, const Docket& docket, Day day);

// {"kind": "hold"|"notice", "id", "author", "because", "cite", "from", "until"?, "scope": {…},
// "overseers"?, "waiting_days"?}; {"kind": "criterion", "id", "author", "means", "cite", "from",
// "until"?}, each id once; {"kind": "lift", "id", "on", "author", "cite"} ends one.
// LicenceMalformed with the pointer.
licet::Status add_policy(Policies& policies, const Json& json);
Json policies_json(const Policies& policies, Day day);

}  // namespace licet::licence
