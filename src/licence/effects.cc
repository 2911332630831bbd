#include <algorithm>

#include "docket_work.h"
#include "licet/base/text.h"

namespace licet::licence {
namespace {

std::string padded(int number, std::size_t width) {
  std::string digits = std::to_string(number);
  return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
}

// "GBSIEL/{year}/{number:7}/{suffix}": words in braces are replaced, the rest stands.
std::string filled(const Work& work, std::string_view form) {
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const auto end = form.find('}', i);
    if (form[i] != '{' || end == std::string_view::npos) {
      out += form[i];
      continue;
    }
    const auto word = form.substr(i + 1, end - i - 1);
    if (word == "year") out += std::to_string(year_of(work.event.at.day));
    if (word == "number:7") out += padded(work.setting.sequence, 7);
    if (word == "number:6") out += padded(work.setting.sequence, 6);
    if (word == "suffix")
      out += work.profile().text(cat("reference.suffix.", work.docket.sub_kind));
    if (word == "application") out += work.docket.reference;
    i = end;
  }
  return out;
}

bool no_licence_needed(const Good& good) { return good.rating == "NLR"; }

std::vector<LicenceLine> lines_of(const Docket& docket) {
  if (!docket.draft_lines.empty()) return docket.draft_lines;
  std::vector<LicenceLine> lines;
  for (const Good& good : docket.goods)
    if (!no_licence_needed(good))
      lines.push_back({good.ref, good.rating, good.unit, good.currency, good.quantity, good.value,
                       Decimal()});
  return lines;
}

Day expiry(const Work& work) {
  if (const std::string given = work.text("expires"); parse_day(given).ok())
    return parse_day(given).value();
  const Profile& profile = work.profile();
  int months = profile.number(cat("months.", work.docket.sub_kind));
  if (const auto it = work.docket.statistics.find("duration_months");
      it != work.docket.statistics.end())
    months = int(it->second);
  if (months == 0) months = profile.number("months.default");
  const Day end = plus_months(work.event.at.day, months);
  return profile.text("expiry.end_of_month") == "yes" ? last_of_month(end) : end.plus(-1);
}

void start_clock(Work& work) {
  auto& spans = work.docket.running;
  if (spans.empty() || spans.back().second) spans.emplace_back(work.event.at, std::nullopt);
}

void stop_clock(Work& work) {
  auto& spans = work.docket.running;
  if (!spans.empty() && !spans.back().second) spans.back().second = work.event.at;
  if (!work.docket.first_closed) work.docket.first_closed = work.event.at;
}

void clear_desk(Work& work) {
  work.docket.queues.clear();
  work.docket.officer.clear();
}

// An equal decision again is no new one: it only points at the newer licence.
void add_decision(Work& work, std::string_view kind) {
  Docket& docket = work.docket;
  std::string word(kind);
  const auto refused = work.profile().text("decision.refuse");
  if (kind == work.profile().text("decision.grant") &&
      std::any_of(docket.decisions.begin(), docket.decisions.end(),
                  [&](const DecisionEntry& e) { return e.kind == refused; }))
    word = work.profile().text("decision.grant_after_refusal");
  const std::string licence = docket.licences.empty() ? "" : docket.licences.back().reference;
  if (!docket.decisions.empty() && docket.decisions.back().kind == word) {
    docket.decisions.back().licence = licence;
    return;
  }
  DecisionEntry entry{word, word == refused ? "" : licence, {}, work.event.at};
  if (docket.outcome && word == refused) entry.criteria = docket.outcome->criteria;
  docket.decisions.push_back(std::move(entry));
}

void border(Work& work, std::string_view action, const IssuedLicence& licence) {
  if (action == "none" || licence.lines.empty()) return;
  std::string country;
  for (const DocketParty& party : work.docket.parties)
    if (country.empty() || party.role == "end_user") country = party.country;
  // Customs know countries, not their parts: AE-DU is AE.
  work.docket.messages.push_back({std::string(action), licence.reference, country.substr(0, 2)});
  work.docket.licence(licence.reference)->customs_state = "sent";
}

Check issue_licence(Work& work, std::string_view event) {
  Docket& docket = work.docket;
  IssuedLicence* earlier = docket.newest_licence();
  IssuedLicence licence;
  licence.state = work.profile().licence().states().front().id;
  licence.reference = filled(work, work.profile().text("reference.licence"));
  if (earlier != nullptr) {
    const auto count = docket.licences.size();
    if (count > 26) return refuse(work, "too_many_replacements");
    licence.reference = cat(docket.licences.front().reference, "/", char('A' + int(count) - 1));
    licence.replaces = earlier->reference;
    if (work.profile().licence().in(earlier->state, "replaceable"))
      if (Check refused = move_licence(work, *earlier, work.profile().text("event.supersede")))
        return refused;
  }
  licence.issued = work.event.at.day;
  licence.expires = expiry(work);
  licence.lines = lines_of(docket);
  if (docket.outcome) licence.conditions = docket.outcome->conditions;
  if (earlier != nullptr && licence.conditions.empty()) licence.conditions = earlier->conditions;
  docket.licences.push_back(std::move(licence));
  docket.draft_lines.clear();
  IssuedLicence& made = docket.licences.back();
  return move_licence(work, made, event);
}

void drop_countersign_flags(Work& work) {
  for (const CountersignRule& rule : work.profile().countersign()) {
    if (std::erase(work.docket.flags, rule.flag) != 0)
      work.docket.flags_removed.push_back(rule.flag);
  }
}

void flags_of_finished(Work& work) {
  for (const auto& flag : work.profile().names("flags.removed_when_decided"))
    if (std::erase(work.docket.flags, flag) != 0)
      work.docket.flags_removed.push_back(flag);
}

// A re-opened application leaves no licence usable until somebody says what becomes of it.
Check dispose(Work& work, std::string_view event) {
  for (IssuedLicence& licence : work.docket.licences)
    if (work.profile().licence().in(licence.state, "running") &&
        !work.profile().licence().moves(licence.state, event).empty())
      if (Check refused = move_licence(work, licence, event)) return refused;
  return {};
}

Check open_site_visit(Work& work) {
  const IssuedLicence* licence = work.docket.newest_licence();
  if (licence == nullptr) return {};
  const auto patterns = work.profile().words("visit.ratings");
  const bool technology = std::any_of(
      licence->lines.begin(), licence->lines.end(), [&](const LicenceLine& line) {
        return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
          if (pattern[0] == '?')
            return line.rating.size() > 1 && line.rating[1] == pattern[1] &&
                   line.rating[0] >= '0' && line.rating[0] <= '9';
          return line.rating.starts_with(pattern);
        });
      });
  if (!technology) return {};
  Docket visit;
  visit.profile = work.docket.profile;
  visit.kind = "compliance_site";
  visit.opened_by = licence->reference;
  visit.state = work.profile().text("visit.state");
  work.step.opened.push_back(std::move(visit));
  return {};
}

