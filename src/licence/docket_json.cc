#include <algorithm>

#include "docket_work.h"
#include "licet/base/text.h"

namespace licet::licence {
namespace {

Json strings(const std::vector<std::string>& list) {
  Json::Array out;
  for (const auto& one : list) out.emplace_back(one);
  return Json(std::move(out));
}

Json moment(const std::optional<Instant>& at) { return at ? Json(to_string(*at)) : Json(nullptr); }

Json amount(const std::optional<Decimal>& value) {
  return value ? Json(value->to_string()) : Json(nullptr);
}

Json conditions_json(const std::vector<Condition>& conditions) {
  Json::Array out;
  for (const Condition& condition : conditions) {
    Json::Object one = condition_json(condition).object();
    one["owner"] = condition.owner;
    one["lifted"] = condition.lifted;
    out.emplace_back(std::move(one));
  }
  return Json(std::move(out));
}

Json line_json(const LicenceLine& line) {
  Json::Object one;
  one["good"] = line.good;
  one["rating"] = line.rating;
  one["unit"] = line.unit;
  one["currency"] = line.currency;
  one["quantity"] = amount(line.quantity);
  one["value"] = amount(line.value);
  one["used"] = line.used.to_string();
  if (line.quantity)
    one["available"] = line.used < *line.quantity ? line.quantity->minus(line.used).to_string()
                                                  : std::string("0");
  return Json(std::move(one));
}

Json licence_json(const Profile& profile, const Docket& docket, const IssuedLicence& licence,
                  const Instant& at) {
  const std::string state = state_at(profile, licence, at);
  Json::Object one;
  one["reference"] = licence.reference;
  one["state"] = state;
  one["replaces"] = licence.replaces;
  one["issued"] = to_string(licence.issued);
  one["expires"] = to_string(licence.expires);
  one["last_day"] = to_string(last_day(profile, licence));
  one["customs_state"] = licence.customs_state;
  one["customs_reference"] = customs_reference(licence.reference);
  one["versions"] = licence.versions;
  one["may_draw"] = profile.licence().in(state, "live") && !docket.open_hits();
  one["conditions"] = conditions_json(licence.conditions);
  Json::Array lines, usage;
  for (const LicenceLine& line : licence.lines) lines.push_back(line_json(line));
  for (const UsageEntry& entry : licence.usage) {
    Json::Object row;
    row["report"] = entry.report;
    row["good"] = entry.good;
    row["type"] = entry.type;
    row["total"] = entry.total.to_string();
    row["change"] = entry.change.to_string();
    row["at"] = to_string(entry.at);
    usage.emplace_back(std::move(row));
  }
  one["lines"] = std::move(lines);
  one["usage"] = std::move(usage);
  return Json(std::move(one));
}

Json goods_json(const Docket& docket) {
  Json::Array out;
  for (const Good& good : docket.goods) {
    Json::Object one;
    one["ref"] = good.ref;
    one["rating"] = good.rating;
    one["rated_by"] = good.rated_by;
    one["rating_source"] = good.rating_source;
    one["quantity"] = amount(good.quantity);
    one["value"] = amount(good.value);
    one["unit"] = good.unit;
    out.emplace_back(std::move(one));
  }
  return Json(std::move(out));
}

void add_review(const Docket& docket, Json::Object& out) {
  Json::Array positions, signatures, queries, letters, hits;
  for (const Position& p : docket.positions) {
    Json::Object one;
    one["body"] = p.body;
    one["person"] = p.person;
    one["type"] = p.type;
    one["reason"] = p.reason;
    one["footnote"] = p.footnote;
    one["criteria"] = strings(p.criteria);
    positions.emplace_back(std::move(one));
  }
  for (const Countersignature& s : docket.signatures) {
    Json::Object one;
    one["order"] = s.order;
    one["person"] = s.person;
    one["accepted"] = s.accepted;
    one["valid"] = s.valid;
    one["content"] = s.content;
    one["at"] = to_string(s.at);
    signatures.emplace_back(std::move(one));
  }
  for (const Query& q : docket.queries) {
    Json::Object one;
    one["text"] = q.text;
    one["answer"] = q.answer;
    one["asked"] = to_string(q.asked);
    one["closed"] = moment(q.closed);
    one["closed_by_hand"] = q.closed_by_hand;
    queries.emplace_back(std::move(one));
  }
  for (const Letter& letter : docket.letters)
    letters.emplace_back(Json::Object{{"kind", letter.kind}, {"variant", letter.variant},
                                      {"state", letter.state}});
  for (const ScreeningHit& hit : docket.hits)
    hits.emplace_back(Json::Object{{"party", hit.party}, {"list", hit.list}, {"entry", hit.entry},
                                   {"cleared_by", hit.cleared_by}, {"reason", hit.reason}});
  out["positions"] = std::move(positions);
  out["countersignatures"] = std::move(signatures);
  out["queries"] = std::move(queries);
  out["letters"] = std::move(letters);
  out["hits"] = std::move(hits);
}

Json outcome_json(const Docket& docket) {
  if (!docket.outcome) return nullptr;
  Json::Object one;
  one["type"] = docket.outcome->type;
  one["person"] = docket.outcome->person;
  one["reason"] = docket.outcome->reason;
  one["criteria"] = strings(docket.outcome->criteria);
  one["conditions"] = conditions_json(docket.outcome->conditions);
  one["content"] = outcome_digest(docket);
  Json::Array orders;
  for (int order : docket.outcome->orders) orders.emplace_back(order);
  one["signatures_due"] = std::move(orders);
  return Json(std::move(one));
}

void add_traces(const Docket& docket, Json::Object& out) {
  Json::Array audit, alerts, messages, routing, decisions;
  for (const AuditRow& row : docket.audit)
    audit.emplace_back(Json::Object{
        {"at", to_string(row.at)}, {"machine", row.machine}, {"about", row.about},
        {"event", row.event}, {"person", row.person}, {"role", row.role}, {"from", row.from},
        {"to", row.to}, {"cite", row.cite}, {"effects", strings(row.effects)}});
  for (const Alert& alert : docket.alerts)
    alerts.emplace_back(Json::Object{{"kind", alert.kind}, {"about", alert.about},
                                     {"detail", alert.detail}, {"at", to_string(alert.at)}});
  for (const CustomsMessage& message : docket.messages)
    messages.emplace_back(Json::Object{{"action", message.action}, {"licence", message.licence},
                                       {"country", message.country}});
  for (const RoutingEntry& entry : docket.routing)
    routing.emplace_back(Json::Object{
        {"rule", entry.rule}, {"version", entry.version}, {"engine", entry.engine},
        {"status", entry.status}, {"flags", strings(entry.flags)},
        {"queues", strings(entry.queues)}, {"at", to_string(entry.at)}});
  for (const DecisionEntry& entry : docket.decisions)
    decisions.emplace_back(Json::Object{{"kind", entry.kind}, {"licence", entry.licence},
                                        {"criteria", strings(entry.criteria)},
                                        {"at", to_string(entry.at)}});
  out["audit"] = std::move(audit);
  out["alerts"] = std::move(alerts);
  out["messages"] = std::move(messages);
  out["routing"] = std::move(routing);
  out["decisions"] = std::move(decisions);
}

}  // namespace

Json docket_json(const Profile& profile, const Docket& docket, const Instant& at) {
  Json::Object out;
  out["profile"] = docket.profile;
  out["reference"] = docket.reference;
  out["kind"] = docket.kind;
  out["sub_kind"] = docket.sub_kind;
  const bool incorporated = std::any_of(docket.goods.begin(), docket.goods.end(),
                                        [](const Good& good) { return good.incorporated; });
  out["sub_type"] = incorporated ? profile.text("statistics.incorporation") : docket.sub_kind;
  out["state"] = docket.state;
  out["sub_state"] = docket.sub_state;
  out["amendment_of"] = docket.amendment_of;
  out["officer"] = docket.officer;
  out["submitted"] = moment(docket.submitted);
  out["registered"] = moment(docket.registered);
  out["first_closed_at"] = moment(docket.first_closed);
  out["processing_days"] = processing_days(profile, docket, at);
  out["goods"] = goods_json(docket);
  Json::Array parties, licences;
  for (const DocketParty& party : docket.parties)
    parties.emplace_back(Json::Object{{"role", party.role}, {"name", party.name},
                                      {"country", party.country}});
  for (const IssuedLicence& licence : docket.licences)
    licences.push_back(licence_json(profile, docket, licence, at));
  out["parties"] = std::move(parties);
  out["licences"] = std::move(licences);
  out["flags"] = strings(docket.flags);
  out["flags_removed"] = strings(docket.flags_removed);
  out["queues"] = strings(docket.queues);
  out["documents"] = strings(docket.documents);
  out["notices"] = strings(docket.notices);
  out["outcome"] = outcome_json(docket);
  Json::Object statistics, overseers;
  for (const auto& [key, value] : docket.statistics) statistics[key] = value;
  for (const auto& [name, told] : docket.overseers) overseers[name] = to_string(told);
  out["statistics"] = std::move(statistics);
  out["overseers"] = std::move(overseers);
  add_review(docket, out);
  add_traces(docket, out);
  return Json(std::move(out));
}

}  // namespace licet::licence
