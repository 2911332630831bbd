#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/prove/prover.h"
#include "licet/prove/world.h"

// Where the reach of a norm ends: worlds that lie on the other side as soon as one of its
// conditions, or one of its days, is left out.
namespace licet::prove {

// The norm with one thing gone; nothing = the norm itself.
struct Variation {
  std::string what;  // "struck", "without when destination", "begins a day later"
  std::optional<law::Norm> norm;
};
std::vector<Variation> variations_of(const law::Norm& norm);

struct Boundary {
  std::vector<World> worlds;       // each tells some variation from the norm, the interpreter says
  std::vector<std::string> equal;  // variations that no world tells from it: proved
  std::vector<std::string> open;   // neither found nor proved
};

// Few worlds that together tell every variation apart, those of which all is known first. `effort`:
// as Prover's. Deterministic.
Boundary boundary_of(const law::RuleSet& rules, const law::Norm& norm,
                     unsigned effort = Prover::kEffort);

// Likewise for the variations given.
Boundary boundary_of(const law::RuleSet& rules, const law::Norm& norm,
                     const std::vector<Variation>& variations, unsigned effort = Prover::kEffort);

}  // namespace licet::prove
