#include "pace.h"

#include <iostream>

#include "context.h"
#include "licet/base/text.h"

namespace licet::cli {

std::string duration(std::uint64_t seconds) {
  if (seconds < 60) return cat(seconds, " s");
  if (seconds < 3600) return cat(seconds / 60, " min ", seconds % 60, " s");
  return cat(seconds / 3600, " h ", seconds / 60 % 60, " min");
}

Pace::Pace(std::string what)
    : what_(std::move(what)), terminal_(error_is_terminal()), start_(Clock::now()),
      shown_(start_) {}

Pace::~Pace() {
  if (terminal_) std::cerr << "\r\033[K";
}

void Pace::step(std::uint64_t rows, std::uint64_t part, std::uint64_t whole) {
  using std::chrono::milliseconds;
  const auto now = Clock::now();
  if (now - shown_ < (terminal_ ? milliseconds(200) : milliseconds(30000))) return;
  shown_ = now;
  const auto spent =
      std::uint64_t(std::chrono::duration_cast<milliseconds>(now - start_).count());
  std::string text = cat(what_, ": ", rows, " rows, ", rows * 1000 / (spent + 1), " a second");
  if (whole > 0 && part > 0 && part <= whole)
    text += cat(", ", part * 100 / whole, " %, ",
                duration(spent * (whole - part) / part / 1000), " left");
  std::cerr << (terminal_ ? "\r\033[K" : "") << text << (terminal_ ? "" : "\n") << std::flush;
}

}  // namespace licet::cli
