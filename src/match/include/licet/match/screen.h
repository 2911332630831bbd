#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/day.h"
#include "licet/match/score.h"
#include "licet/snapshot/snapshot.h"

namespace licet::match {

inline constexpr int kReviewThreshold = 850;  // at or above: a person must look

// Born on one of these days, both inclusive.
struct BornSpan {
  Day from, last;
};
// "1961-02-12", "12 Feb 1961", "Feb 1961", "1961", "circa 1961" (a year either way), "1960 to
// 1962". BadDay.
Result<BornSpan> born_span(std::string_view text);

// Pairs of texts (words and their further readings) that one question may score: a quarter of a
// second on one core.
inline constexpr std::uint64_t kMostWork = 1'000'000;

struct Query {
  std::string name;
  std::string country;                                       // ISO alpha-2, or empty
  snapshot::PartyType type = snapshot::PartyType::kUnknown;  // kUnknown = any
  std::string list;                                          // one list only, or empty
  int threshold_permille = kReviewThreshold;
  std::optional<BornSpan> born = {};          // of a person
  std::vector<std::string> identifiers = {};  // numbers of papers and registers, as written
};

// One entry that may be the party: the best of its names.
struct Match {
  snapshot::EntryId entry;
  snapshot::NameId name;
  int score_permille = 0;  // of the names, with country and type taken into account
  bool same_name = false;  // equal keys: the same name but for case, marks, spelling of legal
                           // forms, alphabet; a reading of Han or Arabic is never the same
  std::vector<Evidence> evidence;
};

// Every entry at or above the threshold, best first, ties by list, entry id and name; nothing is
// cut off before the threshold. An entry that gives one of the identifiers is a match whatever its
// names are; then the name may be empty. Another day of birth or country ranks a match lower, and
// never takes one from the reviewer. Pure. Errors of key_of(); BadValue for an identifier that is
// too short or whose check digit is wrong; CostLimit, and no shorter list, when the name has too
// many words for the names it would be scored against (kMostWork; at the review threshold only
// names of dozens of words can).
Result<std::vector<Match>> screen(const snapshot::Snapshot& snapshot, const Query& query);

// The plain twin: scores every name of the snapshot with compare_keys(). Same answers, slower.
Result<std::vector<Match>> screen_reference(const snapshot::Snapshot& snapshot, const Query& query);

}  // namespace licet::match
