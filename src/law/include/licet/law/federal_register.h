#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/csv.h"
#include "licet/base/day.h"

namespace licet::law {

// "84 FR 22963": volume and page of the Federal Register.
struct Citation {
  int volume = 0;
  int page = 0;
};

// Every citation in a text, in order; "84 FR 22961, 85 F.R. 29852" and "53.F.R. 1234" give theirs.
std::vector<Citation> parse_citations(std::string_view text);

// A rule known by its pages; `last_page` is an upper bound.
struct Instrument {
  int volume = 0, first_page = 0, last_page = 0;
  Day published, effective;
  std::string what, confidence;
  std::string id() const;  // "84 FR 22961"
};

// The reviewed table rules/us-ear/federal_register.csv. A list file gives days of publication and
// cites inner pages; the day of effect follows from the rule in which the page lies.
class FederalRegister {
 public:
  static Result<FederalRegister> read(const CsvTable& table);

  // The rule in which the page lies; where the page is shared by two, the later one. Null when none
  // is known.
  const Instrument* find(const Citation& citation) const;
  const std::vector<Instrument>& instruments() const { return instruments_; }

  // Volume n was printed in the year n + 1935.
  static int year_of(const Citation& citation) { return citation.volume + 1935; }

 private:
  std::vector<Instrument> instruments_;
};

}  // namespace licet::law
