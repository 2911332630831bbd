#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "kernel_conditions.h"

// Norms that an amendment leaves as they were but for when they apply: do the old words and the new
// say the same of a case? Private to this module.
namespace licet::law {

class Reworded {
 public:
  // Pairs of the norms that only one side has, by their id: those of the line alone. The tables of
  // places and of the control list say the same under both kernels.
  Reworded(const Kernel& before, const Kernel& after, const std::vector<NormIndex>& olds,
           const std::vector<NormIndex>& news, const Casebook& cases);

  bool empty() const { return pairs_.empty(); }
  // The norms in pairs, by side.
  std::array<std::vector<NormIndex>, 2> norms() const;

  // May one of them apply to the case in another way than before? Says so where it cannot tell.
  bool turns(const Case& one, Day law_day);

 private:
  struct Side {
    Side(const Kernel& the_kernel, const Casebook& cases)
        : kernel(the_kernel), memo(the_kernel, cases), conditions(the_kernel, cases, memo) {}
    const Kernel& kernel;
    Memo memo;
    Conditions conditions;
  };
  // Conditions on one fact that the two do not share.
  struct Apart {
    AttributeId attribute;
    std::array<std::vector<AtomId>, 2> atoms;  // by side
    std::vector<std::uint8_t> differ;          // by value, once known
  };
  struct Pair {
    std::array<const CompiledNorm*, 2> norms;
    std::vector<Apart> apart;
    bool same_rest = false;  // the conditions that no mask holds
  };
  void add(const CompiledNorm& before, const CompiledNorm& after);
  std::vector<AtomId> atoms_of(std::size_t side, const CompiledNorm& norm) const;
  bool any_apart(Pair& pair, const Case& one);
  bool differ(Apart& apart, ValueId value);
  bool find_differ(const Apart& apart, ValueId value);
  ValueId value_of(const Case& one, AttributeId attribute) const;
  bool rest_turns(const Pair& pair, bool apart, const Case& one, Day law_day);
  Label rest(std::size_t side, const Pair& pair, const Case& one, Day law_day);

  const Casebook& cases_;
  std::array<Side, 2> sides_;
  std::vector<Pair> pairs_;
};

}  // namespace licet::law
