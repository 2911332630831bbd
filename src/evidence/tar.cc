#include "licet/evidence/tar.h"

#include <set>

#include "licet/base/text.h"

namespace licet::evidence {
namespace {

constexpr std::size_t kBlock = 512, kMostPath = 99, kMostStep = 80;

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

bool is_path(std::string_view path) {
  if (path.empty() || path.size() > kMostPath) return false;
  for (char c : path)
    if (!plain(c) && c != '/' && c != '%') return false;
  return true;
}

std::string octal(std::uint64_t number, std::size_t digits) {
  std::string out(digits, '0');
  for (std::size_t i = digits; i-- > 0; number >>= 3) out[i] = char('0' + (number & 7));
  return out;
}

// Offsets: name 0, mode 100, owner 108, group 116, size 124, time 136, sum 148, type 156, magic
// 257, version 263, device numbers 329 and 337.
std::string header_of(const Part& part) {
  std::string header(kBlock, '\0');
  const auto put = [&](std::size_t at, const std::string& text) {
    header.replace(at, text.size(), text);
  };
  put(0, part.path);
  put(100, octal(0644, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(124, octal(part.bytes.size(), 11));
  put(136, octal(0, 11));
  put(148, std::string(8, ' '));
  put(156, "0");
  put(257, "ustar");
  put(263, "00");
  put(329, octal(0, 7));
  put(337, octal(0, 7));
  std::uint64_t sum = 0;
  for (char c : header) sum += std::uint8_t(c);
  put(148, octal(sum, 6) + '\0' + ' ');
  return header;
}

}  // namespace

Result<std::string> tar_of(const std::vector<Part>& parts) {
  std::set<std::string_view> seen;
  std::string out;
  for (const Part& part : parts) {
    if (!is_path(part.path) || !seen.insert(part.path).second)
      return Error{Code::BadValue, printable(part.path), "each part has a plain path of its own"};
    out += header_of(part);
    out += part.bytes;
    out.append((kBlock - part.bytes.size() % kBlock) % kBlock, '\0');
  }
  out.append(2 * kBlock, '\0');
  return out;
}

Result<std::string> path_step(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (plain(c)) {
      out += c;
      continue;
    }
    out += '%';
    out += "0123456789ABCDEF"[std::uint8_t(c) >> 4];
    out += "0123456789ABCDEF"[std::uint8_t(c) & 15];
  }
  if (out.empty() || out == "." || out == ".." || out.size() > kMostStep)
    return Error{Code::BadValue, printable(name), "a name of 1 to 80 bytes is due"};
  return out;
}

}  // namespace licet::evidence
