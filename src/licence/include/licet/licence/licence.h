#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "licet/base/day.h"
#include "licet/base/decimal.h"
#include "licet/base/json.h"
#include "licet/licence/condition.h"
#include "licet/licence/ports.h"

namespace licet::licence {

// What has been drawn on an item: used (shipped) and held (reserved).
struct Drawn {
  Decimal quantity, value;
};

// A limit on the value of every span: the calendar year (366 days) or so many days running, and
// the draws that count against it, each on its day (15 CFR 740.3(d)).
struct Period {
  int days = 0;
  Money value;
  std::vector<std::pair<Day, Decimal>> draws{};
};

// One item line of a licence. A quantity or value that is absent sets no limit (750.7(f): software
// and technology carry none).
struct Item {
  std::string line, eccn, description, kind, unit;
  std::optional<Decimal> quantity;
  std::optional<Money> value, order_value;  // order_value: of one order
  Drawn used, held;
  int tolerance_percent = 0;  // of the value, while units are left (15 CFR 750.11)
  std::optional<Period> period;
};

// `key` is what names are compared by; the caller fills it in (match::key_of), here and in
// Shipment.
struct Party {
  std::string role, name, country, key;
};

enum class Event : std::uint8_t {
  kIssue = 1, kSuspend = 2, kResume = 3, kRevoke = 4, kVoid = 5, kSurrender = 6, kSupersede = 7,
  kExhaust = 8,
};

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
  Ports ports;
  Day issued;
  Day expires;  // last day, inclusive (15 CFR 750.7(g))
  std::vector<DatedEvent> events;    // in order of day
  std::vector<Condition> conditions;
};

// The JSON form of docs/formats/question.md; `pointer` is where it stands. LicenceMalformed,
// JsonUnknownKey, BadDay … with the pointer of the field.
Result<Licence> read_licence(const Json& json, const std::string& pointer);

// Stored numbers: never renumber.
enum class Status : std::uint8_t {
  kLive = 1, kNotYetIssued = 2, kExpired = 3, kSuspended = 4, kRevoked = 5, kVoid = 6,
  kSurrendered = 7, kSuperseded = 8, kExhausted = 9,
};
std::string_view to_string(Status status);

struct Standing {
  Status status = Status::kNotYetIssued;
  Day since;  // the day that made it so
};

// Events after `day` do not count. A suspension ends by resumption only; all that ends a licence is
// final, but for voidness, which reaches back.
Standing standing_on(const Licence& licence, Day day);

// The days on which the standing, or what a condition asks, may change.
std::vector<Day> boundaries(const Licence& licence);

}  // namespace licet::licence
