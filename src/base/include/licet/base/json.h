#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "licet/base/result.h"

namespace licet {

// A JSON value without floating point. Objects keep their keys sorted by bytes, so one value has
// one text: to_canonical() of equal values is equal.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::map<std::string, Json, std::less<>>;

  Json() = default;
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(std::int64_t value) : value_(value) {}
  Json(int value) : value_(std::int64_t{value}) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  Json(Object value) : value_(std::move(value)) {}

  bool is_null() const { return value_.index() == 0; }
  bool is_bool() const { return value_.index() == 1; }
  bool is_integer() const { return value_.index() == 2; }
  bool is_string() const { return value_.index() == 3; }
  bool is_array() const { return value_.index() == 4; }
  bool is_object() const { return value_.index() == 5; }
  const char* type_name() const;  // "null", "true or false", "number", "string", "array", "object"

  // Each stops the program when the value is of another type.
  bool boolean() const;
  std::int64_t integer() const;
  const std::string& string() const;
  const Array& array() const;
  Array& array();
  const Object& object() const;
  Object& object();

  // Null when this is no object or has no such key.
  const Json* find(std::string_view key) const;
  // The string under the key, or empty when there is none or it is no string.
  std::string_view text(std::string_view key) const;

  bool operator==(const Json&) const = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object> value_;
};

// What a reader accepts. Defaults are those of a question.
struct JsonLimits {
  std::size_t most_bytes = 16u << 20;
  std::size_t most_string_bytes = 64u << 10;
  int most_depth = 64;
  // Numbers with a fraction or an exponent: refused, or (for feeds) kept as the string that was
  // written.
  bool fractions_as_text = false;
};

// Strict RFC 8259: one document, no duplicate key, valid UTF-8, no NUL. The place of an error is a
// JSON pointer (RFC 6901).
Result<Json> read_json(std::string_view text, const JsonLimits& limits = {});

// Sorted keys, no blanks, shortest escapes: the bytes that are hashed, stored and compared.
std::string to_canonical(const Json& value);
// The same with two blanks of indentation, for people.
std::string to_pretty(const Json& value);

// RFC 6901 escaping of one step.
std::string pointer_step(std::string_view key);

}  // namespace licet
