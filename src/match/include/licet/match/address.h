#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"
#include "licet/match/score.h"
#include "licet/match/screen.h"
#include "licet/snapshot/snapshot.h"

namespace licet::match {

struct AddressQuery {
  std::string address;  // as written, any script; the country may stand in it
  std::string country;  // ISO alpha-2, or empty
  std::string list;     // one list only, or empty
  int threshold_permille = kReviewThreshold;
};

// An entry with an address that may be the one asked about: entries that are only an address, and
// the addresses of the others. The best of its addresses.
struct AddressMatch {
  snapshot::EntryId entry;
  std::uint32_t address = 0;  // index into EntryView::addresses
  int score_permille = 0;
  std::vector<Evidence> evidence;
};

// Symmetric, integer arithmetic only, 0 to 1000. Words agree when equal or an edit apart; an
// address needs a word of its own that agrees (not only a city, a number, "street"); house numbers
// that contradict each other take it below the review threshold. Errors of key_of().
Result<Comparison> compare_addresses(std::string_view left, std::string_view right);

// Every entry at or above the threshold, best first, ties by list and entry id; nothing is cut off
// before the threshold. Another country ranks lower and never hides. Pure. Errors of key_of().
Result<std::vector<AddressMatch>> screen_address(const snapshot::Snapshot& snapshot,
                                                 const AddressQuery& query);
// The plain twin: compares every address. Same answers, slower.
Result<std::vector<AddressMatch>> screen_address_reference(const snapshot::Snapshot& snapshot,
                                                           const AddressQuery& query);

}  // namespace licet::match
