#include "licet/licence/profile.h"

#include <algorithm>
#include <charconv>

#include "docket_work.h"
#include "licet/base/text.h"

namespace licet::licence {
namespace {

constexpr std::string_view kFolder = "licences/";

std::vector<std::string> columns(std::string_view list) {
  std::vector<std::string> names;
  for (std::string_view name : split(list, ',')) names.emplace_back(name);
  return names;
}

int whole(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

}  // namespace

bool Role::may(std::string_view event) const {
  return std::any_of(events.begin(), events.end(),
                     [&](const auto& word) { return word == "*" || word == event; });
}

// Reads one table after the other; the first fault ends it.
class Profile::Reader {
 public:
  Reader(std::string_view id, std::span<const ProfileFile> files) : id_(id), files_(files) {}

  Result<Profile> read() {
    profile_.id_ = id_;
    LICET_TRY_DONE(settings());
    LICET_TRY_DONE(guards());
    LICET_TRY_DONE(machines());
    LICET_TRY_DONE(roles());
    LICET_TRY_DONE(countersign());
    LICET_TRY_DONE(routing());
    LICET_TRY_DONE(clocks());
    LICET_TRY(holidays, table("holidays.csv", "name,rule,observed,from,until,cite"));
    LICET_TRY(calendar, Calendar::read(holidays));
    profile_.calendar_ = std::move(calendar);
    LICET_TRY_DONE(further("changes", "change,action,means,cite"));
    LICET_TRY_DONE(further("validity", "validity,items,years,from,cite"));
    LICET_TRY_DONE(further("licence_codes", "authority,code,until,confidence,cite"));
    LICET_TRY_DONE(further("letters", "kind,part,text,cite"));
    return std::move(profile_);
  }

 private:
  Result<CsvTable> table(std::string_view name, std::string_view needed) const {
    const std::string path = cat(kFolder, id_, "/", name);
    for (const ProfileFile& file : files_)
      if (file.path == path) return CsvTable::read(file.text, path, columns(needed));
    return Error{Code::RuleMissingKey, path, "this table of a licence profile is missing"};
  }

  // A table that only some authorities have.
  licet::Status further(std::string_view name, std::string_view needed) {
    const std::string path = cat(kFolder, id_, "/", name, ".csv");
    for (const ProfileFile& file : files_)
      if (file.path == path) {
        LICET_TRY(rows, CsvTable::read(file.text, path, columns(needed)));
        profile_.tables_.emplace(name, std::move(rows));
      }
    return Done{};
  }

  static Error fault(const CsvTable& table, std::size_t row, std::string_view column,
                     std::string detail) {
    return {Code::RuleTable, table.place(row, column), std::move(detail)};
  }

  licet::Status settings() {
    LICET_TRY(rows, table("profile.csv", "key,value,cite"));
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      Setting setting{std::string(rows.at(row, "value")), std::string(rows.at(row, "cite"))};
      if (setting.cite.empty()) return fault(rows, row, "cite", "a citation is due");
      if (!profile_.settings_.emplace(rows.at(row, "key"), std::move(setting)).second)
        return fault(rows, row, "key", "stands twice");
    }
    return Done{};
  }

  licet::Status guards() {
    LICET_TRY(rows, table("guards.csv", "rule,because,cite"));
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      Refusal refusal{std::string(rows.at(row, "rule")), std::string(rows.at(row, "because")),
                      std::string(rows.at(row, "cite"))};
      if (refusal.because.empty() || refusal.cite.empty())
        return fault(rows, row, "because", "a reason and a citation are due");
      if (!profile_.guards_.emplace(refusal.rule, refusal).second)
        return fault(rows, row, "rule", "stands twice");
    }
    return Done{};
  }

  licet::Status machines() {
    LICET_TRY(states, table("states.csv", "machine,state,label,groups,means,cite"));
    LICET_TRY(moves, table("moves.csv", "machine,from,event,when,to,guards,effects,cite"));
    LICET_TRY(refusals, table("refusals.csv", "machine,event,from,rule,because,cite"));
    LICET_TRY(application, Machine::read("application", states, moves, refusals));
    LICET_TRY(licence, Machine::read("licence", states, moves, refusals));
    profile_.application_ = std::move(application);
    profile_.licence_ = std::move(licence);
    for (const Machine* machine : {&profile_.application_, &profile_.licence_})
      for (const Move& move : machine->all_moves()) LICET_TRY_DONE(check_words(move));
    return Done{};
  }

  // Every word of a move is one the program knows; every guard has its row.
  licet::Status check_words(const Move& move) const {
    const auto unknown = [&](std::string_view file, std::string_view what, const auto& word) {
      return Error{Code::RuleTable, cat(kFolder, id_, "/", file),
                   cat(move.from, ", ", move.event, ": the ", what, " `", word, "` is not known")};
    };
    for (const auto& guard : move.guards) {
      if (!profile_.guards_.contains(guard)) return unknown("guards.csv", "guard", guard);
      if (!known_guard(guard)) return unknown("moves.csv", "guard", guard);
    }
    for (const auto& word : move.when)
      if (!known_condition(word)) return unknown("moves.csv", "condition", word);
    for (const auto& effect : move.effects)
      if (!known_effect(effect)) return unknown("moves.csv", "effect", effect);
    return Done{};
  }

