#pragma once
#include <string>
#include <vector>

#include "context.h"
#include "licet/desk/order.h"

// The parts of `licet desk`: orders one by one, all of them, and what their hosts are owed.
namespace licet::cli {

// What the command line says.
struct DeskArguments {
  std::string id, file, on, person, role, at, because, proposal, state, url, done, to;
  std::vector<std::string> codes, evidence;
  bool dry = false;
};

// The event of this word; Usage where person or role is not said.
Result<desk::DocketEvent> event_of(const char* word, const DeskArguments& arguments);

// Exit status: 0 it may go or has ended, 12 something keeps it, 1 a rule refused, 2, 3.
int run_enter(const DeskArguments& arguments, const Globals& globals);
int run_propose(const DeskArguments& arguments, const Globals& globals);
int run_ship(const DeskArguments& arguments, const Globals& globals);
int run_show(const DeskArguments& arguments, const Globals& globals);
int run_history(const DeskArguments& arguments, const Globals& globals);
// approve, refuse, cancel
int run_desk_event(const char* word, const DeskArguments& arguments, const Globals& globals);

// Exit status: 0; 3 where an order could not be read or asked.
int run_list(const DeskArguments& arguments, const Globals& globals);
int run_review(const DeskArguments& arguments, const Globals& globals);

// Exit status: 0; 3 where one is left that was to be delivered.
int run_callbacks(const DeskArguments& arguments, const Globals& globals);

}  // namespace licet::cli
