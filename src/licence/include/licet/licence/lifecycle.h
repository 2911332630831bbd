#pragma once
#include "licet/base/json.h"
#include "licet/licence/profile.h"

// Single questions about the life of a licence or application, as published cases put them: the
// state before (`given`), what happens or is asked (`event`), the day of the answer. Amounts are
// decimal strings. Pure.
namespace licet::licence {

// One of the events of the vocabulary's [events] ("issue", "ship", "register", "destroy" …). The
// answer holds what that event decides (`allowed`, `refused_because`, `valid`, `last_day`, `due`,
// `action` …) and `cites`. UnknownWord for another event, LicenceMalformed with the pointer for a
// fact the answer cannot do without.
Result<Json> lifecycle_answer(const Profile& profile, const Json& given, const Json& event,
                              Day on);

}  // namespace licet::licence
