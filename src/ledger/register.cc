#include "licet/ledger/register.h"

#include <algorithm>
#include <charconv>

#include "draws.h"
#include "licet/base/text.h"

namespace licet::ledger {
namespace {

constexpr std::string_view kApplications = "application/";
constexpr std::string_view kPolicies = "policies";

std::string stream_of(const std::string& id) { return cat(kApplications, id); }

// "A-17" is the seventeenth.
int number_of_id(std::string_view id) {
  int number = 0;
  if (!id.starts_with("A-")) return 0;
  std::from_chars(id.data() + 2, id.data() + id.size(), number);
  return number;
}

Result<std::vector<StoredRecord>> whole_stream(Store& store, const std::string& stream) {
  return store.records(1, 1'000'000, stream);
}

std::string_view word_of(const std::vector<std::string>& effects) {
  for (const std::string& effect : effects)
    if (effect.starts_with("ledger:")) return std::string_view(effect).substr(7);
  return "none";
}

Json amount_json(const Decimal& amount, const std::string& key, const std::string& word) {
  Json::Object out;
  out["amount"] = amount.to_string();
  out[key] = word;
  return Json(std::move(out));
}

Json grant_json(const licence::Profile& profile, const licence::IssuedLicence& licence,
                const licence::LicenceLine& line) {
  Json::Object body;
  body["licence"] = licence.reference;
  body["line"] = line.good;
  body["first"] = to_string(licence.issued);
  body["last"] = to_string(last_day(profile, licence));
  body["tolerance_percent"] = profile.number("tolerance.value_percent");
  if (line.quantity)
    body["quantity"] = amount_json(*line.quantity, "unit", line.unit.empty() ? "piece" : line.unit);
  if (line.value)
    body["value"] = amount_json(*line.value, "currency",
                                line.currency.empty() ? profile.text("currency") : line.currency);
  return Json(std::move(body));
}

// A match on a list holds every live licence of the docket; the last one cleared lets them go.
void add_match_entries(const licence::Profile& profile, const licence::Docket& before,
                       const licence::Docket& after, const std::string& stream,
                       const std::string& key, const std::string& at,
                       std::vector<Entry>& entries) {
  if (before.open_hits() == after.open_hits()) return;
  const std::string word = after.open_hits() ? "block" : "unblock";
  for (const licence::IssuedLicence& licence : after.licences)
    if (!licence.lines.empty() && profile.licence().in(licence.state, "live"))
      entries.push_back({stream, word, cat(key, "/match/", licence.reference), at,
                         Json(Json::Object{{"licence", licence.reference}})});
}

std::string less(std::string_view whole, std::int64_t taken, int places) {
  const auto parts = to_parts(whole, places);
  return parts.ok() ? from_parts(std::max<std::int64_t>(0, parts.value() - taken), places)
                    : std::string(whole);
}

// A replacement continues what it replaces: what has been drawn there is not granted again.
void subtract_drawn(const Account& old, Json::Object& body) {
  const auto reduce = [&](const char* key, std::int64_t taken, int places) {
    const auto it = body.find(key);
    if (it == body.end()) return;
    it->second.object()["amount"] = less(it->second.text("amount"), taken, places);
  };
  reduce("quantity", old.quantity_used + old.quantity_held, kQuantityPlaces);
  reduce("value", old.value_used + old.value_held, kValuePlaces);
}

void note_holder(const licence::DocketEvent& event, const licence::Docket& docket,
                 std::map<std::string, std::string>& holders) {
  std::string licence(event.details.text("licence"));
  if (licence.empty() && !docket.licences.empty()) licence = docket.licences.back().reference;
  holders[licence] = std::string(event.details.text("to"));
}

}  // namespace

std::vector<Entry> account_entries(const licence::Profile& profile, const licence::Docket& before,
                                   const licence::Docket& after, const std::string& stream,
                                   const std::string& key, const std::string& at) {
  std::vector<Entry> entries;
  for (std::size_t i = before.audit.size(); i < after.audit.size(); ++i) {
    const licence::AuditRow& row = after.audit[i];
    const licence::IssuedLicence* licence =
        row.machine == "licence" ? after.licence(row.about) : nullptr;
    if (licence == nullptr || licence->lines.empty()) continue;
    const std::string_view word = word_of(row.effects);
    if (word == "none" || word == "report" || word == "transfer") continue;
    if (word == "unblock" && after.open_hits()) continue;  // the match holds it still
    if (word == "open") {
      for (const licence::LicenceLine& line : licence->lines)
        entries.push_back({stream, "grant", cat(key, "/grant/", licence->reference, "/", line.good),
                           at, grant_json(profile, *licence, line)});
      continue;
    }
    entries.push_back({stream, std::string(word), cat(key, "/", word, "/", licence->reference), at,
                       Json(Json::Object{{"licence", licence->reference}})});
  }
  add_match_entries(profile, before, after, stream, key, at, entries);
  return entries;
}

Entry Register::opened_entry(const std::string& id, const Json& given, const licence::Instant& at,
                             const std::string& by) const {
  Json::Object body;
  body["profile"] = profile_.id();
  body["given"] = given;
  body["by"] = by;
  return {stream_of(id), "application_opened", cat(id, "/opened"), to_string(at),
          Json(std::move(body))};
}

Result<std::string> Register::open(const Json& given, const licence::Instant& at,
                                   const std::string& by) {
  LICET_TRY_DONE([&]() -> Status {
    auto tried = open_docket(profile_, given);
    if (!tried.ok()) return tried.error();
    return Done{};
  }());
  // Another writer may take the number in between: then the key is taken, and the next is tried.
  for (int tries = 0; tries < 100; ++tries) {
    LICET_TRY(known, ids());
    const std::string id = cat("A-", known.size() + 1);
    LICET_TRY(posting, ledger_.post({opened_entry(id, given, at, by)}));
    if (!posting.refusal && !posting.receipts.front().repeated) return id;
  }
  return Error{Code::Locked, "ledger", "no number for the application was free"};
}

Status Register::replay(const StoredRecord& record, Loaded& loaded) const {
  LICET_TRY(json, read_json(record.bytes));
  const Json* body = json.find("body");
  const auto bad = [&](std::string_view why) {
    return Error{Code::LedgerCorrupt, cat("record ", record.sequence), std::string(why)};
  };
  if (body == nullptr) return bad("has no body");
  if (record.kind == "policy") return add_policy(loaded.policies, *body);
  if (record.kind == "application_opened") {
    if (body->text("profile") != profile_.id())
      return Error{Code::BadValue, "--profile",
                   cat("this application follows ", body->text("profile"))};
    const Json* given = body->find("given");
    if (given == nullptr) return bad("has nothing given");
    LICET_TRY(opened, open_docket(profile_, *given));
    loaded.docket = opened;
    loaded.docket.amendment_of = std::string(given->text("amendment_of"));
    loaded.docket.opened_by = std::string(given->text("opened_by"));
    if (const auto state = given->text("state"); !state.empty())
      loaded.docket.state = std::string(state);
    return Done{};
  }
  if (record.kind != "application_event") return Done{};
  LICET_TRY(event, licence::read_docket_event(*body));
  const licence::Setting setting{profile_, loaded.policies, loaded.number, engine_};
  licence::Step step = licence::apply(setting, loaded.docket, event);
  if (step.refusal)
    return bad(cat("was accepted and is refused by today's tables: ", step.refusal->rule));
  loaded.docket = std::move(step.docket);
  ++loaded.events;
  if (event.event == "transfer") note_holder(event, loaded.docket, loaded.holders);
  loaded.last = std::move(event);
  return Done{};
}

// The docket's own records and the standing orders, in the one order of the ledger.
Result<Register::Loaded> Register::load(const std::string& id, std::optional<std::size_t> row) {
  LICET_TRY(own, whole_stream(ledger_.store(), stream_of(id)));
  if (own.empty()) return Error{Code::BadValue, printable(id), "no application of this id"};
  LICET_TRY(orders, whole_stream(ledger_.store(), std::string(kPolicies)));
  Loaded loaded;
  loaded.number = number_of_id(id);
  std::size_t next = 0;
  for (const StoredRecord& record : own) {
    for (; next < orders.size() && orders[next].sequence < record.sequence; ++next)
      LICET_TRY_DONE(replay(orders[next], loaded));
    LICET_TRY_DONE(replay(record, loaded));
    if (row && loaded.docket.audit.size() > *row) return loaded;
  }
  if (row) return Error{Code::BadValue, printable(id), "the audit trail has no such row"};
  for (; next < orders.size(); ++next) LICET_TRY_DONE(replay(orders[next], loaded));
  return loaded;
}

Result<licence::Docket> Register::docket(const std::string& id) {
  LICET_TRY(loaded, load(id));
  return loaded.docket;
}

Result<Register::Moment> Register::moment(const std::string& id, std::size_t row) {
  LICET_TRY(loaded, load(id, row));
  return Moment{std::move(loaded.docket), std::move(loaded.policies), std::move(loaded.last),
                std::move(loaded.holders)};
}

namespace {

// A docket that came of another one, as it would have been asked for.
Json given_of(const licence::Docket& docket) {
  Json::Object given;
  given["kind"] = docket.kind;
  given["export_type"] = docket.sub_kind;
  given["state"] = docket.state;
  given["amendment_of"] = docket.amendment_of;
  given["opened_by"] = docket.opened_by;
  given["transaction"] = docket.transaction;
  Json::Array goods, parties, uses;
  for (const licence::Good& good : docket.goods) {
    Json::Object one{{"ref", good.ref}, {"rating", good.rating}, {"unit", good.unit},
                     {"currency", good.currency}, {"incorporated", good.incorporated}};
    if (good.quantity) one["quantity"] = good.quantity->to_string();
    if (good.value) one["value"] = good.value->to_string();
    goods.emplace_back(std::move(one));
  }
  for (const licence::DocketParty& party : docket.parties)
    parties.emplace_back(
        Json::Object{{"role", party.role}, {"name", party.name}, {"country", party.country}});
  for (const auto& use : docket.end_use) uses.emplace_back(use);
  given["goods"] = std::move(goods);
  given["parties"] = std::move(parties);
  given["end_use"] = std::move(uses);
  if (!docket.ports.empty()) given["ports"] = ports_json(docket.ports);
  if (!docket.question.is_null()) given["question"] = docket.question;
  return Json(std::move(given));
}

}  // namespace

// Lines an officer wrote himself are taken as written.
Status Register::carry_over(const licence::Docket& before, const licence::Docket& after,
                            Entry& entry) {
  if (entry.kind != "grant" || !before.draft_lines.empty()) return Done{};
  const licence::IssuedLicence* licence = after.licence(entry.body.text("licence"));
  if (licence == nullptr || licence->replaces.empty()) return Done{};
  LICET_TRY(old, ledger_.store().account(licence->replaces, std::string(entry.body.text("line"))));
  if (old) subtract_drawn(*old, entry.body.object());
  return Done{};
}

Result<Register::Applied> Register::apply(const std::string& id,
                                          const licence::DocketEvent& event) {
  LICET_TRY(loaded, load(id));
  const licence::Setting setting{profile_, loaded.policies, loaded.number, engine_};
  Applied applied{licence::apply(setting, loaded.docket, event), {}, {}};
  if (applied.step.refusal) return applied;
  // The number of the event is part of its key: of two writers at once one is refused, and reads
  // the docket again.
  const std::string key = cat(id, "/", loaded.events + 1);
  const std::string at = to_string(event.at);
  std::vector<Entry> entries{
      {stream_of(id), "application_event", key, at, event_json(event)}};
  for (Entry& entry : account_entries(profile_, loaded.docket, applied.step.docket, stream_of(id),
                                      key, at)) {
    LICET_TRY_DONE(carry_over(loaded.docket, applied.step.docket, entry));
    entries.push_back(std::move(entry));
  }
  LICET_TRY(known, ids());
  for (std::size_t i = 0; i < applied.step.opened.size(); ++i) {
    const std::string opened = cat("A-", known.size() + 1 + i);
    entries.push_back(opened_entry(opened, given_of(applied.step.opened[i]), event.at, id));
    applied.opened.push_back(opened);
  }
  LICET_TRY(posting, ledger_.post(entries));
  if (posting.refusal) {
    applied.step.refusal = posting.refusal;
    applied.step.docket = loaded.docket;
    applied.opened.clear();
    return applied;
  }
  applied.receipt = posting.receipts.front();
  return applied;
}

Result<std::vector<Json>> Register::history(const std::string& id) {
  LICET_TRY(records, whole_stream(ledger_.store(), stream_of(id)));
  if (records.empty()) return Error{Code::BadValue, printable(id), "no application of this id"};
  std::vector<Json> out;
  for (const StoredRecord& record : records) {
    LICET_TRY(json, read_json(record.bytes));
    out.push_back(json);
  }
  return out;
}

Result<std::vector<std::string>> Register::ids() {
  LICET_TRY(streams, ledger_.store().streams(std::string(kApplications)));
  std::vector<std::string> out;
  for (const auto& stream : streams) out.push_back(stream.substr(kApplications.size()));
  return out;
}

Result<std::string> Register::id_of_licence(const std::string& reference) {
  LICET_TRY(known, ids());
  for (const auto& id : known) {
    auto loaded = load(id);
    if (!loaded.ok() && loaded.error().code == Code::BadValue) continue;  // of another profile
    if (!loaded.ok()) return loaded.error();
    if (loaded.value().docket.licence(reference) != nullptr) return id;
  }
  return Error{Code::BadValue, printable(reference), "no licence of this reference"};
}

Result<Receipt> Register::order(const Json& policy, const licence::Instant& at) {
  LICET_TRY(known, policies());
  LICET_TRY_DONE(add_policy(known, policy));
  LICET_TRY(records, whole_stream(ledger_.store(), std::string(kPolicies)));
  LICET_TRY(posting, ledger_.post({{std::string(kPolicies), "policy",
                                    cat("policy/", records.size() + 1), to_string(at), policy}}));
  if (posting.refusal)
    return Error{Code::Locked, "ledger", "another order was recorded at the same moment"};
  return posting.receipts.front();
}

Result<licence::Policies> Register::policies() {
  LICET_TRY(records, whole_stream(ledger_.store(), std::string(kPolicies)));
  Loaded loaded;
  for (const StoredRecord& record : records) LICET_TRY_DONE(replay(record, loaded));
  return loaded.policies;
}

}  // namespace licet::ledger
