#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Names made wrong the way people and machines make them wrong, the same for the same seed. For
// tests and measurements only.
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

// One random change of a name: a letter, a swap, a blank, an order, a word, an initial.
std::string changed_name(std::string_view name, Sequence& random);

}  // namespace licet::match
