#pragma once
#include <cstdint>
#include <string>
#include <vector>

// How bench/law/run speaks with an engine that has its rules loaded: a command a line on standard
// input, an answer a line on standard output. The drivers of other engines speak the same.
namespace licet::bench {

class Engine {
 public:
  virtual ~Engine() = default;
  // Reads a file of questions and brings them into the engine's own form, before any timing.
  virtual std::size_t prepare(const std::string& path) = 0;
  // 'A' may go, 'L' a licence is needed, '?' not decided.
  virtual char decide(std::size_t question) = 0;
};

// Obeys `answers FILE SECONDS`, `time FILE MILLISECONDS` and `memory` until standard input ends.
// Timed are the questions of the file that were answered before, in turn.
void serve(Engine& engine, std::int64_t load_ms);

// Percentile of nanoseconds; sorts them.
std::int64_t percentile(std::vector<std::int64_t>& samples, std::size_t percent);

std::int64_t peak_memory_kb();

// Processor time of this process: what others do on the machine does not count. Reading it takes
// some hundred nanoseconds.
std::int64_t cpu_ns();

}  // namespace licet::bench
