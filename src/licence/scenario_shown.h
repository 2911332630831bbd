#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenario_runner.h"

// Pieces that the tables of expectations share.
namespace licet::licence::testing {

Json strings(const std::vector<std::string>& list);
Json view(const Told& told);                       // the docket as programs see it
const IssuedLicence* newest(const Told& told);     // null where there is none
std::string newest_state(const Told& told);          // as of the end of the story
bool may_draw(const Told& told);
std::optional<Json> shown_of_licence(const Told& told, const std::string& key);

}  // namespace licet::licence::testing
