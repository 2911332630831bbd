#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "kernel_code.h"
#include "kernel_memo.h"

// Conditions that read several facts, judged on one case. Private to the kernel.
namespace licet::law {

// The party, list row and licence that a judgement is about; null = none.
struct Bound {
  const GivenFacts* party = nullptr;
  const GivenFacts* listing = nullptr;
  const GivenFacts* licence = nullptr;
  const CaseListing* row = nullptr;
};

class Conditions {
 public:
  Conditions(const Kernel& kernel, const Casebook& cases, Memo& memo);

  void open(const Case& the_case, Day law_day);
  void bind(const Bound& bound) { bound_ = bound; }

  // `kRests`: whether it rests on assumptions is told too, which needs every part.
  template <bool kRests>
  Label judge(NodeId node) {
    return judge_in<kRests>(program_.tree, node);
  }
  // What the tests of the row say together: false as soon as one is.
  Label tests(const ListRow& row) {
    Label result = Label::yes();
    for (const Memo::Place& at : std::span(row_tests_).subspan(row.first, row.tests)) {
      result = both(result, of_place(at));
      if (result.is_false()) break;
    }
    return result;
  }
  // The norm's own date fact says whether it is in force.
  Label force_by_fact(const CompiledNorm& norm) const;

  std::uint32_t page() const { return code_.empty ? kNoPage : code_.page; }
  std::uint32_t place_span() const { return place_span_; }

 private:
  template <bool kRests>
  Label judge_in(const Tree& tree, NodeId id);
  void count_opening();
  ValueId value(AttributeId attribute) const {
    switch (rooms_[attribute]) {
      case Room::kLine: return of_line(attribute);
      case Room::kParty: return find(bound_.party, attribute);
      case Room::kListing: return find(bound_.listing, attribute);
      case Room::kLicence: return find(bound_.licence, attribute);
    }
    return kAbsentValue;
  }
  ValueId of_line(AttributeId attribute) const {
    const Said& said = values_[attribute];
    return said.of == opened_ ? said.value : kAbsentValue;
  }
  // A condition on one fact. The sheet of a fact of the line is looked for once a case.
  Label atom(AtomId id) { return of_place(memo_.place(id)); }
  Label of_place(const Memo::Place& at) {
    if (!at.of_line) return memo_.atom(at.atom, value(at.attribute), place_span_);
    Sheet& sheet = sheets_[at.attribute];
    if (sheet.of != opened_)
      sheet = {memo_.sheet(at.column, of_line(at.attribute), place_span_), opened_};
    const std::uint8_t known = sheet.labels[at.slot];
    return known != Memo::kNotJudged
               ? Label{known}
               : memo_.judge_atom(at.atom, of_line(at.attribute), place_span_);
  }
  ValueId find(const GivenFacts* facts, AttributeId attribute) const;

  Label age(const Predicate& test) const;
  Label covers();
  Label flag(std::uint32_t number);
  Label judge_flag(const FlagName& name, std::uint32_t number);
  Label offer(std::uint32_t number);
  Label offered(const FlagProgram::Row& row);
  Label within_order(const Decimal& limit) const;
  Label within_year(const Decimal& limit) const;
  Label sta(bool c1);
  Label control(const FlagName& name, std::uint32_t number);
  bool before_issue() const { return law_day_ < kernel_.rules().issue_day(); }

  const Kernel& kernel_;
  const Program& program_;
  const Casebook& cases_;
  Memo& memo_;

  const Case* case_ = nullptr;
  Day law_day_;
  std::uint32_t place_span_ = 0;
  Bound bound_;
  Code code_;
  std::vector<Code> codes_;            // by value of item.eccn
  std::vector<Room> rooms_;            // of attributes
  struct Said {
    ValueId value = kAbsentValue;
    std::uint32_t of = 0;              // the opening that it was said in
  };
  std::vector<Said> values_;           // of the line's attributes
  struct Sheet {
    const std::uint8_t* labels = nullptr;
    std::uint32_t of = 0;              // the opening that it was found for
  };
  std::vector<Memo::Place> row_tests_; // as Program::row_tests
  std::vector<Sheet> sheets_;          // of the line's attributes
  std::uint32_t opened_ = 0;           // how often a case was
  std::vector<std::uint8_t> flags_;    // labels already found for the case
  std::vector<std::uint32_t> flags_found_;

  Tree reach_tree_;                    // of list rows
  std::vector<Atom> reach_atoms_;
  std::vector<NodeId> reach_nodes_;    // by number of the casebook
  TreeBuilder reach_;
};

}  // namespace licet::law
