#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"
#include "licet/portfolio/party.h"

namespace licet::portfolio {

// Parties with what was found, as kept between two lists (docs/formats/portfolio.md).
struct Portfolio {
  Digest snapshot{};         // against which every party was screened
  int threshold_permille = match::kReviewThreshold;
  std::string keys;          // the engine that screened: another one screens everything again
  std::vector<Screened> parties;  // sorted by id
};

// The engine as a portfolio names it: program, and version of the comparison keys.
std::string keys_of_this_program();

// JSON lines: a header, then one party a line, sorted by id. Same content, same bytes.
std::string write_portfolio(const Portfolio& portfolio);
// BadValue with file and line for anything else than what write_portfolio gives; a last line that
// is cut or missing is seen (the header says how many parties there are).
Result<Portfolio> read_portfolio(std::string_view text, const std::string& file);

}  // namespace licet::portfolio
