#include "licet/decide/impact.h"

#include <algorithm>
#include <set>

#include "grounds.h"
#include "licet/base/text.h"
#include "licet/decide/replay.h"
#include "licet/decide/verdict_on.h"
#include "name_cache.h"
#include "wording.h"

namespace licet::decide {
namespace {

bool same_rules(const snapshot::Snapshot& a, const snapshot::Snapshot& b) {
  if (a.rule_count() != b.rule_count()) return false;
  for (std::uint32_t i = 0; i < a.rule_count(); ++i)
    if (a.rule_path(i) != b.rule_path(i) || a.rule_text(i) != b.rule_text(i)) return false;
  return true;
}

// Same entries with the same names in the same places: a match in one is that match in the other.
bool same_entries(const snapshot::Snapshot& a, const snapshot::Snapshot& b) {
  if (a.entry_count() != b.entry_count() || a.name_count() != b.name_count()) return false;
  for (std::uint32_t i = 0; i < a.name_count(); ++i) {
    const auto left = a.name(snapshot::NameId{i}), right = b.name(snapshot::NameId{i});
    if (left.key != right.key || left.kind != right.kind || left.entry != right.entry) return false;
  }
  for (std::uint32_t i = 0; i < a.entry_count(); ++i) {
    const auto left = a.entry(snapshot::EntryId{i}), right = b.entry(snapshot::EntryId{i});
    const bool same = left.list == right.list && left.entry_id == right.entry_id &&
                      left.type == right.type &&
                      std::equal(left.addresses.begin(), left.addresses.end(),
                                 right.addresses.begin(), right.addresses.end(),
                                 [](const auto& x, const auto& y) {
                                   return x.country == y.country;
                                 });
    if (!same) return false;
  }
  return true;
}

// One row as one state of knowledge sees it.
struct Side {
  Question question;
  Screening screening;
  Options options;
  Verdict verdict = Verdict::kIndeterminate;
};

// No name is on any list. Under the same rules, without --strict, only who is listed can then make
// a difference: how old a list is stands among the assumptions and turns no verdict.
bool nobody_found(const Side& side) {
  const auto none = [](const auto& matches) { return matches.empty(); };
  return std::all_of(side.screening.matches.begin(), side.screening.matches.end(), none) &&
         std::all_of(side.screening.owner_matches.begin(), side.screening.owner_matches.end(),
                     [](const auto& owner) { return owner.second.empty(); });
}

std::vector<std::string> parties_of(const Question& question, const std::vector<Ground>& because) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  };
  for (const Ground& ground : because) add(ground.party);
  if (names.empty())
    for (const AskedParty& party : question.parties)
      if (party.pointer != "exporter") add(party.name);
  return names;
}

std::vector<std::string> eccns_of(const Question& question) {
  std::set<std::string> codes;
  for (const law::LineFacts& line : question.frame.lines)
    if (const auto it = line.facts.find("eccn"); it != line.facts.end())
      codes.insert(law::to_string(it->second));
  return {codes.begin(), codes.end()};
}

}  // namespace

struct Impact::State {
  Knowledge from, to;
  Settings settings;
  NameCache from_names, to_names;
  Verdicts from_verdicts, to_verdicts;
  bool rules_stay, entries_stay;

  State(const Knowledge& before, const Knowledge& after, const Settings& how)
      : from(before), to(after), settings(how), from_names(before.snapshot),
        to_names(after.snapshot), from_verdicts(before), to_verdicts(after),
        rules_stay(same_rules(before.snapshot, after.snapshot)),
        entries_stay(same_entries(before.snapshot, after.snapshot)) {}

  Options options_of(const RecordedRow& row, const Question& question) const {
    Options options = row.options ? *row.options : day_of_question(question, settings.today);
    if (!row.options) options.strict = settings.strict;
    options.live.reset();  // a recorded row is about its day, not about this instant
    if (settings.on) {
      options.law_day = *settings.on;
      options.day_from = "asked";
    }
    return options;
  }

