#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "context.h"
#include "licet/ledger/register.h"
#include "licet/licence/profile.h"

namespace CLI {
class App;
}

// The ledger of a data folder, with the key that signs it and the checkpoints beside it.
namespace licet::cli {

struct LedgerHome {
  std::string folder;
  std::unique_ptr<ledger::Ledger> ledger;
  std::optional<ledger::KeyPair> key;  // none until `licet keys make`

  std::string checkpoints_path() const { return folder + "/checkpoints.txt"; }
  std::string database_path() const { return folder + "/ledger.db"; }
};

// Opens FOLDER/ledger.db, made where absent, or the PostgreSQL that --ledger names, and compares it
// with every checkpoint in FOLDER/checkpoints.txt first: a ledger that is older or another is not
// opened. `compare` false only for a copy whose loss was accepted.
Result<LedgerHome> open_ledger(const Globals& globals, bool compare = true);
// FOLDER/keys/ledger.key, where there is one.
Status find_key(LedgerHome& home);
// None where there is no such file. LedgerCorrupt where one is not signed by the key.
Result<std::vector<ledger::Checkpoint>> read_points(const std::string& path,
                                                    const std::optional<ledger::KeyPair>& key);
// Durable under its new name when it returns.
Status rename_synced(const std::string& from, const std::string& to);
// Signs the head and adds it to checkpoints.txt, synchronised to the disk. Nothing without a key.
Status add_checkpoint(LedgerHome& home);

// FOLDER/keys/NAME.key and NAME.pub.
Result<ledger::KeyPair> read_key(const std::string& folder, const std::string& name);
Status write_key(const std::string& folder, const std::string& name,
                 const ledger::KeyPair& key);

// What an event on the command line says beside its word: --person, --role, --at, --set, --details.
struct EventOptions {
  std::string profile, person, role, at, details, id, word;
  std::vector<std::string> set;
};
// `--set key=value`: true, false, whole numbers, lists and objects as JSON; all else is text.
Result<licence::DocketEvent> read_event(const EventOptions& options);
Result<licence::Instant> read_at(const std::string& at);

// record, backup, restore: below `licet ledger`.
void add_ledger_files(CLI::App& group, Globals& globals, int& status);

// Exit status of an event that a rule refused.
inline constexpr int kRefused = 1;
int show_refusal(const licence::Refusal& refusal, const Globals& globals);

}  // namespace licet::cli
