#pragma once
#include <string>

#include "ledger_home.h"

// Answers as records of the ledger.
namespace licet::cli {

struct RecordedAnswer {
  std::string id;
  ledger::Receipt receipt;
};

// Posts the entry, or finds it where its key is there with the same content, whatever moment was
// said then. A refusal comes as BadValue.
Result<ledger::Receipt> post_once(LedgerHome& home, const ledger::Entry& entry);

// Records an answer's bytes once. The moment: `at`, else that of a live answer, else now.
Result<RecordedAnswer> record_answer(LedgerHome& home, const std::string& bytes,
                                     const std::string& at);

// `at` as a moment of the ledger: a day alone means its beginning; empty means now.
std::string moment_or_now(const std::string& at);

}  // namespace licet::cli
