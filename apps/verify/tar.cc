#include "pack.h"

namespace verify {
namespace {

constexpr std::size_t kBlock = 512, kMostPath = 99;

std::string octal(std::uint64_t number, int digits) {
  std::string out;
  for (int shift = 3 * (digits - 1); shift >= 0; shift -= 3)
    out += char('0' + (number >> shift & 7));
  return out;
}

// The one header that a file of this name and size may have (IEEE 1003.1, pax: ustar).
std::string wanted_header(std::string_view path, std::uint64_t size) {
  const std::string zero(1, '\0');
  std::string out(path);
  out.resize(100);
  out += octal(0644, 7) + zero + octal(0, 7) + zero + octal(0, 7) + zero;
  out += octal(size, 11) + zero + octal(0, 11) + zero + "        " + "0";
  out.resize(257);
  out += "ustar" + zero + "00";
  out.resize(329);
  out += octal(0, 7) + zero + octal(0, 7) + zero;
  out.resize(kBlock);
  std::uint64_t sum = 0;
  for (char c : out) sum += (unsigned char)(c);
  out.replace(148, 8, octal(sum, 6) + zero + " ");
  return out;
}

bool read_size(std::string_view header, std::uint64_t& size) {
  size = 0;
  for (char c : header.substr(124, 11)) {
    if (c < '0' || c > '7') return false;
    size = size * 8 + std::uint64_t(c - '0');
  }
  return true;
}

bool all_zero(std::string_view bytes) {
  return bytes.find_first_not_of('\0') == std::string_view::npos;
}

}  // namespace

bool read_tar(std::string_view archive, std::vector<Member>& out, Finding& finding) {
  std::string_view rest = archive;
  const auto bad = [&](const std::string& what) {
    finding.text = "part " + std::to_string(out.size() + 1) + " of the archive " + what;
    return false;
  };
  while (rest.size() >= kBlock && !all_zero(rest.substr(0, kBlock))) {
    const std::string_view header = rest.substr(0, kBlock);
    const std::string_view path = header.substr(0, std::min(header.find('\0'), kMostPath));
    std::uint64_t size = 0;
    if (!read_size(header, size) || header != wanted_header(path, size))
      return bad("has another header than was written");
    const std::uint64_t padded = (size + kBlock - 1) / kBlock * kBlock;
    rest.remove_prefix(kBlock);
    if (rest.size() < padded) return bad("(" + std::string(path) + ") ends too early");
    if (!all_zero(rest.substr(size, padded - size)))
      return bad("(" + std::string(path) + ") has bytes after its end");
    out.push_back({path, rest.substr(0, size)});
    rest.remove_prefix(padded);
  }
  if (rest.size() != 2 * kBlock || !all_zero(rest)) return bad("is no end of an archive");
  return true;
}

}  // namespace verify