  // `other` is the side already judged, or null; what is the same for both is taken from it.
  Result<Side> side(const RecordedRow& row, const Knowledge& known, NameCache& names,
                    const Verdicts& verdicts, const Side* other) const {
    Side made;
    if (other != nullptr && rules_stay) {
      made.question = other->question;
    } else {
      LICET_TRY(question, read_question(row.question, known.rules));
      made.question = std::move(question);
    }
    made.options = options_of(row, made.question);
    const Screener screener = [&](const match::Query& query) { return names.screen(query); };
    if (other != nullptr && entries_stay) {
      made.screening = other->screening;
      made.screening.missing_lists = missing_lists(known, made.screening);
    } else {
      LICET_TRY(screening, screen_parties(known, made.question, screener));
      made.screening = std::move(screening);
    }
    LICET_TRY_DONE(check_cost(made.question, made.screening));
    const bool nothing_new = other != nullptr && rules_stay && nobody_found(*other) &&
                             nobody_found(made) && !made.options.strict &&
                             made.screening.missing_lists == other->screening.missing_lists;
    made.verdict = nothing_new ? other->verdict
                               : verdicts.on(made.question, made.screening, made.options);
    return made;
  }

  // The same verdict on other grounds.
  std::optional<Flip> stir(const RecordedRow& row, const Side& before, const Side& after) const {
    const auto grounds = [](const Knowledge& known, const Side& one) {
      return grounds_of(known, one.question,
                        decide_on(known, one.question, one.screening, one.options), false);
    };
    if (same_grounds(grounds(from, before), grounds(to, after))) return std::nullopt;
    return flip(row, before, after);
  }

  Flip flip(const RecordedRow& row, const Side& before, const Side& after) const {
    const auto full = [](const Knowledge& known, const Side& one) {
      return decide_on(known, one.question, one.screening, one.options);
    };
    Flip made;
    made.line = row.line;
    made.id = row.id;
    made.question = before.question.digest();
    made.on = before.options.law_day;
    made.from = before.verdict;
    made.to = after.verdict;
    if (const auto it = before.question.frame.question.find("destination");
        it != before.question.frame.question.end())
      made.destination = law::to_string(it->second);
    made.eccns = eccns_of(before.question);
    made.because = changed_grounds(
        grounds_of(from, before.question, full(from, before), false), before.verdict,
        grounds_of(to, after.question, full(to, after), true), after.verdict);
    made.parties = parties_of(before.question, made.because);
    return made;
  }
};

Impact::Impact(const Knowledge& from, const Knowledge& to, const Settings& settings)
    : state_(std::make_unique<State>(from, to, settings)) {}
Impact::~Impact() = default;

Result<RecordedRow> read_recorded(const Json& document) {
  RecordedRow row;
  if (document.find("asked") != nullptr) {
    LICET_TRY(asked, read_asked(document));
    row.id = to_id(sha256(to_canonical(document)));
    row.question = std::move(asked.question);
    row.options = std::move(asked.options);
    row.recorded = verdict_of(document.text("verdict"));
    return row;
  }
  if (document.find("error") != nullptr)
    return Error{Code::AnswerMalformed, "/error", "no answer was given here"};
  const Json* question = document.find("question");
  if (question == nullptr || !question->is_object()) {
    row.question = document;
    return row;
  }
  row.question = *question;
  row.id = std::string(document.text("id"));
  if (document.find("on") == nullptr) return row;
  auto day = parse_day(document.text("on"));
  if (!day.ok()) return Error{Code::BadDay, "/on", day.error().detail};
  row.options.emplace();
  row.options->law_day = day.value();
  if (const Json* options = document.find("options"))
    if (const Json* strict = options->find("strict"))
      row.options->strict = strict->is_bool() && strict->boolean();
  return row;
}

Result<Judged> Impact::judge(const RecordedRow& row) const {
  const auto before = state_->side(row, state_->from, state_->from_names,
                                   state_->from_verdicts, nullptr);
  const auto after = state_->side(row, state_->to, state_->to_names, state_->to_verdicts,
                                  before.ok() ? &before.value() : nullptr);
  if (!before.ok() || !after.ok()) {
    Error error = before.ok() ? after.error() : before.error();
    if (before.ok() != after.ok())
      error.detail = cat("refused ", before.ok() ? "after" : "before", " the change only: ",
                         error.detail);
    return error;
  }
  Judged judged{before.value().verdict, after.value().verdict, false, std::nullopt, std::nullopt};
  judged.recorded_differs = row.recorded && *row.recorded != judged.from;
  if (judged.from != judged.to)
    judged.flip = state_->flip(row, before.value(), after.value());
  else if (state_->settings.stirs)
    judged.stir = state_->stir(row, before.value(), after.value());
  return judged;
}

