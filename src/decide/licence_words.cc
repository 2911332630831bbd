#include "licence_words.h"

#include <algorithm>
#include <charconv>

#include "licet/base/text.h"
#include "wording.h"

namespace licet::decide {
namespace {

// "licences/3/conditions/1/met" as {3, 1}; "licences/3/covers_line" as {3, nothing}.
struct Place {
  std::size_t licence = 0;
  std::optional<std::size_t> condition;
};

std::optional<std::size_t> index_of(std::string_view text) {
  std::size_t index = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), index);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return index;
}

std::optional<Place> place_in(std::string_view pointer) {
  const auto parts = split(pointer, '/');
  if (parts.size() < 3 || parts[0] != "licences") return std::nullopt;
  const auto licence = index_of(parts[1]);
  if (!licence) return std::nullopt;
  Place place{*licence, std::nullopt};
  if (parts.size() == 5 && parts[2] == "conditions") place.condition = index_of(parts[3]);
  return place;
}

// Licences of other regimes are passed over when a question is read, so places and indices differ.
std::optional<std::size_t> licence_at(const Question& question, std::size_t place) {
  const auto& all = question.document.find("licences")->array();
  for (std::size_t i = 0; place < all.size() && i < question.licences.size(); ++i)
    if (question.licences[i].id == all[place].text("id")) return i;
  return std::nullopt;
}

std::string pointer_of(const Question& question, std::size_t licence, std::size_t condition) {
  const auto& all = question.document.find("licences")->array();
  std::size_t place = 0;
  while (place + 1 < all.size() && all[place].text("id") != question.licences[licence].id) ++place;
  const std::string& by = question.licences[licence].conditions[condition].met_by;
  if (by.starts_with("documents.")) return cat("documents/", by.substr(10));
  return cat("licences/", place, "/conditions/", condition, "/met");
}

Json cites_of(const licence::Condition& condition, const std::vector<std::string>& rule) {
  return add_cites(strings(rule), condition.cite.empty()
                                      ? std::vector<std::string>()
                                      : std::vector<std::string>{condition.cite});
}

}  // namespace

Status check_papers(const law::RuleSet& rules, const licence::Licence& licence,
                    const std::string& pointer) {
  for (std::size_t i = 0; i < licence.conditions.size(); ++i) {
    const std::string& by = licence.conditions[i].met_by;
    if (!by.starts_with("documents.") || rules.vocabulary().fact(by) != nullptr) continue;
    return Error{Code::UnknownWord, cat(pointer, "/conditions/", i, "/met_by"), printable(by)};
  }
  return Done{};
}

Status check_ports(const law::FactMap& question) {
  for (const char* key : {"export", "unlading"})
    if (const auto it = question.find(cat("ports.", key)); it != question.end())
      if (const auto* port = std::get_if<std::string>(&it->second);
          port == nullptr || !licence::is_port(*port))
        return Error{Code::BadValue, cat("/ports/", key),
                     "a port is five characters of UN/LOCODE, as USLAX"};
  return Done{};
}

Json remains_json(const Question& question, std::size_t licence, std::size_t line, Day day) {
  const licence::Coverage coverage =
      covers(question.licences[licence], shipment_of(question), line, day);
  Json::Object object;
  if (!coverage.left) return object;
  const licence::Left& left = *coverage.left;
  const auto add = [&](const char* key, const std::string& text) {
    if (!text.empty()) object[key] = text;
  };
  if (left.quantity || left.value) add("line", left.line);
  if (left.quantity) object["quantity"] = left.quantity->to_string();
  add("unit", left.unit);
  if (left.value) object["value"] = left.value->to_string();
  add("currency", left.currency);
  return object;
}

Json::Array licence_conditions(const Question& question, std::size_t licence, Day day,
                               bool awaited, const std::vector<std::string>& rule) {
  const licence::Licence& given = question.licences[licence];
  Json::Array array;
  for (std::size_t i = 0; i < given.conditions.size(); ++i) {
    const licence::Condition& condition = given.conditions[i];
    const bool unmet = condition_on(question, condition, day) == licence::Fit::kNo;
    if (awaited && !unmet) continue;
    Json::Object one = condition_json(condition).object();
    if (awaited) {
      one["kind"] = pointer_of(question, licence, i);
      one["text"] = cat("Due first, by licence ", given.id, ": ", condition.text);
    }
    one["cite"] = cites_of(condition, rule);
    one["licence"] = given.id;
    array.emplace_back(std::move(one));
  }
  return array;
}

std::vector<law::Cause> each_open_condition(const Question& question, Day day,
                                            const law::Cause& cause) {
  const auto place = place_in(cause.fact);
  if (!place || !place->condition) return {cause};
  const auto licence = licence_at(question, place->licence);
  if (!licence) return {cause};
  std::vector<law::Cause> causes;
  const auto& conditions = question.licences[*licence].conditions;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    if (condition_on(question, conditions[i], day) != licence::Fit::kUnknown) continue;
    const law::Cause one{cause.kind, pointer_of(question, *licence, i)};
    merge(causes, std::span(&one, 1));
  }
  return causes;
}

std::optional<Json> missing_of_licence(const Question& question, const Decided& decided,
                                       const std::string& pointer) {
  const auto place = place_in(pointer);
  if (!place) return std::nullopt;
  const auto licence = licence_at(question, place->licence);
  if (!licence) return std::nullopt;
  const licence::Licence& given = question.licences[*licence];
  Json::Object object;
  object["fact"] = pointer;
  object["who"] = "exporter";
  if (place->condition && *place->condition < given.conditions.size()) {
    const licence::Condition& condition = given.conditions[*place->condition];
    const bool due_said = condition.due != licence::Due::kNotSaid;
    object["ask"] = cat("Is this condition of licence ", given.id, " met", due_said ? "" : ", or "
                        "not due before shipment", ": ", condition.text);
    if (!condition.cite.empty()) object["cite"] = cites_of(condition, {});
    return Json(std::move(object));
  }
  std::string because;
  for (const std::string& why : decided.frame.licences[*licence].why)
    if (because.empty()) because = why;
  object["ask"] = cat("Does licence ", given.id, " cover it?",
                      because.empty() ? "" : cat(" Of its clauses: ", because, "."));
  return Json(std::move(object));
}

}  // namespace licet::decide
