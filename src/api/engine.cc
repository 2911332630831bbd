#include "licet/api/engine.h"

#include <algorithm>

#include "licet/base/text.h"
#include "licet/decide/licence_check.h"
#include "licet/decide/replay.h"
#include "licet/decide/words.h"
#include "licet/ledger/record.h"
#include "licet/match/address.h"
#include "licet/match/portal.h"

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
  options.ledger = asked.ledger;
  return options;
}

}  // namespace

Result<Engine> Engine::open(std::shared_ptr<const snapshot::Snapshot> snapshot) {
  std::vector<snapshot::RuleFile> files;
  for (std::uint32_t i = 0; i < snapshot->rule_count(); ++i)
    files.push_back({std::string(snapshot->rule_path(i)), std::string(snapshot->rule_text(i))});
  LICET_TRY(regimes, law::load_regimes(files));
  LICET_TRY(conflicts, law::read_conflicts(files, regimes));
  return Engine(std::move(snapshot), std::move(regimes), std::move(conflicts));
}

Engine::Engine(std::shared_ptr<const snapshot::Snapshot> snapshot,
               std::vector<std::shared_ptr<const law::RuleSet>> regimes,
               std::vector<law::Conflict> conflicts)
    : snapshot_(std::move(snapshot)), conflicts_(std::move(conflicts)) {
  for (auto& rules : regimes) {
    auto verdicts = std::make_shared<decide::Verdicts>(decide::Knowledge{*snapshot_, *rules});
    regimes_.push_back({std::move(rules), std::move(verdicts)});
  }
}

const law::RuleSet* Engine::rules_of(std::string_view regime) const {
  for (const Regime& one : regimes_)
    if (one.rules->regime() == regime) return one.rules.get();
  return nullptr;
}

std::vector<std::shared_ptr<const law::RuleSet>> Engine::all_rules() const {
  std::vector<std::shared_ptr<const law::RuleSet>> all;
  for (const Regime& one : regimes_) all.push_back(one.rules);
  return all;
}

// A word of the vocabulary without rules is refused; what is no word the reader refuses.
Result<decide::Knowledge> Engine::known(const Json& question) const {
  const std::string_view word = question.is_object() ? question.text("regime") : "";
  for (const Regime& one : regimes_)
    if (one.rules->regime() == word) return known(one);
  if (rules().vocabulary().word("regimes", word) == nullptr) return known();
  std::vector<std::string> loaded;
  for (const Regime& one : regimes_) loaded.push_back(cat("`", one.rules->regime(), "`"));
  return Error{Code::BadValue, "/regime",
               cat("no rules of `", word, "` are loaded; ", join(loaded, ", "), " are")};
}

Result<decide::Answer> Engine::ask(const Json& question, const AskOptions& options) const {
  if (question.is_object() && question.find("regimes") != nullptr)
    return ask_each(question, options);
  LICET_TRY(known, this->known(question));
  LICET_TRY(read, decide::read_question(question, known.rules));
  return decide::decide(known, read, options_of(read, options));
}

Result<decide::Answer> Engine::ask_each(const Json& question, const AskOptions& options) const {
  LICET_TRY(each, decide::each_regime(question));
  std::vector<Json> answers;
  decide::Verdict worst = decide::Verdict::kNotSubject;
  for (const auto& one : each) {
    LICET_TRY(answer, ask(one.question, options));
    worst = std::max(worst, answer.verdict);
    answers.push_back(std::move(answer.document));
  }
  const auto all = all_rules();
  Json::Array conflicts = decide::conflicts_between(conflicts_, all, answers);
  return decide::Answer{worst, Json::Object{{"answers", Json::Array(answers)},
                                            {"conflicts", std::move(conflicts)}}};
}

Result<Json> Engine::check_licences(const Json& question, const AskOptions& options) const {
  LICET_TRY(known, this->known(question));
  LICET_TRY(read, decide::read_question(question, known.rules));
  LICET_TRY(checked, decide::check_licences(read, options_of(read, options).law_day));
  checked.object()["snapshot"] = to_id(snapshot_->id());
  checked.object()["ledger"] = options.ledger ? *options.ledger : Json();
  return checked;
}

