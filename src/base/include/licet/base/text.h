#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Bytes and words; nothing here knows a language. Names are folded in `match`.
namespace licet {

// Where the first invalid UTF-8 byte stands (overlong forms, surrogates and > U+10FFFF included),
// or nothing.
std::optional<std::size_t> invalid_utf8_at(std::string_view text);

std::string_view trim(std::string_view text);  // blanks and tabs, both ends
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(std::span<const std::string> parts, std::string_view between);
std::string lower_ascii(std::string_view text);
bool starts_with_path(std::string_view text, std::string_view prefix);  // equal, or prefix + '.'

// Damerau-Levenshtein distance (optimal string alignment) of bytes; at most 64 bytes of each are
// looked at.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The word nearest to `wrong`, ties broken by the order of bytes; empty when nothing is within
// half the length of `wrong` (at least two edits).
std::string nearest_word(std::string_view wrong, std::span<const std::string> words);

// Control characters, quotes and backslashes escaped, cut at `most` bytes on a character boundary.
std::string printable(std::string_view text, std::size_t most = 80);

// The pieces one after another: cat("line ", 12, ": ", why).
namespace text_detail {
inline void add(std::string& out, std::string_view piece) { out += piece; }
inline void add(std::string& out, char piece) { out += piece; }
template <class T>
  requires std::is_integral_v<T>
void add(std::string& out, T piece) {
  out += std::to_string(piece);
}
}  // namespace text_detail

template <class... Pieces>
std::string cat(const Pieces&... pieces) {
  std::string out;
  (text_detail::add(out, pieces), ...);
  return out;
}

}  // namespace licet
