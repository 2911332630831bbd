#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "licet/snapshot/snapshot.h"

namespace licet::match {

// The number of the first key of the snapshot that is not before `from`; keys lie in the order of
// their bytes.
std::uint32_t lower_key(const snapshot::Snapshot& snapshot, std::string_view from);

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

// Letters and digits of a name in their order, nothing between them: what a field of 35 characters
// cuts, whatever a key makes of the legal form that breaks off. UTF-8.
std::string letters_of_field(std::u32string_view folded);
// Do the letters of the name asked about break off inside those of this one? kLeastLettersInField
// at least.
inline constexpr std::size_t kLeastLettersInField = 20;
bool is_beginning_of(std::string_view asked_letters, std::string_view listed_name);

// Names too long for such a field, by their letters. Made from the snapshot when first asked for.
class LongNames {
 public:
  explicit LongNames(const snapshot::Snapshot& snapshot);
  // Numbers of the names for which is_beginning_of() holds.
  std::vector<std::uint32_t> beginning_with(std::string_view asked_letters) const;

 private:
  std::vector<std::pair<std::string, std::uint32_t>> names_;  // sorted
};

}  // namespace licet::match
