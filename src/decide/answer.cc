#include "answer.h"

#include <algorithm>
#include <map>
#include <set>

#include "leads_to.h"
#include "licence_words.h"
#include "licet/base/text.h"
#include "licet/decide/verdict_on.h"
#include "licet/decide/words.h"
#include "wording.h"

namespace licet::decide {
namespace {

using law::Instance;
using law::Norm;
using law::Rest;
using law::RestKind;

std::string_view status_word(Standing standing) {
  switch (standing) {
    case Standing::kOvercome: return "overcome";
    case Standing::kUndecided: return "undecided";
    case Standing::kRefer: return "refer";
    case Standing::kAwaits: return "awaits";
    case Standing::kOpen: return "open";
  }
  return "";
}

class AnswerBuilder {
 public:
  AnswerBuilder(const Knowledge& known, const Question& question, const Screening& screening,
                const Options& options, const Decided& decided)
      : known_(known), question_(question), screening_(screening), options_(options),
        decided_(decided) {}

  Json build() {
    Json::Object answer;
    answer["verdict"] = std::string(to_string(decided_.verdict));
    answer["may_proceed"] = may_proceed(decided_.verdict);
    answer["on"] = to_string(options_.law_day);
    answer["on_from"] = options_.day_from;
    answer["snapshot"] = to_id(known_.snapshot.id());
    answer["engine"] = std::string(kEngine);
    answer["question"] = question_.digest();
    answer["regime"] = std::string(known_.rules.regime());
    answer["asked"] = asked();
    answer["lines"] = lines();
    answer["requirements"] = requirements();
    answer["authority"] = authority();
    answer["assumptions"] = assumptions();
    answer["conditions"] = conditions();
    answer["missing"] =
        missing_facts(known_, question_, screening_, options_, decided_, all_causes());
    answer["referrals"] = referrals();
    answer["changes"] = changes();
    answer["screening"] = screening();
    answer["proof"] = proof(known_, question_, decided_);
    return answer;
  }

 private:
  Json asked() const {
    Json::Object object;
    object["question"] = question_.document;
    object["strict"] = options_.strict;
    if (options_.live) {
      Json::Object live;
      live["at"] = options_.live->at;
      live["lists_checked"] = options_.live->lists_checked;
      live["stale"] = options_.live->stale;
      object["live"] = std::move(live);
    }
    if (options_.ledger) object["ledger"] = *options_.ledger;
    return object;
  }

  Json lines() const {
    Json::Array array;
    for (std::size_t l = 0; l < decided_.lines.size(); ++l) {
      const LineFinding& line = decided_.lines[l];
      Json::Object object;
      object["line"] = line_name(question_, l);
      object["verdict"] = std::string(to_string(line.verdict));
      object["subject"] = !line.out_of_scope;
      std::set<std::string> ids;
      for (const auto& found : line.requirements) ids.insert(norm_of(line, found.instance).id);
      object["requirements"] = strings({ids.begin(), ids.end()});
      array.emplace_back(std::move(object));
    }
    return array;
  }

  const Norm& norm_of(const LineFinding& line, std::uint32_t instance) const {
    return known_.rules.norm(line.outcome.instances[instance].norm);
  }

  const law::ListingFacts* row_of(const Instance& instance) const {
    if (instance.binding.listing < 0) return nullptr;
    return &decided_.frame.parties[std::size_t(instance.binding.party)]
                .listings[std::size_t(instance.binding.listing)];
  }

  // Equal findings of several lines or list rows are shown once.
  Json requirements() const {
    std::vector<std::pair<Json, Json::Array>> found;  // finding, rows
    for (std::size_t l = 0; l < decided_.lines.size(); ++l)
      for (const auto& requirement : decided_.lines[l].requirements) {
        Json shown = requirement_json(decided_.lines[l], requirement, l);
        const Instance& instance = decided_.lines[l].outcome.instances[requirement.instance];
        auto it = std::find_if(found.begin(), found.end(),
                               [&](const auto& pair) { return pair.first == shown; });
        if (it == found.end()) it = found.insert(found.end(), {std::move(shown), {}});
        if (const auto* row = row_of(instance)) it->second.push_back(row_json(*row));
      }
    Json::Array array;
    for (auto& [requirement, rows] : found) {
      if (!rows.empty()) requirement.object()["entries"] = std::move(rows);
      array.push_back(std::move(requirement));
    }
    return array;
  }

  static Json row_json(const law::ListingFacts& row) {
    Json::Object object;
    object["list"] = row.list;
    object["entry_id"] = row.entry_id;
    object["name"] = row.name;
    object["in_force"] = row.certain_from == kAlways ? Json() : Json(to_string(row.certain_from));
    object["cite"] = strings(row.cite);
    return object;
  }

