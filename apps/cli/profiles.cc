#include "profiles.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::cli {

Result<licence::Profile> open_profile(const snapshot::Snapshot& snapshot, const std::string& id) {
  std::vector<licence::ProfileFile> files;
  for (std::uint32_t i = 0; i < snapshot.rule_count(); ++i)
    files.push_back({snapshot.rule_path(i), snapshot.rule_text(i)});
  const auto ids = licence::Profile::ids(files);
  if (std::find(ids.begin(), ids.end(), id) == ids.end())
    return Error{Code::BadValue, "--profile",
                 cat("`", printable(id), "`: this snapshot has ",
                     ids.empty() ? "no licence profiles" : join(ids, ", "))};
  return licence::Profile::read(id, files);
}

}  // namespace licet::cli
