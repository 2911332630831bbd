#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "licet/ledger/ledger.h"
#include "licet/licence/apply.h"

namespace licet::ledger {

// Applications and licences as they stand in the ledger: every event is a record, every docket is
// folded from its records, and what an event does to a licence's account is posted with it, in the
// same transaction.
class Register {
 public:
  // `engine` is stored with each routing. The profile must outlive the register.
  Register(Ledger& ledger, const licence::Profile& profile, std::string engine)
      : ledger_(ledger), profile_(profile), engine_(std::move(engine)) {}

  // A new docket from {"goods", "parties", …}; its id, "A-1", "A-2" … BadValue when a docket of
  // another profile is asked for.
  Result<std::string> open(const Json& given, const licence::Instant& at, const std::string& by);

  struct Applied {
    licence::Step step;
    std::vector<std::string> opened;  // ids of the dockets that came of it
    Receipt receipt;
  };
  // Judges the event and, when nothing refuses it, records it. A refusal of the ledger (an account
  // that is there already) comes as the step's refusal.
  Result<Applied> apply(const std::string& id, const licence::DocketEvent& event);

  Result<licence::Docket> docket(const std::string& id);
  // The docket right after the event that made this row of its audit trail, with that event, the
  // standing orders then recorded, and to whom its licences had been transferred by then. BadValue
  // where the trail is shorter.
  struct Moment {
    licence::Docket docket;
    licence::Policies policies;
    licence::DocketEvent event;
    std::map<std::string, std::string> holders;  // licence -> the new holder
  };
  Result<Moment> moment(const std::string& id, std::size_t row);
  // Its events in order, as recorded.
  Result<std::vector<Json>> history(const std::string& id);
  Result<std::vector<std::string>> ids();
  // The docket that holds the licence; BadValue where none does.
  Result<std::string> id_of_licence(const std::string& reference);

  // A standing order (licet/licence/policy.h), from now on part of every judgement.
  Result<Receipt> order(const Json& policy, const licence::Instant& at);
  Result<licence::Policies> policies();

 private:
  struct Loaded {
    licence::Docket docket;
    licence::Policies policies;
    std::size_t events = 0;
    int number = 0;
    licence::DocketEvent last{};
    std::map<std::string, std::string> holders{};
  };
  // Up to the event that makes the row of the audit trail, where one is named.
  Result<Loaded> load(const std::string& id, std::optional<std::size_t> row = std::nullopt);
  Status replay(const StoredRecord& record, Loaded& loaded) const;
  Status carry_over(const licence::Docket& before, const licence::Docket& after, Entry& entry);
  Entry opened_entry(const std::string& id, const Json& given, const licence::Instant& at,
                     const std::string& by) const;

  Ledger& ledger_;
  const licence::Profile& profile_;
  std::string engine_;
};

// The entries that the licence's edges of one step ask of the ledger.
std::vector<Entry> account_entries(const licence::Profile& profile, const licence::Docket& before,
                                   const licence::Docket& after, const std::string& stream,
                                   const std::string& key, const std::string& at);

}  // namespace licet::ledger
