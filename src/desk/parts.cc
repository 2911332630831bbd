#include <set>

#include "licet/base/sha256.h"
#include "licet/base/text.h"
#include "licet/desk/reasons.h"

// What an answer rests on, part by part; and where two orders differ.
namespace licet::desk {
namespace {

Json member(const Json& object, std::string_view key) {
  const Json* found = object.find(key);
  return found == nullptr ? Json() : *found;
}

Json only(const Json& object, std::initializer_list<std::string_view> keys) {
  Json::Object out;
  for (const std::string_view key : keys)
    if (const Json* found = object.find(key)) out[std::string(key)] = *found;
  return Json(std::move(out));
}

Json each(const Json& array, std::initializer_list<std::string_view> keys) {
  Json::Array out;
  if (!array.is_array()) return out;
  for (const Json& one : array.array()) out.push_back(only(one, keys));
  return out;
}

// What overcomes the requirements, each once.
Json overcome_by(const Json& requirements) {
  std::set<std::string> all;
  if (requirements.is_array())
    for (const Json& one : requirements.array())
      if (!one.text("by").empty()) all.emplace(one.text("by"));
  Json::Array out;
  for (const std::string& one : all) out.emplace_back(one);
  return out;
}

std::string digest(const Json& json) { return to_id(sha256(to_canonical(json))); }

Json matches(const Json& answer) {
  Json::Array out;
  const Json screening = member(answer, "screening");
  if (!screening.is_array()) return out;
  for (const Json& party : screening.array()) {
    Json one = only(party, {"party", "matches"});
    out.push_back(std::move(one));
  }
  return out;
}

void differ(const Json& before, const Json& after, const std::string& place, std::size_t most,
            std::vector<std::string>& out) {
  if (before == after || out.size() > most) return;
  if (before.is_object() && after.is_object()) {
    Json::Object keys = before.object();
    for (const auto& [key, value] : after.object()) keys.try_emplace(key, value);
    for (const auto& [key, value] : keys)
      differ(member(before, key), member(after, key), cat(place, pointer_step(key)), most,
             out);
    return;
  }
  if (before.is_array() && after.is_array() && before.array().size() == after.array().size()) {
    for (std::size_t i = 0; i < before.array().size(); ++i)
      differ(before.array()[i], after.array()[i], cat(place, "/", i), most, out);
    return;
  }
  out.push_back(place.empty() ? "/" : place);
}

}  // namespace

std::map<std::string, std::string> parts_of(const Json& answer) {
  const Json requirements = member(answer, "requirements");
  std::map<std::string, std::string> parts;
  parts["verdict"] = std::string(answer.text("verdict"));
  parts["lists"] = digest(Json::Array{matches(answer), each(requirements, {"id", "entries"})});
  parts["rules"] = digest(Json::Array{
      each(requirements, {"id", "line", "status", "policy", "cite", "because"}),
      each(member(answer, "proof"), {"norm", "label", "says", "cite", "in_force", "line"}),
      member(answer, "referrals")});
  parts["licences"] = digest(Json::Array{only(member(answer, "authority"), {"kind", "id", "until"}),
                                         overcome_by(requirements)});
  parts["facts"] = digest(
      Json::Array{each(member(answer, "missing"), {"fact", "ask"}),
                  each(member(answer, "conditions"), {"kind", "licence", "met", "met_on"})});
  return parts;
}

std::vector<std::string> changed_places(const Json& before, const Json& after, std::size_t most) {
  std::vector<std::string> out;
  differ(before, after, "", most, out);
  if (out.size() > most) {
    out.resize(most);
    out.emplace_back("…");
  }
  return out;
}

}  // namespace licet::desk
