#include "licet/licence/licence.h"

#include <algorithm>
#include <array>

#include "licet/base/text.h"

namespace licet::licence {
namespace {

constexpr std::pair<std::string_view, Event> kEvents[] = {{"issue", Event::kIssue},
                                                          {"suspend", Event::kSuspend},
                                                          {"resume", Event::kResume},
                                                          {"revoke", Event::kRevoke},
                                                          {"void", Event::kVoid}};

constexpr std::pair<std::string_view, Status> kStatuses[] = {
    {"live", Status::kLive},           {"not_yet_issued", Status::kNotYetIssued},
    {"expired", Status::kExpired},     {"suspended", Status::kSuspended},
    {"revoked", Status::kRevoked},     {"void", Status::kVoid}};

// The life cycle as far as a question can tell it (15 CFR 750.7(a)(2), 750.8(a)).
struct Move {
  Status from;
  Event event;
  Status to;
};
constexpr Move kMoves[] = {
    {Status::kNotYetIssued, Event::kIssue, Status::kLive},
    {Status::kLive, Event::kSuspend, Status::kSuspended},
    {Status::kSuspended, Event::kResume, Status::kLive},
    {Status::kLive, Event::kRevoke, Status::kRevoked},
    {Status::kSuspended, Event::kRevoke, Status::kRevoked},
    {Status::kLive, Event::kVoid, Status::kVoid},
    {Status::kSuspended, Event::kVoid, Status::kVoid},
    {Status::kRevoked, Event::kVoid, Status::kVoid},
};

// Reads the fields of one object, remembering the first thing wrong.
class Fields {
 public:
  Fields(const Json& json, std::string pointer) : json_(json), pointer_(std::move(pointer)) {}

  Error fail(Code code, std::string_view key, std::string detail) const {
    return Error{code, key.empty() ? pointer_ : pointer_ + pointer_step(key), std::move(detail)};
  }

  licet::Status check(const std::vector<std::string>& known) const {
    if (!json_.is_object())
      return fail(Code::JsonWrongType, "", cat("an object is due, not a ", json_.type_name()));
    for (const auto& [key, value] : json_.object())
      if (std::find(known.begin(), known.end(), key) == known.end())
        return fail(Code::JsonUnknownKey, key, cat("nearest: `", nearest_word(key, known), "`"));
    return Done{};
  }

  Result<std::string> text(std::string_view key, bool needed) const {
    const Json* value = json_.find(key);
    if (value == nullptr)
      return needed ? Result<std::string>(fail(Code::JsonMissingKey, key, "")) : std::string();
    if (!value->is_string())
      return fail(Code::JsonWrongType, key, cat("a string is due, not a ", value->type_name()));
    return value->string();
  }

  Result<Day> day(std::string_view key) const {
    LICET_TRY(written, text(key, true));
    auto parsed = parse_day(written);
    if (!parsed.ok()) return fail(parsed.error().code, key, parsed.error().detail);
    return parsed.value();
  }

  Result<const Json::Array*> list(std::string_view key) const {
    static const Json::Array kNone;
    const Json* value = json_.find(key);
    if (value == nullptr) return &kNone;
    if (!value->is_array()) return fail(Code::JsonWrongType, key, "a list is due");
    return &value->array();
  }

  const Json& json() const { return json_; }
  std::string at(std::string_view key, std::size_t index) const {
    return cat(pointer_, "/", key, "/", index);
  }

