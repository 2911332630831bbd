#include "cut.h"

#include <algorithm>

#include "align.h"
#include "unicode_text.h"

namespace licet::match {
namespace {

// The tokens of a key up to this byte say enough to be a name of their own.
bool is_enough(std::string_view head) {
  if (head.size() < kLeastBeforeCut) return false;
  std::vector<TokenView> tokens;
  decode(head, tokens);
  std::size_t letters = 0;
  bool distinct = false;
  for (const TokenView& token : tokens) {
    letters += is_substantive(token.kind) ? token.text.size() : 0;
    distinct |= token.kind == Kind::kWord;
  }
  return distinct && letters >= kLeastBeforeCut;
}

// Letters that do not belong to legal forms and fillers.
std::size_t own_letters(std::string_view key) {
  std::vector<TokenView> tokens;
  decode(key, tokens);
  std::size_t letters = 0;
  for (const TokenView& token : tokens)
    letters += is_substantive(token.kind) ? token.text.size() : 0;
  return letters;
}

std::string_view first_token(std::string_view key) { return key.substr(0, key.find(' ')); }

}  // namespace

std::uint32_t lower_key(const snapshot::Snapshot& snapshot, std::string_view from) {
  std::uint32_t low = 0;
  std::uint32_t high = snapshot.key_count();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (snapshot.key(middle) < from) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

bool is_cut(std::string_view left_key, std::string_view right_key) {
  const bool left_shorter = left_key.size() < right_key.size();
  const std::string_view cut = left_shorter ? left_key : right_key;
  const std::string_view whole = left_shorter ? right_key : left_key;
  const std::size_t blank = cut.rfind(' ');
  if (blank == std::string_view::npos || blank < kLeastBeforeCut) return false;
  const std::string_view head = cut.substr(0, blank + 1);
  if (!whole.starts_with(head)) return false;
  const std::string_view last = cut.substr(head.size());
  const std::string_view next = first_token(whole.substr(head.size()));
  if (last.size() < 2 || next.size() <= last.size()) return false;
  return next.substr(1).starts_with(last.substr(1)) && is_enough(head);
}

bool is_cut_at_field(std::string_view asked_key, std::string_view listed_key) {
  const std::size_t blank = asked_key.rfind(' ');
  const std::size_t begin = blank == std::string_view::npos ? 0 : blank + 1;
  if (listed_key.size() <= asked_key.size() || !listed_key.starts_with(asked_key.substr(0, begin)))
    return false;
  const std::string_view last = asked_key.substr(begin);
  const std::string_view next = first_token(listed_key.substr(begin));
  if (last.size() < 2 || !next.substr(1).starts_with(last.substr(1))) return false;
  return own_letters(asked_key) >= kLeastInField;
}

void cut_at_field_keys(const snapshot::Snapshot& snapshot, std::string_view asked_key,
                       std::vector<std::uint32_t>& keys) {
  const std::size_t blank = asked_key.rfind(' ');
  if (blank == std::string_view::npos || own_letters(asked_key) < kLeastInField) return;
  const std::string_view head = asked_key.substr(0, blank + 1);
  for (std::uint32_t i = lower_key(snapshot, head);
       i < snapshot.key_count() && snapshot.key(i).starts_with(head); ++i)
    if (is_cut_at_field(asked_key, snapshot.key(i))) keys.push_back(i);
}

void cut_keys(const snapshot::Snapshot& snapshot, std::string_view key,
              std::vector<std::uint32_t>& keys) {
  // Keys lie in the order of their bytes: those with the same tokens before stand together.
  for (std::size_t blank = key.find(' ', kLeastBeforeCut); blank != std::string_view::npos;
       blank = key.find(' ', blank + 1)) {
    const std::string_view head = key.substr(0, blank + 1);
    if (!is_enough(head)) continue;
    for (std::uint32_t i = lower_key(snapshot, head);
         i < snapshot.key_count() && snapshot.key(i).starts_with(head); ++i) {
      if (is_cut(key, snapshot.key(i))) keys.push_back(i);
    }
  }
}

std::string letters_of_field(std::u32string_view folded) {
  std::u32string out;
  for (const char32_t point : folded) {
    if (is_letter_or_digit(point)) out.push_back(point);
  }
  return utf8_of(out);
}

bool is_beginning_of(std::string_view asked_letters, std::string_view listed_name) {
  if (asked_letters.size() < kLeastLettersInField) return false;
  const auto folded = folded_points(listed_name);
  if (!folded.ok()) return false;
  const std::string listed = letters_of_field(folded.value());
  return listed.size() > asked_letters.size() && listed.starts_with(asked_letters);
}

LongNames::LongNames(const snapshot::Snapshot& snapshot) {
  for (std::uint32_t i = 0; i < snapshot.name_count(); ++i) {
    const std::string_view text = snapshot.name({i}).text;
    const bool ascii = std::all_of(text.begin(), text.end(),
                                   [](char c) { return std::uint8_t(c) < 0x80; });
    if (ascii && text.size() <= kLeastLettersInField) continue;  // folding makes no more of it
    const auto folded = folded_points(text);
    if (!folded.ok() || folded.value().size() <= kLeastLettersInField) continue;
    std::string letters = letters_of_field(folded.value());
    if (letters.size() > kLeastLettersInField) names_.emplace_back(std::move(letters), i);
  }
  std::sort(names_.begin(), names_.end());
}

std::vector<std::uint32_t> LongNames::beginning_with(std::string_view asked_letters) const {
  std::vector<std::uint32_t> out;
  if (asked_letters.size() < kLeastLettersInField) return out;
  auto at = std::lower_bound(names_.begin(), names_.end(),
                             std::pair(std::string(asked_letters), std::uint32_t{0}));
  for (; at != names_.end() && at->first.starts_with(asked_letters); ++at) {
    if (at->first.size() > asked_letters.size()) out.push_back(at->second);
  }
  return out;
}

}  // namespace licet::match
