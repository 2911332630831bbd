#include "licet/decide/replay.h"

#include "licet/base/text.h"

namespace licet::decide {
namespace {

Error malformed(std::string_view key) {
  return Error{Code::AnswerMalformed, cat("/", key), "is missing or of the wrong form"};
}

}  // namespace

Result<Asked> read_asked(const Json& answer) {
  Asked asked;
  const Json* wrapped = answer.find("asked");
  const Json* question = wrapped == nullptr ? nullptr : wrapped->find("question");
  if (question == nullptr) return malformed("asked/question");
  const Json* strict = wrapped->find("strict");
  if (strict == nullptr || !strict->is_bool()) return malformed("asked/strict");
  if (!verdict_of(answer.text("verdict"))) return malformed("verdict");
  auto day = parse_day(answer.text("on"));
  if (!day.ok()) return malformed("on");
  if (!parse_digest(answer.text("snapshot"), asked.snapshot)) return malformed("snapshot");
  asked.question = *question;
  asked.engine = std::string(answer.text("engine"));
  asked.options.law_day = day.value();
  asked.options.strict = strict->boolean();
  asked.options.day_from = std::string(answer.text("on_from"));
  const std::string& from = asked.options.day_from;
  if (from != "asked" && from != "departure" && from != "today") return malformed("on_from");
  if (const Json* live = wrapped->find("live")) {
    const Json* stale = live->find("stale");
    if (stale == nullptr || !stale->is_bool()) return malformed("asked/live/stale");
    asked.options.live = Live{std::string(live->text("at")),
                              std::string(live->text("lists_checked")), stale->boolean()};
  }
  if (const Json* ledger = wrapped->find("ledger")) {
    if (!ledger->is_object()) return malformed("asked/ledger");
    asked.options.ledger = *ledger;
  }
  if (to_id(sha256(to_canonical(*question))) != answer.text("question"))
    return Error{Code::AnswerMalformed, "/question",
                 "the digest is not that of the question the answer carries"};
  return asked;
}

Status replay(const Knowledge& known, const Json& answer) {
  LICET_TRY(asked, read_asked(answer));
  if (asked.snapshot != known.snapshot.id())
    return Error{Code::SnapshotWrongId, "/snapshot",
                 cat("the answer was given from ", to_id(asked.snapshot))};
  LICET_TRY(question, read_question(asked.question, known.rules));
  LICET_TRY(again, decide(known, question, asked.options));
  if (to_canonical(again.document) == to_canonical(answer)) return Done{};
  for (const auto& [key, value] : again.document.object()) {
    const Json* stored = answer.find(key);
    if (stored == nullptr || *stored != value)
      return Error{Code::ReplayDiffers, "/" + key,
                   cat("asked again by ", kEngine, ", stored by ", asked.engine)};
  }
  return Error{Code::ReplayDiffers, "/", "the stored answer has further keys"};
}

}  // namespace licet::decide
