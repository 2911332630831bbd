#include "licet/licence/licence.h"

#include <algorithm>

#include "item.h"

namespace licet::licence {
namespace {

constexpr std::pair<std::string_view, Event> kEvents[] = {{"issue", Event::kIssue},
                                                          {"suspend", Event::kSuspend},
                                                          {"resume", Event::kResume},
                                                          {"revoke", Event::kRevoke},
                                                          {"void", Event::kVoid},
                                                          {"surrender", Event::kSurrender},
                                                          {"supersede", Event::kSupersede},
                                                          {"exhaust", Event::kExhaust}};

constexpr std::pair<std::string_view, Status> kStatuses[] = {
    {"live", Status::kLive},           {"not_yet_issued", Status::kNotYetIssued},
    {"expired", Status::kExpired},     {"suspended", Status::kSuspended},
    {"revoked", Status::kRevoked},     {"void", Status::kVoid},
    {"surrendered", Status::kSurrendered}, {"superseded", Status::kSuperseded},
    {"exhausted", Status::kExhausted}};

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
    {Status::kLive, Event::kSurrender, Status::kSurrendered},
    {Status::kSuspended, Event::kSurrender, Status::kSurrendered},
    {Status::kLive, Event::kSupersede, Status::kSuperseded},
    {Status::kSuspended, Event::kSupersede, Status::kSuperseded},
    {Status::kExhausted, Event::kSupersede, Status::kSuperseded},
    {Status::kLive, Event::kExhaust, Status::kExhausted},
    {Status::kSuspended, Event::kExhaust, Status::kExhausted},
    {Status::kSurrendered, Event::kVoid, Status::kVoid},
    {Status::kSuperseded, Event::kVoid, Status::kVoid},
    {Status::kExhausted, Event::kVoid, Status::kVoid},
};

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
                         "`; events are issue, suspend, resume, revoke, void, surrender, "
                         "supersede, exhaust"));
}

// The days on which a draw begins or ceases to count against a limit of a period.
void add_turns(const Item& item, std::vector<Day>& days) {
  if (!item.period) return;
  for (const auto& [on, value] : item.period->draws) {
    if (item.period->days == kCalendarYear) {
      days.push_back(day_from_ymd(year_of(on), 1, 1));
      days.push_back(day_from_ymd(year_of(on), 12, 31).plus(1));
    } else {
      days.push_back(on.plus(1 - item.period->days));
      days.push_back(on.plus(item.period->days));
    }
  }
}

Status apply(Status status, Event event) {
  for (const Move& move : kMoves)
    if (move.from == status && move.event == event) return move.to;
  return status;
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
      {"id", "holder", "items", "parties", "end_use", "issued", "expires", "events",
       "conditions", "ports"}));
  Licence licence;
  LICET_TRY(id, fields.text("id", true));
  LICET_TRY(holder, fields.text("holder", true));
  LICET_TRY(issued, fields.day("issued"));
  LICET_TRY(expires, fields.day("expires"));
  LICET_TRY(items, fields.list("items"));
  LICET_TRY(parties, fields.list("parties"));
  LICET_TRY(uses, fields.list("end_use"));
  LICET_TRY(events, fields.list("events"));
  LICET_TRY(conditions, fields.list("conditions"));
  if (id.empty()) return fields.fail(Code::LicenceMalformed, "id", "is empty");
  if (expires < issued)
    return fields.fail(Code::LicenceMalformed, "expires", "lies before the day of issue");
  if (const Json* given = json.find("ports")) {
    LICET_TRY(ports, read_ports(*given, cat(pointer, "/ports")));
    licence.ports = std::move(ports);
  }
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
  for (std::size_t i = 0; i < conditions->size(); ++i) {
    LICET_TRY(condition, read_condition((*conditions)[i], fields.at("conditions", i)));
    licence.conditions.push_back(std::move(condition));
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
  for (const Condition& condition : licence.conditions)
    if (condition.met_on) days.push_back(*condition.met_on);
  for (const Item& item : licence.items) add_turns(item, days);
  return days;
}

}  // namespace licet::licence
