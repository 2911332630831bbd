#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/decide/finding.h"

// Deemed exports and reexports: a release to a person counts as a movement to the country of its
// latest citizenship or permanent residency (15 CFR 734.13(b), 734.14(b)). Private to this module.
namespace licet::decide {

// One recipient, as the rules see it.
struct Release {
  std::string country;           // of the latest nationality; empty = not known
  std::string missing;           // what would tell it: "parties/0/nationality", or empty
  bool foreign_person = true;    // for a reexport: of a third country
  bool residency_assumed = false;  // nobody said that the person is no permanent resident
  std::size_t party = 0;         // index in FactFrame::parties
};

bool is_deemed(const law::FactMap& question);

// `place` is the country of release; `reexport` = it lies abroad, where its own nationals are no
// third country's.
Release release_to(const law::PartyFacts& party, std::string_view place, bool reexport);

// Judges the line once for every recipient and keeps the worst; the line then carries that
// recipient's country as its destination. Any other act is judged as it stands.
LineFinding judge_released(const Knowledge& known, law::FactFrame& frame, int line,
                           const law::AsOf& as_of);

}  // namespace licet::decide
