#include "name_cache.h"

#include <functional>

namespace licet::decide {

Result<std::vector<match::Match>> NameCache::screen(const match::Query& query) {
  std::string key = query.name;
  key += '\0';
  key += query.country;
  Shard& shard = shards_[std::hash<std::string>()(key) % shards_.size()];
  {
    const std::lock_guard guard(shard.mutex);
    if (const auto it = shard.found.find(key); it != shard.found.end()) return it->second;
  }
  LICET_TRY(found, match::screen(snapshot_, query));
  const std::lock_guard guard(shard.mutex);
  if (shard.found.size() < kMostNames) shard.found.emplace(std::move(key), found);
  return std::move(found);
}

}  // namespace licet::decide