  Json requirement_json(const LineFinding& line, const RequirementFinding& found,
                        std::size_t l) const {
    const Norm& norm = norm_of(line, found.instance);
    const Instance& instance = line.outcome.instances[found.instance];
    Json::Object object;
    object["id"] = norm.id;
    object["reason"] = norm.reason;
    object["because"] = norm.title;
    object["line"] = line_name(question_, l);
    object["status"] = std::string(status_word(found.standing));
    object["policy"] = found.policy.empty() ? Json() : Json(found.policy);
    object["cite"] = add_cites(strings(norm.cite), found.policy_cite);
    object["by"] = found.standing == Standing::kOvercome
                       ? Json(authority_id(known_, decided_, line, *found.authority))
                       : Json();
    if (norm.published && *norm.published > decided_.law_day)
      object["published"] = to_string(*norm.published);
    if (const auto* row = row_of(instance)) {
      const bool unclear = found.policy.empty() && !row->policy_text.empty();
      if (unclear) object["policy_text"] = row->policy_text;
    }
    Json::Array not_serving;
    for (std::uint32_t f : found.foreclosed)
      not_serving.push_back(foreclosed(known_, decided_, line, f));
    object["foreclosed"] = std::move(not_serving);
    if (found.standing == Standing::kOvercome && !found.also.empty()) {
      Json::Array others;
      for (std::uint32_t other : found.also) others.push_back(other_authority(line, other));
      object["also"] = std::move(others);
    }
    return object;
  }

  // One that would serve too, with what it would ask for.
  Json other_authority(const LineFinding& line, std::uint32_t instance) const {
    Json::Array conditions, rests;
    std::set<std::string> seen;
    add_conditions_of(line, instance, conditions, seen);
    for (const Rest& rest : serves(line.outcome.instances[instance]).rests)
      rests.emplace_back(rest.fact);
    return Json::Object{{"authority", authority_id(known_, decided_, line, instance)},
                        {"cite", strings(norm_of(line, instance).cite)},
                        {"conditions", std::move(conditions)}, {"rests_on", std::move(rests)}};
  }

  // The authority behind the verdict: of the first line that has the answer's own verdict.
  Json authority() const {
    for (const LineFinding& line : decided_.lines) {
      if (line.verdict != decided_.verdict) continue;
      for (const auto& found : line.requirements)
        if (found.standing == Standing::kOvercome && found.authority)
          return authority_json(line, *found.authority);
    }
    return Json();
  }

  Json authority_json(const LineFinding& line, std::uint32_t instance) const {
    const std::string id = authority_id(known_, decided_, line, instance);
    const auto colon = id.find(':');
    Json::Object object;
    object["kind"] = id.substr(0, colon);
    object["id"] = colon == std::string::npos ? id : id.substr(colon + 1);
    const Day until = authority_until(known_, question_, line, instance);
    object["until"] = until >= kForever ? Json() : Json(to_string(until));
    object["cite"] = strings(norm_of(line, instance).cite);
    const int licence = line.outcome.instances[instance].binding.licence;
    if (licence >= 0)
      object["remains"] = remains_json(question_, std::size_t(licence),
                                       std::size_t(line.outcome.instances[instance].binding.line),
                                       decided_.law_day);
    return object;
  }

  std::vector<Rest> all_rests() const {
    std::vector<Rest> rests = decided_.rests;
    for (const LineFinding& line : decided_.lines) merge(rests, line.rests);
    return rests;
  }

  Json assumptions() const {
    Json::Array array;
    for (const Rest& rest : all_rests()) array.push_back(assumption(rest));
    for (std::size_t l = 0; l < decided_.lines.size(); ++l) {
      const Json note = exceptions_not_judged(known_, decided_.lines[l], l);
      if (!note.is_null()) array.push_back(note);
    }
    return array;
  }

  void add_condition(Json::Array& array, std::set<std::string>& seen, const std::string& kind,
                     const std::vector<std::string>& cite, std::string text = "") const {
    if (!seen.insert(kind).second) {  // one condition may have several grounds
      for (Json& condition : array)
        if (condition.text("kind") == kind)
          condition.object()["cite"] = add_cites(*condition.find("cite"), cite);
      return;
    }
    const law::WordInfo* word = known_.rules.vocabulary().word("conditions", kind);
    Json::Object object;
    object["kind"] = kind;
    object["text"] = !text.empty() ? text : word == nullptr ? kind : word->means;
    object["cite"] = strings(cite);
    array.emplace_back(std::move(object));
  }

  Json conditions() const {
    Json::Array array;
    std::set<std::string> seen;
    for (const LineFinding& line : decided_.lines)
      for (std::uint32_t awaited : line.awaited) add_awaited(line, awaited, array, seen);
    for (const LineFinding& line : decided_.lines) {
      for (const auto& found : line.requirements)
        if (found.authority && found.standing == Standing::kOvercome)
          add_conditions_of(line, *found.authority, array, seen);
      for (std::uint32_t duty : line.duties) add_conditions_of(line, duty, array, seen);
    }
    const auto rests = all_rests();
    const bool history = std::any_of(rests.begin(), rests.end(), [](const Rest& rest) {
      return rest.kind == RestKind::kHistory;
    });
    if (history && may_proceed(decided_.verdict))
      add_condition(array, seen, "history_unverified", {},
                    "Rests on data known from a later issue, taken as unchanged: see assumptions.");
    if (decided_.stale)
      add_condition(array, seen, "list_stale", {}, "The lists have not been checked lately.");
    return array;
  }

