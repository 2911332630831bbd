#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "licet/snapshot/snapshot.h"

namespace licet::match {

// Is one of two keys the other cut short, as a form of 35 letters cuts names? All tokens before the
// last one are the same, they have kLeastBeforeCut letters and a word of its own among them, and
// the last one breaks off inside the next token of the longer key. Internal to `match`.
inline constexpr std::size_t kLeastBeforeCut = 16;
bool is_cut(std::string_view left_key, std::string_view right_key);

// Numbers of the keys of the snapshot for which is_cut() holds, appended.
void cut_keys(const snapshot::Snapshot& snapshot, std::string_view key,
              std::vector<std::uint32_t>& keys);

}  // namespace licet::match
