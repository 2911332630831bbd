#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "kernel_program.h"

// What single conditions say about single values, found once by the evaluator and then looked up.
// Private to the kernel.
namespace licet::law {

// One row of the norm masks: which norms a value leaves standing. Words [low, high) of the
// attribute, `must` then `may` then `person` (unknown, and a person must read).
struct MaskRow {
  const std::uint64_t* words = nullptr;
  std::uint32_t low = 0, high = 0;
  bool person = false;  // any bit in the third part
};

class Memo {
 public:
  Memo(const Kernel& kernel, const Casebook& cases);

  // The condition about the value; `span` of Program::places.
  Label atom(AtomId id, ValueId value, std::uint32_t span);
  MaskRow row(AttributeId attribute, ValueId value, std::uint32_t span);

  // All attributes of the room that the shape does not name, absent.
  MaskRow absent(Room room, std::uint32_t shape);

  // Norms in force in the span of Program::spans.
  const std::uint64_t* force(std::uint32_t span);

  // Atoms of the list rows' reach, numbered after those of the program.
  std::vector<Atom>& extra_atoms() { return extra_; }
  const Atom& atom_at(AtomId id) const {
    const std::size_t own = program_.atoms.size();
    return id < own ? program_.atoms[id] : extra_[id - own];
  }

  // Judged anew each time: the number of days since a date of the question.
  Label age(const Predicate& test, ValueId date, Day law_day) const;

 private:
  Label judge(const Atom& atom, ValueId value, Day day) const;
  std::uint32_t build_row(AttributeId attribute, ValueId value, std::uint32_t span);
  void intersect_absent(Room room, std::uint32_t shape, std::span<std::uint64_t> words);
  std::size_t index_of(const Attribute& attribute, ValueId value, std::uint32_t span) const {
    return attribute.place ? std::size_t(value) * places_ + span : value;
  }

  const Kernel& kernel_;
  const Program& program_;
  const Casebook& cases_;
  std::size_t places_;
  std::vector<Atom> extra_;
  std::vector<std::vector<std::uint8_t>> atoms_;         // label bits, 255 = not judged yet
  std::vector<std::vector<std::uint32_t>> rows_;         // by attribute: offset in pool_ + 1
  std::vector<std::uint64_t> pool_;
  std::array<std::vector<std::uint32_t>, kRooms> shapes_;
  std::array<std::uint32_t, kRooms> low_{}, high_{};
  std::vector<std::uint64_t> scratch_;
  std::vector<std::vector<std::uint64_t>> force_;
};

}  // namespace licet::law
