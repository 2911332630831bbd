#include "licet/ledger/record.h"

#include "licet/base/text.h"

namespace licet::ledger {

AnswerRecord make_record(const Json& answer) {
  AnswerRecord record;
  record.document = answer;
  record.bytes = to_canonical(answer);
  record.id = to_id(sha256(record.bytes));
  record.question = std::string(answer.text("question"));
  record.snapshot = std::string(answer.text("snapshot"));
  record.engine = std::string(answer.text("engine"));
  record.verdict = std::string(answer.text("verdict"));
  record.on = std::string(answer.text("on"));
  return record;
}

Result<AnswerRecord> read_record(std::string_view bytes) {
  LICET_TRY(document, read_json(bytes));
  if (!document.is_object())
    return Error{Code::RecordMalformed, "/", cat("an object is due, not a ", document.type_name())};
  for (const char* key : {"question", "snapshot", "engine", "verdict", "on"})
    if (document.text(key).empty())
      return Error{Code::RecordMalformed, cat("/", key), "is missing: this is no answer"};
  return make_record(document);
}

}  // namespace licet::ledger
