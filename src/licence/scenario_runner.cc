#include "scenario_runner.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::licence::testing {
namespace {

const Instant kStart = parse_instant("2024-10-01T11:20:15").value();

// "+3d" counts from the start of the story.
Instant moment(const Told& told, std::string_view at) {
  if (at.starts_with('+')) {
    Instant base = told.docket.submitted ? *told.docket.submitted : kStart;
    return {base.day.plus(std::stoi(std::string(at.substr(1)))), base.second};
  }
  const auto parsed = parse_instant(at);
  LICET_CHECK(parsed.ok(), "a scenario's moment");
  return std::max(parsed.value(), Instant{});
}

DocketEvent event_of(const Told& told, const Json& row) {
  DocketEvent event;
  event.event = std::string(row.text("event"));
  event.role = std::string(row.text("actor"));
  event.person = row.text("person").empty() ? event.role : std::string(row.text("person"));
  event.at = moment(told, row.text("at"));
  Json::Object details = row.object();
  for (const char* key : {"event", "actor", "person", "at"}) details.erase(key);
  event.details = std::move(details);
  return event;
}

Step play(Told& told, const DocketEvent& event) {
  const Setting setting{told.profile, told.policies, 1, "licet test"};
  Step step = apply(setting, told.docket, event);
  told.docket = step.docket;
  for (const Docket& opened : step.opened) told.opened.push_back(opened);
  if (!step.refusal) told.path.emplace_back(told.docket.state, told.docket.queues);
  return step;
}

void must(Told& told, std::string_view event, std::string_view role, Json::Object details) {
  const DocketEvent before{std::string(event), cat("earlier ", role), std::string(role), told.now,
                           Json(std::move(details))};
  const Step step = play(told, before);
  LICET_CHECK(!step.refusal, cat("a presupposed event was refused: ", event, " ",
                                 step.refusal ? step.refusal->rule : "").c_str());
}

// A move of the table that this role may take.
bool possible(const Told& told, const std::string& event, std::string_view role) {
  for (const Move* move : told.profile.application().moves(told.docket.state, event)) {
    const bool other = std::any_of(move->when.begin(), move->when.end(), [&](const auto& word) {
      return word.starts_with("role_is:") && word.substr(8) != role;
    });
    if (!other) return true;
  }
  return false;
}

// Stories leave out the desks in between: an application is walked from desk to desk, by the moves
// of the table, until the event told is possible.
void walk_to(Told& told, const std::string& event, std::string_view role) {
  if (!told.profile.application().knows(event) || told.profile.routing().empty()) return;
  if (told.profile.application().in(told.docket.state, "terminal")) return;
  if (!told.profile.application().in(told.docket.state, "review")) return;
  if (event == "appeal" || event == "surrender" || event == "forward") return;
  for (int i = 0; i < 12 && !possible(told, event, role); ++i) {
    if (!possible(told, "forward", "system")) return;
    must(told, "forward", "system", {});
  }
}

// What an event takes for granted and the story does not tell.
void presuppose(Told& told, const DocketEvent& event) {
  const bool uk = told.profile.id() == "uk-siel";
  if (!uk) return;
  if (event.event == "edit_outcome" && !told.docket.outcome) {
    must(told, "consolidate", "lu_officer", {{"type", "approve"}});
    must(told, "prepare_document", "lu_officer", {{"document", "licence"}});
  }
}

void adopt(Told& told, const Json& given) {
  Json::Object details;
  details["licence"] = given.text("licence");
  details["state"] = given.text("status");
  details["issued"] = "2024-11-22";
  details["expires"] = given.text("end").empty() ? "2026-11-21" : given.text("end");
  if (const Json* lines = given.find("lines")) details["lines"] = *lines;
  must(told, "adopt", "system", std::move(details));
}

// The state the story begins in.
void set_up(Told& told) {
  static const Json kNothing = Json(Json::Object());
  const Json* given = told.scenario.find("given");
  if (given == nullptr) given = &kNothing;
  told.now = told.profile.id() == "uk-siel" ? kStart : Instant{};
  Json::Object asked = given->object();
  if (!asked.contains("goods") && !asked.contains("licence"))
    asked["goods"] = read_json(R"([{"ref":"g1","rating":"ML1a","quantity":"10","unit":"NAR",
                                    "value":"1000.00"}])").value();
  if (const Json* on = given->find("goods_on_licence"); on && on->array().empty())
    asked["goods"] = Json(Json::Array());
  if (const auto country = given->text("end_user_country"); !country.empty())
    asked["parties"] = Json(Json::Array{Json(Json::Object{
        {"role", "end_user"}, {"name", "End User"}, {"country", country}})});
  if (const Json* earlier = given->find("earlier"); earlier != nullptr)
    asked["goods"] = read_json(R"([{"ref":"g1","quantity":"1","value":"1"}])").value();
  auto opened = open_docket(told.profile, Json(asked));
  LICET_CHECK(opened.ok(), opened.ok() ? "" : to_line(opened.error()).c_str());
  told.docket = opened.value();
}

