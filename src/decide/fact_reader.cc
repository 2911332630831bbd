#include "fact_reader.h"

#include <algorithm>

#include "licet/base/text.h"

namespace licet::decide {
namespace {

bool capital(char c) { return c >= 'A' && c <= 'Z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool small(char c) { return c >= 'a' && c <= 'z'; }

// Steps of a paragraph take turns: one letter, a number, one letter … (".a", ".x", ".b.1.a").
bool paragraph_form(std::string_view steps, bool letter = true) {
  for (std::string_view step : split(steps, '.')) {
    const bool number = std::all_of(step.begin(), step.end(), digit) && step.size() <= 3;
    const bool fits = letter ? step.size() == 1 && small(step[0]) : number;
    if (step.empty() || !fits) return false;
    letter = !letter;
  }
  return true;
}

// EAR99, or an entry (digit, A to E, three digits) and paragraphs (".a.1").
bool eccn_form(std::string_view code) {
  if (code == "EAR99") return true;
  if (code.size() < 5 || !digit(code[0]) || code[1] < 'A' || code[1] > 'E') return false;
  if (!digit(code[2]) || !digit(code[3]) || !digit(code[4])) return false;
  return code.size() == 5 || (code[5] == '.' && paragraph_form(code.substr(6)));
}

// CN, UA-43, or a part of such a part that the rules name: UA-14-DNR.
bool country_form(std::string_view code) {
  if (code.size() < 2 || !capital(code[0]) || !capital(code[1])) return false;
  if (code.size() == 2) return true;
  if (code[2] != '-') return false;
  for (std::string_view part : split(code.substr(3), '-')) {
    const bool plain = std::all_of(part.begin(), part.end(),
                                   [](char c) { return capital(c) || digit(c); });
    if (part.empty() || part.size() > 3 || !plain) return false;
  }
  return code.size() <= 10;
}

Error at(const Error& error, const std::string& pointer) {
  return Error{error.code, pointer, error.detail};
}

}  // namespace

Error wrong_type(const Json& json, const std::string& pointer, std::string_view due) {
  return Error{Code::JsonWrongType, pointer, cat(due, " is due, not a ", json.type_name())};
}

Result<std::string> FactReader::text(const Json& json, const std::string& pointer) const {
  if (!json.is_string()) return wrong_type(json, pointer, "a string");
  return json.string();
}

Result<std::string> FactReader::country(const Json& json, const std::string& pointer) const {
  LICET_TRY(code, text(json, pointer));
  if (rules_.places().known(code)) return code;  // parts of parts, too: "UA-14-DNR"
  const std::string meant = rules_.places().code_of_name(code);
  const std::string hint = meant.empty() ? "" : cat("; write `", meant, "`");
  if (!country_form(code))
    return Error{Code::BadCode, pointer,
                 cat("`", printable(code, 40), "` is no country code", hint)};
  const std::string tail = code.size() == 5 ? code.substr(3) : "";
  const bool own = !tail.empty() && rules_.places().known(tail);
  return Error{Code::BadCode, pointer,
               cat("`", code, "` is in no table of places",
                   own ? cat("; write `", tail, "`") : hint)};
}

Result<std::string> FactReader::eccn(const Json& json, const std::string& pointer) const {
  LICET_TRY(code, text(json, pointer));
  if (!eccn_form(code))
    return Error{Code::BadCode, pointer,
                 cat("`", printable(code, 40), "` is no ECCN: write 5D992.c or EAR99")};
  return code;
}

Result<std::string> FactReader::list_code(const Json& json, const std::string& pointer) const {
  LICET_TRY(code, text(json, pointer));
  // Some entries elsewhere begin with a number ("1C350.12").
  const bool numbered = code.size() > 6 && eccn_form(code.substr(0, 5)) && code[5] == '.' &&
                        paragraph_form(std::string_view(code).substr(6), false);
  if (code == "none" || (code != "EAR99" && (numbered || eccn_form(code)))) return code;
  return Error{Code::BadCode, pointer,
               cat("`", printable(code, 40), "` is no code of this regime's list: write 3A001.a.2, "
                   "or none for an item that it does not hold")};
}

Result<std::string> FactReader::word(const Json& json, std::string_view section,
                                     const std::string& pointer) const {
  LICET_TRY(word, text(json, pointer));
  if (!vocabulary().has_section(section) || vocabulary().word(section, word) != nullptr)
    return word;
  const std::string nearest = nearest_word(word, vocabulary().words(section));
  return Error{Code::UnknownWord, pointer,
               cat("`", printable(word, 60), "` is not a word of [", section, "]",
                   nearest.empty() ? "" : cat("; nearest: `", nearest, "`"))};
}

Result<law::Words> FactReader::words(const Json& json, std::string_view section,
                                     const std::string& pointer) const {
  if (!json.is_array()) return wrong_type(json, pointer, "a list of words");
  law::Words words;
  for (std::size_t i = 0; i < json.array().size(); ++i) {
    LICET_TRY(one, word(json.array()[i], section, cat(pointer, "/", i)));
    words.push_back(one);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

Result<law::Words> FactReader::texts(const Json& json, const std::string& pointer) const {
  if (!json.is_array()) return wrong_type(json, pointer, "a list of strings");
  law::Words words;
  for (std::size_t i = 0; i < json.array().size(); ++i) {
    LICET_TRY(one, text(json.array()[i], cat(pointer, "/", i)));
    words.push_back(one);
  }
  return words;
}

Result<law::Words> FactReader::eccns(const Json& json, const std::string& pointer) const {
  law::Words codes;
  for (std::size_t i = 0; i < json.array().size(); ++i) {
    LICET_TRY(code, eccn(json.array()[i], cat(pointer, "/", i)));
    codes.push_back(code);
  }
  return codes;
}

Result<Day> FactReader::day(const Json& json, const std::string& pointer) const {
  LICET_TRY(written, text(json, pointer));
  auto parsed = parse_day(written);
  if (!parsed.ok()) return at(parsed.error(), pointer);
  return parsed.value();
}

Result<Decimal> FactReader::decimal(const Json& json, const std::string& pointer) const {
  if (!json.is_string()) return wrong_type(json, pointer, "a decimal number as a string");
  auto parsed = Decimal::parse(json.string());
  if (!parsed.ok()) return at(parsed.error(), pointer);
  if (parsed.value().negative())
    return Error{Code::BadDecimal, pointer, cat("`", json.string(), "` is negative")};
  return parsed.value();
}

Result<law::Value> FactReader::value(const Json& json, const law::FactInfo& fact,
                                     const std::string& pointer) const {
  using law::FactType;
  using law::Value;
  const auto as_value = [](auto result) -> Result<Value> {
    if (!result.ok()) return result.error();
    return Value(std::move(result.value()));
  };
  switch (fact.type) {
    case FactType::kBool:
      if (!json.is_bool()) return wrong_type(json, pointer, "true or false");
      return Value(json.boolean());
    case FactType::kDecimal: return as_value(decimal(json, pointer));
    case FactType::kDay: return as_value(day(json, pointer));
    case FactType::kCountry: return as_value(country(json, pointer));
    case FactType::kEccn:
      if (json.is_array() && fact.name != "item.eccn") return as_value(eccns(json, pointer));
      return as_value(eccn(json, pointer));
    case FactType::kWord:
      return as_value(vocabulary().has_section(fact.section) && fact.section != "item" &&
                              fact.section != "party_flags"
                          ? word(json, fact.section, pointer)
                          : text(json, pointer));
    case FactType::kWords: return as_value(words(json, fact.section, pointer));
    case FactType::kCountries: {
      if (!json.is_array()) return wrong_type(json, pointer, "a list of country codes");
      law::Words codes;
      for (std::size_t i = 0; i < json.array().size(); ++i) {
        LICET_TRY(code, country(json.array()[i], cat(pointer, "/", i)));
        codes.push_back(code);
      }
      return Value(codes);
    }
    case FactType::kObject:
      if (!json.is_object() && !json.is_array())
        return wrong_type(json, pointer, "an object or list");
      return Value();
    default: return as_value(text(json, pointer));
  }
}

Status FactReader::keys(const Json& json, const std::vector<std::string>& known,
                        const std::string& pointer) const {
  if (!json.is_object()) return wrong_type(json, pointer, "an object");
  for (const auto& [key, value] : json.object()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::string nearest = nearest_word(key, known);
    return Error{Code::JsonUnknownKey, pointer + pointer_step(key),
                 nearest.empty() ? "" : cat("nearest: `", nearest, "`")};
  }
  return Done{};
}

Status FactReader::facts(const Json& json, std::string_view prefix,
                         const std::vector<std::string>& other, const std::string& pointer,
                         law::FactMap& facts) const {
  std::vector<std::string> known = other;
  for (const law::FactInfo* fact : vocabulary().facts(prefix))
    if (fact->section != "parameters") known.push_back(fact->name.substr(prefix.size()));
  LICET_TRY_DONE(keys(json, known, pointer));
  for (const auto& [key, element] : json.object()) {
    if (std::find(other.begin(), other.end(), key) != other.end()) continue;
    const law::FactInfo* fact = vocabulary().fact(cat(prefix, key));
    if (fact->derived)
      return Error{Code::JsonUnknownKey, pointer + pointer_step(key), "it is found, not given"};
    LICET_TRY(read, value(element, *fact, pointer + pointer_step(key)));
    if (!std::holds_alternative<law::NotKnown>(read)) facts[key] = std::move(read);
  }
  return Done{};
}

}  // namespace licet::decide
