#include "licet/licence/apply.h"

#include <algorithm>

#include "docket_work.h"
#include "licet/base/text.h"

namespace licet::licence {
namespace {

// Persons first: nobody signs what he proposed or has signed already, whatever his role.
Check separation(const Work& work) {
  if (work.event.event != "countersign" || !work.docket.outcome) return {};
  bool same = work.docket.outcome->person == work.event.person;
  for (const Countersignature& signature : work.docket.signatures)
    same = same || (signature.valid && signature.person == work.event.person);
  if (same) return refuse(work, "separation_of_duties");
  return {};
}

Check permission(const Work& work) {
  const Role* role = work.profile().role(work.event.role);
  if (role == nullptr || !role->may(work.event.event)) return refuse(work, "forbidden");
  return {};
}

// Time does not run backwards within one docket.
Check order_of_time(const Work& work) {
  if (!work.docket.audit.empty() && work.event.at < work.docket.audit.back().at)
    return refuse(work, "back_dated");
  return {};
}

Handler handler_of(std::string_view event) {
  for (const auto find : {application_handler, review_handler, licence_handler})
    if (Handler handler = find(event)) return handler;
  return nullptr;
}

const Move* first_holding(const Work& work, const std::vector<const Move*>& rows) {
  for (const Move* row : rows)
    if (std::all_of(row->when.begin(), row->when.end(),
                    [&](const auto& word) { return condition_holds(work, word); }))
      return row;
  return nullptr;
}

AuditRow audit_row(const Work& work, std::string_view machine, std::string about,
                   const Move& move) {
  return {work.event.at, std::string(machine), std::move(about), work.event.event,
          work.event.person, work.event.role, move.from, move.to, move.cite, move.effects};
}

Check run_guards(const Work& work, const Move& move) {
  for (const auto& guard : move.guards)
    if (Check refused = run_guard(work, guard)) return refused;
  return {};
}

Check apply_to_application(Work& work) {
  const Machine& machine = work.profile().application();
  const std::string from = work.docket.state;
  const auto rows = machine.moves(from, work.event.event);
  if (rows.empty()) return machine.refusal(from, work.event.event);
  if (Handler handler = handler_of(work.event.event))
    if (Check refused = handler(work)) return refused;
  const Move* move = first_holding(work, rows);
  if (move == nullptr) return machine.refusal(from, work.event.event);
  if (Check refused = run_guards(work, *move)) return refused;
  work.docket.audit.push_back(audit_row(work, "application", work.docket.reference, *move));
  if (move->to != from) {
    work.docket.state = move->to;
    set_sub_state(work.docket, "");
  }
  return run_effects(work, *move, nullptr);
}

Check apply_to_licence(Work& work) {
  const Machine& machine = work.profile().licence();
  IssuedLicence* licence = work.licence();
  if (licence == nullptr && !work.text("licence").empty()) return refuse(work, "unknown_licence");
  if (licence == nullptr) {
    const bool decided = work.profile().application().in(work.docket.state, "decided");
    return refuse(work, decided ? "no_licence" : work.profile().text("rule.undecided"));
  }
  const std::string reference = licence->reference;
  const std::string from = state_at(work.profile(), *licence, work.event.at);
  const auto rows = machine.moves(from, work.event.event);
  if (rows.empty()) return machine.refusal(from, work.event.event);
  if (Handler handler = handler_of(work.event.event))
    if (Check refused = handler(work)) return refused;
  const Move* move = first_holding(work, rows);
  if (move == nullptr) return machine.refusal(from, work.event.event);
  if (Check refused = run_guards(work, *move)) return refused;
  licence = work.docket.licence(reference);
  work.docket.audit.push_back(audit_row(work, "licence", reference, *move));
  if (move->to != from) {  // what the event itself has moved stays moved
    ++licence->versions;
    licence->state = move->to;
  }
  return run_effects(work, *move, licence);
}

Check run(Work& work) {
  if (Check refused = separation(work)) return refused;
  if (Check refused = permission(work)) return refused;
  if (Check refused = order_of_time(work)) return refused;
  if (work.profile().application().knows(work.event.event)) return apply_to_application(work);
  if (work.profile().licence().knows(work.event.event)) return apply_to_licence(work);
  return refuse(work, "unknown_event");
}

}  // namespace

Step apply_in_place(const Setting& setting, Docket& docket, const DocketEvent& event) {
  Step step;
  Work work{setting, docket, event, step};
  step.refusal = run(work);
  if (step.refusal) {
    step.opened.clear();
    step.note.clear();
  }
  return step;
}

Step apply(const Setting& setting, const Docket& docket, const DocketEvent& event) {
  Docket copy = docket;
  Step step = apply_in_place(setting, copy, event);
  step.docket = step.refusal ? docket : std::move(copy);
  return step;
}

Check move_licence(Work& work, IssuedLicence& licence, std::string_view event) {
  const Machine& machine = work.profile().licence();
  const std::string from = state_at(work.profile(), licence, work.event.at);
  const auto rows = machine.moves(from, event);
  if (rows.empty()) return machine.refusal(from, event);
  const Move& move = *rows.front();
  AuditRow row = audit_row(work, "licence", licence.reference, move);
  row.event = std::string(event);
  work.docket.audit.push_back(std::move(row));
  const bool issue = from == machine.states().front().id;
  if (move.to != from && !issue) ++licence.versions;
  licence.state = move.to;
  return run_effects(work, move, &licence);
}

Day last_day(const Profile& profile, const IssuedLicence& licence) {
  // 15 CFR 750.7(g): a last day on a legal holiday moves to the first business day after it.
  if (profile.text("expiry.rolls_over_holidays") == "yes" &&
      profile.calendar().holiday(licence.expires))
    return profile.calendar().next_business(licence.expires);
  return licence.expires;
}

std::string state_at(const Profile& profile, const IssuedLicence& licence, const Instant& at) {
  const bool running = profile.licence().in(licence.state, "running");
  if (running && at.day > last_day(profile, licence)) return profile.text("state.expired");
  return licence.state;
}

}  // namespace licet::licence
