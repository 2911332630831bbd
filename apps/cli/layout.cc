#include "layout.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "licet/base/text.h"

namespace licet::cli {

std::size_t columns() {
  std::size_t wide = 100;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    wide = size.ws_col;
  else if (const char* told = std::getenv("COLUMNS"))
    wide = std::size_t(std::max(0, std::atoi(told)));
  return std::clamp<std::size_t>(wide, 40, 120);
}

std::size_t width_of(std::string_view text) {
  return std::size_t(std::count_if(text.begin(), text.end(),
                                   [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string wrapped(std::string_view first, std::string_view text) {
  const std::size_t most = columns(), indent = width_of(first);
  std::string out(first);
  std::size_t used = indent;
  for (std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    const std::size_t wide = width_of(word);
    if (used > indent && used + 1 + wide > most) {
      out += "\n" + std::string(indent, ' ');
      used = indent;
    }
    if (used > indent) {
      out += ' ';
      ++used;
    }
    out += word;
    used += wide;
  }
  return out + "\n";
}

}  // namespace licet::cli
