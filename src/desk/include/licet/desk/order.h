#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/desk/reasons.h"
#include "licet/licence/apply.h"

// One order on the desk: blocked, released by two persons, re-opened. Pure; no clock, no storage.
namespace licet::desk {

using licence::DocketEvent;
using licence::Instant;
using licence::Refusal;

// What one person proposes and another signs. `digest` is that of its content together with the
// answer and the order, so that a signature is good for nothing else.
struct Proposal {
  std::string by, because, digest;
  Instant at;
  std::vector<std::string> codes;
  Json::Array evidence;  // {"name", "sha256"}
};

struct Order {
  std::string id, state = "new";
  std::string given;            // digest of the order as the host gave it last
  std::string accepted;         // digest of the facts on which no second person is due
  std::string accepted_answer;  // the recorded answer that holds these
  std::string answer_id;        // the recorded answer; of several regimes the worst
  std::vector<std::string> answers;
  std::string verdict, snapshot;
  Day on;  // of the law, by the answer; of several the earliest
  bool may_proceed = false;
  std::vector<Reason> reasons;
  std::map<std::string, std::string> parts;
  std::optional<Proposal> proposal;
  std::string asked_by, approved_by;
  Instant since;        // of the state
  Instant blocked_since;  // of the block that is not yet ended
  Instant last;         // of the last event
  std::size_t events = 0;
};

// What an event did. After a refusal the order is as it was.
struct OrderStep {
  Order order;
  std::optional<Refusal> refusal;
  bool unchanged = false;            // nothing to be recorded: the same answer on the same grounds
  std::vector<std::string> changed;  // parts that are other than before: "order", "lists", …
};

// The table of moves of an order: every state, every event.
const licence::Machine& order_machine();
// Who may do what; empty where there is no such role.
std::vector<std::string> events_of_role(std::string_view role);
std::string roles_for_people();
// "officer, approver may", of an event; "nobody may" where no role does.
std::string roles_that_may(std::string_view event);

// May the goods go?
bool may_go(const Order& order);

// Events, with the details they want:
//   answered  order, answer_id, answers, verdict, may_proceed, on, snapshot, reasons, parts,
//             changed?, for? ("ship": recorded even where nothing changed)
//   propose   codes, evidence, because
//   approve   proposal (its digest, at least eight digits)
//   refuse, ship, cancel   because
// Judged in this order: the time, the role, the table, two persons, the event's own rules. No order
// goes by the law of a day before the event, nor is it shipped by that of another day (a day more
// or less, for clocks differ).
OrderStep apply(const Order& order, const DocketEvent& event);

// An `answered` event's details from the answers of one question, one a regime.
Json answered_details(const std::string& order_digest, const std::vector<Json>& answers,
                      const std::vector<std::string>& ids, const std::vector<Json>& checked,
                      const std::vector<std::string>& changed);

Json to_json(const Order& order, const Instant& at);

}  // namespace licet::desk