void ImpactSummary::add(const Judged& judged) {
  ++asked;
  recorded_differs += judged.recorded_differs ? 1 : 0;
  if (!judged.flip) {
    ++stayed;
    return;
  }
  ++flipped;
  const Flip& flip = *judged.flip;
  ++by_verdict[{flip.from, flip.to}];
  ++by_country[flip.destination];
  for (const auto& eccn : flip.eccns) ++by_eccn[eccn];
  std::set<std::string> parties, norms, entries;
  for (const Ground& ground : flip.because) {
    if (!ground.party.empty()) parties.insert(ground.party);
    if (ground.effect != "lacks") norms.insert(ground.id);
    if (!ground.entry.empty()) entries.insert(cat(ground.list, ": ", ground.entry));
  }
  for (const auto& name : parties) ++by_party[name];
  for (const auto& id : norms) ++by_norm[id];
  for (const auto& entry : entries) ++by_entry[entry];
}

void ImpactSummary::add_failure() {
  ++asked;
  ++failed;
}

namespace {

Json ground_json(const Ground& ground) {
  Json::Object object;
  object["side"] = ground.after ? "to" : "from";
  object["effect"] = ground.effect;
  object["id"] = ground.id;
  object["says"] = ground.says;
  object["by"] = ground.by.empty() ? Json() : Json(ground.by);
  object["policy"] = ground.policy.empty() ? Json() : Json(ground.policy);
  object["cite"] = strings(ground.cite);
  object["line"] = ground.line.empty() ? Json() : Json(ground.line);
  object["party"] = ground.party.empty() ? Json() : Json(ground.party);
  object["entry"] = Json();
  if (!ground.entry.empty()) {
    Json::Object entry;
    entry["list"] = ground.list;
    entry["entry_id"] = ground.entry_id;
    entry["name"] = ground.entry;
    object["entry"] = std::move(entry);
  }
  return object;
}

Json counts_json(const std::map<std::string, std::uint64_t>& counts) {
  Json::Object object;
  for (const auto& [key, count] : counts) object[key] = std::int64_t(count);
  return object;
}

}  // namespace

Json to_json(const Flip& flip) {
  Json::Object object;
  object["line"] = std::int64_t(flip.line);
  object["id"] = flip.id.empty() ? Json() : Json(flip.id);
  object["question"] = flip.question;
  object["on"] = to_string(flip.on);
  object["from"] = std::string(to_string(flip.from));
  object["to"] = std::string(to_string(flip.to));
  object["destination"] = flip.destination.empty() ? Json() : Json(flip.destination);
  object["eccns"] = strings(flip.eccns);
  object["parties"] = strings(flip.parties);
  Json::Array because;
  for (const Ground& ground : flip.because) because.push_back(ground_json(ground));
  object["because"] = std::move(because);
  return object;
}

Json to_json(const ImpactSummary& summary) {
  Json::Object object;
  object["asked"] = std::int64_t(summary.asked);
  object["stayed"] = std::int64_t(summary.stayed);
  object["flipped"] = std::int64_t(summary.flipped);
  object["failed"] = std::int64_t(summary.failed);
  object["recorded_differs"] = std::int64_t(summary.recorded_differs);
  Json::Array verdicts;
  for (const auto& [pair, count] : summary.by_verdict) {
    Json::Object one;
    one["from"] = std::string(to_string(pair.first));
    one["to"] = std::string(to_string(pair.second));
    one["rows"] = std::int64_t(count);
    verdicts.emplace_back(std::move(one));
  }
  object["by_verdict"] = std::move(verdicts);
  object["by_country"] = counts_json(summary.by_country);
  object["by_eccn"] = counts_json(summary.by_eccn);
  object["by_party"] = counts_json(summary.by_party);
  object["by_norm"] = counts_json(summary.by_norm);
  object["by_entry"] = counts_json(summary.by_entry);
  return object;
}

}  // namespace licet::decide
