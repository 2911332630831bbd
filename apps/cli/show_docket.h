#pragma once
#include <string>

#include "licet/licence/apply.h"

// Dockets for people.
namespace licet::cli {

std::string docket_summary(const licence::Profile& profile, const std::string& id,
                           const licence::Docket& docket, const licence::Instant& at);
std::string docket_details(const licence::Profile& profile, const licence::Docket& docket,
                           const licence::Instant& at);
// What moved, by whom, on whose authority; of one licence only where `about` names it.
std::string docket_history(const licence::Docket& docket, const std::string& about);

}  // namespace licet::cli
