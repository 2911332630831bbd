#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/licence/licence.h"

// What a licence says of a shipment, clause by clause (15 CFR 750.7(a), (c), (f); 750.11).
namespace licet::licence {

// A line of the shipment as far as it is known (empty string or nullopt = not known).
struct ShippedLine {
  std::string eccn, kind, unit;
  std::optional<Decimal> quantity;
  std::optional<Money> value;
};

// What is to be shipped. All lines draw on a licence together, so each is judged beside the others.
struct Shipment {
  std::string exporter_key;
  std::string activity;
  std::string destination;
  std::vector<ShippedLine> lines;
  std::vector<Party> parties;  // those in roles of 15 CFR 748.5(c) to (f)
  std::optional<std::vector<std::string>> end_use;
  std::string exit_port, unlading_port;
};

// One clause. `clause` is holder, activity, item, quantity, value, order_value, period, parties,
// destination, end_use, port (only where the licence names ports), or party.
struct Clause {
  std::string clause;
  Fit fit = Fit::kNo;
  std::string because;  // why it does not fit, or which fact is not known
  std::string missing;  // the unknown fact: "eccn", "quantity", "value", "end_use", "exporter" …
  std::string cite;
  std::string about;    // of a party: its role and name
};

// What would be left of an item after the shipment; absent where the item sets no limit. The value
// is counted without the tolerance, and is nought where that alone lets it go.
struct Left {
  std::string line, unit, currency;
  std::optional<Decimal> quantity, value;
};

struct Coverage {
  Fit fit = Fit::kNo;
  std::string because, missing;  // of the first clause of the worst fit
  std::vector<Clause> clauses;   // every one, in the order in which a licence is read
  std::optional<std::size_t> item;  // of Licence::items: the one that fits best
  std::optional<Left> left;         // only where the fit is kYes
};

// Does the licence's own text cover line `line` of the shipment on that day? Holder, item, every
// party by name, role and country, destination, uses, ports, and what is left of quantity and value
// for all lines that the item names. Exports only: what a licence says of reexports and transfers
// is not in this form. Neither standing nor conditions are asked here.
Coverage covers(const Licence& licence, const Shipment& shipment, std::size_t line, Day day);

}  // namespace licet::licence
