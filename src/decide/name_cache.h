#pragma once
#include <array>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "licet/match/screen.h"

namespace licet::decide {

// What each name finds in one snapshot, found once; any number of threads. Remembering changes the
// time only, never the matches. Private to this module.
class NameCache {
 public:
  explicit NameCache(const snapshot::Snapshot& snapshot) : snapshot_(snapshot) {}

  // match::screen(), with its errors. Two threads that ask for one new name may both look.
  Result<std::vector<match::Match>> screen(const match::Query& query);

 private:
  // Names beyond this many a shard are looked for each time.
  static constexpr std::size_t kMostNames = 1u << 15;
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, std::vector<match::Match>> found;  // looked up, never walked
  };

  const snapshot::Snapshot& snapshot_;
  std::array<Shard, 64> shards_;
};

}  // namespace licet::decide
