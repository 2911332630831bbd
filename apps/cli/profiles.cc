#include "profiles.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::cli {

namespace {

std::vector<licence::ProfileFile> files_of(const snapshot::Snapshot& snapshot) {
  std::vector<licence::ProfileFile> files;
  for (std::uint32_t i = 0; i < snapshot.rule_count(); ++i)
    files.push_back({snapshot.rule_path(i), snapshot.rule_text(i)});
  return files;
}

}  // namespace

Result<std::vector<licence::Profile>> all_profiles(const snapshot::Snapshot& snapshot) {
  const auto files = files_of(snapshot);
  std::vector<licence::Profile> profiles;
  for (const auto& id : licence::Profile::ids(files)) {
    LICET_TRY(profile, licence::Profile::read(id, files));
    profiles.push_back(std::move(profile));
  }
  return profiles;
}

Result<licence::Profile> open_profile(const snapshot::Snapshot& snapshot, const std::string& id) {
  const auto files = files_of(snapshot);
  const auto ids = licence::Profile::ids(files);
  if (std::find(ids.begin(), ids.end(), id) == ids.end())
    return Error{Code::BadValue, "--profile",
                 cat("`", printable(id), "`: this snapshot has ",
                     ids.empty() ? "no licence profiles" : join(ids, ", "))};
  return licence::Profile::read(id, files);
}

}  // namespace licet::cli
