#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace licet::cli {

// How far a long run is, on standard error: rows done, rows a second, time left. On a terminal one
// line that is drawn over; elsewhere a line every half minute, so that a short run says nothing.
class Pace {
 public:
  explicit Pace(std::string what);
  ~Pace();
  // `part` of `whole` is done (bytes, rows); whole = 0: not known, no time left is told.
  void step(std::uint64_t rows, std::uint64_t part, std::uint64_t whole);

 private:
  using Clock = std::chrono::steady_clock;
  std::string what_;
  bool terminal_;
  Clock::time_point start_, shown_;
};

// "12 s", "3 min 20 s", "2 h 5 min".
std::string duration(std::uint64_t seconds);

}  // namespace licet::cli
