#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace verify {

// A JSON value as it stands in the text: `raw` is its bytes, escapes and all. For documents whose
// bytes were hashed or signed; it must not outlive them.
struct Value {
  char kind = 0;  // '{' '[' '"' 'n' (number), 'l' (true, false, null)
  std::string_view raw;
  std::vector<std::string_view> keys;  // of an object, without quotes, as written
  std::vector<Value> items;            // of an object or array

  // Null where there is none.
  const Value* find(std::string_view key) const;
  // The text of a string without escapes under the key; empty otherwise.
  std::string_view text(std::string_view key) const;
  // Its bytes as written, quotes and all; empty where there is none.
  std::string_view raw_text(std::string_view key) const;
  // A whole number, not negative; false otherwise.
  bool number(std::string_view key, std::uint64_t& out) const;
};

// One document without blanks, as canonical JSON is; keys ascending, none twice. Depth 64 at most.
bool read_json(std::string_view text, Value& out);

}  // namespace verify
