#include "ledger_licences.h"

#include <filesystem>

#include "ledger_home.h"
#include "profiles.h"

namespace licet::cli {

bool has_ledger(const Globals& globals) {
  if (!globals.ledger.empty()) return true;  // named: it must open
  std::error_code failed;
  const std::string folder = data_path(globals);
  return std::filesystem::exists(folder + "/ledger.db", failed) ||
         std::filesystem::exists(folder + "/checkpoints.txt", failed);
}

Result<std::optional<ledger::KeptLicences>> licences_of_ledger(const Globals& globals,
                                                               const api::Engine& engine,
                                                               const LedgerUse& use) {
  if (use.none && !use.of.empty())
    return Error{Code::Usage, "--of", "a reservation stands in the ledger: leave out --no-ledger"};
  if (use.none) return std::optional<ledger::KeptLicences>();
  if (!has_ledger(globals)) {
    if (use.of.empty()) return std::optional<ledger::KeptLicences>();
    return Error{Code::Usage, "--of", "there is no ledger in the data folder"};
  }
  LICET_TRY(home, open_ledger(globals));
  LICET_TRY(profiles, all_profiles(engine.snapshot()));
  LICET_TRY(kept, ledger::kept_licences(*home.ledger, profiles, use.of));
  return std::optional<ledger::KeptLicences>(std::move(kept));
}

Json filled(const Json& question, const std::optional<ledger::KeptLicences>& kept,
            api::AskOptions& options) {
  options.ledger.reset();
  if (!kept) return question;
  ledger::FilledQuestion made = ledger::with_licences(question, *kept);
  if (!made.note.is_null()) options.ledger = std::move(made.note);
  return std::move(made.question);
}

int fail_of_ledger(const Error& error) {
  const int status = fail(error);
  return error.code == Code::Usage ? status : 3;
}

}  // namespace licet::cli
