#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "licet/snapshot/snapshot.h"

namespace licet::match {

struct Tried {
  std::uint32_t tried = 0, found = 0;
};

struct SelfTest {
  std::map<std::pair<std::string, std::string>, Tried> by_list;  // list and class of mutation
  std::map<std::string, Tried> by_class;
  std::vector<std::string> canaries_missed;  // "sdn: AL-AQSA FOUNDATION"
  std::uint32_t canaries = 0;
  std::vector<std::string> as_listed_missed;  // of the classes M0: "sdn 36: M0 case: name"
  // What must never be missed was not missed: canaries, and names as they are listed.
  bool passed() const {
    return canaries > 0 && canaries_missed.empty() && as_listed_missed.empty();
  }
};

using Canaries = std::vector<std::pair<std::string, std::string>>;  // list and name

// Asks the snapshot at the review threshold for each canary, and for mutants (mutants.h) of up to
// so many names of each list. The sample follows from the snapshot's id and the numbers alone, so
// the same snapshot gives the same result on any number of threads. `step` is called once a name,
// from any thread.
SelfTest self_test(const snapshot::Snapshot& snapshot, const Canaries& canaries,
                   std::uint32_t names_a_list, const std::function<void()>& step = {},
                   unsigned threads = 0);

}  // namespace licet::match
