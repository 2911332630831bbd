#include <cstdint>
#include <cstring>

#include "fuzz.h"

// Built without coverage: every edge of the libraries ends up here.
namespace licet::fuzz {

unsigned char edges[kEdges];
namespace {
std::uintptr_t last = 0;
}

void clear_edges() {
  std::memset(edges, 0, sizeof edges);
  last = 0;
}

}  // namespace licet::fuzz

// The compiler calls it at every edge. Addresses count from here, so runs are alike wherever the
// program was loaded.
extern "C" void __sanitizer_cov_trace_pc() {
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0)) -
                    reinterpret_cast<std::uintptr_t>(&__sanitizer_cov_trace_pc);
  const std::uintptr_t spread = here * 0x9E3779B97F4A7C15u >> 40;
  auto& count = licet::fuzz::edges[(spread ^ licet::fuzz::last) % licet::fuzz::kEdges];
  if (count < 255) ++count;
  licet::fuzz::last = spread >> 1;
}
