#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "licet/base/day.h"
#include "licet/law/judgement.h"
#include "licet/law/norm.h"
#include "licet/law/value.h"

// What is known of one transaction, in the form that rules read. `decide` fills it from the
// question, the screening and the licences; `law` never sees where a fact came from, only its
// pointer.
namespace licet::law {

// One row of a list that the party is, or may be.
struct ListingFacts {
  FactMap facts;        // list, requirement, footnotes, programmes, instrument, match
  std::string pointer;  // "parties/0/listed/0", "parties/0/screening/entity-list/<entry id>"
  std::string list, entry_id, name;
  Predicate covers;  // the items and uses that the row reaches
  std::string covers_text;
  std::vector<PolicyRule> policy;
  std::string policy_text;  // as printed
  std::vector<std::string> cite;
  Day possible_from = kAlways;  // as in snapshot::EntryRecord
  Day certain_from = kAlways;
  Day until = kForever;
  Day text_from = kAlways;      // day from which the text of the row is known as it stands
  // Savings clause of the listing rule: aboard a carrier on the first day, delivered by the last.
  std::optional<Day> savings_en_route, savings_until;
  bool possible_match = false;  // it may be another person
  bool via_owner = false;       // the row of an owner; read only by norms that ask `listing.via`
};

struct PartyFacts {
  FactMap facts;        // role, country, name, flags, has_listed_owner
  std::string pointer;  // "parties/0", "exporter"
  std::vector<ListingFacts> listings{};
  // Facts that are known to be open, never assumed, and what would settle them ("listed_ownership"
  // -> "parties/0/owners/0/percent").
  std::map<std::string, std::string, std::less<>> open{};
};

struct LicenceFacts {
  std::string id;
  std::string pointer;             // "licences/0"
  std::vector<FactMap> by_line;    // covers_line, status, conditions_met
  std::vector<std::string> why;    // a line each: why it does not cover, or empty
  std::vector<std::string> cite;   // of its status
  // Facts that are open, and what would settle them ("conditions_met" ->
  // "licences/0/conditions/1/met").
  std::map<std::string, std::string, std::less<>> open{};
};

struct LineFacts {
  FactMap facts;        // "destination" here stands for the question's, for this line alone
  std::string pointer;  // "items/0"
  // Derived facts that are open, never assumed, and what would settle them ("de_minimis" ->
  // "items/0/us_controlled_percent"); and what derived facts rest on.
  std::map<std::string, std::string, std::less<>> open{};
  std::map<std::string, std::vector<Rest>, std::less<>> rests{};
};

struct FactFrame {
  FactMap question;  // activity, destination, end_use, documents.x, dates.x, exporter.x …
  std::vector<LineFacts> lines;
  std::vector<PartyFacts> parties;  // the exporter is one of them, role "exporter"
  std::vector<LicenceFacts> licences;
};

// The day whose law is asked, and whether assumptions are allowed. The other clock, what was known,
// is the snapshot that the rules came from.
struct AsOf {
  Day law_day;
  bool strict = false;
};

class RuleSet;

// Adds what follows from the classification: para, entry_known, controlled_only_at.
void derive_line_facts(const RuleSet& rules, FactMap& line);

// What of it hangs on the day: an entry none of whose rows is in force then is not known.
void derive_day_facts(const RuleSet& rules, Day law_day, FactMap& line);

}  // namespace licet::law
