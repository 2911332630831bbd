#include <algorithm>

#include "docket_work.h"
#include "licet/base/text.h"
#include "licet/licence/clocks.h"
#include "scenario_runner.h"

// Rows of a story that need no events: a state or an interval, and what is to come of it.
namespace licet::licence::testing {
namespace {

using Rows = std::vector<std::string>;

Instant at(std::string_view text) { return parse_instant(text).value(); }

void expect_moves(const Told& told, const Json& rows, const Machine& machine,
                  const std::vector<std::string>& events, Rows& out) {
  for (const Json& row : rows.array()) {
    const std::string& state = row.array()[0].string();
    const bool possible = std::any_of(events.begin(), events.end(), [&](const auto& event) {
      return !machine.moves(state, event).empty();
    });
    if (machine.find(state) == nullptr || possible != row.array()[1].boolean())
      out.push_back(cat(told.scenario.text("id"), ": ", state, " is ", possible ? "yes" : "no"));
  }
}

// One application, its clock running over the given spans.
int days(const Profile& profile, const std::vector<std::pair<Instant, Instant>>& spans) {
  Docket docket;
  for (const auto& [from, until] : spans) docket.running.emplace_back(from, until);
  return processing_days(profile, docket, spans.back().second);
}

void clock_rows(const Told& told, Rows& out) {
  const std::pair<Instant, Instant> first{at("2024-10-01T11:20:15"), at("2024-11-22T13:35:15")};
  const std::pair<Instant, Instant> second{at("2024-11-25T14:22:09"), at("2024-11-29T10:20:09")};
  if (days(told.profile, {first}) != 38) out.push_back("38 working days");
  if (days(told.profile, {first, second}) != 42) out.push_back("42 working days in total");
}

// Each row adds no day to what stands already.
void no_tick_rows(const Told& told, const Json& rows, Rows& out) {
  const Profile& p = told.profile;
  const Instant monday = at("2024-12-16T09:00:00");
  for (const Json& row : rows.array()) {
    const std::string& what = row.array()[0].string();
    int more = -1;
    if (what == "second run same day")
      more = days(p, {{monday, at("2024-12-16T23:00:00")}}) -
             days(p, {{monday, at("2024-12-16T18:30:00")}});
    if (what == "Saturday")
      more = days(p, {{at("2024-12-14T00:00:00"), at("2024-12-14T23:59:59")}});
    if (what == "bank holiday")
      more = days(p, {{at("2024-12-25T00:00:00"), at("2024-12-26T23:59:59")}});
    if (what == "finalised") {
      Docket closed;
      closed.running.emplace_back(monday, at("2024-12-17T09:00:00"));
      more = processing_days(p, closed, at("2025-03-03T23:00:00")) -
             processing_days(p, closed, at("2024-12-17T23:00:00"));
    }
    if (what == "submitted after 18:00")
      more = days(p, {{at("2024-12-16T18:00:01"), at("2024-12-16T23:59:59")}});
    if (more != row.array()[1].integer()) out.push_back(cat(what, ": ", more));
  }
}

DocketEvent batch_event(std::string_view what) {
  DocketEvent event{"usage_batch", "customs", "customs", at("2025-01-10"), {}};
  Json::Object item{{"licence", "L1"}, {"action", "open"},
                    {"lines", Json(Json::Array{Json(Json::Array{Json("g1"), Json("1")})})}};
  if (what == "unknown licence") item["licence"] = "unknown";
  if (what == "no action") item.erase("action");
  if (what == "bad action") item["action"] = "shred";
  if (what == "unknown good")
    item["lines"] = Json(Json::Array{Json(Json::Array{Json("unknown"), Json("1")})});
  if (what == "no usage") item["lines"] = Json(Json::Array{Json(Json::Array{Json("g1")})});
  Json::Object details{{"report", "U9"}, {"items", Json(Json::Array{Json(item)})}};
  if (what == "no report id") details.erase("report");
  if (what == "no licences") details["items"] = Json(Json::Array());
  event.details = std::move(details);
  return event;
}

// What the whole file, or its one row, is refused with.
void usage_rows(const Told& told, const Json& rows, Rows& out) {
  static const std::map<std::string, std::string> kRules{
      {"no report id", "report_due"},        {"no licences", "licences_due"},
      {"unknown licence", "unknown_licence"}, {"no action", "action_due"},
      {"bad action", "unknown_action"},      {"unknown good", "unknown_good"},
      {"no usage", "usage_due"}};
  const Setting setting{told.profile, told.policies, 1, "licet test"};
  for (const Json& row : rows.array()) {
    const std::string& what = row.array()[0].string();
    const Step step = apply(setting, told.docket, batch_event(what));
    const std::string rule = kRules.at(what);
    const bool whole = row.array()[1].string() == "400";
    const bool right = whole ? step.refusal && step.refusal->rule == rule
                             : step.note == cat("accepted 0, rejected 1; ", rule);
    const bool nothing = !step.docket.licences.empty() && !told.docket.licences.empty() &&
                         step.docket.licences[0].usage.size() ==
                             told.docket.licences[0].usage.size();
    if (!right || !nothing)
      out.push_back(cat(what, ": ", step.refusal ? step.refusal->rule : step.note));
  }
}

// A licence for one good of that rating: is a site to be visited?
void visit_rows(const Told& told, const Json& rows, Rows& out) {
  for (const Json& row : rows.array()) {
    Json::Object scenario = told.scenario.object();
    scenario.erase("vectors");
    Json::Object given{{"goods", Json(Json::Array{Json(Json::Object{
                                     {"ref", "g1"}, {"rating", row.array()[0].string()},
                                     {"quantity", "1"}})})}};
    scenario["given"] = Json(given);
    scenario["expect"] = Json(Json::Object{{"compliance_site_case", row.array()[1].boolean()}});
    for (const auto& difference : run_scenario(told.profile, Json(scenario)))
      out.push_back(cat(row.array()[0].string(), ": ", difference));
  }
}

}  // namespace

std::vector<std::string> check_vectors(const Told& told) {
  Rows out;
  const Json* rows = told.scenario.find("vectors");
  if (rows == nullptr) return out;
  const std::string area(told.scenario.text("area")), title(told.scenario.text("title"));
  const Profile& p = told.profile;
  if (area == "exporter_edit" && title.starts_with("major edit"))
    expect_moves(told, *rows, p.application(), {"edit"}, out);
  else if (area == "exporter_edit" && title.starts_with("withdraw"))
    expect_moves(told, *rows, p.application(), {"withdraw"}, out);
  else if (area == "exporter_edit" && title.starts_with("surrender"))
    expect_moves(told, *rows, p.application(), {"surrender"}, out);
  else if (area == "suspend")
    expect_moves(told, *rows, p.licence(), {"suspend", "reinstate", "revoke"}, out);
  else if (area == "sla" && title == "working-day clock")
    clock_rows(told, out);
  else if (area == "sla")
    no_tick_rows(told, *rows, out);
  else if (area == "usage")
    usage_rows(told, *rows, out);
  else if (area == "compliance")
    visit_rows(told, *rows, out);
  else
    out.push_back(cat("vectors of `", area, "` are not known"));
  return out;
}

}  // namespace licet::licence::testing
