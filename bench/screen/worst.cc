// The costliest question: a search that makes names costlier step by step, at every threshold.
//   licet_screen_worst [rounds] [seed]
// It starts from names of several kinds (names and words of the list, short words, words of a
// trade, Han, Hangul, kana, Arabic, all mixed), each up to the length that a name may have, and
// climbs on the time of a question on a processor; the worst at each threshold is printed, answered
// and refused apart. Exit status 1 when one took longer than the bar.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "candidates.h"
#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/match/screen.h"
#include "mutate.h"
#include "name_index.h"
#include "test_data.h"
#include "unicode_text.h"

namespace licet::match {
namespace {

constexpr double kBarMilliseconds = 250;
constexpr std::array kThresholds = {0, 1, 500, 700, 701, 720, 750, 800, 850};

// Of this thread on a processor: what others do on the machine is left out.
double milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * double(now.tv_sec) + 1e-6 * double(now.tv_nsec);
}

struct Question {
  std::string name;
  bool refused = false;
  std::size_t scored = 0;
  double time = 0;
};

class Search {
 public:
  Search(const snapshot::Snapshot& snapshot, const snapshot::Contents& contents,
         std::uint64_t seed)
      : snapshot_(snapshot), index_(NameIndex::of(snapshot)), random_(seed) {
    for (const auto& entry : contents.entries) {
      for (const auto& name : entry.names) {
        for (const auto word : split(name.text, ' ')) {
          if (word.empty()) continue;
          words_.emplace_back(word);  // as often as it is listed
          if (word.size() <= 3) short_words_.emplace_back(word);
        }
        names_.push_back(name.text);
      }
    }
  }

  void run(std::size_t rounds) {
    for (std::size_t at = 0; at < kThresholds.size(); ++at) {
      Question best;
      for (std::size_t round = 0; round < rounds; ++round) {
        const bool from_new = round < 4 * kKinds || round % 8 == 0;
        Question next = asked(from_new ? fresh(round % kKinds) : changed(best.name), at);
        Question& worst = (next.refused ? refused_ : answered_)[at];
        if (next.time > worst.time) worst = next;
        if (next.time > best.time) best = std::move(next);
      }
    }
  }

  double print() const {
    double most = 0;
    for (std::size_t at = 0; at < kThresholds.size(); ++at) {
      const Question& one = answered_[at];
      std::printf("threshold %3d: answered %6.1f ms, %6zu names scored; refused %6.1f ms | %.60s\n",
                  kThresholds[at], one.time, one.scored, refused_[at].time, one.name.c_str());
      most = std::max({most, one.time, refused_[at].time});
    }
    return most;
  }

 private:
  const std::string& some(const std::vector<std::string>& from) {
    return from[random_.below(from.size())];
  }

  // Characters of a block, in groups of this many, as far as a name may go.
  std::string of_block(char32_t first, std::size_t count, std::size_t group) {
    std::u32string out;
    while (out.size() + group < kLongest) {
      for (std::size_t i = 0; i < group; ++i) out.push_back(first + char32_t(random_.below(count)));
      out.push_back(U' ');
    }
    return utf8_of(out);
  }

  std::string of_words(const std::vector<std::string>& words) {
    std::string out = some(words);
    for (std::size_t most = 20 + random_.below(kLongest - 40); out.size() < most;)
      out += " " + some(words);
    return out;
  }

  std::string fresh(std::size_t kind) {
    switch (kind) {
      case 0: return some(names_) + " " + of_words(words_);
      case 1: return of_words(short_words_);
      case 2: return of_block(0x4E00, 0x3000, 1 + random_.below(4));
      case 3: return of_block(0xAC00, 0x2BA0, 1 + random_.below(4));
      case 4: return of_block(0x30A2, 80, 2 + random_.below(5));
      case 5: return of_block(0x0627, 36, 2 + random_.below(5));
      case 6: return of_block(0x0391, 50, 3 + random_.below(5));
      default: return some(names_) + " " + of_words(names_);
    }
  }

  // A word more, less or other, two names as one, or a letter changed.
  std::string changed(std::string name) {
    if (name.empty()) return fresh(random_.below(kKinds));
    switch (random_.below(5)) {
      case 0: return name + " " + some(words_);
      case 1: return name + " " + some(names_);
      case 2: {
        const std::size_t blank = name.rfind(' ');
        return blank == std::string::npos ? some(names_) : name.substr(0, blank);
      }
      case 3: {
        const std::size_t blank = name.find(' ');
        return blank == std::string::npos ? some(names_) : some(words_) + name.substr(blank);
      }
      default: return changed_name(name, random_);
    }
  }

  Question asked(std::string name, std::size_t at) {
    Question out{std::move(name)};
    const auto key = key_of(out.name);
    if (!key.ok()) return out;
    Query query;
    query.name = out.name;
    query.threshold_permille = kThresholds[at];
    const double start = milliseconds();
    const auto found = screen(snapshot_, query);
    out.time = milliseconds() - start;
    out.refused = !found.ok();
    std::vector<std::uint32_t> keys;
    const bool few = candidates(snapshot_, key.value(), kThresholds[at], keys);
    out.scored = few ? keys.size() : index_.key_count();
    return out;
  }

  static constexpr std::size_t kKinds = 8;
  static constexpr std::size_t kLongest = 512;

  const snapshot::Snapshot& snapshot_;
  const NameIndex& index_;
  Sequence random_;
  std::vector<std::string> names_, words_, short_words_;
  std::array<Question, kThresholds.size()> answered_, refused_;
};

}  // namespace

int run(std::size_t rounds, std::uint64_t seed) {
  const auto contents = consolidated_list("2026-07-31");
  if (contents.entries.empty()) {
    std::printf("skipped: no lists in $LICET_DATA or ../shared\n");
    return 0;
  }
  const auto snapshot = snapshot_of(contents);
  Search search(snapshot, contents, seed);
  search.run(rounds);
  const double most = search.print();
  std::printf("worst %.1f ms, bar %.0f ms\n", most, kBarMilliseconds);
  return most <= kBarMilliseconds ? 0 : 1;
}

}  // namespace licet::match

int main(int argc, char** argv) {
  const std::size_t rounds = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 300;
  const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  return licet::match::run(rounds, seed);
}
