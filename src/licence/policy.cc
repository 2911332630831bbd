#include "licet/licence/policy.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::licence {
namespace {

Error wrong(std::string_view pointer, std::string detail) {
  return {Code::LicenceMalformed, std::string(pointer), std::move(detail)};
}

// Letters and digits only, in lower case: enough to find a name in a standing order. Names that
// differ in more are two names here; a host that needs more screens first and names the party.
std::string folded(std::string_view name) {
  std::string out;
  for (char c : lower_ascii(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0) out += c;
  return out;
}

bool any_country(const Scope& scope, const Docket& docket) {
  if (scope.countries.empty()) return true;
  bool unknown = docket.parties.empty();
  for (const DocketParty& party : docket.parties) {
    if (party.country.empty()) unknown = true;
    const std::string country = party.country.substr(0, 2);
    if (std::find(scope.countries.begin(), scope.countries.end(), country) !=
        scope.countries.end())
      return true;
  }
  return unknown;
}

bool any_party(const Scope& scope, const Docket& docket) {
  if (scope.parties.empty()) return true;
  for (const DocketParty& party : docket.parties)
    for (const auto& named : scope.parties)
      if (folded(party.name).find(folded(named)) != std::string::npos) return true;
  return docket.parties.empty();
}

bool any_item(const Scope& scope, const Docket& docket) {
  if (scope.items.empty()) return true;
  bool unknown = docket.goods.empty();
  for (const Good& good : docket.goods) {
    if (good.rating.empty()) unknown = true;
    for (const auto& item : scope.items)
      if (good.rating == item || starts_with_path(good.rating, item)) return true;
  }
  return unknown;
}

bool any_use(const Scope& scope, const Docket& docket) {
  if (scope.uses.empty() || docket.end_use.empty()) return true;
  return std::any_of(docket.end_use.begin(), docket.end_use.end(), [&](const auto& use) {
    return std::find(scope.uses.begin(), scope.uses.end(), use) != scope.uses.end();
  });
}

bool in_force(Day from, const std::optional<Day>& until, Day day) {
  return from <= day && (!until || day <= *until);
}

licet::Status read_words(const Json& json, std::string_view key, std::vector<std::string>& out) {
  const Json* list = json.find(key);
  if (list == nullptr) return Done{};
  if (!list->is_array()) return wrong(cat("/scope/", key), "a list is due");
  for (const Json& one : list->array()) {
    if (!one.is_string()) return wrong(cat("/scope/", key), "words are due");
    out.push_back(one.string());
  }
  return Done{};
}

Result<Scope> read_scope(const Json& json) {
  Scope scope;
  const Json* given = json.find("scope");
  if (given == nullptr || !given->is_object()) return wrong("/scope", "an object is due");
  for (const auto& [key, value] : given->object())
    if (key != "countries" && key != "parties" && key != "items" && key != "uses")
      return wrong(cat("/scope/", key), "is countries, parties, items or uses");
  LICET_TRY_DONE(read_words(*given, "countries", scope.countries));
  LICET_TRY_DONE(read_words(*given, "parties", scope.parties));
  LICET_TRY_DONE(read_words(*given, "items", scope.items));
  LICET_TRY_DONE(read_words(*given, "uses", scope.uses));
  if (scope.countries.empty() && scope.parties.empty() && scope.items.empty() &&
      scope.uses.empty())
    return wrong("/scope", "names nothing: say at least one of countries, parties, items, uses");
  return scope;
}

licet::Status lift(Policies& policies, const Json& json) {
  auto on = parse_day(json.text("on"));
  if (!on.ok()) return wrong("/on", "the first day without it is due");
  const Day last = on.value().plus(-1);
  for (PolicyHold& hold : policies.holds)
    if (hold.id == json.text("id")) {
      hold.until = last;
      return Done{};
    }
  for (NoticeRule& rule : policies.notices)
    if (rule.id == json.text("id")) {
      rule.until = last;
      return Done{};
    }
  for (Criterion& criterion : policies.criteria)
    if (criterion.id == json.text("id")) {
      criterion.until = last;
      return Done{};
    }
  return wrong("/id", "no standing order of this id");
}

struct Days {
  Day from;
  std::optional<Day> until;
};

Result<Days> read_days(const Json& json) {
  auto from = parse_day(json.text("from"));
  if (!from.ok()) return wrong("/from", "a day is due");
  Days days{from.value(), {}};
  if (json.text("until").empty()) return days;
  auto last = parse_day(json.text("until"));
  if (!last.ok() || last.value() < from.value()) return wrong("/until", "a later day is due");
  days.until = last.value();
  return days;
}

licet::Status add_criterion(Policies& policies, const Json& json, const Days& days) {
  if (json.text("means").empty()) return wrong("/means", "what it says is due");
  for (const Criterion& other : policies.criteria)
    if (other.id == json.text("id")) return wrong("/id", "a criterion of this id stands already");
  policies.criteria.push_back({std::string(json.text("id")), std::string(json.text("author")),
                               std::string(json.text("cite")), std::string(json.text("means")),
                               days.from, days.until});
  return Done{};
}

}  // namespace

bool reaches(const Scope& scope, const Docket& docket) {
  return any_country(scope, docket) && any_party(scope, docket) && any_item(scope, docket) &&
         any_use(scope, docket);
}

const PolicyHold* hold_on(const Policies& policies, const Docket& docket, Day day) {
  for (const PolicyHold& hold : policies.holds)
    if (in_force(hold.from, hold.until, day) && reaches(hold.scope, docket)) return &hold;
  return nullptr;
}

std::vector<std::string> notices_due(const Policies& policies, const Docket& docket, Day day) {
  std::vector<std::string> due;
  for (const NoticeRule& rule : policies.notices) {
    if (!in_force(rule.from, rule.until, day) || !reaches(rule.scope, docket)) continue;
    for (const auto& overseer : rule.overseers) {
      const auto told = docket.overseers.find(overseer);
      if (told == docket.overseers.end() || told->second.day.plus(rule.waiting_days) > day)
        due.push_back(overseer);
    }
  }
  return due;
}

licet::Status add_policy(Policies& policies, const Json& json) {
  const std::string_view kind = json.text("kind");
  for (const char* key : {"id", "author", "cite"})
    if (json.text(key).empty()) return wrong(cat("/", key), "is due");
  if (kind == "lift") return lift(policies, json);
  LICET_TRY(days, read_days(json));
  if (kind == "criterion") return add_criterion(policies, json, days);
  LICET_TRY(scope, read_scope(json));
  if (kind == "hold") {
    if (json.text("because").empty()) return wrong("/because", "a reason is due");
    policies.holds.push_back({std::string(json.text("id")), std::string(json.text("author")),
                              std::string(json.text("cite")), std::string(json.text("because")),
                              scope, days.from, days.until});
    return Done{};
  }
  if (kind != "notice") return wrong("/kind", "is hold, notice, criterion or lift");
  NoticeRule rule{std::string(json.text("id")), std::string(json.text("author")),
                  std::string(json.text("cite")), scope, {}, 0, days.from, days.until};
  LICET_TRY_DONE(read_words(json, "overseers", rule.overseers));
  if (rule.overseers.empty()) return wrong("/overseers", "somebody to tell is due");
  const Json* waiting = json.find("waiting_days");
  if (waiting == nullptr || !waiting->is_integer() || waiting->integer() < 0 ||
      waiting->integer() > 3650)
    return wrong("/waiting_days", "a whole number of days is due");
  rule.waiting_days = int(waiting->integer());
  policies.notices.push_back(std::move(rule));
  return Done{};
}

Json policies_json(const Policies& policies, Day day) {
  Json::Array out;
  const auto add = [&](std::string_view kind, const auto& rule) {
    Json::Object one;
    one["kind"] = kind;
    one["id"] = rule.id;
    one["author"] = rule.author;
    one["cite"] = rule.cite;
    one["from"] = to_string(rule.from);
    one["until"] = rule.until ? Json(to_string(*rule.until)) : Json(nullptr);
    one["in_force"] = in_force(rule.from, rule.until, day);
    out.emplace_back(std::move(one));
  };
  for (const PolicyHold& hold : policies.holds) add("hold", hold);
  for (const NoticeRule& rule : policies.notices) add("notice", rule);
  for (const Criterion& criterion : policies.criteria) add("criterion", criterion);
  return Json(std::move(out));
}

}  // namespace licet::licence
