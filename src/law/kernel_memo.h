#pragma once
#include <cstdint>
#include <functional>
#include <memory>
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

  // Where a condition's label stands: which column of sheets, and where on a sheet. The program's
  // conditions on one attribute share a column, that of its number.
  struct Place {
    AtomId atom;
    std::uint32_t column;
    AttributeId attribute;
    std::uint16_t slot;
    bool of_line;  // the program's, and about a fact of the line
  };
  const Place& place(AtomId id) const { return atoms_[id].at; }

  // One value's labels, a byte a slot; kNotJudged where nobody asked yet. Stays where it is. `span`
  // of Program::places.
  const std::uint8_t* sheet(std::uint32_t column, ValueId value, std::uint32_t span) {
    const Column& known = columns_[column];
    const std::size_t index = known.place ? std::size_t(value) * places_ + span : value;
    if (index < known.sheets.size() && known.sheets[index] != nullptr) return known.sheets[index];
    return new_sheet(column, value, span);
  }
  static constexpr std::uint8_t kNotJudged = 255;

  // The condition about the value.
  Label atom(AtomId id, ValueId value, std::uint32_t span) {
    const Place& at = atoms_[id].at;
    const std::uint8_t known = sheet(at.column, value, span)[at.slot];
    return known != kNotJudged ? Label{known} : judge_atom(id, value, span);
  }
  AttributeId attribute_of(AtomId id) const { return atoms_[id].at.attribute; }

  // What every condition that the norm masks hold on the attribute says of the value, in the order
  // of Attribute::uses: cheaper together than one by one. Valid until the next call.
  std::span<const Label> ask_all(AttributeId attribute, ValueId value, std::uint32_t span);

  // The first value seen of which all conditions of the rules say what they say of this one.
  ValueId like(AttributeId attribute, ValueId value);

  // The spans around this one of which the masks say of the place what they say of this one.
  // Assumptions, which masks do not hold, may differ.
  struct Range {
    std::uint32_t first = 0, end = 0;
    bool holds(std::uint32_t span) const { return first <= span && span < end; }
  };
  Range like_spans(AttributeId attribute, ValueId value, std::uint32_t span) const;

  // Takes over, as it comes to be asked, what another kernel's memo of the same casebook has found.
  // `places`: codes of which the rules of the two say different things. Days between the days of
  // issue of the two are not asked about. Both live on.
  void learn_from(const Memo& other, std::function<bool(std::string_view)> place_differs);

  // Takes in atoms numbered after those known.
  void add_atoms(std::span<const Atom> atoms);

  // Judged anew each time: the number of days since a date of the question.
  Label age(const Predicate& test, ValueId date, Day law_day) const;

  std::size_t places() const { return places_; }

  // As atom(), where the sheet does not say it yet.
  Label judge_atom(AtomId id, ValueId value, std::uint32_t span);

 private:
  struct KnownAtom {
    const Predicate* test;
    Place at;
  };
  struct Column {
    AttributeId attribute;
    bool place;
    std::uint32_t slots = 0;
    std::vector<std::uint8_t*> sheets;  // by value, or by value and span; null = none yet
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

  Column column_of(AttributeId attribute) const {
    return {attribute, program_.attributes[attribute].place, 0, {}};
  }
  const std::uint8_t* new_sheet(std::uint32_t column, ValueId value, std::uint32_t span);
  std::uint8_t* blank(std::uint32_t slots);
  std::uint8_t& label(AtomId id, ValueId value, std::uint32_t span);
  std::uint8_t lent(AtomId id, ValueId value, std::uint32_t span) const;
  bool differs(AttributeId attribute, ValueId value) const;

  const Kernel& kernel_;
  const Program& program_;
  const Casebook& cases_;
  std::size_t places_;
  FactFrame frame_;  // holds one fact at a time
  std::vector<KnownAtom> atoms_;
  std::vector<Column> columns_;  // of attributes; then of each atom that came later
  std::vector<std::unique_ptr<std::uint8_t[]>> pages_;  // that sheets are cut from
  std::size_t free_ = 0;                                // bytes of the last page
  Lent lent_;
  std::vector<Label> asked_;
  std::vector<std::vector<ValueId>> firsts_;  // by attribute and place between its cuts; 0 = none
};

}  // namespace licet::law
