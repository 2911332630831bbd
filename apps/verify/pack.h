#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "verify.h"

namespace verify {

// One file of an evidence archive.
struct Member {
  std::string_view path, bytes;
};

// What is in an archive that holds, for people.
struct Evidence {
  std::string answer, verdict, on, key;
  std::uint64_t records = 0, log_size = 0;
  std::vector<std::string> absent;  // documents recorded and not in it
};

// The files of an archive (docs/formats/evidence.md, section 1): every byte of it must be as the
// form says. False with the finding at the first that is not.
bool read_tar(std::string_view archive, std::vector<Member>& out, Finding& finding);

// Signature, every part's hash, the answer and its question, the checkpoint, and each record's way
// to its root. `key` is the public key it must be signed by; empty takes the one in the archive.
// The finding names the first bad part.
bool verify_pack(std::string_view archive, const std::string& key, Evidence& out,
                 Finding& finding);

}  // namespace verify
