#include <fcntl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "fuzz.h"
#include "licet/base/check.h"

// Of the sanitizers; absent where the program is built without them.
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());

namespace licet::fuzz {
namespace {

constexpr std::size_t kMostBytes = 64u << 10;
constexpr unsigned kMostSeconds = 10;  // for one text

// What a broken promise leaves behind: set before every run.
std::string_view current;
char current_path[4096];  // no string: a signal may still come while the program ends

void leave_input() {
  const int file = ::open(current_path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0) return;
  for (std::size_t at = 0; at < current.size();) {
    const auto written = ::write(file, current.data() + at, current.size() - at);
    if (written <= 0) break;
    at += std::size_t(written);
  }
  ::close(file);
}

void on_signal(int signal) {
  leave_input();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void watch() {
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(leave_input);
  for (const int signal : {SIGABRT, SIGALRM, SIGTERM}) std::signal(signal, on_signal);
}

std::int64_t processor_milliseconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return std::int64_t(used.ru_utime.tv_sec) * 1000 + used.ru_utime.tv_usec / 1000;
}

// How often an edge was taken, in steps: once, twice, thrice, up to 7, 15, 31, 127, more.
unsigned char step_of(unsigned char count) {
  if (count < 4) return static_cast<unsigned char>(count == 0 ? 0 : 1u << (count - 1));
  if (count < 8) return 8;
  if (count < 16) return 16;
  if (count < 32) return 32;
  return count < 128 ? 64 : 128;
}

class Corpus {
 public:
  explicit Corpus(std::uint64_t seed) : random_(seed) {}

  // Was an edge new, or taken in a new measure?
  bool is_new() {
    bool fresh = false;
    for (std::size_t i = 0; i < kEdges; ++i) {
      const unsigned char step = step_of(edges[i]);
      if ((step & ~seen_[i]) == 0) continue;
      seen_[i] |= step;
      fresh = true;
    }
    return fresh;
  }
  void keep(std::string text) { texts_.push_back(std::move(text)); }
  void all_given() { given_ = texts_.size(); }
  std::size_t size() const { return texts_.size(); }

  // A third is made of the texts given, which are read; of the rest the young count for half.
  // Mostly one edit: more of them seldom leave the form whole.
  std::string mutant(const std::vector<std::string>& words) {
    std::string text = texts_[chosen()];
    const std::size_t edits = 1 + (below(2) == 0 ? 0 : below(4));
    for (std::size_t edit = 0; edit < edits; ++edit) change(text, words);
    if (text.size() > kMostBytes) text.resize(kMostBytes);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : std::size_t(random_() % limit); }

  std::size_t chosen() {
    if (below(3) == 0) return below(given_);
    const std::size_t recent = std::min<std::size_t>(texts_.size(), 8);
    return below(2) == 0 ? texts_.size() - 1 - below(recent) : below(texts_.size());
  }

  void change(std::string& text, const std::vector<std::string>& words) {
    const std::size_t at = below(text.size() + 1), rest = text.size() - at;
    const std::size_t length = std::min(rest, 1 + below(below(8) == 0 ? 512 : 12));
    switch (below(9)) {
      case 0: if (rest > 0) text[at] = char(random_()); break;
      case 1: if (rest > 0) text[at] = char(text[at] ^ (1 << below(8))); break;
      case 2: text.erase(at, length); break;
      case 3: text.insert(at, text.substr(at, length)); break;
      case 4: text.insert(at, std::string(1 + below(4), "0\n,\"<;\t|/9"[below(10)])); break;
      case 5: splice(text, at); break;
      case 6: if (rest > 0) text[at] = "0123456789-"[below(11)]; break;
      default:
        if (!words.empty()) put(text, at, words[below(words.size())]);
    }
  }

  // Between what is there, or over it, so that lengths told elsewhere stay right.
  void put(std::string& text, std::size_t at, const std::string& word) {
    const std::size_t over = below(2) == 0 ? 0 : std::min(word.size(), text.size() - at);
    text.replace(at, over, word);
  }

  void splice(std::string& text, std::size_t at) {
    const std::string& other = texts_[below(texts_.size())];
    const std::size_t from = below(other.size() + 1);
    text.replace(at, std::min(text.size() - at, below(64)), other, from, below(256));
  }

  std::mt19937_64 random_;
  std::vector<std::string> texts_;
  std::size_t given_ = 0;
  std::array<unsigned char, kEdges> seen_{};
};

// True when the planted bug was met.
bool run_one(const Target& target, const Options& options, std::string_view text) {
  current = text;
  clear_edges();
  alarm(kMostSeconds);
  target.run(text);
  const bool met = options.planted && target.planted(text);
  alarm(0);
  return met;
}

}  // namespace

Outcome fuzz(const Target& target, const Options& options) {
  watch();
  const std::string path = options.folder + "/fuzz-" + target.name + ".input";
  LICET_CHECK(path.size() < sizeof current_path, "a path of at most 4,095 bytes");
  path.copy(current_path, path.size());
  current_path[path.size()] = '\0';
  const std::int64_t begin = processor_milliseconds();
  Corpus corpus(options.seed);
  Outcome outcome;
  for (const std::string& seed : target.seeds) {
    run_one(target, options, seed);
    corpus.is_new();
    corpus.keep(seed);
  }
  corpus.all_given();
  while (!outcome.found && processor_milliseconds() - begin < options.milliseconds) {
    std::string text = corpus.mutant(target.words);
    outcome.found = run_one(target, options, text);
    ++outcome.runs;
    if (corpus.is_new()) corpus.keep(std::move(text));
    current = {};
  }
  outcome.kept = corpus.size() - target.seeds.size();
  outcome.milliseconds = processor_milliseconds() - begin;
  return outcome;
}

}  // namespace licet::fuzz