  void add_conditions_of(const LineFinding& line, std::uint32_t instance, Json::Array& array,
                         std::set<std::string>& seen) const {
    const Norm& norm = norm_of(line, instance);
    for (const auto& kind : norm.conditions) add_condition(array, seen, kind, norm.cite);
    for (const auto& requisite : norm.require)
      if (!requisite.condition.empty())
        add_condition(array, seen, requisite.condition,
                      requisite.cite.empty() ? norm.cite : requisite.cite);
    add_of_licence(line.outcome.instances[instance], false, array, seen);
  }

  // What the licence itself asks, each once.
  void add_of_licence(const Instance& authority, bool awaited, Json::Array& array,
                      std::set<std::string>& seen) const {
    if (authority.binding.licence < 0) return;
    std::vector<std::string> rule;
    for (const auto& requisite : known_.rules.norm(authority.norm).require)
      if (requisite.cell.fact == "licence.conditions_met") rule = requisite.cite;
    for (Json& one : licence_conditions(question_, std::size_t(authority.binding.licence),
                                        decided_.law_day, awaited, rule))
      if (seen.insert(to_canonical(one)).second) array.push_back(std::move(one));
  }

  // What the HOLD waits for.
  void add_awaited(const LineFinding& line, std::uint32_t instance, Json::Array& array,
                   std::set<std::string>& seen) const {
    const Norm& norm = norm_of(line, instance);
    add_of_licence(line.outcome.instances[instance], true, array, seen);
    for (const auto& unmet : line.outcome.instances[instance].requisites) {
      if (unmet.requisite->cell.fact == "licence.conditions_met") continue;
      const law::FactInfo* fact = known_.rules.vocabulary().fact(unmet.requisite->cell.fact);
      add_condition(array, seen, unmet.requisite->cell.fact, norm.cite,
                    cat("Due first: ", fact == nullptr ? unmet.requisite->cell.fact : fact->means));
    }
    if (norm.require.empty()) add_condition(array, seen, norm.id, norm.cite, norm.title);
  }

  std::vector<law::Cause> all_causes() const {
    std::vector<law::Cause> causes = decided_.causes;
    for (const LineFinding& line : decided_.lines)
      for (const law::Cause& cause : line.causes)
        merge(causes, each_open_condition(question_, decided_.law_day, cause));
    return causes;
  }

  Json referrals() const {
    Json::Array array;
    std::set<std::string> seen;
    const auto add = [&](Json json) {
      if (seen.insert(to_canonical(json)).second) array.push_back(std::move(json));
    };
    for (const LineFinding& line : decided_.lines)
      for (const Instance& instance : line.outcome.instances) {
        const Norm& norm = known_.rules.norm(instance.norm);
        const bool may = instance.holds.is_unknown() && norm.is_requirement();
        if (!instance.holds.is_true() && !may) continue;
        for (const auto& to : norm.referrals) {
          Json::Object object;
          object["to"] = to;
          object["because"] = norm.title;
          object["cite"] = strings(norm.cite);
          add(std::move(object));
        }
      }
    for (const auto& cause : all_causes())
      if (auto json = referral(known_, cause)) add(std::move(*json));
    return array;
  }

  // Until when the verdict stands as the law is known, and what comes next.
  Json changes() const {
    Json::Object object;
    object["holds_until"] = Json();
    Json::Array next;
    for (Day day : boundaries(known_, question_, screening_)) {
      if (day <= options_.law_day || day >= kForever) continue;
      Options then = options_;
      then.law_day = day;
      if (verdict_on(known_, question_, screening_, then) == decided_.verdict) continue;
      const Decided later = decide_on(known_, question_, screening_, then);
      if (later.verdict == decided_.verdict) continue;
      object["holds_until"] = to_string(day.plus(-1));
      Json::Object change;
      change["on"] = to_string(day);
      change["verdict"] = std::string(to_string(later.verdict));
      change["because"] = difference(known_, decided_, later);
      next.emplace_back(std::move(change));
      break;
    }
    object["next"] = std::move(next);
    return object;
  }

  Json screening() const {
    Json::Array array;
    for (std::size_t p = 0; p < question_.parties.size(); ++p) {
      if (!question_.parties[p].to_screen) continue;
      Json::Object object;
      object["party"] = question_.parties[p].pointer;
      object["coverage"] = coverage_json(known_);
      Json::Array matches;
      for (const auto& match : screening_.matches[p]) {
        Json json = match_json(known_, match);
        json.object()["taken_as_the_party"] =
            same_party(known_, question_.parties[p].country, match);
        matches.push_back(std::move(json));
      }
      object["matches"] = std::move(matches);
      array.emplace_back(std::move(object));
    }
    return array;
  }

  const Knowledge& known_;
  const Question& question_;
  const Screening& screening_;
  const Options& options_;
  const Decided& decided_;
};

}  // namespace

Json answer_document(const Knowledge& known, const Question& question, const Screening& screening,
                     const Options& options, const Decided& decided) {
  return AnswerBuilder(known, question, screening, options, decided).build();
}

}  // namespace licet::decide
