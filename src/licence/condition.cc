#include "licet/licence/condition.h"

#include "fields.h"

namespace licet::licence {
namespace {

constexpr std::pair<std::string_view, Due> kDues[] = {{"before_shipment", Due::kBeforeShipment},
                                                      {"after_shipment", Due::kAfterShipment},
                                                      {"at_all_times", Due::kAtAllTimes}};

Fit fit_of(bool free) { return free ? Fit::kYes : Fit::kNo; }

// Whether what the condition asks has been done by that day.
Fit met_by_then(const Condition& condition, Day day, const std::optional<bool>& document) {
  if (condition.met_on) return fit_of(day >= *condition.met_on);
  if (condition.met) return fit_of(*condition.met);
  return document ? fit_of(*document) : Fit::kUnknown;
}

}  // namespace

std::string_view to_string(Due due) {
  for (const auto& [name, value] : kDues)
    if (value == due) return name;
  return "";
}

std::optional<Due> due_of(std::string_view word) {
  for (const auto& [name, value] : kDues)
    if (name == word) return value;
  return std::nullopt;
}

Fit free_of(const Condition& condition, Day day, const std::optional<bool>& document) {
  const bool later = condition.due == Due::kAfterShipment || condition.due == Due::kAtAllTimes;
  if (condition.lifted || later) return Fit::kYes;
  const Fit met = met_by_then(condition, day, document);
  if (condition.due == Due::kNotSaid && met == Fit::kNo) return Fit::kUnknown;
  return met;
}

Result<Condition> read_condition(const Json& json, const std::string& pointer) {
  const Fields fields(json, pointer);
  LICET_TRY_DONE(
      fields.check({"kind", "text", "owner", "cite", "due", "met_by", "met", "met_on"}));
  Condition condition;
  LICET_TRY(kind, fields.text("kind", true));
  LICET_TRY(text, fields.text("text", true));
  LICET_TRY(owner, fields.text("owner", false));
  LICET_TRY(cite, fields.text("cite", false));
  LICET_TRY(due, fields.text("due", false));
  LICET_TRY(met_by, fields.text("met_by", false));
  if (text.empty()) return fields.fail(Code::LicenceMalformed, "text", "is empty");
  condition.kind = kind;
  condition.text = text;
  condition.owner = owner;
  condition.cite = cite;
  condition.met_by = met_by;
  if (json.find("due") != nullptr) {
    const auto word = due_of(due);
    if (!word)
      return fields.fail(Code::UnknownWord, "due",
                         cat("`", printable(due), "`; a condition is due before_shipment, "
                                                  "after_shipment or at_all_times"));
    condition.due = *word;
  }
  if (const Json* met = json.find("met")) {
    if (!met->is_bool()) return fields.fail(Code::JsonWrongType, "met", "true or false is due");
    condition.met = met->boolean();
  }
  if (json.find("met_on") == nullptr) return condition;
  if (condition.met) return fields.fail(Code::LicenceMalformed, "met_on", "stands beside `met`");
  LICET_TRY(met_on, fields.day("met_on"));
  condition.met_on = met_on;
  return condition;
}

Json condition_json(const Condition& condition) {
  Json::Object out;
  out["kind"] = condition.kind;
  out["text"] = condition.text;
  const auto add = [&](const char* key, std::string_view text) {
    if (!text.empty()) out[key] = std::string(text);
  };
  add("owner", condition.owner);
  add("cite", condition.cite);
  add("due", to_string(condition.due));
  add("met_by", condition.met_by);
  if (condition.met) out["met"] = *condition.met;
  if (condition.met_on) out["met_on"] = to_string(*condition.met_on);
  return Json(std::move(out));
}

}  // namespace licet::licence
