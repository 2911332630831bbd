#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "licet/licence/calendar.h"
#include "licet/licence/machine.h"

namespace licet::licence {

// A table as it stands in the rules: path below `rules/`, and text.
struct ProfileFile {
  std::string_view path, text;
};

// Who may do what: the events a role may bring about ("*" = all), and the body it speaks for.
struct Role {
  std::string id, body, side, cite;
  std::vector<std::string> events;
  bool may(std::string_view event) const;
};

// A second or third person is due on these outcomes where the flag is set ("*" = always).
struct CountersignRule {
  std::string flag, cite;
  int order = 1;
  std::vector<std::string> outcomes;
};

// One desk on the way of an application; desks of one stage work side by side.
struct RoutingRule {
  std::string id, version, status, queue, role, cite;
  int stage = 0;
};

// A period of the law: `days` after the day of `counts_from`, calendar or business days.
struct ClockRule {
  std::string id, counts_from, basis, means, cite;
  int days = 0;
};

// The words, states, people, clocks and calendar of one authority. Immutable; any number of
// threads may read one.
class Profile {
 public:
  // From the files below "licences/ID/": profile, states, moves, refusals, guards, roles,
  // countersign, routing, clocks, holidays (each .csv). RuleMissingKey for an absent file,
  // RuleTable with file, line and column for a fault in one.
  static Result<Profile> read(std::string_view id, std::span<const ProfileFile> files);
  // The ids for which there are files, sorted.
  static std::vector<std::string> ids(std::span<const ProfileFile> files);

  const std::string& id() const { return id_; }
  const Machine& application() const { return application_; }
  const Machine& licence() const { return licence_; }
  const Calendar& calendar() const { return calendar_; }
  std::span<const CountersignRule> countersign() const { return countersign_; }
  std::span<const RoutingRule> routing() const { return routing_; }
  std::span<const ClockRule> clocks() const { return clocks_; }
  std::span<const Role> roles() const { return roles_; }

  const Role* role(std::string_view id) const;
  const ClockRule* clock(std::string_view id) const;
  // A setting of profile.csv; empty where there is none.
  const std::string& text(std::string_view key) const;
  std::string_view cite(std::string_view key) const;
  // Its words, and its value as a whole number (0 where there is none).
  std::vector<std::string> words(std::string_view key) const;
  int number(std::string_view key) const;
  // The parts between semicolons, for names with blanks.
  std::vector<std::string> names(std::string_view key) const;

  // A further table of the profile ("changes", "validity", "licence_codes"); null where it has
  // none.
  const CsvTable* table(std::string_view name) const;

  // The refusal a guard or a check gives, by its rule.
  Refusal refusal(std::string_view rule) const;
  bool has_guard(std::string_view rule) const { return guards_.contains(rule); }

 private:
  class Reader;
  struct Setting {
    std::string value, cite;
  };
  std::string id_;
  Machine application_, licence_;
  Calendar calendar_;
  std::vector<CountersignRule> countersign_;
  std::vector<RoutingRule> routing_;
  std::vector<ClockRule> clocks_;
  std::vector<Role> roles_;
  std::map<std::string, Setting, std::less<>> settings_;
  std::map<std::string, Refusal, std::less<>> guards_;
  std::map<std::string, CsvTable, std::less<>> tables_;
};

}  // namespace licet::licence
