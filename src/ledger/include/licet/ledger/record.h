#pragma once
#include <string>
#include <string_view>

#include "licet/base/json.h"
#include "licet/base/sha256.h"

namespace licet::ledger {

// One answer as it is kept: its canonical bytes and what they are known by. Append-only storage,
// the
// tamper-evident log and the store behind it come with the licences; this is the record they will
// hold.
struct AnswerRecord {
  std::string id;     // "sha256:…" of the bytes
  std::string bytes;  // canonical JSON
  Json document;
  std::string question, snapshot, engine, verdict, on;
};

// From a document just made.
AnswerRecord make_record(const Json& answer);

// From bytes of a file, canonical or indented. JsonSyntax … when it is no JSON, RecordMalformed
// when it lacks what a record is known by.
Result<AnswerRecord> read_record(std::string_view bytes);

}  // namespace licet::ledger
