#pragma once
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "licet/base/result.h"
#include "licet/portfolio/party.h"

namespace licet::portfolio {

// Rows that are in one snapshot and not, or not the same, in the other.
struct Delta {
  std::set<std::pair<std::string, std::string>> touched;  // list and id: new, gone or changed
  std::vector<snapshot::EntryRecord> entries;             // those of `now` among them, with keys
};
Delta delta_of(const snapshot::Snapshot& before, const snapshot::Snapshot& now);

// Called with the number of parties done; from any thread.
using Step = std::function<void(std::size_t)>;

// Every party against the whole snapshot.
std::vector<Screened> screen_all(const snapshot::Snapshot& now, const std::vector<Party>& parties,
                                 int threshold_permille, const Step& step = {},
                                 unsigned threads = 0);

// What screen_all would give, from what `before` gave: hits on rows that did not change are kept,
// the rows that did are asked about. Scores hang on the two names alone, never on the rest of a
// list, so both are equal (a property test). Errors of build_snapshot.
Result<std::vector<Screened>> rescreen(const std::vector<Screened>& screened,
                                       const snapshot::Snapshot& before,
                                       const snapshot::Snapshot& now, int threshold_permille,
                                       const Step& step = {}, unsigned threads = 0);

// What is another in a party's hits. A changed hit stands under both.
struct HitChanges {
  std::vector<Hit> fresh, gone;
  bool any() const { return !fresh.empty() || !gone.empty(); }
};
HitChanges changes_of(const Screened& before, const Screened& now);

}  // namespace licet::portfolio