// One word of the tables: its value after the colon, and the licence the edge belongs to.
using Run = Check (*)(Work& work, std::string_view value, IssuedLicence* licence);

Check run_start(Work& work, std::string_view, IssuedLicence*) {
  start_clock(work);
  return {};
}

Check run_stop(Work& work, std::string_view, IssuedLicence*) {
  stop_clock(work);
  return {};
}

Check run_clear(Work& work, std::string_view, IssuedLicence*) {
  clear_desk(work);
  return {};
}

Check run_route(Work& work, std::string_view, IssuedLicence*) {
  enter_stage(work, next_stage(work.profile(), work.docket));
  return {};
}

Check run_number(Work& work, std::string_view, IssuedLicence*) {
  if (work.docket.reference.empty())
    work.docket.reference = filled(work, work.profile().text("reference.application"));
  return {};
}

Check run_issue(Work& work, std::string_view event, IssuedLicence*) {
  return issue_licence(work, event);
}

Check run_licence(Work& work, std::string_view event, IssuedLicence*) {
  return dispose(work, event);
}

Check run_decision(Work& work, std::string_view kind, IssuedLicence*) {
  add_decision(work, kind);
  return {};
}

Check run_sub(Work& work, std::string_view word, IssuedLicence*) {
  set_sub_state(work.docket, word);
  return {};
}

Check run_notice(Work& work, std::string_view word, IssuedLicence*) {
  if (word != "none") work.docket.notices.emplace_back(word);
  return {};
}

