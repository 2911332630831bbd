#include "licet/licence/docket.h"

#include <algorithm>

#include "docket_work.h"
#include "licet/base/sha256.h"
#include "licet/base/text.h"

namespace licet::licence {
namespace {

Error wrong(std::string_view pointer, std::string detail) {
  return {Code::LicenceMalformed, std::string(pointer), std::move(detail)};
}

Result<std::optional<Decimal>> amount(const Json& json, std::string_view key,
                                      const std::string& pointer) {
  const Json* value = json.find(key);
  if (value == nullptr || value->is_null()) return std::optional<Decimal>();
  if (!value->is_string()) return wrong(cat(pointer, "/", key), "a decimal string is due");
  auto parsed = Decimal::parse(value->string());
  if (!parsed.ok())
    return Error{parsed.error().code, cat(pointer, "/", key), parsed.error().detail};
  return std::optional<Decimal>(parsed.value());
}

bool flag(const Json& json, std::string_view key) {
  const Json* value = json.find(key);
  return value != nullptr && value->is_bool() && value->boolean();
}

// A good, or only its name.
Result<Good> read_good(const Json& json, const std::string& pointer) {
  Good good;
  if (json.is_string()) {
    good.ref = json.string();
    return good;
  }
  if (!json.is_object()) return wrong(pointer, "a good is an object or its name");
  good.ref = std::string(json.text("ref"));
  good.rating = std::string(json.text("rating"));
  good.unit = std::string(json.text("unit"));
  good.currency = std::string(json.text("currency"));
  if (good.ref.empty()) return wrong(pointer + "/ref", "a good needs a name of its own");
  LICET_TRY(quantity, amount(json, "quantity", pointer));
  LICET_TRY(value, amount(json, "value", pointer));
  good.quantity = quantity;
  good.value = value;
  good.incorporated = flag(json, "incorporated") || flag(json, "onward_incorporated");
  return good;
}

licet::Status read_parties(const Json& given, Docket& docket) {
  for (const char* role : {"end_user", "consignee", "ultimate_end_user"})
    if (const auto name = given.text(role); !name.empty())
      docket.parties.push_back({role, std::string(name), ""});
  const Json* parties = given.find("parties");
  if (parties == nullptr) return Done{};
  if (!parties->is_array()) return wrong("/parties", "a list is due");
  for (std::size_t i = 0; i < parties->array().size(); ++i) {
    const Json& party = parties->array()[i];
    DocketParty read{std::string(party.text("role")), std::string(party.text("name")),
                     std::string(party.text("country"))};
    if (read.name.empty()) return wrong(cat("/parties/", i, "/name"), "a name is due");
    docket.parties.push_back(std::move(read));
  }
  return Done{};
}

licet::Status read_goods(const Json& given, Docket& docket) {
  const Json* goods = given.find("goods");
  if (goods == nullptr) return Done{};
  if (!goods->is_array()) return wrong("/goods", "a list is due");
  for (std::size_t i = 0; i < goods->array().size(); ++i) {
    LICET_TRY(good, read_good(goods->array()[i], cat("/goods/", i)));
    for (const Good& other : docket.goods)
      if (other.ref == good.ref) return wrong(cat("/goods/", i, "/ref"), "stands twice");
    docket.goods.push_back(std::move(good));
  }
  return Done{};
}

std::vector<std::string> texts(const Json& json, std::string_view key) {
  std::vector<std::string> out;
  if (const Json* list = json.find(key); list != nullptr && list->is_array())
    for (const Json& one : list->array())
      if (one.is_string()) out.push_back(one.string());
  return out;
}

}  // namespace

const IssuedLicence* Docket::licence(std::string_view wanted) const {
  for (const IssuedLicence& one : licences)
    if (one.reference == wanted) return &one;
  return nullptr;
}

IssuedLicence* Docket::licence(std::string_view wanted) {
  for (IssuedLicence& one : licences)
    if (one.reference == wanted) return &one;
  return nullptr;
}

IssuedLicence* Docket::newest_licence() { return licences.empty() ? nullptr : &licences.back(); }

int Docket::open_queries() const {
  return int(std::count_if(queries.begin(), queries.end(),
                           [](const Query& query) { return !query.closed; }));
}

bool Docket::open_hits() const {
  return std::any_of(hits.begin(), hits.end(),
                     [](const ScreeningHit& hit) { return hit.cleared_by.empty(); });
}

Result<Docket> open_docket(const Profile& profile, const Json& given) {
  if (!given.is_object()) return wrong("", "an object is due");
  Docket docket;
  docket.profile = profile.id();
  docket.kind = std::string(given.text("kind"));
  if (docket.kind.empty()) docket.kind = profile.text("kind");
  docket.sub_kind = std::string(given.text("export_type"));
  docket.transaction = std::string(given.text("transaction"));
  docket.state = profile.application().states().front().id;
  LICET_TRY_DONE(read_goods(given, docket));
  LICET_TRY_DONE(read_parties(given, docket));
  docket.end_use = texts(given, "end_use");
  docket.flags = texts(given, "flags");
  docket.bodies = texts(given, "bodies");
  if (const Json* given_ports = given.find("ports")) {
    LICET_TRY(ports, read_ports(*given_ports, "/ports"));
    docket.ports = std::move(ports);
  }
  if (const Json* question = given.find("question")) docket.question = *question;
  return docket;
}

std::string outcome_digest(const Docket& docket) {
  Json::Object content;
  if (docket.outcome) {
    content["type"] = docket.outcome->type;
    content["reason"] = docket.outcome->reason;
    content["note"] = docket.outcome->note;
    Json::Array criteria, conditions, lines, goods;
    for (const auto& word : docket.outcome->criteria) criteria.emplace_back(word);
    for (const auto& c : docket.outcome->conditions) {
      const std::string due(c.due == Due::kNotSaid && c.met_by.empty()
                                ? ""
                                : cat("|due ", to_string(c.due), "|", c.met_by));
      conditions.emplace_back(cat(c.owner, "|", c.kind, "|", c.text, "|", c.lifted ? 1 : 0,
                                  c.cite.empty() ? "" : "|", c.cite, due));
    }
    content["criteria"] = std::move(criteria);
    content["conditions"] = std::move(conditions);
    for (const auto& line : docket.draft_lines)
      lines.emplace_back(cat(line.good, "|", line.quantity ? line.quantity->to_string() : "", "|",
                             line.value ? line.value->to_string() : ""));
    for (const auto& good : docket.goods) goods.emplace_back(cat(good.ref, "|", good.rating));
    content["lines"] = std::move(lines);
    content["goods"] = std::move(goods);
    if (!docket.outcome->cites.empty()) {  // digests of outcomes without them stay what they were
      Json::Array cites;
      for (const auto& word : docket.outcome->cites) cites.emplace_back(word);
      content["cites"] = std::move(cites);
    }
  }
  return to_id(sha256(to_canonical(content)));
}

void invalidate_signatures(Docket& docket) {
  for (Countersignature& signature : docket.signatures) signature.valid = false;
}

void set_sub_state(Docket& docket, std::string_view sub_state) {
  docket.sub_state = std::string(sub_state);
  if (!sub_state.empty()) docket.sub_states.emplace_back(sub_state);
}

std::vector<std::string> Work::words(std::string_view key) const {
  std::vector<std::string> out = texts(event.details, key);
  if (out.empty() && !text(key).empty()) out.push_back(text(key));
  return out;
}

std::string Work::body() const {
  const Role* role = profile().role(event.role);
  return role == nullptr ? event.role : role->body;
}

IssuedLicence* Work::licence() const {
  const std::string wanted = text("licence");
  if (!wanted.empty()) return docket.licence(wanted);
  return docket.newest_licence();
}

void Work::alert(std::string_view kind, std::string_view about, std::string_view why) const {
  docket.alerts.push_back({std::string(kind), std::string(about), std::string(why), event.at});
}

Result<DocketEvent> read_docket_event(const Json& json) {
  if (!json.is_object()) return wrong("", "an event is an object");
  DocketEvent event;
  event.event = std::string(json.text("event"));
  event.role = std::string(json.text("role"));
  event.person = std::string(json.text("person"));
  if (event.event.empty()) return wrong("/event", "a word is due");
  if (event.role.empty()) return wrong("/role", "the role of the acting person is due");
  if (event.person.empty()) return wrong("/person", "the acting person is due");
  auto at = parse_instant(json.text("at"));
  if (!at.ok()) return Error{at.error().code, "/at", at.error().detail};
  event.at = at.value();
  event.details = Json::Object();
  if (const Json* details = json.find("details")) {
    if (!details->is_object()) return wrong("/details", "an object is due");
    event.details = *details;
  }
  return event;
}

Json event_json(const DocketEvent& event) {
  Json::Object object;
  object["event"] = event.event;
  object["role"] = event.role;
  object["person"] = event.person;
  object["at"] = to_string(event.at);
  object["details"] = event.details;
  return object;
}

}  // namespace licet::licence
