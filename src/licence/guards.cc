#include <algorithm>

#include "docket_work.h"
#include "licet/base/text.h"

namespace licet::licence {
namespace {

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Each is true when nothing stands in the way.
bool has_outcome(const Work& work) { return work.docket.outcome.has_value(); }
bool no_open_query(const Work& work) { return work.docket.open_queries() == 0; }
bool no_open_match(const Work& work) { return !work.docket.open_hits(); }

bool no_blocking_flag(const Work& work) {
  const auto blocking = work.profile().names("flags.blocking");
  return std::none_of(work.docket.flags.begin(), work.docket.flags.end(),
                      [&](const auto& flag) { return holds(blocking, flag); });
}

bool countersigned(const Work& work, int order) {
  const std::string content = outcome_digest(work.docket);
  return std::any_of(work.docket.signatures.begin(), work.docket.signatures.end(),
                     [&](const Countersignature& signature) {
                       return signature.order == order && signature.valid &&
                              signature.accepted && signature.content == content;
                     });
}

bool countersign_complete(const Work& work) {
  if (!work.docket.outcome) return true;
  const auto& orders = work.docket.outcome->orders;
  return std::all_of(orders.begin(), orders.end(),
                     [&](int order) { return countersigned(work, order); });
}

// Every decision leaves with its paper: which one, the profile says by outcome.
bool documents_present(const Work& work) {
  if (!work.docket.outcome) return true;
  const auto wanted = work.profile().words(cat("document.", work.docket.outcome->type));
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const auto& word) { return holds(work.docket.documents, word); });
}

bool no_policy_hold(const Work& work) {
  return hold_on(work.setting.policies, work.docket, work.event.at.day) == nullptr;
}

bool notice_given(const Work& work) {
  return notices_due(work.setting.policies, work.docket, work.event.at.day).empty();
}

// Also from the other side: a paper the event says is known to be missing does not hold.
bool stated(const Work& work, std::string_view key, bool wanted) {
  const Json* value = work.detail(key);
  return value != nullptr && value->is_bool() && value->boolean() == wanted;
}

bool something_to_appeal(const Work& work) {
  return std::any_of(work.docket.decisions.begin(), work.docket.decisions.end(),
                     [&](const DecisionEntry& entry) {
                       return entry.kind == work.profile().text("decision.refuse");
                     });
}

// Up to the clock's day, and from it on; a clock the profile does not have binds nobody.
bool within(const Work& work, std::string_view clock_id, const std::optional<Instant>& from) {
  const ClockRule* rule = work.profile().clock(clock_id);
  if (rule == nullptr) return true;
  return from && work.event.at.day <= due_day(work.profile(), *rule, from->day);
}

bool after(const Work& work, std::string_view clock_id, const std::optional<Instant>& from) {
  const ClockRule* rule = work.profile().clock(clock_id);
  if (rule == nullptr) return true;
  return from && work.event.at.day >= due_day(work.profile(), *rule, from->day);
}

bool appeal_in_time(const Work& work) {
  std::optional<Instant> refused;
  for (const DecisionEntry& entry : work.docket.decisions)
    if (entry.kind == work.profile().text("decision.refuse")) refused = entry.at;
  return within(work, "appeal", refused);
}

// Every body that was asked has answered, or its time to answer is over (750.4(e)).
bool positions_in(const Work& work) {
  const bool silent = work.docket.referred &&
                      !within(work, "agency_recommendation", work.docket.referred);
  return silent || std::all_of(work.docket.bodies.begin(), work.docket.bodies.end(),
                               [&](const auto& body) {
                                 return std::any_of(
                                     work.docket.positions.begin(), work.docket.positions.end(),
                                     [&](const Position& p) { return p.body == body; });
                               });
}

bool second_person(const Work& work) {
  const std::string second = work.text("approved_by");
  return !second.empty() && second != work.event.person;
}

bool application_decided(const Work& work) {
  return work.profile().application().in(work.docket.state, "decided");
}

bool findings_complete(const Work& work) {
  for (const auto& finding : work.profile().words("visit.findings")) {
    const auto it = work.docket.findings.find(finding);
    if (it == work.docket.findings.end() || it->second.empty()) return false;
  }
  return true;
}

bool first_transfer(const Work& work) {
  const IssuedLicence* licence = work.licence();
  return licence != nullptr && licence->transfers == 0;
}

