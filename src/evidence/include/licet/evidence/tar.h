#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"

namespace licet::evidence {

// One file of an archive. `path` holds 1 to 99 bytes of [A-Za-z0-9._%/-].
struct Part {
  std::string path, bytes;
};

// POSIX ustar (IEEE 1003.1, pax, "ustar Interchange Format"), plain files only, in the order given.
// The same parts give the same bytes anywhere: owner 0, mode 0644, no names, no time. BadValue for
// another path, or one that stands twice.
Result<std::string> tar_of(const std::vector<Part>& parts);

// A file's name as the last step of a path: bytes that are not allowed there as %XX. BadValue where
// nothing is left, or more than 80 bytes.
Result<std::string> path_step(std::string_view name);

}  // namespace licet::evidence
