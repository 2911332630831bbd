#pragma once
#include <string>

#include "licet/licence/profile.h"
#include "licet/snapshot/snapshot.h"

namespace licet::cli {

inline constexpr const char* kDefaultProfile = "us-bis";

// The profile of that id from the rules a snapshot carries. BadValue with the ids there are.
Result<licence::Profile> open_profile(const snapshot::Snapshot& snapshot, const std::string& id);

}  // namespace licet::cli
