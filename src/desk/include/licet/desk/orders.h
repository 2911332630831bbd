#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/desk/order.h"
#include "licet/ledger/ledger.h"

// The desk in the ledger: every event of an order is a record, every order is folded from its
// records; what its host is owed is told from them. Forms: docs/formats/desk.md.
namespace licet::desk {

// What the host is told: the order as an event left it. `key` is that of the record, so that it can
// be told twice and counted once.
struct Callback {
  std::string key, order, stream;
  std::uint64_t sequence = 0;
  Json body;
};

class Orders {
 public:
  explicit Orders(ledger::Ledger& ledger) : ledger_(ledger) {}

  // A new one where there are no records. BadValue for an id of no use: 1 to 100 bytes, nothing
  // but visible characters. LedgerCorrupt where a record is refused by today's tables.
  Result<Order> order(const std::string& id);
  Result<std::vector<std::string>> ids();
  // Its events in order, as recorded.
  Result<std::vector<Json>> history(const std::string& id);

  struct Applied {
    OrderStep step;
    std::optional<ledger::Receipt> receipt;  // none where nothing was to be recorded
  };
  // Judges the event and, when nothing refuses it, records it. Locked where another event of the
  // order was recorded at the same moment.
  Result<Applied> apply(const std::string& id, const DocketEvent& event);

  // The order as its host gave it, from the recorded answers, licences of the ledger taken out.
  // RecordMalformed where they were purged.
  Result<Json> given(const std::string& answer_id, const std::vector<std::string>& answers);

  // What no host has taken yet, in the order of the ledger.
  Result<std::vector<Callback>> callbacks_due();
  // That it was taken: by whom (an address, a name). Once; again it is the same.
  Result<ledger::Receipt> delivered(const Callback& callback, const std::string& to,
                                    const std::string& at);
  // That every open order was asked again: how many, and how many turned.
  Result<ledger::Receipt> reviewed(const std::string& snapshot, const std::string& by,
                                   std::int64_t asked, std::int64_t turned, const std::string& at);

 private:
  ledger::Ledger& ledger_;
};

}  // namespace licet::desk
