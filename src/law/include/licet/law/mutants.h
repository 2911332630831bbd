#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "licet/snapshot/record.h"

namespace licet::law {

// One small fault planted in a file of rules: a test that nobody fails is no test of what it says.
struct Mutant {
  std::string file;
  std::uint32_t line = 0;  // where
  std::string what;        // "us.ear.744.11.a: struck", "row struck: 5A992,1,…"
  std::string text;        // of the whole file
};

// Of a Markdown file each norm struck, each condition of its `when` and `unless` left out, each
// line of its `when_any` and `require` struck, its first and last day moved by one. Of a table each
// row struck. In the order of the lines; nothing for other files.
std::vector<Mutant> mutants_of(const snapshot::RuleFile& file);

}  // namespace licet::law