std::string first_event(const Json& scenario) {
  const Json* events = scenario.find("events");
  if (events == nullptr || events->array().empty()) return {};
  return std::string(events->array()[0].text("event"));
}

void set_up_uk(Told& told) {
  const Json& given = *told.scenario.find("given");
  const std::string first = first_event(told.scenario);
  if (!given.text("licence").empty()) return adopt(told, given);
  if (given.find("visit") != nullptr) {
    must(told, "open_visit", "system", {});
    for (const auto& finding : told.profile.words("visit.findings"))
      if (finding != given.find("visit")->text("missing")) told.docket.findings[finding] = "x";
    return;
  }
  if (first.empty() || first == "submit") return;
  Json::Object submission;
  must(told, "submit", "exporter", std::move(submission));
  told.docket.routing.back().at = kStart;
  if (const auto state = given.text("status"); !state.empty())
    for (int i = 0; i < 12 && told.docket.state != state; ++i)
      must(told, "forward", "system", {});
  if (const auto advice = given.text("final_advice"); !advice.empty()) {
    walk_to(told, "consolidate", "lu_officer");
    must(told, "consolidate", "lu_officer", {{"type", std::string(advice)}});
  }
}

// Names that the story's list publisher has: those the story calls listed.
void add_screening(const Told& told, DocketEvent& event) {
  if (event.event != "submit" && event.event != "list_change") return;
  const Json& given = *told.scenario.find("given");
  Json::Array hits;
  const auto hit = [&](std::string_view party) {
    hits.emplace_back(Json::Object{{"party", party}, {"list", "test-list"}, {"entry", "1"}});
  };
  if (event.event == "submit" && !given.text("end_user").empty())
    for (const DocketParty& party : told.docket.parties) hit(party.name);
  if (event.event == "list_change") hit("end user");
  if (hits.empty()) return;
  Json::Object details = event.details.object();
  details["screening"] = std::move(hits);
  event.details = std::move(details);
}

// Words the stories use for the same thing.
void in_our_words(const Told& told, DocketEvent& event) {
  if (event.event == "add_entity") event.event = "list_change";
  Json::Object details = event.details.object();
  if (event.event == "usage" && !details.contains("action")) details["action"] = "open";
  if (event.event == "reuse_assessment" && told.scenario.find("given")->find("earlier")) {
    const std::string good = std::string(event.details.text("good"));
    details["rating"] = told.scenario.find("given")->find("earlier")->text(good);
    details["precedent"] = "earlier application";
  }
  event.details = std::move(details);
}

void tell(Told& told, const Json& row) {
  DocketEvent event = event_of(told, row);
  in_our_words(told, event);
  add_screening(told, event);
  told.now = std::max(told.now, event.at);
  if (event.event == "tick") return;
  // Cases before the first event are in the story's own past.
  walk_to(told, event.event, event.role);
  presuppose(told, event);
  told.steps.push_back(play(told, event));
}

bool matches(const std::string& key, const Json& seen, const Json& wanted) {
  if (key == "conditions_contain" || key == "path") {
    // The wanted elements occur in this order.
    std::size_t at = 0;
    for (const Json& one : seen.array())
      if (at < wanted.array().size() && one == wanted.array()[at]) ++at;
    return at == wanted.array().size();
  }
  if (wanted.is_string() && wanted.string().starts_with(">="))
    return seen.is_integer() && seen.integer() >= std::stoi(wanted.string().substr(2));
  return seen == wanted;
}

}  // namespace

std::vector<std::string> run_scenario(const Profile& profile, const Json& scenario) {
  Told told{profile, scenario, {}, {}, {}, {}, {}, kStart};
  if (const Json* policies = scenario.find("policies"))
    for (const Json& policy : policies->array()) {
      auto added = add_policy(told.policies, policy);
      if (!added.ok()) return {to_line(added.error())};
    }
  set_up(told);
  if (profile.id() == "uk-siel") set_up_uk(told);
  if (const Json* events = scenario.find("events"))
    for (const Json& row : events->array()) tell(told, row);
  std::vector<std::string> differences = check_vectors(told);
  for (const auto& [key, wanted] : scenario.find("expect")->object()) {
    const Json seen = shown(told, key);
    if (!matches(key, seen, wanted))
      differences.push_back(
          cat(key, ": ", to_canonical(seen), ", expected ", to_canonical(wanted)));
  }
  // A story that does not expect a refusal has none.
  const Json* expect = scenario.find("expect");
  const bool told_refusal = expect->find("error") || expect->find("first_event") ||
                            expect->find("rejected") || expect->find("amendments") ||
                            expect->find("refused");
  for (const Step& step : told.steps)
    if (step.refusal && !told_refusal)
      differences.push_back(cat("refused: ", step.refusal->rule, " ", step.refusal->because));
  return differences;
}

}  // namespace licet::licence::testing
