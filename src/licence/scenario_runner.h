#pragma once
#include <memory>
#include <string>
#include <vector>

#include "licet/licence/apply.h"
#include "tree_profile.h"

// Tells a story of a profile's life cycle and compares its end with what the story expects. For
// tests: the form is that of the life-cycle scenarios (cases/README.md) and of scenarios/licences.
namespace licet::licence::testing {

// What is not as expected; empty when the story holds.
std::vector<std::string> run_scenario(const Profile& profile, const Json& scenario);

// The told story, for expectations that need more than the docket.
struct Told {
  const Profile& profile;
  const Json& scenario;
  Docket docket;
  std::vector<Docket> opened;
  std::vector<Step> steps;                          // one an event, refused ones too
  std::vector<std::pair<std::string, std::vector<std::string>>> path;  // state and queues
  Policies policies;
  Instant now;
};

// One expectation: what the story shows under that key, as the story would write it. Null where
// the key is not known.
Json shown(const Told& told, const std::string& key);
// The story's rows of [input, result] that need no event; the differences.
std::vector<std::string> check_vectors(const Told& told);

}  // namespace licet::licence::testing
