#pragma once
#include <optional>
#include <string>
#include <vector>

#include "context.h"
#include "licet/ledger/kept_licences.h"

// The exporter's licences from the ledger of the data folder, for questions that bring none.
namespace licet::cli {

// How the command line wants it.
struct LedgerUse {
  bool none = false;              // --no-ledger
  std::vector<std::string> of;    // --of: reservations that the shipment is to use
};

// Is there a ledger in the data folder, or are there signs that there was one?
bool has_ledger(const Globals& globals);

// Nothing where none is wanted or there is none. Otherwise what the ledger keeps, or the error: a
// ledger that cannot be read is never taken as one without licences.
Result<std::optional<ledger::KeptLicences>> licences_of_ledger(const Globals& globals,
                                                               const api::Engine& engine,
                                                               const LedgerUse& use);

// The question as it is to be asked; the note goes into the options.
Json filled(const Json& question, const std::optional<ledger::KeptLicences>& kept,
            api::AskOptions& options);

// Prints the error; 2 for what was asked for wrongly, else 3.
int fail_of_ledger(const Error& error);

}  // namespace licet::cli