 private:
  const Json& json_;
  std::string pointer_;
};

Result<Item> read_item(const Json& json, const std::string& pointer) {
  const Fields fields(json, pointer);
  LICET_TRY_DONE(fields.check({"eccn", "description", "kind", "quantity", "value"}));
  Item item;
  LICET_TRY(eccn, fields.text("eccn", true));
  LICET_TRY(description, fields.text("description", false));
  LICET_TRY(kind, fields.text("kind", false));
  item.eccn = eccn;
  item.description = description;
  item.kind = kind;
  if (const Json* quantity = json.find("quantity")) {
    const Fields inner(*quantity, pointer + "/quantity");
    LICET_TRY_DONE(inner.check({"amount", "unit"}));
    LICET_TRY(amount, inner.text("amount", true));
    LICET_TRY(unit, inner.text("unit", true));
    auto number = Decimal::parse(amount);
    if (!number.ok()) return inner.fail(number.error().code, "amount", number.error().detail);
    if (number.value().negative()) return inner.fail(Code::BadDecimal, "amount", "is negative");
    item.quantity = number.value();
    item.unit = unit;
  }
  if (const Json* value = json.find("value")) {
    const Fields inner(*value, pointer + "/value");
    LICET_TRY_DONE(inner.check({"amount", "currency"}));
    LICET_TRY(amount, inner.text("amount", true));
    LICET_TRY(currency, inner.text("currency", true));
    auto money = parse_money(amount, currency);
    if (!money.ok()) return inner.fail(money.error().code, "amount", money.error().detail);
    item.value = money.value();
  }
  return item;
}

Result<Party> read_party(const Json& json, const std::string& pointer) {
  const Fields fields(json, pointer);
  LICET_TRY_DONE(fields.check({"role", "name", "country"}));
  LICET_TRY(role, fields.text("role", true));
  LICET_TRY(name, fields.text("name", true));
  LICET_TRY(country, fields.text("country", false));
  return Party{role, name, country, ""};
}

Result<DatedEvent> read_event(const Json& json, const std::string& pointer) {
  const Fields fields(json, pointer);
  LICET_TRY_DONE(fields.check({"event", "on"}));
  LICET_TRY(word, fields.text("event", true));
  LICET_TRY(on, fields.day("on"));
  for (const auto& [name, event] : kEvents)
    if (name == word) return DatedEvent{event, on};
  return fields.fail(Code::UnknownWord, "event",
                     cat("`", printable(word),
                         "`; events are issue, suspend, resume, revoke, void"));
}

Status apply(Status status, Event event) {
  for (const Move& move : kMoves)
    if (move.from == status && move.event == event) return move.to;
  return status;
}

bool eccn_within(std::string_view shipped, std::string_view licensed) {
  return shipped == licensed || starts_with_path(shipped, licensed);
}

Coverage no(std::string because) { return {Fit::kNo, std::move(because), ""}; }
Coverage unknown(std::string_view fact) {
  return {Fit::kUnknown, cat("`", fact, "` is not known"), std::string(fact)};
}
Coverage yes() { return {Fit::kYes, "", ""}; }

// One consignment against one item line; the ten percent of 750.11 belong to the whole licence.
Coverage fits_item(const Item& item, const Shipment& shipment) {
  if (!eccn_within(shipment.eccn, item.eccn))
    return no(cat("it names ", item.eccn, ", not ", shipment.eccn));
  if (!item.kind.empty() && !shipment.kind.empty() && item.kind != shipment.kind)
    return no(cat("it names ", item.kind, ", not ", shipment.kind));
  if (item.quantity) {
    if (!shipment.quantity) return unknown("quantity");
    if (item.unit != shipment.unit)
      return no(cat("it counts in ", item.unit, ", the line in ", shipment.unit));
    if (*shipment.quantity > *item.quantity)
      return no(cat("it allows ", item.quantity->to_string(), " ", item.unit, ", not ",
                    shipment.quantity->to_string()));
  }
  if (item.value) {
    if (!shipment.value) return unknown("value");
    if (item.value->currency != shipment.value->currency)
      return no(cat("its value is in ", item.value->currency));
    if (shipment.value->amount > item.value->amount)
      return no(cat("it allows ", item.value->amount.to_string(), " ", item.value->currency));
  }
  return yes();
}

Coverage fits_items(const Licence& licence, const Shipment& shipment) {
  if (shipment.eccn.empty()) return unknown("eccn");
  Coverage best = no("it names no items");
  for (const Item& item : licence.items) {
    Coverage fit = fits_item(item, shipment);
    if (fit.fit >= best.fit) best = std::move(fit);
  }
  return best;
}

Coverage fits_party(const Licence& licence, const Party& party) {
  for (const Party& named : licence.parties) {
    const bool same_country =
        named.country.empty() || party.country.empty() || named.country == party.country;
    if (named.key == party.key && named.role == party.role && same_country) return yes();
  }
  return no(cat("it does not name ", printable(party.name), " as ", party.role));
}

Coverage fits_uses(const Licence& licence, const Shipment& shipment) {
  if (licence.end_use.empty()) return yes();
  if (!shipment.end_use || shipment.end_use->empty()) return unknown("end_use");
  for (const auto& use : *shipment.end_use)
    if (std::find(licence.end_use.begin(), licence.end_use.end(), use) == licence.end_use.end())
      return no(cat("it does not name the use ", use));
  return yes();
}

Coverage fits_destination(const Licence& licence, const Shipment& shipment) {
  if (shipment.destination.empty()) return unknown("destination");
  for (const Party& party : licence.parties) {
    if (party.role != "end_user" && party.role != "ultimate_consignee") continue;
    if (party.country == shipment.destination) return yes();
  }
  return no(cat("it names nobody who receives in ", shipment.destination));
}

}  // namespace

std::string_view to_string(Status status) {
  for (const auto& [name, value] : kStatuses)
    if (value == status) return name;
  return "";
}

Result<Licence> read_licence(const Json& json, const std::string& pointer) {
  const Fields fields(json, pointer);
  LICET_TRY_DONE(fields.check(
      {"id", "holder", "items", "parties", "end_use", "issued", "expires", "events"}));
  Licence licence;
  LICET_TRY(id, fields.text("id", true));
  LICET_TRY(holder, fields.text("holder", true));
  LICET_TRY(issued, fields.day("issued"));
  LICET_TRY(expires, fields.day("expires"));
  LICET_TRY(items, fields.list("items"));
  LICET_TRY(parties, fields.list("parties"));
  LICET_TRY(uses, fields.list("end_use"));
  LICET_TRY(events, fields.list("events"));
  if (id.empty()) return fields.fail(Code::LicenceMalformed, "id", "is empty");
  if (expires < issued)
    return fields.fail(Code::LicenceMalformed, "expires", "lies before the day of issue");
  licence.id = id;
  licence.holder = holder;
  licence.issued = issued;
  licence.expires = expires;
  for (std::size_t i = 0; i < items->size(); ++i) {
    LICET_TRY(item, read_item((*items)[i], fields.at("items", i)));
    licence.items.push_back(std::move(item));
  }
  for (std::size_t i = 0; i < parties->size(); ++i) {
    LICET_TRY(party, read_party((*parties)[i], fields.at("parties", i)));
    licence.parties.push_back(std::move(party));
  }
  for (std::size_t i = 0; i < uses->size(); ++i) {
    if (!(*uses)[i].is_string())
      return Error{Code::JsonWrongType, fields.at("end_use", i), "a word is due"};
    licence.end_use.push_back((*uses)[i].string());
  }
  for (std::size_t i = 0; i < events->size(); ++i) {
    LICET_TRY(event, read_event((*events)[i], fields.at("events", i)));
    licence.events.push_back(event);
  }
  std::stable_sort(licence.events.begin(), licence.events.end(),
                   [](const DatedEvent& a, const DatedEvent& b) { return a.on < b.on; });
  return licence;
}

Standing standing_on(const Licence& licence, Day day) {
  Standing standing{Status::kNotYetIssued, kAlways};
  if (day < licence.issued) return standing;
  standing = {Status::kLive, licence.issued};
  for (const DatedEvent& event : licence.events) {
    if (event.on > day) break;
    const Status next = apply(standing.status, event.event);
    if (next != standing.status) standing = {next, event.on};
  }
  const bool ended = standing.status == Status::kLive || standing.status == Status::kSuspended;
  if (ended && day > licence.expires) return {Status::kExpired, licence.expires.plus(1)};
  return standing;
}

std::vector<Day> boundaries(const Licence& licence) {
  std::vector<Day> days{licence.issued, licence.expires.plus(1)};
  for (const DatedEvent& event : licence.events) days.push_back(event.on);
  return days;
}

Coverage covers(const Licence& licence, const Shipment& shipment) {
  if (shipment.exporter_key.empty()) return unknown("exporter");
  if (shipment.parties.empty()) return unknown("parties");
  if (shipment.activity.empty()) return unknown("activity");
  if (shipment.activity != "export")
    return no(cat("what it says of the activity ", shipment.activity, " is not read here"));
  if (licence.holder_key != shipment.exporter_key)
    return no(cat("it is held by ", printable(licence.holder)));
  std::vector<Coverage> parts{fits_items(licence, shipment), fits_destination(licence, shipment),
                              fits_uses(licence, shipment)};
  for (const Party& party : shipment.parties) parts.push_back(fits_party(licence, party));
  Coverage worst = yes();
  for (Coverage& part : parts)
    if (part.fit < worst.fit) worst = std::move(part);
  return worst;
}

}  // namespace licet::licence
