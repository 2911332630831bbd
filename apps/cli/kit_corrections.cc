#include "kit_corrections.h"

#include <charconv>

#include "licet/base/text.h"

namespace licet::cli {
namespace {

// The member of an object, made where it is not there, or the element of an array; null = neither.
Json* step_into(Json& json, std::string_view step) {
  if (json.is_object()) return &json.object()[std::string(step)];
  if (!json.is_array()) return nullptr;
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  const bool read = error == std::errc() && end == step.data() + step.size();
  return read && index < json.array().size() ? &json.array()[index] : nullptr;
}

// The last step may name what is not there yet; those before it may not.
Json* find_place(Json& test, std::string_view pointer) {
  Json* at = &test;
  for (std::string_view step : split(pointer.substr(1), '/')) {
    if (at->is_null()) return nullptr;
    at = step_into(*at, step);
    if (at == nullptr) return nullptr;
  }
  return at;
}

Result<Correction> read_one(const Json& json, const std::string& place) {
  Correction correction;
  const Json* set = json.find("set");
  const Json* cite = json.find("cite");
  if (set == nullptr || !set->is_object() || set->object().empty())
    return Error{Code::JsonMissingKey, cat(place, "#/set"), "an object by pointers into the case"};
  if (cite == nullptr || !cite->is_array() || cite->array().empty())
    return Error{Code::JsonMissingKey, cat(place, "#/cite"), "the provision that corrects it"};
  for (const Json& one : cite->array()) {
    if (!one.is_string()) return Error{Code::JsonWrongType, cat(place, "#/cite"), "strings"};
    correction.cite.push_back(one.string());
  }
  correction.set = set->object();
  for (const auto& [pointer, value] : correction.set)
    if (!pointer.starts_with("/question/") && !pointer.starts_with("/given/") &&
        !pointer.starts_with("/expect/"))
      return Error{Code::BadValue, cat(place, "#/set"), cat(pointer, " is no part to correct")};
  correction.why = std::string(json.text("why"));
  if (correction.why.empty())
    return Error{Code::JsonMissingKey, cat(place, "#/why"), "a correction says why"};
  return correction;
}

}  // namespace

Result<std::map<std::string, Correction>> read_corrections(const std::string& text,
                                                           const std::string& file) {
  std::map<std::string, Correction> corrections;
  std::size_t line = 0;
  for (std::string_view row : split(text, '\n')) {
    const std::string place = cat(file, ":", ++line);
    if (trim(row).empty()) continue;
    auto json = read_json(row);
    if (!json.ok()) return Error{json.error().code, place, json.error().detail};
    const std::string id(json.value().text("id"));
    if (id.empty()) return Error{Code::JsonMissingKey, cat(place, "#/id"), "the case's id"};
    LICET_TRY(correction, read_one(json.value(), place));
    if (!corrections.emplace(id, std::move(correction)).second)
      return Error{Code::BadValue, cat(place, "#/id"), cat(id, " is corrected twice")};
  }
  return corrections;
}

Result<Json> corrected(Json test, const Correction& correction) {
  for (const auto& [pointer, value] : correction.set) {
    const std::size_t last = pointer.rfind('/');
    Json* parent = find_place(test, pointer.substr(0, last));
    Json* place = parent == nullptr ? nullptr : step_into(*parent, pointer.substr(last + 1));
    if (place == nullptr)
      return Error{Code::BadValue, pointer, "the case has nothing that this could be part of"};
    if (value.is_null() && parent->is_object())
      parent->object().erase(pointer.substr(last + 1));
    else
      *place = value;
  }
  return test;
}

}  // namespace licet::cli
