#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace licet {

// Calls work(i) once for each i below `count`, on `threads` threads or, for 0, on all cores; any i
// may come before any other. `work` must bear that and throw nothing: results go to their own
// places, so that they do not show how many threads there were.
template <class Work>
void on_all_cores(std::size_t count, const Work& work, unsigned threads = 0) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::thread> helpers;
  for (unsigned t = 1; t < threads && t < count; ++t) helpers.emplace_back(run);
  run();
  for (auto& helper : helpers) helper.join();
}

}  // namespace licet
