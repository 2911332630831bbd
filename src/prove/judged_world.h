#pragma once
#include <memory>
#include <string>
#include <vector>

#include "licet/decide/ruling.h"
#include "worlds.h"

// A world put before all the law of a day, as a question would be. Private to the module.
namespace licet::prove {

struct JudgedWorld {
  law::FactFrame frame;
};

// With the parties, list rows and licences that the world says there are, and no other.
JudgedWorld world_of(Facts facts);

// Names of all that is said, and the frame without one of them. "party", "listing" and "licence"
// are the things themselves.
std::vector<std::string> facts_of(const law::FactFrame& frame);
law::FactFrame without(law::FactFrame frame, const std::string& fact);

// Rules on worlds by one rule set. Borrows it.
class Court {
 public:
  explicit Court(const law::RuleSet& rules);
  decide::Verdict rule(const JudgedWorld& world, Day day);

 private:
  const law::RuleSet& rules_;
  std::unique_ptr<law::Kernel> kernel_;
  std::unique_ptr<law::Casebook> cases_;
  std::unique_ptr<decide::Judge> judge_;
};

// Ids of the requirements, and of duties to wait, that keep the world from going.
std::vector<std::string> what_stops(const law::RuleSet& rules, const JudgedWorld& world, Day day);

// Does the control list know the code, entry and paragraph?
bool knows_code(const law::RuleSet& rules, const std::string& code);

}  // namespace licet::prove
