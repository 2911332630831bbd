#include "licet/base/text.h"

#include <algorithm>
#include <array>

#include "licet/base/result.h"

namespace licet {
namespace {

// Length of a UTF-8 sequence by its first byte, and the smallest code point it may hold.
struct Lead {
  std::size_t length;
  std::uint32_t bits;
  std::uint32_t least;
};

Lead lead_of(std::uint8_t b) {
  if (b < 0x80) return {1, b, 0};
  if (b >= 0xC2 && b <= 0xDF) return {2, b & 0x1Fu, 0x80};
  if (b >= 0xE0 && b <= 0xEF) return {3, b & 0x0Fu, 0x800};
  if (b >= 0xF0 && b <= 0xF4) return {4, b & 0x07u, 0x10000};
  return {0, 0, 0};
}

}  // namespace

std::optional<std::size_t> invalid_utf8_at(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const Lead lead = lead_of(std::uint8_t(text[i]));
    if (lead.length == 0 || i + lead.length > text.size()) return i;
    std::uint32_t point = lead.bits;
    for (std::size_t k = 1; k < lead.length; ++k) {
      const auto b = std::uint8_t(text[i + k]);
      if ((b & 0xC0) != 0x80) return i;
      point = point << 6 | (b & 0x3Fu);
    }
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (point < lead.least || point > 0x10FFFF || surrogate) return i;
    i += lead.length;
  }
  return std::nullopt;
}

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string join(std::span<const std::string> parts, std::string_view between) {
  std::string out;
  for (const auto& part : parts) {
    if (&part != parts.data()) out += between;
    out += part;
  }
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  return out;
}

bool starts_with_path(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) && (text.size() == prefix.size() || text[prefix.size()] == '.');
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  constexpr std::size_t kMost = 64;
  a = a.substr(0, kMost);
  b = b.substr(0, kMost);
  std::array<std::array<std::size_t, kMost + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& now = rows[i % 3];
    const auto& last = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t swap = a[i - 1] == b[j - 1] ? 0 : 1;
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + swap});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

std::string nearest_word(std::string_view wrong, std::span<const std::string> words) {
  std::size_t best = std::max<std::size_t>(2, wrong.size() / 2) + 1;
  std::string_view word;
  for (const std::string& candidate : words) {
    const std::size_t distance = edit_distance(lower_ascii(wrong), lower_ascii(candidate));
    const bool tie = distance == best && !word.empty() && candidate < word;
    if (distance < best || tie) {
      best = distance;
      word = candidate;
    }
  }
  return std::string(word);
}

std::string printable(std::string_view text, std::size_t most) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  std::size_t i = 0;
  for (; i < text.size() && out.size() < most; ++i) {
    const auto b = std::uint8_t(text[i]);
    if (b < 0x20 || b == 0x7F)
      out += cat("\\x", kDigits[b >> 4], kDigits[b & 15]);
    else
      out += char(b);
  }
  if (i == text.size()) return out;
  while (i < text.size() && (std::uint8_t(text[i]) & 0xC0) == 0x80) out += text[i++];
  return i == text.size() ? out : out + "…";
}

std::string to_line(const Error& error) {
  const CodeRow& row = code_row(error.code);
  std::string line = error.place.empty() ? "" : printable(error.place, 300) + ": ";
  line += error.detail.empty() ? std::string(row.text) : printable(error.detail, 400);
  if (!error.detail.empty()) line += cat(" (", row.text, ")");
  return cat(line, "; ", row.next, " [", row.name, "]");
}

}  // namespace licet
