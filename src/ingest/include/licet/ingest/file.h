#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "licet/base/result.h"

namespace licet::ingest {

// What a file may weigh. The defaults hold for every file this module reads.
struct FileLimits {
  std::uint64_t most_bytes = 64u << 20;      // as it lies on the disk
  std::uint64_t most_inflated = 256u << 20;  // after gunzip
  std::uint64_t most_ratio = 100;            // inflated : compressed, above the first MiB
};

// The whole file; a gzip file (told by its first two bytes, not by its name) comes out inflated.
// FileUnreadable, FileTooLarge, GzipDamaged (truncated, wrong checksum, bytes after the end). An
// empty file is no error here: what it should have held is known to the caller.
Result<std::string> read_file(const std::string& path, const FileLimits& limits = {});

// The same for bytes in hand; `place` names them in errors.
Result<std::string> gunzip_if_needed(std::string bytes, const std::string& place,
                                     const FileLimits& limits = {});

// Writes beside the target, syncs, renames, syncs the folder: readers see the old file or the new
// one, never a part. FileUnwritable: the old file is untouched,
// or, when only the last step failed, the new one is whole but may not outlive a loss of power.
Status replace_file(const std::string& path, std::string_view bytes);

}  // namespace licet::ingest
