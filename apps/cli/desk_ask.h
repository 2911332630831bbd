#pragma once
#include <string>
#include <vector>

#include "ledger_licences.h"
#include "ledger_home.h"
#include "licet/desk/orders.h"

// An order asked of the engine, as the desk wants it.
namespace licet::cli {

// What the engine is asked with: one opening for any number of orders.
struct DeskAsker {
  api::Engine engine;
  api::AskOptions options;
  std::vector<licence::Profile> profiles;
};

// `on` empty: the departure of each order, else the day of `at`; where neither is said the answer
// is a live one. The desk asks with what is in force: Usage for --knowing, unless nothing is to be
// recorded (`dry`).
Result<DeskAsker> open_asker(const std::string& on, const std::string& at, bool dry,
                             const Globals& globals);

// The answers of one order (one a regime) and the event that they make.
struct DeskAnswer {
  std::vector<std::string> bytes;  // of each answer, to be recorded where the event is
  desk::DocketEvent event;
};

// With the licences that the ledger keeps now. `before` is the order as it stands: where its facts
// were accepted on another question, the places that changed are named. Errors of the engine and
// of the ledger; an order that cannot be asked has no answer, never a better one.
Result<DeskAnswer> ask_order(const DeskAsker& asker, LedgerHome& home, const Json& given,
                             const desk::Order& before, const desk::DocketEvent& who);

// Asks, judges, and records answers and event, unless nothing changed.
Result<desk::Orders::Applied> answer_order(const DeskAsker& asker, LedgerHome& home,
                                           const Json& given, const std::string& id,
                                           const desk::DocketEvent& who);

}  // namespace licet::cli
