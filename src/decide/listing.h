#pragma once
#include <string>

#include "fact_reader.h"
#include "licet/law/facts.h"
#include "licet/snapshot/snapshot.h"

// Rows of lists -> facts for the law. Private to this module.
namespace licet::decide {

// An element of `listed`, given by hand: complete as given, an absent key says that the row has no
// such thing (docs/decisions/0005).
Result<law::ListingFacts> read_listed(const Json& json, const FactReader& reader,
                                      const std::string& pointer);

// A row of the snapshot as it was read on the law day: words that came into the entry later do not
// count before their day.
law::ListingFacts listing_of(const snapshot::EntryView& entry, const law::RuleSet& rules,
                             Day source_day, Day law_day, const std::string& pointer);

}  // namespace licet::decide
