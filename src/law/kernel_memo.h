#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "kernel_program.h"

// What single conditions say about single values, found once by the evaluator and then looked up.
// Private to the kernel.
namespace licet::law {

// One row of the norm masks: which norms a value leaves standing. Words [low, high) of the
// attribute, `must` then `may` then `person` (unknown, and a person must read). Valid until the
// next call.
struct MaskRow {
  const std::uint64_t* words = nullptr;
  std::uint32_t low = 0, high = 0;
  bool person = false;  // any bit in the third part
};

class Memo {
 public:
  Memo(const Kernel& kernel, const Casebook& cases);

  // The condition about the value; `span` of Program::places.
  Label atom(AtomId id, ValueId value, std::uint32_t span) {
    const KnownAtom& known = atoms_[id];
    const std::size_t index = known.place ? std::size_t(value) * places_ + span : value;
    if (index < known.labels.size() && known.labels[index] != kNotJudged)
      return {known.labels[index]};
    return judge_atom(id, value, span);
  }
  AttributeId attribute_of(AtomId id) const { return atoms_[id].attribute; }

  bool used(AttributeId attribute) const { return rows_[attribute].used; }
  MaskRow row(AttributeId attribute, ValueId value, std::uint32_t span) {
    const KnownRows& known = rows_[attribute];
    const std::size_t index = known.place ? std::size_t(value) * places_ + span : value;
    const std::uint32_t at = index < known.at.size() ? known.at[index] : 0;
    if (at == 0) return build_row(attribute, value, span);
    return {pool_.data() + (at >> 1), known.low, known.high, (at & 1) != 0};
  }

  // All attributes of the room that the shape does not name, absent.
  MaskRow absent(Room room, std::uint32_t shape);

  // Norms in force in the span of Program::spans.
  const std::uint64_t* force(std::uint32_t span);

  // Takes in atoms numbered after those known.
  void add_atoms(std::span<const Atom> atoms);

  // Judged anew each time: the number of days since a date of the question.
  Label age(const Predicate& test, ValueId date, Day law_day) const;

 private:
  static constexpr std::uint8_t kNotJudged = 255;
  struct KnownAtom {
    std::vector<std::uint8_t> labels;
    const Predicate* test;
    AttributeId attribute;
    bool place;
  };
  struct KnownRows {
    std::vector<std::uint32_t> at;  // in the pool, doubled, plus `person`; 0 = not built
    std::uint32_t low, high;
    bool place, used;
  };

  // Where the words of scratch_ stand in the pool; rows that say the same are kept once.
  std::size_t place_of(std::size_t count);
  Label judge_atom(AtomId id, ValueId value, std::uint32_t span);
  Label judge(const KnownAtom& atom, ValueId value, Day day);
  MaskRow build_row(AttributeId attribute, ValueId value, std::uint32_t span);
  void intersect_absent(Room room, std::uint32_t shape);

  const Kernel& kernel_;
  const Program& program_;
  const Casebook& cases_;
  std::size_t places_;
  FactFrame frame_;  // holds one fact at a time
  std::vector<KnownAtom> atoms_;
  std::vector<KnownRows> rows_;
  std::vector<std::uint64_t> pool_;
  std::unordered_map<std::string, std::size_t> places_of_;
  std::array<std::vector<std::uint32_t>, kRooms> shapes_;
  std::array<std::uint32_t, kRooms> low_{}, high_{};
  std::vector<std::uint64_t> scratch_;
  std::vector<std::vector<std::uint64_t>> force_;
};

}  // namespace licet::law
