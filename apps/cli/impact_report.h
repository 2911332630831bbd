#pragma once
#include <string>
#include <vector>

#include "licet/decide/impact.h"

// What `licet impact` prints: docs/formats/impact.md.
namespace licet::cli {

// The grounds of a flip as text, the telling ones.
std::string impact_grounds(const decide::Flip& flip);
std::string impact_csv_header();
std::string impact_csv_row(const decide::Flip& flip);
std::string impact_csv_error(std::uint64_t line, const Error& error);

// A page for a person: the counts, then some flips of each turn as they were found first.
class ImpactPage {
 public:
  ImpactPage(std::string from, std::string to) : from_(std::move(from)), to_(std::move(to)) {}
  void add(const decide::Flip& flip);
  std::string text(const decide::ImpactSummary& summary) const;

 private:
  std::string from_, to_;
  std::map<std::pair<decide::Verdict, decide::Verdict>, std::vector<decide::Flip>> examples_;
};

}  // namespace licet::cli
