#pragma once
#include <optional>
#include <string_view>
#include <utility>

#include "licet/law/flags.h"
#include "licet/law/norm.h"

// Rows of offers and of bars to STA as norms: what a prover compares, and what conditions on
// `flag.LVS` come to when they are written out.
namespace licet::law {

// Applies where the row offers its exception to the line; of a limit in dollars only the order
// counts, not the year (15 CFR 740.3(d)(2)).
Norm offer_as_norm(std::string_view entry, std::string_view exception, const FlagRow& row);
// Applies where the row shuts STA; as a requirement, because more of it stops more.
Norm bar_as_norm(std::string_view entry, const StaRow& row);

// The rows that RowChange::row names ("3A001 GBS entire", "1C351 entire c1") and that only one side
// has, as norms. Nothing where a side has several: which became which is not known.
struct OfferSides {
  std::optional<Norm> before, after;
};
std::optional<OfferSides> offer_sides(const Flags& before, const Flags& after,
                                      std::string_view row);
std::optional<OfferSides> bar_sides(const Flags& before, const Flags& after, std::string_view row);

}  // namespace licet::law
