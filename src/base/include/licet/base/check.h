#pragma once

// LICET_CHECK stays on in release: it stops the program where something impossible has happened,
// because a wrong answer is worse than none.
namespace licet {
[[noreturn]] void check_failed(const char* file, int line, const char* what);
}  // namespace licet

#define LICET_CHECK(condition, what)                                     \
  do {                                                                   \
    if (!(condition)) ::licet::check_failed(__FILE__, __LINE__, (what)); \
  } while (false)
