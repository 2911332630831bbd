#include <algorithm>

#include "licet/base/text.h"
#include "lifecycle_work.h"

// Applications, their clocks, and records.
namespace licet::licence {
namespace {

Result<std::vector<ClockStop>> stops_of(const Json& application) {
  std::vector<ClockStop> stops;
  const Json* given = application.find("clock_stops");
  if (given == nullptr) return stops;
  if (!given->is_array()) return malformed("/given/application/clock_stops", "a list is due");
  for (std::size_t i = 0; i < given->array().size(); ++i) {
    const std::string pointer = cat("/given/application/clock_stops/", i);
    LICET_TRY(from, needed_day(given->array()[i], "from", pointer));
    LICET_TRY(to, maybe_day(given->array()[i], "to", pointer));
    if (to && *to < from) return malformed(pointer + "/to", "lies before `from`");
    stops.push_back({from, to, std::string(given->array()[i].text("ground"))});
  }
  return stops;
}

// A stop counts only on one of the grounds of 750.4(b).
std::vector<ClockStop> with_ground(const Profile& profile, const std::vector<ClockStop>& stops) {
  const auto grounds = profile.words("clock.stops");
  std::vector<ClockStop> out;
  for (const ClockStop& stop : stops)
    if (std::find(grounds.begin(), grounds.end(), stop.ground) != grounds.end())
      out.push_back(stop);
  return out;
}

Result<Day> day_of_event(const Asked& asked) { return needed_day(asked.event, "on", "/event"); }

}  // namespace

Answer answer_register(const Asked& asked) {
  LICET_TRY(registered, day_of_event(asked));
  LICET_TRY(stops, stops_of(asked.part("application")));
  const auto counted = with_ground(asked.profile, stops);
  const int days = asked.profile.clock("resolution")->days;
  const Day end = due_with_stops(registered, days, counted);
  Json::Object due_days, out;
  due_days["bis_first_action"] = to_string(due(asked.profile, "bis_first_action", registered));
  due_days["resolution"] = to_string(end);
  out["due"] = std::move(due_days);
  out["days_not_counted"] = std::to_string(end.number - registered.number - days);
  out["cites"] = strings_json({"15 CFR 750.4(a)(1)", "15 CFR 750.4(a)(2)", "15 CFR 750.4(b)",
                               "15 CFR 750.4(c)"});
  return Json(std::move(out));
}

Answer answer_refer(const Asked& asked) {
  const Json& application = asked.part("application");
  Day referred{};
  LICET_TRY(told, maybe_day(application, "referred", "/given/application"));
  if (told) {
    referred = *told;
  } else {
    LICET_TRY(on, day_of_event(asked));
    referred = on;
  }
  LICET_TRY(answered, maybe_day(application, "agency_answered", "/given/application"));
  const Day recommendation = due(asked.profile, "agency_recommendation", referred);
  const bool spoke = answered && *answered <= recommendation;
  Json::Object due_days, out;
  due_days["agency_information"] = to_string(due(asked.profile, "agency_information", referred));
  due_days["agency_recommendation"] = to_string(recommendation);
  out["due"] = std::move(due_days);
  out["deemed_no_objection"] = !spoke && asked.on > recommendation;
  out["cites"] = strings_json({"15 CFR 750.4(d)(1)", "15 CFR 750.4(d)(2)", "15 CFR 750.4(e)"});
  return Json(std::move(out));
}

Answer answer_agency_deadline(const Asked& asked) {
  LICET_TRY(deadline, day_of_event(asked));
  Json::Object due_days, out;
  for (const auto& [clock, day] : ladder(asked.profile, deadline)) due_days[clock] = to_string(day);
  LICET_TRY(registered, maybe_day(asked.part("application"), "registered", "/given/application"));
  if (registered) {
    LICET_TRY(stops, stops_of(asked.part("application")));
    due_days["resolution"] = to_string(
        due_with_stops(*registered, asked.profile.clock("resolution")->days,
                       with_ground(asked.profile, stops)));
  }
  out["due"] = std::move(due_days);
  out["cites"] = strings_json({"15 CFR 750.4(f)(1)", "15 CFR 750.4(f)(2)", "15 CFR 750.4(f)(3)",
                               "15 CFR 750.4(a)(1)"});
  return Json(std::move(out));
}

Answer answer_intent(const Asked& asked) {
  LICET_TRY(told, day_of_event(asked));
  const Day final_day = due(asked.profile, "denial_final", told);
  Json::Object due_days, out;
  due_days["denial_response"] = to_string(due(asked.profile, "denial_response", told));
  due_days["denial_final"] = to_string(final_day);
  due_days["appeal"] = to_string(due(asked.profile, "appeal", final_day));
  out["due"] = std::move(due_days);
  out["cites"] = strings_json({"15 CFR 750.6(a)", "15 CFR 750.6(b)", "15 CFR 756.2(c)(1)"});
  return Json(std::move(out));
}

Answer answer_appeal(const Asked& asked) {
  LICET_TRY(denied, needed_day(asked.part("application"), "denied", "/given/application"));
  const Day last = due(asked.profile, "appeal", denied);
  Json::Object due_days, out;
  due_days["appeal"] = to_string(last);
  out["due"] = std::move(due_days);
  out["allowed"] = asked.on <= last;
  if (asked.on > last) out["refused_because"] = strings_json({"appeal_window_closed"});
  out["cites"] = strings_json({"15 CFR 750.6(b)", "15 CFR 756.2(c)(1)"});
  return Json(std::move(out));
}

// Not needed: said to the applicant within the first nine days (750.4(c)(3)).
Answer answer_return(const Asked& asked) {
  const Json& application = asked.part("application");
  LICET_TRY(registered, maybe_day(application, "registered", "/given/application"));
  Json::Object out;
  out["action"] = "return_without_action";
  if (is_false(application, "licence_needed")) out["statement"] = "no_licence_required";
  if (registered)
    out["within_clock"] = asked.on <= due(asked.profile, "bis_first_action", *registered);
  out["cites"] = strings_json({"15 CFR 750.4(a)(2)", "15 CFR 750.4(c)(3)"});
  return Json(std::move(out));
}

Answer answer_apply(const Asked& asked) {
  const Json& application = asked.part("application");
  const Json& shipment = asked.part("shipment");
  LICET_TRY(laden, maybe_day(shipment, "laden", "/given/shipment"));
  LICET_TRY(departed, maybe_day(shipment, "departed", "/given/shipment"));
  std::vector<std::string> refused;
  const bool same = application.text("transaction") == asked.event.text("transaction");
  if (application.text("status") == "pending" && same) refused.emplace_back("application_pending");
  const bool gone = (laden && *laden <= asked.on) || (departed && *departed <= asked.on);
  if (gone) refused.emplace_back("already_laden");
  Json::Object out;
  out["allowed"] = refused.empty();
  if (!refused.empty()) out["refused_because"] = strings_json(refused);
  if (gone) out["action"] = "letter_to_oee";
  out["cites"] = strings_json({"15 CFR 748.4(d)(2)", "15 CFR 748.4(f)"});
  return Json(std::move(out));
}

// 15 CFR 762.6: five years from the latest event, the last day included; an agency's request keeps
// the record until that agency's written word.
Answer answer_records(const Asked& asked) {
  std::optional<Day> latest;
  for (const char* key :
       {"export", "known_reexport", "transfer", "diversion", "termination", "boycott_request"}) {
    LICET_TRY(day, maybe_day(asked.given, key, "/given"));
    if (day && (!latest || *day > *latest)) latest = day;
  }
  if (!latest) return malformed("/given/export", "the day of the last event is due");
  const Day until = plus_months(*latest, 60);
  LICET_TRY(request, maybe_day(asked.given, "agency_request", "/given"));
  LICET_TRY(released, maybe_day(asked.given, "agency_release", "/given"));
  const bool asked_now = asked.event.text("type") == "request_record";
  const bool frozen = (asked_now || (request && *request <= asked.on)) &&
                      !(released && *released <= asked.on);
  std::vector<std::string> refused;
  if (asked.on <= until) refused.emplace_back("retention_period");
  if (frozen) refused.emplace_back("agency_request");
  Json::Object out;
  out["retain_until"] = to_string(until);
  out["may_destroy"] = refused.empty();
  if (!refused.empty()) out["refused_because"] = strings_json(refused);
  out["cites"] = strings_json({"15 CFR 762.6(a)", "15 CFR 762.6(b)"});
  return Json(std::move(out));
}

}  // namespace licet::licence
