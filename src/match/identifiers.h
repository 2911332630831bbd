#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"
#include "licet/match/screen.h"
#include "licet/snapshot/snapshot.h"

// Numbers of papers and registers, and days of birth, in what the lists give as identifiers.
// Internal to `match`.
namespace licet::match {

// The numbers of one identifier as listed ("CA, BC166787, Passport", "IMO 8898831, Vessel …"):
// letters and digits only, upper case, five characters and a digit at least; bank codes (SWIFT/BIC)
// without a digit too. None of texts that are days, measures, addresses of web or mail.
std::vector<std::string> numbers_of(std::string_view listed);

// The same of a number asked about. BadValue: too short to tell anybody apart; or it says what it
// is (`IMO 9074729`, `LEI …`) and its check digit is wrong.
Result<std::string> number_asked(std::string_view text);

// The days of birth of an entry (born_span is in screen.h).
std::vector<BornSpan> born_spans(const snapshot::EntryView& entry);

class IdentifierIndex {
 public:
  explicit IdentifierIndex(const snapshot::Snapshot& snapshot);
  std::vector<snapshot::EntryId> with(const std::string& number) const;

 private:
  std::map<std::string, std::vector<snapshot::EntryId>, std::less<>> entries_;
};

}  // namespace licet::match
