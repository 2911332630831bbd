#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "kernel_program.h"

// What single conditions say about single values, found once by the evaluator and then looked up.
// Private to the kernel.
namespace licet::law {

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

  // What every condition that the norm masks hold on the attribute says of the value, in the order
  // of Attribute::uses: cheaper together than one by one. Valid until the next call.
  std::span<const Label> ask_all(AttributeId attribute, ValueId value, std::uint32_t span);

  // The first value seen of which all conditions of the rules say what they say of this one.
  ValueId like(AttributeId attribute, ValueId value);

  // The first span of which the masks say of the place what they say of this one. Assumptions,
  // which masks do not hold, may differ.
  std::uint32_t like_span(AttributeId attribute, ValueId value, std::uint32_t span) const;

  // Takes over, as it comes to be asked, what another kernel's memo of the same casebook has found.
  // `places`: codes of which the rules of the two say different things. Days between the days of
  // issue of the two are not asked about. Both live on.
  void learn_from(const Memo& other, std::function<bool(std::string_view)> place_differs);

  // Takes in atoms numbered after those known.
  void add_atoms(std::span<const Atom> atoms);

  // Judged anew each time: the number of days since a date of the question.
  Label age(const Predicate& test, ValueId date, Day law_day) const;

  std::size_t places() const { return places_; }

 private:
  static constexpr std::uint8_t kNotJudged = 255;
  struct KnownAtom {
    std::vector<std::uint8_t> labels;
    const Predicate* test;
    AttributeId attribute;
    bool place;
  };
  class OneFact;

  // What is known of another kernel's conditions in the same words.
  struct Lent {
    const Memo* from = nullptr;
    std::function<bool(std::string_view)> place_differs;
    std::vector<AtomId> same;          // by atom; kNoAtom
    std::vector<std::uint32_t> spans;  // by span of places, the other's
  };
  static constexpr AtomId kNoAtom = ~AtomId(0);

  std::uint8_t lent(AtomId id, ValueId value, std::uint32_t span) const;
  bool differs(AttributeId attribute, ValueId value) const;
  Label judge_atom(AtomId id, ValueId value, std::uint32_t span);
  std::uint8_t& label(AtomId id, ValueId value, std::uint32_t span);

  const Kernel& kernel_;
  const Program& program_;
  const Casebook& cases_;
  std::size_t places_;
  FactFrame frame_;  // holds one fact at a time
  std::vector<KnownAtom> atoms_;
  Lent lent_;
  std::vector<Label> asked_;
  std::vector<std::vector<ValueId>> firsts_;  // by attribute and place between its cuts; 0 = none
};

}  // namespace licet::law
