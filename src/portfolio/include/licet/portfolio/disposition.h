#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/day.h"
#include "licet/base/result.h"
#include "licet/portfolio/party.h"

namespace licet::portfolio {

enum class Ruling { kConfirmed, kDismissed };

// What a reviewer said of one hit, and on what. A dismissal is "this is not the same": it holds for
// exactly this party, this row and this evidence, and for a time.
struct Disposition {
  std::string party, list, entry_id;
  Ruling ruling = Ruling::kDismissed;
  std::string reason, by;
  Day on;                // the day it was said
  Day last;              // last day of a dismissal, inclusive; a confirmation has none (kForever)
  Digest party_digest{}, entry_digest{}, hit_digest{};
};

inline constexpr int kMostDaysDismissed = 366;

enum class State { kOpen, kConfirmed, kDismissed, kExpired, kReopened };
// "open", "confirmed", "dismissed", "expired", "re-opened"
std::string_view to_string(State state);

struct Standing {
  State state = State::kOpen;
  std::string because;  // what changed, or since when it is expired
};

// The last word on the hit decides. A dismissal re-opens when the party, the row or the evidence is
// another, and expires after its last day; a confirmation stands until another word is said.
Standing standing_of(const Party& party, const Hit& hit,
                     const std::vector<Disposition>& dispositions, Day today);

// A new word on a hit that is there. BadValue: no reason, no reviewer, a dismissal that ends before
// it begins or lasts more than 366 days.
Result<Disposition> disposition_of(const Party& party, const Hit& hit, Ruling ruling,
                                   std::string reason, std::string by, Day on,
                                   std::optional<Day> last);

// One line of the file: canonical JSON with `previous`, the digest of the line before ("" at
// first), so that a line cannot be taken out or changed alone.
std::string line_of(const Disposition& disposition, std::string_view previous_line);
// All lines, in order. BadValue with file and line when the chain is broken or a key is wrong.
Result<std::vector<Disposition>> read_dispositions(std::string_view text, const std::string& file);

}  // namespace licet::portfolio
