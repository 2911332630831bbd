#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/day.h"
#include "licet/base/json.h"
#include "licet/base/text.h"

// Inside the module: one JSON object read strictly.
namespace licet::licence {

// Reads the fields of one object, remembering the first thing wrong.
class Fields {
 public:
  Fields(const Json& json, std::string pointer) : json_(json), pointer_(std::move(pointer)) {}

  Error fail(Code code, std::string_view key, std::string detail) const {
    return Error{code, key.empty() ? pointer_ : pointer_ + pointer_step(key), std::move(detail)};
  }

  licet::Status check(const std::vector<std::string>& known) const {
    if (!json_.is_object())
      return fail(Code::JsonWrongType, "", cat("an object is due, not a ", json_.type_name()));
    for (const auto& [key, value] : json_.object())
      if (std::find(known.begin(), known.end(), key) == known.end())
        return fail(Code::JsonUnknownKey, key, cat("nearest: `", nearest_word(key, known), "`"));
    return Done{};
  }

  Result<std::string> text(std::string_view key, bool needed) const {
    const Json* value = json_.find(key);
    if (value == nullptr)
      return needed ? Result<std::string>(fail(Code::JsonMissingKey, key, "")) : std::string();
    if (!value->is_string())
      return fail(Code::JsonWrongType, key, cat("a string is due, not a ", value->type_name()));
    return value->string();
  }

  Result<Day> day(std::string_view key) const {
    LICET_TRY(written, text(key, true));
    auto parsed = parse_day(written);
    if (!parsed.ok()) return fail(parsed.error().code, key, parsed.error().detail);
    return parsed.value();
  }

  Result<const Json::Array*> list(std::string_view key) const {
    static const Json::Array kNone;
    const Json* value = json_.find(key);
    if (value == nullptr) return &kNone;
    if (!value->is_array()) return fail(Code::JsonWrongType, key, "a list is due");
    return &value->array();
  }

  const Json& json() const { return json_; }
  std::string at(std::string_view key, std::size_t index) const {
    return cat(pointer_, "/", key, "/", index);
  }

 private:
  const Json& json_;
  std::string pointer_;
};

}  // namespace licet::licence
