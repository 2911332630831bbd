#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "licet/evidence/retention.h"
#include "licet/evidence/tar.h"
#include "licet/ledger/ledger.h"
#include "licet/ledger/record.h"

// The evidence of one transaction: what the ledger holds about one answer, as one signed archive
// that a stranger can verify without the ledger (15 CFR part 762). Form: docs/formats/evidence.md.
namespace licet::evidence {

// What is to be recorded first. Their keys follow from their content: again, they are the same.
// `at` is a moment, YYYY-MM-DDThh:mm:ss.
ledger::Entry answer_entry(const ledger::AnswerRecord& answer, std::string at);
// `document.path` is its name, any text; only its hash and size are recorded. BadValue for a name
// that no archive takes.
Result<ledger::Entry> document_entry(const std::string& answer_id, const Part& document,
                                     std::string at);

// Everything of one answer, in the order of the log: the records that name it, reservations and
// shipments that these name, and what opened, changed or ended the licences drawn on.
struct Matter {
  ledger::AnswerRecord answer;
  std::vector<ledger::StoredRecord> records;
  std::vector<std::string> licences;
};

// RecordMalformed where no such answer is recorded, or it was purged.
Result<Matter> read_matter(ledger::Ledger& ledger, const std::string& answer_id);
Retention retention_of(const Matter& matter);

struct Pack {
  std::string bytes;
  Json manifest;
  ledger::Checkpoint checkpoint;  // of the log as it was proved against
};

// `lists` = what the snapshot of the answer held, as the caller knows it (null where it is gone).
// `documents` are those recorded before, by name; BadValue for one that is not recorded.
Result<Pack> make_pack(ledger::Ledger& ledger, const Matter& matter, const Json& lists,
                       const std::vector<Part>& documents, const ledger::KeyPair& key);

// The entry that purges what may be purged of the matter. BadValue with the day while the records
// must be kept on `today`. Holds and the two persons are the ledger's to judge.
struct PurgeRequest {
  std::string by, second, because;
  Day today;
};
Result<ledger::Entry> purge_entry(const Matter& matter, const PurgeRequest& request);

}  // namespace licet::evidence
