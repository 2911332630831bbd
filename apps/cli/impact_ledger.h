#pragma once
#include <string>

#include "context.h"
#include "licet/decide/impact.h"
#include "two_sides.h"

namespace licet::cli {

// `licet impact --ledger`: what of the ledger flips between the two sides, or stays on other
// grounds: recorded answers, live licences, open applications, open reservations, open orders of
// the desk. Exit status 0 when each could be asked, else 3. `format` is text or json.
int run_impact_of_ledger(const TwoSides& sides, decide::Impact::Settings settings,
                         const std::string& format, const Globals& globals, unsigned threads);

}  // namespace licet::cli
