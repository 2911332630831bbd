#include "record_answer.h"

#include "licet/base/text.h"
#include "licet/evidence/pack.h"

namespace licet::cli {

std::string moment_or_now(const std::string& at) {
  if (at.empty()) return now();
  return at.size() == 10 ? at + "T00:00:00" : at;
}

Result<ledger::Receipt> post_once(LedgerHome& home, const ledger::Entry& entry) {
  ledger::Entry wanted = entry;
  LICET_TRY(known, home.ledger->store().find_key(entry.key));
  if (known && known->purged == 0) {
    LICET_TRY(json, read_json(known->bytes));
    wanted.at = std::string(json.text("at"));
  }
  LICET_TRY(posting, home.ledger->post({wanted}));
  if (posting.refusal)
    return Error{Code::BadValue, entry.key,
                 known && known->purged != 0 ? cat("was purged by record ", known->purged)
                                             : posting.refusal->because};
  return posting.receipts.front();
}

Result<RecordedAnswer> record_answer(LedgerHome& home, const std::string& bytes,
                                     const std::string& at) {
  LICET_TRY(answer, ledger::read_record(bytes));
  std::string moment = at;
  if (const Json* asked = answer.document.find("asked"); moment.empty() && asked != nullptr)
    if (const Json* live = asked->find("live")) moment = std::string(live->text("at"));
  LICET_TRY(receipt, post_once(home, evidence::answer_entry(answer, moment_or_now(moment))));
  return RecordedAnswer{answer.id, receipt};
}

}  // namespace licet::cli