Check run_statistic(Work& work, std::string_view word, IssuedLicence*) {
  if (word != "none") ++work.docket.statistics[std::string(word)];
  return {};
}

Check run_border(Work& work, std::string_view word, IssuedLicence* licence) {
  if (licence != nullptr) border(work, word, *licence);
  return {};
}

// What the ledger does with the word is the ledger's; a transfer is counted on the licence too.
Check run_ledger(Work&, std::string_view word, IssuedLicence* licence) {
  if (word == "transfer" && licence != nullptr) ++licence->transfers;
  return {};
}

Check run_alert(Work& work, std::string_view word, IssuedLicence*) {
  work.alert(word, work.docket.reference, work.event.event);
  return {};
}

Check run_drop_countersign(Work& work, std::string_view, IssuedLicence*) {
  drop_countersign_flags(work);
  return {};
}

Check run_drop_flags(Work& work, std::string_view, IssuedLicence*) {
  flags_of_finished(work);
  return {};
}

Check run_visit(Work& work, std::string_view, IssuedLicence*) { return open_site_visit(work); }

struct Effect {
  std::string_view name;
  Run run;
};

constexpr Effect kEffects[] = {
    {"start_clock", run_start},
    {"stop_clock", run_stop},
    {"clear_desk", run_clear},
    {"route", run_route},
    {"number", run_number},
    {"issue", run_issue},
    {"licence", run_licence},
    {"decision", run_decision},
    {"sub", run_sub},
    {"notice", run_notice},
    {"statistic", run_statistic},
    {"border", run_border},
    {"ledger", run_ledger},
    {"alert", run_alert},
    {"drop_countersign_flags", run_drop_countersign},
    {"drop_flags", run_drop_flags},
    {"visit", run_visit},
};

}  // namespace

bool known_effect(std::string_view effect) {
  const auto name = effect.substr(0, effect.find(':'));
  return std::any_of(std::begin(kEffects), std::end(kEffects),
                     [&](const Effect& one) { return one.name == name; });
}

Check run_effects(Work& work, const Move& move, IssuedLicence* licence) {
  const std::string reference = licence == nullptr ? "" : licence->reference;
  for (const std::string& effect : move.effects) {
    const auto colon = effect.find(':');
    const std::string_view name = std::string_view(effect).substr(0, colon);
    const std::string_view value =
        colon == std::string::npos ? "" : std::string_view(effect).substr(colon + 1);
    for (const Effect& one : kEffects) {
      if (one.name != name) continue;
      IssuedLicence* about = reference.empty() ? nullptr : work.docket.licence(reference);
      if (Check refused = one.run(work, value, about)) return refused;
    }
  }
  return {};
}

std::string customs_reference(std::string_view reference) {
  std::string out;
  for (char c : reference.substr(std::min(reference.find('/'), reference.size())))
    if (c != '/') out += c;
  return out;
}

NextStage next_stage(const Profile& profile, const Docket& docket) {
  int present = 0;
  for (const RoutingEntry& entry : docket.routing)
    for (const RoutingRule& rule : profile.routing())
      if (rule.id == entry.rule) present = std::max(present, rule.stage);
  NextStage next;
  int stage = 1 << 20;
  for (const RoutingRule& rule : profile.routing())
    if (rule.stage > present) stage = std::min(stage, rule.stage);
  for (const RoutingRule& rule : profile.routing())
    if (rule.stage == stage) {
      next.status = rule.status;
      next.rules.push_back(&rule);
    }
  return next;
}

void enter_stage(Work& work, const NextStage& stage) {
  Docket& docket = work.docket;
  docket.queues.clear();
  for (const RoutingRule* rule : stage.rules) docket.queues.push_back(rule->queue);
  for (const RoutingRule* rule : stage.rules)
    docket.routing.push_back({rule->id, rule->version, work.setting.engine, stage.status,
                              docket.flags, docket.queues, work.event.at});
}

Day due_day(const Profile& profile, const ClockRule& rule, Day from) {
  if (rule.basis == "calendar") return from.plus(rule.days);
  Day day = from;
  for (int i = 0; i < rule.days; ++i) day = profile.calendar().next_business(day);
  return day;
}

}  // namespace licet::licence