Result<std::vector<decide::Stretch>> Engine::timeline(const Json& question,
                                                      const AskOptions& options, Day from,
                                                      Day last) const {
  LICET_TRY(known, this->known(question));
  LICET_TRY(read, decide::read_question(question, known.rules));
  return decide::timeline(known, read, options_of(read, options), from, last);
}

Json Engine::timeline_json(const Json& question,
                           const std::vector<decide::Stretch>& stretches) const {
  decide::Question read;
  read.document = question;
  const auto known = this->known(question);
  return decide::timeline_json(known.ok() ? known.value() : this->known(), read, stretches);
}

namespace {

bool out_of_force(const snapshot::EntryView& entry, const std::optional<Day>& on) {
  return on && (*on < entry.possible_from || *on >= entry.until);
}

Json address_match_json(const decide::Knowledge& known, const match::AddressMatch& match) {
  const auto entry = known.snapshot.entry(match.entry);
  Json json;
  if (entry.name_count > 0) {
    json = decide::match_json(known, {match.entry, {entry.first_name}, match.score_permille, false,
                                      match.evidence});
  } else {
    json = Json::Object{{"list", std::string(entry.list)},
                        {"entry_id", std::string(entry.entry_id)},
                        {"name", ""},
                        {"matched_name", ""},
                        {"score", match.score_permille},
                        {"requirement", std::string(entry.requirement)},
                        {"policy", std::string(entry.policy)},
                        {"cite", Json::Array{}},
                        {"evidence", decide::evidence_json(match.evidence)}};
  }
  json.object()["matched_address"] = std::string(entry.addresses[match.address].text);
  return json;
}

}  // namespace

Result<Json> Engine::screen(const std::string& name, const ScreenOptions& options) const {
  match::Query query{name, options.country, options.type, options.list, options.threshold_permille};
  query.identifiers = options.identifiers;
  if (!options.born.empty()) {
    LICET_TRY(born, match::born_span(options.born));
    query.born = born;
  }
  LICET_TRY(found, match::screen(*snapshot_, query));
  Json::Array matches;
  for (const auto& match : found) {
    if (out_of_force(snapshot_->entry(match.entry), options.on)) continue;
    matches.push_back(decide::match_json(known(), match));
  }
  return screened("name", name, std::move(matches), options);
}

Result<Json> Engine::screen_as_portal(const std::string& name,
                                      const ScreenOptions& options) const {
  LICET_TRY(found,
            match::portal_search(*snapshot_, name, options.list, options.threshold_permille));
  Json::Array matches;
  for (const auto& match : found) {
    if (out_of_force(snapshot_->entry(match.entry), options.on)) continue;
    Json one = decide::match_json(known(),
                                  {match.entry, match.name, match.score_permille, false, {}});
    one.object()["whole"] = match.whole_permille;
    one.object()["parts"] = match.parts_permille;
    matches.push_back(std::move(one));
  }
  Json result = screened("name", name, std::move(matches), options);
  result.object()["mode"] = "portal";
  return result;
}

Result<Json> Engine::screen_address(const std::string& address,
                                    const ScreenOptions& options) const {
  const match::AddressQuery query{address, options.country, options.list,
                                  options.threshold_permille};
  LICET_TRY(found, match::screen_address(*snapshot_, query));
  Json::Array matches;
  for (const auto& match : found) {
    if (out_of_force(snapshot_->entry(match.entry), options.on)) continue;
    matches.push_back(address_match_json(known(), match));
  }
  return screened("address", address, std::move(matches), options);
}

Json Engine::screened(const char* what, const std::string& text, Json::Array matches,
                      const ScreenOptions& options) const {
  Json::Object asked;
  asked[what] = text;
  asked["country"] = options.country;
  asked["list"] = options.list;
  asked["threshold"] = options.threshold_permille;
  if (!options.born.empty()) asked["born"] = options.born;
  if (!options.identifiers.empty()) {
    Json::Array numbers;
    for (const auto& number : options.identifiers) numbers.emplace_back(number);
    asked["identifiers"] = std::move(numbers);
  }
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
  LICET_TRY(asked, decide::read_asked(record.document));
  LICET_TRY(known, this->known(asked.question));
  return decide::replay(known, record.document);
}

}  // namespace licet::api
