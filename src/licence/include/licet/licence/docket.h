#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "licet/base/decimal.h"
#include "licet/base/json.h"
#include "licet/licence/issued.h"
#include "licet/licence/ports.h"
#include "licet/licence/profile.h"

// One application with everything that hangs on it: what was asked, who said what, the decision,
// the licences it led to. Plain data, made by applying events one after the other
// (licet/licence/apply.h); nothing in it is ever set otherwise.
namespace licet::licence {

// Something happens: who (a person, in a role), when, and the particulars.
struct DocketEvent {
  std::string event, person, role;
  Instant at;
  Json details;
};

struct Good {
  std::string ref, rating, rated_by, rating_source;
  std::optional<Decimal> quantity, value;
  std::string unit, currency;
  bool incorporated = false;
};

struct DocketParty {
  std::string role, name, country;
};

// What one body says of the application.
struct Position {
  std::string body, person, type, reason, footnote;
  std::vector<std::string> criteria;
  std::vector<Condition> conditions;
  Instant at;
};

// The decision as proposed; signatures are over its digest.
struct Outcome {
  std::string type, person, reason, note;
  std::vector<std::string> criteria, cites;  // cites: provisions it rests on
  std::vector<Condition> conditions;
  std::vector<int> orders;  // signatures due beside the proposer's own
  Instant at;
};

struct Countersignature {
  int order = 0;
  std::string person, reason, content;  // digest of the outcome signed
  bool accepted = false, valid = true;
  Instant at;
};

struct Query {
  std::string text, answer;
  Instant asked;
  std::optional<Instant> closed;
  bool closed_by_hand = false;
};

struct Letter {
  std::string kind, variant, state;
};

// A span of days in which a clock does not run; `until` absent = still open.
struct ClockStop {
  Day from;
  std::optional<Day> until;
  std::string ground;
};

// One decision counted by the statistics.
struct DecisionEntry {
  std::string kind, licence;
  std::vector<std::string> criteria;
  Instant at;
};

// A row nobody may change: what moved, by whom, from where to where, on whose authority.
struct AuditRow {
  Instant at;
  std::string machine, about, event, person, role, from, to, cite;
  std::vector<std::string> effects;
};

// What is put before a person because it must not pass unseen.
struct Alert {
  std::string kind, about, detail;
  Instant at;
};

struct CustomsMessage {
  std::string action, licence, country;
};

struct RoutingEntry {
  std::string rule, version, engine, status;
  std::vector<std::string> flags, queues;
  Instant at;
};

struct ScreeningHit {
  std::string party, list, entry, cleared_by, reason;
};

struct Docket {
  std::string profile, reference, kind, sub_kind, state, sub_state, amendment_of;
  Json question;  // as asked, where the application carries one
  std::vector<std::string> sub_states;  // every sub-state it has had, in order
  std::vector<Good> goods;
  std::vector<DocketParty> parties;
  Ports ports;  // asked for, and of every licence that comes of it
  std::vector<std::string> end_use, flags, flags_removed, queues, bodies;
  std::string officer, opened_by, transaction;
  std::optional<Instant> submitted, registered, referred, first_closed, intent;
  std::vector<Position> positions;
  std::optional<Outcome> outcome;
  std::vector<Countersignature> signatures;
  std::vector<Query> queries;
  std::vector<Letter> letters;
  std::vector<std::string> documents, draft_documents;
  std::vector<ClockStop> stops;
  std::vector<std::pair<Instant, std::optional<Instant>>> running;  // the clock's open spans
  std::vector<DecisionEntry> decisions;
  std::vector<IssuedLicence> licences;
  std::vector<LicenceLine> draft_lines;
  std::vector<CustomsMessage> messages;
  std::vector<std::string> notices;  // to the applicant and others, in order
  std::map<std::string, Instant> overseers;  // told of the coming grant, and when
  std::map<std::string, std::int64_t> statistics;
  std::vector<Alert> alerts;
  std::vector<RoutingEntry> routing;
  std::vector<ScreeningHit> hits;
  std::map<std::string, std::string> findings;  // of a visit
  std::vector<AuditRow> audit;

  const IssuedLicence* licence(std::string_view reference) const;
  IssuedLicence* licence(std::string_view reference);
  IssuedLicence* newest_licence();
  int open_queries() const;
  bool open_hits() const;  // a screening hit that nobody has cleared
};

}  // namespace licet::licence
