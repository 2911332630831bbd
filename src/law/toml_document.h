#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "licet/base/json.h"

// TOML read into the JSON tree, with the line on which every value stands. Private to this module.
namespace licet::law {

struct TomlDocument {
  Json root;
  std::string file;
  std::map<std::string, std::uint32_t> lines;  // JSON pointer -> line

  std::string place(const std::string& pointer) const;  // "file:line"
};

// Days and times become strings; a number with a fraction is refused (write decimals as strings).
// `first_line` is the line of the file on which the text starts.
Result<TomlDocument> read_toml(std::string_view text, std::string_view file,
                               std::uint32_t first_line = 1);

}  // namespace licet::law
