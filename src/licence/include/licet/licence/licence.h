#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/day.h"
#include "licet/base/decimal.h"
#include "licet/base/json.h"

namespace licet::licence {

// One item line of a licence. A quantity or value that is absent sets no limit (750.7(f): software
// and technology carry none).
struct Item {
  std::string eccn, description, kind, unit;
  std::optional<Decimal> quantity;
  std::optional<Money> value;
};

// `key` is what names are compared by; the caller fills it in (match::key_of), here and in
// Shipment.
struct Party {
  std::string role, name, country, key;
};

enum class Event : std::uint8_t { kIssue = 1, kSuspend = 2, kResume = 3, kRevoke = 4, kVoid = 5 };

struct DatedEvent {
  Event event;
  Day on;
};

// An individual licence as the question or the ledger gives it.
struct Licence {
  std::string id, holder, holder_key;
  std::vector<Item> items;
  std::vector<Party> parties;
  std::vector<std::string> end_use;  // empty = no use named
  Day issued;
  Day expires;  // last day, inclusive (15 CFR 750.7(g))
  std::vector<DatedEvent> events;    // in order of day
};

// The JSON form of docs/formats/question.md; `pointer` is where it stands. LicenceMalformed,
// JsonUnknownKey, BadDay … with the pointer of the field.
Result<Licence> read_licence(const Json& json, const std::string& pointer);

// Stored numbers: never renumber.
enum class Status : std::uint8_t {
  kLive = 1, kNotYetIssued = 2, kExpired = 3, kSuspended = 4, kRevoked = 5, kVoid = 6,
};
std::string_view to_string(Status status);

struct Standing {
  Status status = Status::kNotYetIssued;
  Day since;  // the day that made it so
};

// Events after `day` do not count. A suspension ends by resumption only; revoked and void are
// final.
Standing standing_on(const Licence& licence, Day day);

// The days on which the standing may change.
std::vector<Day> boundaries(const Licence& licence);

// What is to be shipped, as far as it is known (empty string or nullopt = not known).
struct Shipment {
  std::string exporter_key;
  std::string activity;
  std::string destination;
  std::string eccn, kind, unit;
  std::optional<Decimal> quantity;
  std::optional<Money> value;
  std::vector<Party> parties;  // those in roles of 15 CFR 748.5(c) to (f)
  std::optional<std::vector<std::string>> end_use;
};

enum class Fit : std::uint8_t { kNo = 1, kUnknown = 2, kYes = 3 };

struct Coverage {
  Fit fit = Fit::kNo;
  std::string because;  // why it does not fit, or which fact is not known
  std::string missing;  // the unknown fact: "eccn", "quantity", "value", "end_use", "exporter" …
};

// Does the licence's own text cover the shipment (15 CFR 750.7(a), (c))? Holder, item, every party
// by
// name, role and country, destination, uses, quantity and value. Exports only: what a licence says
// of reexports and transfers is not in this form. Standing is not asked here.
Coverage covers(const Licence& licence, const Shipment& shipment);

}  // namespace licet::licence
