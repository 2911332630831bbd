#include <algorithm>
#include <array>

#include "docket_work.h"
#include "licet/base/text.h"

// What the applicant, the desks and the lists bring to an application.
namespace licet::licence {
namespace {

// Hits of the screening that the host ran over every party, as {party, list, entry}.
void take_hits(Work& work) {
  const Json* given = work.detail("screening");
  if (given == nullptr || !given->is_array()) return;
  for (const Json& hit : given->array()) {
    ScreeningHit read{std::string(hit.text("party")), std::string(hit.text("list")),
                      std::string(hit.text("entry")), "", ""};
    const auto same = [&](const ScreeningHit& other) {
      return other.party == read.party && other.list == read.list && other.entry == read.entry;
    };
    if (std::none_of(work.docket.hits.begin(), work.docket.hits.end(), same))
      work.docket.hits.push_back(std::move(read));
  }
}

Check on_submit(Work& work) {
  if (!work.docket.submitted) {
    work.docket.submitted = work.event.at;
    for (const auto& flag : work.profile().names("flags.on_submit"))
      work.docket.flags.push_back(flag);
  }
  take_hits(work);
  return {};
}

Check on_register(Work& work) {
  work.docket.registered = work.event.at;
  take_hits(work);
  return {};
}

Check on_refer(Work& work) {
  work.docket.referred = work.event.at;
  for (const auto& body : work.words("bodies"))
    if (std::find(work.docket.bodies.begin(), work.docket.bodies.end(), body) ==
        work.docket.bodies.end())
      work.docket.bodies.push_back(body);
  return {};
}

// A desk that has done its part takes its queue off; "system" clears all desks of the stage.
Check on_forward(Work& work) {
  Docket& docket = work.docket;
  if (work.event.role == "system") {
    docket.queues.clear();
  } else {
    const auto before = docket.queues.size();
    for (const RoutingRule& rule : work.profile().routing())
      if (rule.role == work.event.role) std::erase(docket.queues, rule.queue);
    if (before == docket.queues.size()) return refuse(work, "not_your_queue");
  }
  return {};
}

Check on_add_flag(Work& work) {
  if (work.text("flag").empty()) return refuse(work, "flag_due");
  work.docket.flags.push_back(work.text("flag"));
  return {};
}

Check on_remove_flag(Work& work) {
  if (std::erase(work.docket.flags, work.text("flag")) == 0) return refuse(work, "flag_due");
  work.docket.flags_removed.push_back(work.text("flag"));
  return {};
}

Check on_clear_match(Work& work) {
  if (work.text("reason").empty()) return refuse(work, "reason_due");
  bool any = false;
  for (ScreeningHit& hit : work.docket.hits) {
    if (!hit.cleared_by.empty()) continue;
    if (!work.text("party").empty() && hit.party != work.text("party")) continue;
    hit.cleared_by = work.event.person;
    hit.reason = work.text("reason");
    any = true;
  }
  if (!any) return refuse(work, "nothing_to_clear");
  return {};
}

// A list has changed: everything still open is put before a person, licences hold their draws.
Check on_list_change(Work& work) {
  const auto before = work.docket.hits.size();
  take_hits(work);
  if (work.docket.hits.size() == before) return {};
  work.alert("list_match", work.docket.reference, "application");
  for (const IssuedLicence& licence : work.docket.licences)
    if (work.profile().licence().in(licence.state, "running"))
      work.alert("list_match", licence.reference, "licence");
  return {};
}

Check on_export(Work& work) {
  work.docket.notices.emplace_back("parties_sent_to_checker");
  return {};
}

// The answer of an outside checker: matches keep the flag, none takes flag and desk off.
Check on_import(Work& work) {
  bool any = false;
  if (const Json* matches = work.detail("matches"); matches != nullptr && matches->is_array())
    for (const Json& match : matches->array()) {
      const bool pair = match.is_array() && match.array().size() == 2 &&
                        match.array()[0].is_string() && match.array()[1].is_string();
      if (!pair) return refuse(work, "unreadable_answer");
      if (match.array()[1].string() == "N") continue;
      any = true;
      work.docket.hits.push_back({match.array()[0].string(), "enforcement", "", "", ""});
    }
  if (any) return {};
  for (const auto& flag : work.profile().names("flags.enforcement"))
    if (std::erase(work.docket.flags, flag) != 0) work.docket.flags_removed.push_back(flag);
  for (const RoutingRule& rule : work.profile().routing())
    if (rule.role == work.event.role) std::erase(work.docket.queues, rule.queue);
  return {};
}

// The copy starts again from the first state; goods, parties and uses come with it.
Check on_amend(Work& work) {
  Docket copy;
  const Docket& old = work.docket;
  copy.profile = old.profile;
  copy.kind = old.kind;
  copy.sub_kind = old.sub_kind;
  copy.state = work.profile().application().states().front().id;
  copy.amendment_of = old.reference;
  copy.question = old.question;
  copy.goods = old.goods;
  copy.parties = old.parties;
  copy.end_use = old.end_use;
  copy.bodies = old.bodies;
  copy.transaction = old.transaction;
  work.step.opened.push_back(std::move(copy));
  return {};
}

Check on_close_visit(Work& work) {
  if (const Json* given = work.detail("findings"); given != nullptr && given->is_object())
    for (const auto& [key, value] : given->object())
      if (value.is_string()) work.docket.findings[key] = value.string();
  return {};
}

// Days of a ground of 750.4(b) do not count.
Check on_stop(Work& work) {
  const auto grounds = work.profile().words("clock.stops");
  const std::string ground = work.text("ground");
  if (std::find(grounds.begin(), grounds.end(), ground) == grounds.end())
    return refuse(work, "no_ground");
  for (const ClockStop& stop : work.docket.stops)
    if (!stop.until && stop.ground == ground) return refuse(work, "stopped_already");
  work.docket.stops.push_back({work.event.at.day, {}, ground});
  return {};
}

Check on_restart(Work& work) {
  for (ClockStop& stop : work.docket.stops)
    if (!stop.until && stop.ground == work.text("ground")) {
      stop.until = work.event.at.day;
      return {};
    }
  return refuse(work, "no_ground");
}

Check on_notify_overseers(Work& work) {
  const auto told = work.words("overseers");
  if (told.empty()) return refuse(work, "overseer_due");
  for (const auto& overseer : told) work.docket.overseers.try_emplace(overseer, work.event.at);
  return {};
}

Check on_intend_to_deny(Work& work) {
  work.docket.intent = work.event.at;
  return {};
}

Check on_assign(Work& work) {
  if (work.text("officer").empty()) return refuse(work, "officer_due");
  work.docket.officer = work.text("officer");
  return {};
}

struct Entry {
  std::string_view event;
  Handler handler;
};

constexpr std::array kHandlers{
    Entry{"submit", on_submit},
    Entry{"register", on_register},
    Entry{"refer", on_refer},
    Entry{"forward", on_forward},
    Entry{"assign", on_assign},
    Entry{"add_flag", on_add_flag},
    Entry{"remove_flag", on_remove_flag},
    Entry{"clear_match", on_clear_match},
    Entry{"list_change", on_list_change},
    Entry{"export_xml", on_export},
    Entry{"import_xml", on_import},
    Entry{"amend", on_amend},
    Entry{"close_visit", on_close_visit},
    Entry{"stop_clock", on_stop},
    Entry{"restart_clock", on_restart},
    Entry{"notify_overseers", on_notify_overseers},
    Entry{"intend_to_deny", on_intend_to_deny},
};

}  // namespace

Handler application_handler(std::string_view event) {
  for (const Entry& entry : kHandlers)
    if (entry.event == event) return entry.handler;
  return nullptr;
}

}  // namespace licet::licence
