#include "desk_ask.h"

#include "licet/base/sha256.h"
#include "licet/base/text.h"
#include "profiles.h"
#include "record_answer.h"

namespace licet::cli {

Result<DeskAsker> open_asker(const std::string& on, const std::string& at, bool dry,
                             const Globals& globals) {
  if (!globals.knowing.empty() && !dry)
    return Error{Code::Usage, "--knowing",
                 "the desk asks with what is in force; `review --dry-run` may look elsewhere"};
  LICET_TRY(engine, open_engine(globals));
  api::AskOptions options;
  LICET_TRY(moment, read_at(at));
  options.today = moment.day;
  if (!on.empty()) {
    auto day = parse_day(on);
    if (!day.ok()) return Error{Code::BadDay, "--on", day.error().detail};
    options.on = day.value();
  }
  if (on.empty() && at.empty() && globals.knowing.empty()) options.live = live(globals);
  LICET_TRY(profiles, all_profiles(engine.snapshot()));
  return DeskAsker{std::move(engine), std::move(options), std::move(profiles)};
}

namespace {

std::vector<Json> each_answer(const Json& document) {
  const Json* several = document.find("answers");
  if (several == nullptr) return {document};
  return several->array();
}

// What the licences of the answer's question say of it, clause by clause; null where it has none.
Result<Json> checked_of(const DeskAsker& asker, const Json& answer) {
  const Json& question = *answer.find("asked")->find("question");
  if (answer.text("verdict") != "LICENCE_REQUIRED" || question.find("licences") == nullptr)
    return Json();
  return asker.engine.check_licences(question, asker.options);
}

}  // namespace

Result<DeskAnswer> ask_order(const DeskAsker& asker, LedgerHome& home, const Json& given,
                             const desk::Order& before, const desk::DocketEvent& who) {
  LICET_TRY(kept, ledger::kept_licences(*home.ledger, asker.profiles, {}));
  api::AskOptions options = asker.options;
  const Json question = filled(given, std::optional(std::move(kept)), options);
  LICET_TRY(answered, asker.engine.ask(question, options));
  const std::vector<Json> answers = each_answer(answered.document);
  DeskAnswer made;
  std::vector<std::string> ids;
  std::vector<Json> checked;
  for (const Json& answer : answers) {
    made.bytes.push_back(to_canonical(answer));
    ids.push_back(to_id(sha256(made.bytes.back())));
    LICET_TRY(one, checked_of(asker, answer));
    checked.push_back(std::move(one));
  }
  const std::string digest = to_id(sha256(to_canonical(given)));
  std::vector<std::string> changed;
  if (!before.accepted.empty() && before.accepted != digest) {
    const std::vector<std::string> regimes(answers.size() > 1 ? before.answers
                                                              : std::vector<std::string>());
    LICET_TRY(accepted, desk::Orders(*home.ledger).given(before.accepted_answer, regimes));
    changed = desk::changed_places(accepted, given);
  }
  made.event = who;
  made.event.event = "answered";
  made.event.details = desk::answered_details(digest, answers, ids, checked, changed);
  if (who.event == "ship") made.event.details.object()["for"] = "ship";
  return made;
}

Result<desk::Orders::Applied> answer_order(const DeskAsker& asker, LedgerHome& home,
                                           const Json& given, const std::string& id,
                                           const desk::DocketEvent& who) {
  desk::Orders orders(*home.ledger);
  LICET_TRY(before, orders.order(id));
  LICET_TRY(asked, ask_order(asker, home, given, before, who));
  desk::OrderStep step = desk::apply(before, asked.event);
  if (step.refusal || step.unchanged) return desk::Orders::Applied{std::move(step), {}};
  for (const std::string& bytes : asked.bytes)
    LICET_TRY_DONE([&]() -> Status {
      LICET_TRY(recorded, record_answer(home, bytes, to_string(who.at)));
      (void)recorded;
      return Done{};
    }());
  return orders.apply(id, asked.event);
}

}  // namespace licet::cli
