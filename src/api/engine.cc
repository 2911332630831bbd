#include "licet/api/engine.h"

#include "licet/base/text.h"
#include "licet/decide/replay.h"
#include "licet/decide/words.h"
#include "licet/ledger/record.h"

namespace licet::api {
namespace {

decide::Options options_of(const decide::Question& question, const AskOptions& asked) {
  decide::Options options = decide::day_of_question(question, asked.today);
  if (asked.on) {
    options.law_day = *asked.on;
    options.day_from = "asked";
  }
  options.strict = asked.strict;
  options.live = asked.live;
  return options;
}

}  // namespace

Result<Engine> Engine::open(std::shared_ptr<const snapshot::Snapshot> snapshot) {
  std::vector<snapshot::RuleFile> files;
  for (std::uint32_t i = 0; i < snapshot->rule_count(); ++i)
    files.push_back({std::string(snapshot->rule_path(i)), std::string(snapshot->rule_text(i))});
  LICET_TRY(rules, law::RuleSet::load(files));
  return Engine(std::move(snapshot), std::move(rules));
}

Result<decide::Answer> Engine::ask(const Json& question, const AskOptions& options) const {
  LICET_TRY(read, decide::read_question(question, *rules_));
  return decide::decide(known(), read, options_of(read, options));
}

Result<std::vector<decide::Stretch>> Engine::timeline(const Json& question,
                                                      const AskOptions& options, Day from,
                                                      Day last) const {
  LICET_TRY(read, decide::read_question(question, *rules_));
  return decide::timeline(known(), read, options_of(read, options), from, last);
}

Json Engine::timeline_json(const Json& question,
                           const std::vector<decide::Stretch>& stretches) const {
  decide::Question read;
  read.document = question;
  return decide::timeline_json(known(), read, stretches);
}

Result<Json> Engine::screen(const std::string& name, const ScreenOptions& options) const {
  match::Query query{name, options.country, options.type, options.list, options.threshold_permille};
  LICET_TRY(found, match::screen(*snapshot_, query));
  Json::Array matches;
  for (const auto& match : found) {
    const auto entry = snapshot_->entry(match.entry);
    const bool out =
        options.on && (*options.on < entry.possible_from || *options.on >= entry.until);
    if (!out) matches.push_back(decide::match_json(known(), match));
  }
  Json::Object asked;
  asked["name"] = name;
  asked["country"] = options.country;
  asked["list"] = options.list;
  asked["threshold"] = options.threshold_permille;
  Json::Object result;
  result["query"] = std::move(asked);
  result["coverage"] = decide::coverage_json(known());
  result["snapshot"] = to_id(snapshot_->id());
  result["matches"] = std::move(matches);
  return Json(std::move(result));
}

Result<Json> Engine::compare(const std::string& left, const std::string& right) {
  LICET_TRY(comparison, match::compare_names(left, right));
  Json::Object result;
  result["left"] = left;
  result["right"] = right;
  result["score"] = comparison.score_permille;
  result["evidence"] = decide::evidence_json(comparison.evidence);
  return Json(std::move(result));
}

Result<std::string> Engine::why(std::string_view answer_bytes) {
  LICET_TRY(record, ledger::read_record(answer_bytes));
  LICET_TRY_DONE([&]() -> Status {
    auto asked = decide::read_asked(record.document);
    if (!asked.ok()) return asked.error();
    return Done{};
  }());
  return decide::explain(record.document);
}

Result<Digest> Engine::snapshot_of(std::string_view answer_bytes) {
  LICET_TRY(record, ledger::read_record(answer_bytes));
  LICET_TRY(asked, decide::read_asked(record.document));
  return asked.snapshot;
}

Status Engine::replay(std::string_view answer_bytes) const {
  LICET_TRY(record, ledger::read_record(answer_bytes));
  return decide::replay(known(), record.document);
}

}  // namespace licet::api
