#pragma once
#include <string>
#include <string_view>

#include "licet/base/result.h"

namespace licet::match {

struct FullKey {
  std::string key;
  bool mixed_script = false;  // a word mixed Latin with Cyrillic or Greek letters
  bool field_length = false;  // as long as a field of 35 characters, the last one perhaps a blank
  std::string letters;        // letters_of_field() of such a name
};

// key_of() with what the key forgets. Internal to `match`.
Result<FullKey> full_key_of(std::string_view name);

}  // namespace licet::match