  licet::Status roles() {
    LICET_TRY(rows, table("roles.csv", "role,body,side,events,cite"));
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      Role role{std::string(rows.at(row, "role")), std::string(rows.at(row, "body")),
                std::string(rows.at(row, "side")), std::string(rows.at(row, "cite")),
                words_of_cell(rows.at(row, "events"))};
      if (role.cite.empty()) return fault(rows, row, "cite", "a citation is due");
      for (const auto& event : role.events)
        if (event != "*" && !profile_.application_.knows(event) && !profile_.licence_.knows(event))
          return fault(rows, row, "events", cat("no move has the event `", event, "`"));
      profile_.roles_.push_back(std::move(role));
    }
    return Done{};
  }

  licet::Status countersign() {
    LICET_TRY(rows, table("countersign.csv", "flag,order,outcomes,cite"));
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      CountersignRule rule{std::string(rows.at(row, "flag")), std::string(rows.at(row, "cite")),
                           whole(rows.at(row, "order")), words_of_cell(rows.at(row, "outcomes"))};
      if (rule.order < 1 || rule.order > 9) return fault(rows, row, "order", "is 1 to 9");
      if (rule.cite.empty()) return fault(rows, row, "cite", "a citation is due");
      profile_.countersign_.push_back(std::move(rule));
    }
    return Done{};
  }

  licet::Status routing() {
    LICET_TRY(rows, table("routing.csv", "rule,version,stage,status,queue,role,cite"));
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      RoutingRule rule{std::string(rows.at(row, "rule")), std::string(rows.at(row, "version")),
                       std::string(rows.at(row, "status")), std::string(rows.at(row, "queue")),
                       std::string(rows.at(row, "role")), std::string(rows.at(row, "cite")),
                       whole(rows.at(row, "stage"))};
      if (profile_.application_.find(rule.status) == nullptr)
        return fault(rows, row, "status", "is no state");
      if (profile_.role(rule.role) == nullptr) return fault(rows, row, "role", "is no role");
      if (rule.stage < 1) return fault(rows, row, "stage", "is a whole number from 1");
      profile_.routing_.push_back(std::move(rule));
    }
    return Done{};
  }

  licet::Status clocks() {
    LICET_TRY(rows, table("clocks.csv", "clock,counts_from,days,basis,means,cite"));
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      ClockRule rule{std::string(rows.at(row, "clock")), std::string(rows.at(row, "counts_from")),
                     std::string(rows.at(row, "basis")), std::string(rows.at(row, "means")),
                     std::string(rows.at(row, "cite")), whole(rows.at(row, "days"))};
      if (rule.days < 0) return fault(rows, row, "days", "is a whole number");
      if (rule.basis != "calendar" && rule.basis != "business")
        return fault(rows, row, "basis", "is calendar or business");
      if (rule.cite.empty()) return fault(rows, row, "cite", "a citation is due");
      profile_.clocks_.push_back(std::move(rule));
    }
    return Done{};
  }

  std::string id_;
  std::span<const ProfileFile> files_;
  Profile profile_;
};

Result<Profile> Profile::read(std::string_view id, std::span<const ProfileFile> files) {
  return Reader(id, files).read();
}

std::vector<std::string> Profile::ids(std::span<const ProfileFile> files) {
  std::vector<std::string> found;
  for (const ProfileFile& file : files) {
    if (!file.path.starts_with(kFolder) || !file.path.ends_with("/profile.csv")) continue;
    const auto rest = file.path.substr(kFolder.size());
    found.emplace_back(rest.substr(0, rest.find('/')));
  }
  std::sort(found.begin(), found.end());
  return found;
}

const Role* Profile::role(std::string_view id) const {
  for (const Role& role : roles_)
    if (role.id == id) return &role;
  return nullptr;
}

const ClockRule* Profile::clock(std::string_view id) const {
  for (const ClockRule& clock : clocks_)
    if (clock.id == id) return &clock;
  return nullptr;
}

const std::string& Profile::text(std::string_view key) const {
  static const std::string kNone;
  const auto it = settings_.find(key);
  return it == settings_.end() ? kNone : it->second.value;
}

std::string_view Profile::cite(std::string_view key) const {
  const auto it = settings_.find(key);
  return it == settings_.end() ? std::string_view() : it->second.cite;
}

std::vector<std::string> Profile::words(std::string_view key) const {
  return words_of_cell(text(key));
}

std::vector<std::string> Profile::names(std::string_view key) const {
  std::vector<std::string> out;
  for (std::string_view part : split(text(key), ';'))
    if (!trim(part).empty()) out.emplace_back(trim(part));
  return out;
}

int Profile::number(std::string_view key) const { return std::max(0, whole(text(key))); }

const CsvTable* Profile::table(std::string_view name) const {
  const auto it = tables_.find(name);
  return it == tables_.end() ? nullptr : &it->second;
}

Refusal Profile::refusal(std::string_view rule) const {
  const auto it = guards_.find(rule);
  if (it != guards_.end()) return it->second;
  return {std::string(rule), "not allowed", std::string(cite("title"))};
}

}  // namespace licet::licence
