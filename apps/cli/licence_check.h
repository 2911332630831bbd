#pragma once
#include <string>

#include "ledger_licences.h"

namespace licet::cli {

struct CheckArguments {
  std::string file, on;
  LedgerUse ledger;
};

// `licet licence check`: each licence of the exporter against a shipment, clause by clause. Exit
// status 0 when one serves, 10 when none does, 12 when that is not known.
int run_licence_check(const CheckArguments& arguments, const Globals& globals);

}  // namespace licet::cli
