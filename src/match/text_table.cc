#include "text_table.h"

#include <algorithm>
#include <cstring>

#include "licet/base/check.h"

namespace licet::match {

std::uint64_t mixed(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = seed ^ (text.size() * 0x9E3779B97F4A7C15u);
  while (!text.empty()) {
    std::uint64_t piece = 0;
    const std::size_t size = std::min<std::size_t>(text.size(), 8);
    std::memcpy(&piece, text.data(), size);
    hash = (hash ^ piece) * 0xD6E8FEB86659FD93u;
    hash ^= hash >> 32;
    text.remove_prefix(size);
  }
  hash *= 0xD6E8FEB86659FD93u;
  return hash ^ (hash >> 29);
}

std::size_t TextTable::slot_of(std::string_view text, std::uint64_t hash) const {
  const std::size_t last = slots_.size() - 1;
  std::size_t at = hash & last;
  for (; slots_[at] != 0; at = (at + 1) & last) {
    if (slots_[at] >> 32 != hash >> 32) continue;
    if (texts_[std::uint32_t(slots_[at]) - 1] == text) break;
  }
  return at;
}

std::uint32_t TextTable::find(std::string_view text) const {
  if (slots_.empty()) return kNone;
  const std::uint64_t slot = slots_[slot_of(text, mixed(text))];
  return slot == 0 ? kNone : std::uint32_t(slot) - 1;
}

std::uint32_t TextTable::add(std::string_view text) {
  if (texts_.size() * 4 >= slots_.size() * 3) grow();
  const std::uint64_t hash = mixed(text);
  std::uint64_t& slot = slots_[slot_of(text, hash)];
  if (slot == 0) {
    texts_.push_back(text);
    slot = (hash >> 32 << 32) | std::uint64_t(texts_.size());
  }
  return std::uint32_t(slot) - 1;
}

void TextTable::grow() {
  std::vector<std::uint64_t> larger(std::max<std::size_t>(64, slots_.size() * 2));
  for (std::uint32_t i = 0; i < texts_.size(); ++i) {
    const std::uint64_t hash = mixed(texts_[i]);
    std::size_t at = hash & (larger.size() - 1);
    while (larger[at] != 0) at = (at + 1) & (larger.size() - 1);
    larger[at] = (hash >> 32 << 32) | (std::uint64_t{i} + 1);
  }
  slots_ = std::move(larger);
}

std::string_view TextStore::keep(std::string_view text) {
  LICET_CHECK(text.size() <= kChunk, "a text longer than a chunk of letters");
  if (text.size() > kChunk - used_) {
    chunks_.push_back(std::make_unique<char[]>(kChunk));
    used_ = 0;
  }
  char* const out = chunks_.back().get() + used_;
  std::copy(text.begin(), text.end(), out);
  used_ += text.size();
  return {out, text.size()};
}

}  // namespace licet::match
