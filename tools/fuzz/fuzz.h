#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// Coverage-guided fuzzing with the compiler that builds everything else: the preset `asan` builds
// the modules with -fsanitize-coverage=trace-pc, edges.cc counts, driver.cc mutates.
namespace licet::fuzz {

// One way in. `run` must come back for any text; a broken promise stops the program (LICET_CHECK,
// a sanitizer, ten seconds for one text).
struct Target {
  std::string name;
  std::vector<std::string> seeds;  // texts that are read
  std::vector<std::string> words;  // of the form, put in by the mutator
  std::function<void(std::string_view)> run;
  // The negative control: what a planted bug would see. True when the text got in and what was read
  // of it carries kPlanted; with --planted that counts as the failure to be found.
  std::function<bool(std::string_view)> planted;
};

// A word of the dictionary that must get through the reader, beside a digit.
inline constexpr std::string_view kPlanted = "planted";
bool carries_planted(std::string_view text);

std::vector<Target> list_targets();
std::vector<Target> text_targets();  // names, questions, batches, JSON, CSV
std::vector<Target> law_targets();   // rule files, cells, expressions

struct Options {
  int milliseconds = 3000;  // of processor time a target
  std::uint64_t seed = 1;
  bool planted = false;
  std::string folder = ".";  // where a text that broke something is left
};
struct Outcome {
  std::uint64_t runs = 0, kept = 0;
  bool found = false;  // the planted bug
  std::int64_t milliseconds = 0;
};
// Stops the program when a promise is broken, leaving the text as `folder/fuzz-NAME.input`.
Outcome fuzz(const Target& target, const Options& options);

// ---- edges.cc
inline constexpr std::size_t kEdges = 1u << 16;
extern unsigned char edges[kEdges];
void clear_edges();

}  // namespace licet::fuzz
