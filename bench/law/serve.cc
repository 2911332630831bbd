#include "serve.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>

namespace licet::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::int64_t ns_since(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count();
}

std::int64_t wall_ns() { return ns_since({}); }

// Decisions above it are timed one by one in processor time.
constexpr std::int64_t kLongNs = 20000;

// Keeps the answer of a timed decision alive.
volatile char kept;

// One block without clocks inside gives the rate in processor time, a second with clocks gives the
// percentiles.
void time_block(Engine& engine, std::size_t questions, std::size_t& at, std::int64_t span_ns) {
  const auto next = [&] { return at = (at + 1) % questions; };
  const std::int64_t first = cpu_ns();
  kept = engine.decide(next());
  const std::int64_t batch = std::clamp<std::int64_t>(kLongNs / (cpu_ns() - first + 1), 1, 64);
  std::int64_t count = 0, total = 0;
  for (const std::int64_t start = cpu_ns(); total < span_ns / 2;
       total = cpu_ns() - start, count += batch)
    for (std::int64_t i = 0; i < batch; ++i) kept = engine.decide(next());
  const auto clock = total / count > kLongNs ? cpu_ns : wall_ns;
  std::vector<std::int64_t> samples;
  for (std::int64_t sum = 0; sum < span_ns / 2 && samples.size() < 1000000;) {
    const std::size_t question = next();
    const std::int64_t before = clock();
    kept = engine.decide(question);
    samples.push_back(clock() - before);
    sum += samples.back() + 100;
  }
  std::printf("{\"count\":%lld,\"ns\":%lld,\"p50\":%lld,\"p99\":%lld}\n", (long long)count,
              (long long)total, (long long)percentile(samples, 50),
              (long long)percentile(samples, 99));
}

// Prints the answers, and the processor time they took: each question is new to the engine.
std::size_t answer_all(Engine& engine, std::size_t questions, std::int64_t limit_s) {
  std::string letters;
  const auto start = Clock::now();
  const std::int64_t cpu_start = cpu_ns();
  for (std::size_t i = 0; i < questions && ns_since(start) < limit_s * 1000000000; ++i)
    letters += engine.decide(i);
  std::printf("%s %lld\n", letters.c_str(), (long long)(cpu_ns() - cpu_start));
  return letters.size();
}

}  // namespace

std::int64_t percentile(std::vector<std::int64_t>& samples, std::size_t percent) {
  if (samples.empty()) return 0;
  std::sort(samples.begin(), samples.end());
  return samples[std::min(samples.size() * percent / 100, samples.size() - 1)];
}

std::int64_t cpu_ns() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::int64_t(now.tv_sec) * 1000000000 + now.tv_nsec;
}

std::int64_t peak_memory_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind("VmHWM:", 0) == 0) return std::stoll(line.substr(6));
  return 0;
}

void serve(Engine& engine, std::int64_t load_ms) {
  std::printf("{\"load_ms\":%lld}\n", (long long)load_ms);
  std::fflush(stdout);
  std::string held;
  std::size_t questions = 0, seen = 0, at = 0;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string command, path;
    std::int64_t amount = 0;
    words >> command >> path >> amount;
    if (command == "memory") {
      std::printf("%lld\n", (long long)peak_memory_kb());
    } else {
      if (path != held) seen = questions = engine.prepare(held = path);
      if (command == "answers")
        seen = answer_all(engine, questions, amount);
      else
        time_block(engine, seen, at, amount * 1000000);
    }
    std::fflush(stdout);
  }
}

}  // namespace licet::bench
