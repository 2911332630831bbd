#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "licet/snapshot/record.h"

namespace licet::match {

// The next of a fixed sequence of numbers (splitmix64, Steele and others 2014).
class Sequence {
 public:
  explicit Sequence(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  std::size_t below(std::size_t limit) { return std::size_t(next() % limit); }

 private:
  std::uint64_t state_;
};

// A name made wrong in one way, as people and machines make them wrong.
struct Mutant {
  std::string name_class;  // "M0 as listed", "M1 edit, 5 letters up" … (docs/manual/screening.md)
  std::string name;
};

// One mutant of every class that the name bears; nothing for a name without an ASCII letter. The
// same sequence gives the same mutants on every machine. Not for several threads at once.
std::vector<Mutant> mutants_of(snapshot::PartyType type, const std::string& name,
                               Sequence& random);

}  // namespace licet::match
