#include "licet/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace licet {

void check_failed(const char* file, int line, const char* what) {
  std::fprintf(stderr, "licet: impossible state at %s:%d: %s\n", file, line, what);
  std::abort();
}

}  // namespace licet
