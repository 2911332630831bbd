// licet_fuzz [--planted] [--seconds S] [--seed N] [--folder DIR] [TARGET…]
// LICET_FUZZ_SECONDS gives the seconds a target when --seconds does not. Exit 1: a planted bug was
// not found, or no such target; a broken promise ends the program by itself.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "fuzz.h"

namespace {

// tidy-allow: using_namespace a small program
using namespace licet::fuzz;

std::vector<Target> all_targets() {
  std::vector<Target> all = list_targets();
  for (const auto& more : {text_targets(), law_targets()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

struct Asked {
  Options options;
  std::vector<std::string> names;
};

void seconds(Asked& asked, const char* text) {
  asked.options.milliseconds = std::atoi(text) * 1000;
}

Asked read(int count, char** arguments) {
  Asked asked;
  // tidy-allow: getenv how long it runs
  if (const char* told = std::getenv("LICET_FUZZ_SECONDS")) seconds(asked, told);
  for (int i = 1; i < count; ++i) {
    const std::string word = arguments[i];
    const char* next = i + 1 < count ? arguments[i + 1] : "";
    if (word == "--planted") asked.options.planted = true;
    else if (word == "--seconds") seconds(asked, next), ++i;
    else if (word == "--seed") asked.options.seed = std::strtoull(next, nullptr, 10), ++i;
    else if (word == "--folder") asked.options.folder = next, ++i;
    else asked.names.push_back(word);
  }
  return asked;
}

bool is_asked(const Asked& asked, const std::string& name) {
  for (const auto& one : asked.names)
    if (one == name) return true;
  return asked.names.empty();
}

}  // namespace

int main(int count, char** arguments) {
  const Asked asked = read(count, arguments);
  int done = 0, missed = 0;
  for (const Target& target : all_targets()) {
    if (!is_asked(asked, target.name)) continue;
    const Outcome outcome = fuzz(target, asked.options);
    ++done;
    missed += asked.options.planted && !outcome.found ? 1 : 0;
    const char* said = !asked.options.planted ? ""
                       : outcome.found        ? ", planted bug found"
                                              : ", PLANTED BUG NOT FOUND";
    std::printf("%-20s %8llu runs, %5llu kept, %6lld ms%s\n", target.name.c_str(),
                static_cast<unsigned long long>(outcome.runs),
                static_cast<unsigned long long>(outcome.kept),
                static_cast<long long>(outcome.milliseconds),
                said);
    std::fflush(stdout);
  }
  if (done == 0) std::fprintf(stderr, "no such target\n");
  return done == 0 || missed > 0 ? 1 : 0;
}
