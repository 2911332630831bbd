#include <algorithm>
#include <functional>

#include "licet/base/text.h"
#include "licet/licence/clocks.h"
#include "scenario_shown.h"

// What a story shows of the licence: its state, usage, the border, the alarms.
namespace licet::licence::testing {

Json strings(const std::vector<std::string>& list) {
  Json::Array out;
  for (const auto& one : list) out.emplace_back(one);
  return Json(std::move(out));
}

Json view(const Told& told) { return docket_json(told.profile, told.docket, told.now); }

std::string newest_state(const Told& told) {
  const IssuedLicence* licence = newest(told);
  return licence == nullptr ? "" : state_at(told.profile, *licence, told.now);
}

const IssuedLicence* newest(const Told& told) {
  return told.docket.licences.empty() ? nullptr : &told.docket.licences.back();
}

bool may_draw(const Told& told) {
  const Json all = view(told);
  const auto& licences = all.find("licences")->array();
  return !licences.empty() && licences.back().find("may_draw")->boolean();
}

namespace {

Json used(const Told& told, bool available) {
  Json::Object out;
  if (const IssuedLicence* licence = newest(told))
    for (const LicenceLine& line : licence->lines) {
      const Decimal left = line.quantity && line.used < *line.quantity
                               ? line.quantity->minus(line.used)
                               : Decimal();
      out[line.good] = available ? left.to_string() : line.used.to_string();
    }
  return Json(std::move(out));
}

Json messages(const Told& told) {
  Json::Array out;
  for (const CustomsMessage& message : told.docket.messages) {
    // Stories name the licence by the end of its reference.
    const auto first = told.docket.licences.front().reference;
    std::string name = message.licence.substr(message.licence.find_last_of('/') + 1);
    if (message.licence != first) name = cat(first.substr(first.find_last_of('/') + 1), "/", name);
    out.emplace_back(Json::Array{Json(message.action), Json(name)});
  }
  return Json(std::move(out));
}

std::vector<const AuditRow*> licence_changes(const Told& told) {
  std::vector<const AuditRow*> rows;
  for (const AuditRow& row : told.docket.audit)
    if (row.machine == "licence" && row.from != row.to && row.event != "issue")
      rows.push_back(&row);
  return rows;
}

Json audit_fields(const Told& told) {
  for (const AuditRow* row : licence_changes(told))
    if (row->person.empty() || row->from.empty() || row->to.empty()) return Json(Json::Array());
  return Json(Json::Array{"actor", "from", "to", "time"});
}

// One word where a story asks for one, the reached things where it asks for a list, and whether
// there is any where it asks that.
Json alert(const Told& told) {
  const Json* wanted = told.scenario.find("expect")->find("alert");
  if (wanted != nullptr && wanted->is_bool()) return !told.docket.alerts.empty();
  if (wanted != nullptr && wanted->is_array()) {
    Json::Array out;
    for (const Alert& one : told.docket.alerts)
      out.emplace_back(one.detail == "application" ? "case" : one.detail);
    return Json(std::move(out));
  }
  return told.docket.alerts.empty() ? Json(nullptr) : Json(told.docket.alerts.back().kind);
}

Json draws(const Told& told) {
  if (may_draw(told)) return "allowed";
  return told.docket.open_hits() ? "held" : "refused";
}

Json batch(const Told& told, bool accepted) {
  const std::string& note = told.steps.back().note;  // "accepted 1, rejected 2; …"
  const auto at = note.find(accepted ? "accepted " : "rejected ");
  return at == std::string::npos ? Json(nullptr) : Json(std::stoi(note.substr(at + 9)));
}

Json last_audit(const Told& told) {
  return !told.docket.audit.empty() && told.docket.audit.back().event == "usage"
             ? Json("licence_updated_product_usage")
             : Json(nullptr);
}

using Show = std::function<Json(const Told&)>;

const std::map<std::string, Show>& table() {
  static const std::map<std::string, Show> kTable{
      {"exporter_notified", [](const Told& t) {
         const auto& notices = t.docket.notices;
         return Json(std::find(notices.begin(), notices.end(), "exporter_licence_suspended") !=
                     notices.end());
       }},
      {"customs_notified", [](const Told& t) {
         return Json(!t.docket.messages.empty() && t.docket.messages.back().action == "cancel");
       }},
      {"shipments_blocked", [](const Told& t) { return Json(!may_draw(t)); }},
      {"versions", [](const Told& t) { return Json(newest(t)->versions); }},
      {"audit_rows", [](const Told& t) { return Json(int(licence_changes(t).size())); }},
      {"each_audit_row_has", audit_fields},
      {"used", [](const Told& t) { return used(t, false); }},
      {"available", [](const Told& t) { return used(t, true); }},
      {"audit", last_audit},
      {"second", [](const Told& t) {
         return t.steps.back().note == "already_reported" ? Json("already_reported(208)")
                                                          : Json(t.steps.back().note);
       }},
      {"alert", alert},
      {"draws", draws},
      {"ledger_entries", [](const Told& t) { return Json(int(newest(t)->usage.size())); }},
      {"accepted", [](const Told& t) { return batch(t, true); }},
      {"rejected", [](const Told& t) { return batch(t, false); }},
      {"messages", messages},
      {"country", [](const Told& t) { return Json(t.docket.messages.back().country); }},
      {"licence.customs_state", [](const Told& t) { return Json(newest(t)->customs_state); }},
      {"policy_hold", [](const Told& t) {
         const PolicyHold* hold = hold_on(t.policies, t.docket, t.now.day);
         return hold == nullptr ? Json(nullptr) : Json(hold->id);
       }},
      {"notices", [](const Told& t) { return strings(t.docket.notices); }},
      {"due", [](const Told& t) {
         Json::Object out;
         const Json* wanted = t.scenario.find("expect")->find("due");
         for (const auto& [clock, day] : due_dates(t.profile, t.docket))
           if (wanted->find(clock) != nullptr) out[clock] = to_string(day);
         return Json(std::move(out));
       }},
  };
  return kTable;
}

}  // namespace

std::optional<Json> shown_of_licence(const Told& told, const std::string& key) {
  const auto it = table().find(key);
  if (it == table().end()) return std::nullopt;
  return it->second(told);
}

}  // namespace licet::licence::testing
