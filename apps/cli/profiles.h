#pragma once
#include <string>
#include <vector>

#include "licet/licence/profile.h"
#include "licet/snapshot/snapshot.h"

namespace licet::cli {

inline constexpr const char* kDefaultProfile = "us-bis";

// The profile of that id from the rules a snapshot carries. BadValue with the ids there are.
Result<licence::Profile> open_profile(const snapshot::Snapshot& snapshot, const std::string& id);
// Every profile of the snapshot, by id.
Result<std::vector<licence::Profile>> all_profiles(const snapshot::Snapshot& snapshot);

}  // namespace licet::cli