bool disagreement(const Work& work) {
  return std::any_of(work.docket.positions.begin(), work.docket.positions.end(),
                     [&](const Position& position) {
                       return position.type != "approve" && position.type != "approve_conditions" &&
                              position.type != "no_objection";
                     });
}

struct Guard {
  std::string_view name;
  bool (*allows)(const Work&);
};

constexpr Guard kGuards[] = {
    {"has_outcome", has_outcome},
    {"open_query", no_open_query},
    {"open_match", no_open_match},
    {"blocking_flags", no_blocking_flag},
    {"countersign_incomplete", countersign_complete},
    {"missing_documents", documents_present},
    {"policy_hold", no_policy_hold},
    {"notice_due", notice_given},
    {"nothing_to_appeal", something_to_appeal},
    {"appeal_window_closed", appeal_in_time},
    {"positions_missing", positions_in},
    {"second_person_due", second_person},
    {"application_not_decided", application_decided},
    {"case_not_finalised", application_decided},
    {"incomplete_visit", findings_complete},
    {"transferred_before", first_transfer},
    {"no_disagreement", disagreement},
    {"no_approval", [](const Work& w) { return stated(w, "approval", true); }},
    {"already_laden", [](const Work& w) { return !stated(w, "laden", true); }},
    {"application_pending", [](const Work& w) { return !stated(w, "pending", true); }},
    {"reason_due", [](const Work& w) { return !w.text("reason").empty(); }},
    {"response_late",
     [](const Work& w) { return within(w, "denial_response", w.docket.intent); }},
    {"denial_not_final",
     [](const Work& w) { return after(w, "denial_final", w.docket.intent); }},
};

}  // namespace

bool known_guard(std::string_view guard) {
  return std::any_of(std::begin(kGuards), std::end(kGuards),
                     [&](const Guard& one) { return one.name == guard; });
}

Check run_guard(const Work& work, std::string_view guard) {
  for (const Guard& one : kGuards) {
    if (one.name != guard) continue;
    if (one.allows(work)) return {};
    Refusal refusal = work.profile().refusal(guard);
    if (guard == "policy_hold") {
      const PolicyHold* hold = hold_on(work.setting.policies, work.docket, work.event.at.day);
      refusal.because += cat(": ", hold->id, ", ", hold->because, " (", hold->author, ")");
      refusal.cite = hold->cite;
    }
    if (guard == "notice_due")
      refusal.because += cat(": ", join(notices_due(work.setting.policies, work.docket,
                                                    work.event.at.day), ", "));
    return refusal;
  }
  return work.profile().refusal("unknown_guard");
}

bool known_condition(std::string_view condition) {
  static constexpr std::string_view kNames[] = {"queues_remain", "next_is",     "order_due",
                                                "rejected",      "outcome_is",  "reason_is",
                                                "was",           "role_is",     "orders_due"};
  const auto name = condition.substr(0, condition.find(':'));
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

// The last state before the present one.
std::string state_before(const Docket& docket) {
  for (auto row = docket.audit.rbegin(); row != docket.audit.rend(); ++row)
    if (row->machine == "application" && row->to == docket.state && row->from != docket.state)
      return row->from;
  return {};
}

bool condition_holds(const Work& work, std::string_view condition) {
  const auto colon = condition.find(':');
  const auto name = condition.substr(0, colon);
  const auto value = colon == std::string_view::npos ? "" : condition.substr(colon + 1);
  const Docket& docket = work.docket;
  if (name == "queues_remain") return !docket.queues.empty();
  if (name == "next_is") return next_stage(work.profile(), docket).status == value;
  if (name == "rejected")
    return !docket.signatures.empty() && !docket.signatures.back().accepted;
  if (name == "outcome_is") return docket.outcome && docket.outcome->type == value;
  if (name == "reason_is") return work.text("reason") == value;
  if (name == "role_is") return work.event.role == value;
  if (name == "was") return state_before(docket) == value;
  if (!docket.outcome) return false;
  const auto& orders = docket.outcome->orders;
  if (name == "orders_due")
    return std::any_of(orders.begin(), orders.end(),
                       [&](int order) { return !countersigned(work, order); });
  if (name == "order_due")
    return std::any_of(orders.begin(), orders.end(), [&](int order) {
      return cat(order) == value && !countersigned(work, order);
    });
  return false;
}

}  // namespace licet::licence
