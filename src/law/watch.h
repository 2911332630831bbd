#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "kernel_memo.h"

// Which cases leave one of a few norms standing, told from single facts: what is left standing may
// still not apply. Private to this module.
namespace licet::law {

class Watch {
 public:
  struct Side {
    const Kernel& kernel;
    std::vector<NormIndex> norms;  // general ones, none of the control list
  };
  Watch(std::vector<Side> sides, const Casebook& cases);

  bool may_stand(const Case& one, Day law_day);

  // Adds, by side, the conditions that both share and that say different things of the place on
  // some day. Of two sides.
  using Conditions = std::array<std::set<AtomId>, 2>;
  void add_differing(AttributeId id, ValueId value, Conditions& found);

 private:
  // 63 norms a word; the top bit says that the word was worked out.
  using Word = std::uint64_t;
  static constexpr Word kKnown = Word(1) << 63;
  static constexpr std::uint32_t kBits = 63;

  struct Watched {
    std::uint32_t side;
    const CompiledNorm* norm;
    std::uint32_t bit;  // in the masks of its kernel
  };
  // One condition of one watched norm on an attribute.
  struct Asked {
    std::uint32_t watched;
    AtomId atom;
  };
  struct Fact {
    std::vector<Asked> asked;
    std::vector<std::uint32_t> in_trees;  // watched norms whose trees read it
    std::vector<Word> words;              // by value, then word
    bool read() const { return !asked.empty() || !in_trees.empty(); }
  };
  void find_facts();
  void find_days();
  void share_conditions();
  void note_tree(std::uint32_t watched, NodeId node);
  const Word* words(AttributeId id, ValueId value) {
    Fact& fact = facts_[id];
    const std::size_t at = std::size_t(value) * width_;
    return at < fact.words.size() && (fact.words[at] & kKnown) != 0 ? &fact.words[at]
                                                                    : build(id, value);
  }
  const Word* build(AttributeId id, ValueId value);

  bool any_left() const;
  bool meet(const Word* row);
  void meet(Room room, const GivenFacts& facts, std::vector<Word>& into);
  const Word* of_party(const Case& one, std::uint32_t i);
  bool may_stand_in_rooms(const Case& one);

  std::vector<Side> sides_;
  const Casebook& cases_;
  const std::vector<Attribute>& attributes_;
  AttributeId destination_, eccn_;
  std::vector<std::unique_ptr<Memo>> memos_;  // by side
  std::vector<Watched> watched_;
  std::size_t width_ = 1;
  std::vector<Fact> facts_;             // by attribute
  std::array<std::vector<Word>, kRooms> of_room_;  // norms of each room
  // By attribute: conditions in the same words, of the first kernel and the second.
  std::vector<std::vector<std::pair<AtomId, AtomId>>> shared_;
  DaySpans days_;
  std::vector<Word> in_force_;          // by span, then word
  std::array<std::vector<AttributeId>, kRooms> read_;  // facts that are read
  std::vector<std::uint16_t> slots_;    // by attribute: 1 + its place in `read_`; 0 = not read
  std::vector<bool> given_;             // by place among the facts of the line, of this case
  std::vector<Word> parties_;           // by party number, then word
  std::vector<Word> left_, met_;  // of the case at hand
};

// The spans of days in which the rules may say different things of a place; one for other facts.
std::vector<std::uint32_t> spans_of(const Kernel& kernel, const Casebook& cases, AttributeId id,
                                    ValueId value);

// General norms that ask one of the conditions; nothing where what the control list says of an
// entry asks it too.
std::optional<std::vector<NormIndex>> asking(const Program& program, const std::set<AtomId>& of);

}  // namespace licet::law
