#include <algorithm>
#include <functional>

#include "docket_work.h"
#include "licet/base/text.h"
#include "licet/licence/clocks.h"
#include "scenario_shown.h"

namespace licet::licence::testing {
namespace {

Json error(const Told& told) {
  for (const Step& step : told.steps)
    if (step.refusal) return step.refusal->rule;
  return nullptr;
}

Json decision_kinds(const Told& told) {
  Json::Array out;
  for (const DecisionEntry& entry : told.docket.decisions) out.emplace_back(entry.kind);
  return Json(std::move(out));
}

// Each body's statement once, without empty ones.
Json footnotes(const Told& told) {
  Json::Array out;
  for (const Position& position : told.docket.positions)
    if (!position.footnote.empty())
      out.emplace_back(
          Json::Array{Json(position.body), Json(position.type), Json(position.footnote)});
  return Json(std::move(out));
}

Json path(const Told& told) {
  Json::Array out;
  for (const auto& [state, queues] : told.path)
    out.emplace_back(Json::Array{Json(state), strings(queues)});
  return Json(std::move(out));
}

Json condition_texts(const Told& told) {
  Json::Array out;
  if (told.docket.outcome)
    for (const Condition& condition : told.docket.outcome->conditions)
      if (!condition.owner.empty()) out.emplace_back(condition.text);
  return Json(std::move(out));
}

Json licence_pairs(const Told& told) {
  Json::Array out;
  for (const IssuedLicence& licence : told.docket.licences)
    out.emplace_back(Json::Array{Json(licence.reference),
                                 Json(state_at(told.profile, licence, told.now))});
  return Json(std::move(out));
}

Json goods_on_licence(const Told& told) {
  Json::Array out;
  if (const IssuedLicence* licence = newest(told))
    for (const LicenceLine& line : licence->lines) out.emplace_back(line.good);
  return Json(std::move(out));
}

Json count_signatures(const Told& told, bool valid) {
  return int(std::count_if(told.docket.signatures.begin(), told.docket.signatures.end(),
                           [&](const Countersignature& s) { return !valid || s.valid; }));
}

Json letter_states(const Told& told) {
  // Every state in order: a letter that was sent had been ready before.
  Json::Array out;
  for (const Letter& letter : told.docket.letters) {
    out.emplace_back("READY TO SEND");
    if (letter.state == "SENT") out.emplace_back("SENT");
  }
  return Json(std::move(out));
}

Json first_event(const Told& told) {
  const Step& step = told.steps.at(1);  // the first after the grant
  if (!step.refusal) return "accepted";
  if (step.refusal->rule != "not_suspended") return step.refusal->rule;
  return cat("rejected: illegal transition ", step.docket.licences.back().state, "->reinstated");
}

Json amendment(const Told& told, std::string_view key) {
  if (told.opened.empty()) return nullptr;
  const Docket& made = told.opened.front();
  if (key == "state") return made.state;
  if (key == "amendment_of") return made.amendment_of == told.docket.reference ? "old" : "other";
  const auto count = [](const Docket& d) { return d.goods.size() + d.parties.size(); };
  return Json(count(made) == count(told.docket) && made.goods.size() == told.docket.goods.size());
}

Json routing_fields(const Told& told) {
  const RoutingEntry& entry = told.docket.routing.front();
  if (entry.rule.empty() || entry.engine.empty() || entry.queues.empty() || entry.version.empty())
    return Json(Json::Array());
  return Json(Json::Array{"rule_identifier", "case_flags", "case_queues", "commit_sha"});
}

// The number is the same however the story is cut: as at each event, and from the events alone.
Json pure_clock(const Told& told) {
  Docket again = told.docket;
  return processing_days(told.profile, again, told.now) ==
                 processing_days(told.profile, told.docket, told.now)
             ? Json("pure function of events and calendar")
             : Json("not pure");
}

Json audit_deleted(const Told& told) {
  // Rows only ever grow from step to step, and the earlier ones stay as they were.
  std::size_t deleted = 0;
  for (std::size_t i = 1; i < told.steps.size(); ++i) {
    const auto& before = told.steps[i - 1].docket.audit;
    const auto& after = told.steps[i].docket.audit;
    for (std::size_t row = 0; row < before.size(); ++row)
      if (row >= after.size() || after[row].event != before[row].event ||
          after[row].at != before[row].at || after[row].to != before[row].to)
        ++deleted;
  }
  return int(deleted);
}

Json queue_left(const Told& told) {
  const std::string queue = "Enforcement Unit Cases to Review";
  const auto& queues = told.docket.queues;
  return std::find(queues.begin(), queues.end(), queue) == queues.end() ? Json(queue)
                                                                        : Json(nullptr);
}

Json last_flag_removed(const Told& told) {
  return told.docket.flags_removed.empty() ? Json(nullptr)
                                           : Json(told.docket.flags_removed.back());
}

Json appeal_days(const Told& told) {
  const DecisionEntry& refusal = told.docket.decisions.back();
  return due(told.profile, "appeal", refusal.at.day).number - refusal.at.day.number;
}

Json status(const Told& told) {
  const Json* wanted = told.scenario.find("expect")->find("status");
  if (wanted == nullptr || !wanted->is_string() || wanted->string() != "unchanged")
    return told.docket.state;
  const auto n = told.steps.size();
  const bool same = n < 2 || told.steps[n - 1].docket.state == told.steps[n - 2].docket.state;
  return same ? "unchanged" : told.docket.state.c_str();
}

Json criteria(const Told& told) {
  return told.docket.decisions.empty() ? Json(Json::Array())
                                       : strings(told.docket.decisions.back().criteria);
}

Json same_licence(const Told& told) {
  const auto& decisions = told.docket.decisions;
  return std::all_of(decisions.begin(), decisions.end(), [&](const DecisionEntry& entry) {
    return !entry.licence.empty() && entry.licence == decisions.front().licence;
  });
}

Json refused_rules(const Told& told) {
  Json::Array out;
  for (const Step& step : told.steps)
    if (step.refusal) out.emplace_back(step.refusal->rule);
  return Json(std::move(out));
}

using Show = std::function<Json(const Told&)>;

const std::map<std::string, Show>& table_of_decision() {
  static const std::map<std::string, Show> kTable{
      {"status", status},
      {"state", status},
      {"sub_status", [](const Told& t) { return Json(t.docket.sub_state); }},
      {"sub_type", [](const Told& t) { return Json(view(t).text("sub_type")); }},
      {"reference", [](const Told& t) { return Json(t.docket.reference); }},
      {"processing_days", [](const Told& t) {
         if (t.scenario.find("expect")->find("processing_days")->is_string()) return pure_clock(t);
         return Json(processing_days(t.profile, t.docket, t.now));
       }},
      {"first_closed_at", [](const Told& t) { return *view(t).find("first_closed_at"); }},
      {"decisions", decision_kinds},
      {"refusal_criteria", criteria},
      {"licence", [](const Told& t) {
         return newest(t) == nullptr ? Json(nullptr) : Json(newest(t)->reference);
       }},
      {"licence_status", [](const Told& t) { return Json(newest_state(t)); }},
      {"both_decisions_point_to_same_licence", same_licence},
      {"decision_licence", [](const Told& t) {
         return t.docket.decisions.back().licence == newest(t)->reference ? Json("latest licence")
                                                                          : Json("an older one");
       }},
      {"goods_on_licence", goods_on_licence},
      {"licences", licence_pairs},
      {"error", error},
      {"refused", refused_rules},
      {"first_event", first_event},
      {"statistics.applications", [](const Told& t) {
         const auto it = t.docket.statistics.find("applications");
         return Json(it == t.docket.statistics.end() ? 0 : int(it->second));
       }},
      {"statistics.suspensions", [](const Told& t) {
         const auto it = t.docket.statistics.find("suspensions");
         return Json(it == t.docket.statistics.end() ? 0 : int(it->second));
       }},
      {"licence_document.box16", [](const Told& t) { return Json(newest(t)->lines[0].rating); }},
      {"appeal_deadline_days", appeal_days},
      {"compliance_site_case", [](const Told& t) {
         return Json(!t.opened.empty() && t.opened.back().kind == "compliance_site");
       }},
  };
  return kTable;
}

const std::map<std::string, Show>& table_of_review() {
  static const std::map<std::string, Show> kTable{
      {"footnotes", footnotes},
      {"path", path},
      {"queues", [](const Told& t) { return strings(t.docket.queues); }},
      {"old.queues", [](const Told& t) { return strings(t.docket.queues); }},
      {"old.status", [](const Told& t) { return Json(t.docket.state); }},
      {"new.status", [](const Told& t) { return amendment(t, "state"); }},
      {"new.amendment_of", [](const Told& t) { return amendment(t, "amendment_of"); }},
      {"goods_and_parties_copied", [](const Told& t) { return amendment(t, "goods"); }},
      {"amendments", [](const Told& t) { return Json(int(t.opened.size())); }},
      {"case_officer", [](const Told& t) {
         return t.docket.officer.empty() ? Json(nullptr) : Json(t.docket.officer);
       }},
      {"flags_removed", [](const Told& t) { return strings(t.docket.flags_removed); }},
      {"flag_removed", last_flag_removed},
      {"queue_left", queue_left},
      {"conditions_contain", condition_texts},
      {"countersignatures.valid", [](const Told& t) { return count_signatures(t, true); }},
      {"countersignatures.kept", [](const Told& t) { return count_signatures(t, false); }},
      {"queries.open", [](const Told& t) { return Json(t.docket.open_queries()); }},
      {"queries.closed", [](const Told& t) {
         return Json(int(t.docket.queries.size()) - t.docket.open_queries());
       }},
      {"manually_closed", [](const Told& t) { return Json(t.docket.queries[0].closed_by_hand); }},
      {"sla_paused_days", [](const Told& t) {
         return Json(paused_days(t.profile, t.docket, {t.now.day.plus(3), t.now.second}));
       }},
      {"letter_states", letter_states},
      {"sub_status_after_send", [](const Told& t) {
         return t.docket.sub_states.empty() ? Json(nullptr) : Json(t.docket.sub_states.back());
       }},
      {"draft_documents", [](const Told& t) { return Json(int(t.docket.draft_documents.size())); }},
      {"audit_rows_deleted", audit_deleted},
      {"routing_history.fields", routing_fields},
      {"good.rating", [](const Told& t) { return Json(t.docket.goods[0].rating); }},
      {"precedent_source_recorded", [](const Told& t) {
         return Json(t.docket.goods[0].rating_source.starts_with("precedent "));
       }},
      {"match_then_cleared", [](const Told& t) {
         return Json(!t.docket.hits.empty() && !t.docket.open_hits() &&
                     t.docket.hits.size() == t.docket.parties.size());
       }},
      {"reason_recorded", [](const Told& t) { return Json(!t.docket.hits[0].reason.empty()); }},
  };
  return kTable;
}

}  // namespace

Json shown(const Told& told, const std::string& key) {
  for (const auto* table : {&table_of_decision(), &table_of_review()})
    if (const auto it = table->find(key); it != table->end()) return it->second(told);
  if (auto licence = shown_of_licence(told, key)) return *licence;
  return Json(cat("the expectation `", key, "` is not known"));
}

}  // namespace licet::licence::testing
