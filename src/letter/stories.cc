#include "stories.h"

#include "licet/base/check.h"
#include "licet/base/text.h"
#include "tree_profile.h"

namespace licet::letter::testing {

Story::Story(const Json& application, const std::string& profile)
    : profile_(licence::testing::tree_profile(profile)),
      docket_(licence::open_docket(profile_, application).value()) {}

Story& Story::then(const std::string& event, const std::string& role, const std::string& person,
                   const std::string& day, const std::string& details) {
  licence::DocketEvent told{event, person, role, licence::parse_instant(day).value(),
                            read_json(details).value()};
  licence::Step step = licence::apply({profile_, policies_, 1, "test"}, docket_, told);
  LICET_CHECK(!step.refusal, step.refusal ? step.refusal->rule.c_str() : "");
  docket_ = std::move(step.docket);
  steps_.push_back({std::move(told), docket_, policies_});
  return *this;
}

Story& Story::order(const std::string& policy) {
  LICET_CHECK(licence::add_policy(policies_, read_json(policy).value()).ok(), "a policy");
  return *this;
}

Result<Found> Story::find(const Request& request) const {
  return find_event(profile_, docket_, request);
}

Result<Letter> Story::letter(const Request& request) const {
  LICET_TRY(found, find(request));
  if (found.refusal) return Error{Code::BadValue, found.refusal->rule, found.refusal->because};
  if (!found.row)
    return compose({profile_, policies_, docket_, docket_, std::nullopt, ""}, request);
  for (const Step& step : steps_)
    if (step.docket.audit.size() > *found.row)
      return compose({profile_, step.policies, step.docket, docket_, step.event, ""}, request);
  return Error{Code::BadValue, "row", "no step made it"};
}

Json application(const std::string& end_user) {
  Json::Object party{{"role", "end_user"}, {"name", end_user}, {"country", "CN"}};
  Json all = read_json(R"({"goods": [
      {"ref": "1", "rating": "5D992.c", "quantity": "1000", "unit": "licence", "value": "120000.00",
       "currency": "USD"},
      {"ref": "2", "rating": "EAR99"}],
    "parties": [{"role": "exporter", "name": "Microsoft Corporation", "country": "US"}],
    "end_use": ["internal_use"],
    "question": {"items": [{"line": "1", "description": "retail operating system"}]}})")
                 .value();
  all.object()["parties"].array().emplace_back(std::move(party));
  return all;
}

Json large_application(int items) {
  Json all = application();
  Json::Array goods;
  for (int i = 1; i <= items; ++i)
    goods.emplace_back(Json::Object{{"ref", cat("item-", i)}, {"rating", "5A002.a"},
                                    {"quantity", std::to_string(i)}, {"unit", "piece"},
                                    {"value", cat(i, ".50")}, {"currency", "USD"}});
  all.object()["goods"] = std::move(goods);
  return all;
}

Story granted(const Json& application) {
  Story story(application);
  story.then("submit", "applicant", "Ann", "2019-08-01")
      .then("register", "licensing_officer", "Lee", "2019-08-05")
      .order(R"({"kind": "criterion", "id": "C-1", "author": "Secretary", "from": "2019-10-01",
        "means": "widely sold, and no part of a network", "cite": "in-house rule: criteria"})")
      .order(R"({"kind": "notice", "id": "N-1", "author": "Secretary", "from": "2019-10-01",
        "cite": "in-house rule: a word given", "scope": {"countries": ["CN"]},
        "overseers": ["Committee on Banking"], "waiting_days": 7})")
      .then("consolidate", "licensing_officer", "Lee", "2019-10-01",
            R"J({"type": "approve_conditions", "reason": "mass-market software",
              "criteria": ["C-1", "C-9"], "conditions": [
              {"kind": "end_use", "text": "No use in networks.", "due": "at_all_times",
               "cite": "15 CFR 750.7(a)(1)"},
              {"kind": "report", "text": "Report each quarter."}]})J")
      .then("countersign", "countersigner", "Marsh", "2019-10-02")
      .then("notify_overseers", "licensing_officer", "Lee", "2019-11-06",
            R"({"overseers": ["Committee on Banking"]})")
      .then("grant", "licensing_officer", "Lee", "2019-11-20");
  return story;
}

Story denied() {
  Story story(application());
  story.then("submit", "applicant", "Ann", "2019-08-01")
      .then("register", "licensing_officer", "Lee", "2019-08-05")
      .then("consolidate", "licensing_officer", "Lee", "2019-10-01",
            R"J({"type": "deny", "reason": "the end use is not known",
              "criteria": ["C-2"], "cites": ["15 CFR 744.11(a)"]})J")
      .then("countersign", "countersigner", "Marsh", "2019-10-02")
      .then("intend_to_deny", "licensing_officer", "Lee", "2019-10-10")
      .then("deny", "licensing_officer", "Lee", "2019-11-25");
  return story;
}

Request of(const std::string& kind, const std::string& licence) {
  Request request;
  request.kind = kind;
  request.licence = licence;
  return request;
}

}  // namespace licet::letter::testing
