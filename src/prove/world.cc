#include "licet/prove/world.h"

#include <algorithm>

#include "licet/base/text.h"
#include "licet/law/interpreter.h"
#include "worlds.h"

namespace licet::prove {

using law::FactType;
using law::Tri;
using law::Value;

Tri judge(const law::RuleSet& rules, const law::Norm& norm, const World& world) {
  const law::FactFrame frame = frame_of(world.facts);
  Tri most = Tri::kFalse;
  for (const law::Instance& one : law::judge_alone(rules, norm, frame, 0, {world.day, false}))
    most = std::max(most, std::min(one.applies.value, one.ready.value));
  return most;
}

namespace {

const char* word_of(Tri tri) {
  if (tri == Tri::kTrue) return "yes";
  return tri == Tri::kFalse ? "no" : "unknown";
}

Json to_json(const Value& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* words = std::get_if<law::Words>(&value)) {
    Json::Array array;
    for (const std::string& word : *words) array.emplace_back(word);
    return array;
  }
  return law::to_string(value);
}

Error wrong(const std::string& fact, std::string_view wanted) {
  return {Code::JsonWrongType, cat("/facts/", pointer_step(fact)), cat("wanted ", wanted)};
}

Result<Value> words_of(const std::string& fact, const Json& written) {
  if (!written.is_array()) return wrong(fact, "a list of words");
  law::Words words;
  for (const Json& one : written.array()) {
    if (!one.is_string()) return wrong(fact, "a list of words");
    words.push_back(one.string());
  }
  return Value(std::move(words));
}

Result<Value> value_of(const law::RuleSet& rules, const std::string& fact, const Json& written) {
  const law::FactInfo* info = rules.vocabulary().fact(fact);
  if (info == nullptr) return Error{Code::RuleUnknownFact, cat("/facts/", fact), ""};
  if (info->type == FactType::kWords || info->type == FactType::kCountries)
    return words_of(fact, written);
  if (info->type == FactType::kBool) {
    if (!written.is_bool()) return wrong(fact, "true or false");
    return Value(written.boolean());
  }
  if (!written.is_string()) return wrong(fact, "a string");
  if (info->type == FactType::kDecimal) {
    LICET_TRY(number, Decimal::parse(written.string()));
    return Value(number);
  }
  if (info->type == FactType::kDay) {
    LICET_TRY(day, parse_day(written.string()));
    return Value(day);
  }
  return Value(written.string());
}

}  // namespace

Json to_json(const World& world) {
  Json::Object facts;
  for (const auto& [fact, value] : world.facts) facts[fact] = to_json(value);
  return Json::Object{{"on", to_string(world.day)},
                      {"facts", std::move(facts)},
                      {"expect", word_of(world.applies)}};
}

Result<World> read_world(const law::RuleSet& rules, const Json& written) {
  World world;
  LICET_TRY(day, parse_day(written.text("on")));
  world.day = day;
  const Json* facts = written.find("facts");
  if (facts == nullptr || !facts->is_object())
    return Error{Code::JsonMissingKey, "/facts", "an object of facts by their full names"};
  for (const auto& [fact, value] : facts->object()) {
    LICET_TRY(read, value_of(rules, fact, value));
    world.facts[fact] = std::move(read);
  }
  for (Tri tri : {Tri::kFalse, Tri::kUnknown, Tri::kTrue})
    if (written.text("expect") == word_of(tri)) {
      world.applies = tri;
      return world;
    }
  return Error{Code::BadValue, "/expect", "`yes`, `no` or `unknown`"};
}

}  // namespace licet::prove
