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

// The same for a name that fills a field of 35 characters (FullKey::field_length): six letters of
// its own are enough, those of its last word among them, and it may break off between two words.
inline constexpr std::size_t kLeastInField = 6;
bool is_cut_at_field(std::string_view asked_key, std::string_view listed_key);
// Numbers of the keys for which is_cut_at_field() holds, appended.
void cut_at_field_keys(const snapshot::Snapshot& snapshot, std::string_view asked_key,
                       std::vector<std::uint32_t>& keys);

// Numbers of the keys of the snapshot for which is_cut() holds, appended.
void cut_keys(const snapshot::Snapshot& snapshot, std::string_view key,
              std::vector<std::uint32_t>& keys);

}  // namespace licet::match
