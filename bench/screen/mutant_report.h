#pragma once
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "licet/snapshot/snapshot.h"

// Recall over mutated names: by class, and by script, type and length within the class.
namespace licet::match {

struct Count {
  std::size_t found = 0, all = 0;
};

// The script of a name's letters as asked about: "Latin", "Cyrillic" …, "mixed", or "none".
// Marks and letters that many scripts share say nothing.
std::string script_of(std::string_view name);

class MutantReport {
 public:
  // `asked` is the mutated name, `listed` the name it was made of.
  void take(const std::string& name_class, std::string_view asked, std::string_view listed,
            snapshot::PartyType type, bool found);
  std::size_t mutants() const { return mutants_; }

  // Each class with its bar: whether it is met, and the recall by type, length and script.
  void print() const;
  // Every cell as CSV: class,script,type,length,mutants,found.
  void print_cells() const;

 private:
  using Cell = std::array<std::string, 4>;  // class, script, type, length
  std::map<Cell, Count> cells_;
  std::size_t mutants_ = 0;
};

}  // namespace licet::match
