#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "licet/base/json.h"
#include "licet/ledger/checkpoint.h"
#include "licet/ledger/store.h"
#include "licet/licence/machine.h"

namespace licet::ledger {

// Something to be recorded. `key` makes it happen once: the same key again gives the first
// receipt, with another body it is refused. `at` is local time, YYYY-MM-DDThh:mm:ss.
struct Entry {
  std::string stream, kind, key, at;
  Json body;
};

struct Receipt {
  std::uint64_t sequence = 0;
  Digest leaf{};
  bool repeated = false;
};

// What came of the entries: their receipts, or the rule that refused one (then none happened).
struct Posting {
  std::vector<Receipt> receipts;
  std::optional<licence::Refusal> refusal;
};

// The record of everything and the balances folded from it. What draws do, by kind:
//   grant, amend     opens or changes an account: licence, line, quantity?, value?, first, last,
//                    tolerance_percent?, order_value?, period? {days, value}
//   block, unblock, close, void   the accounts of a licence
//   reserve          holds an amount: licence, line, quantity?, value?, on, until?
//   ship             uses it: the same, with `of` = the key of a reservation, wholly or in part
//   release, reverse a reservation, a shipment: of, on
//   expire           every reservation whose last day lies before `on`
//   customs_report   licence, line, of?, quantity?, value?, on: kept and compared, never drawn
//   purge            records [{key, kind, leaf, sequence, stream}], answer_id, by, second: takes
//                    the bytes of these away (is_purgeable); their leaves stay. Refused while held
//   legal_hold       answer_id (or "*" for all), by, because; legal_hold_lifted: of, by, second
// Any other kind is recorded as it is. Never overdrawn, whatever the order and whoever races:
// used + held ≤ cap, and the value's tolerance only while units are left (15 CFR 750.11).
class Ledger {
 public:
  explicit Ledger(std::unique_ptr<Store> store) : store_(std::move(store)) {}

  // All or none, durable when it returns. An unknown outcome is settled by posting again.
  Result<Posting> post(const std::vector<Entry>& entries);

  Result<Head> head();
  // A licence's accounts as JSON: caps, used, held, left, as decimal strings.
  Result<Json> balance(const std::string& licence);
  // What customs reported against what was shipped: missing, extra, differing.
  Result<Json> reconcile(const std::string& licence);
  // Folds all entries again into fresh counts and compares. LedgerCorrupt names the first account
  // that differs.
  Status check_balances();
  // Every leaf from its bytes, the root from the leaves, sequences without gaps.
  Status check_log();
  // That the log still begins as each checkpoint says. LedgerRolledBack, LedgerCorrupt.
  Status check_against(const std::vector<Checkpoint>& checkpoints);

  Result<Json> prove_inclusion(std::uint64_t sequence);
  Result<Json> prove_consistency(std::uint64_t before);

  // {"leaf":"…","record":{…}} a line, in order; the record's bytes stand there as hashed. A purged
  // one has {"leaf":"…","purged":{…}}.
  Result<std::string> export_lines();
  // Into an empty ledger only: posts the records again and compares every leaf.
  Result<std::uint64_t> import_lines(std::string_view text);

  Store& store() { return *store_; }

 private:
  Result<Receipt> post_one(const Entry& entry, Frontier& tree,
                           std::optional<licence::Refusal>& refusal);
  std::unique_ptr<Store> store_;
};

// Kinds that may be purged: those that no balance and no docket is folded from.
bool is_purgeable(std::string_view kind);
// Keys of the legal holds that stand on the answer of this id.
inline constexpr const char* kHoldsStream = "holds";
Result<std::vector<std::string>> holds_on(Store& store, std::string_view answer);

// The bytes that are hashed: canonical JSON of at, body, key, kind, sequence, stream.
std::string record_bytes(const Entry& entry, std::uint64_t sequence);

}  // namespace licet::ledger
