#pragma once
#include <string>

#include "licet/desk/order.h"

// An order of the desk for people.
namespace licet::cli {

// One line: id, state, how long, what keeps it.
std::string order_row(const desk::Order& order, const desk::Instant& at);
// Everything that decides what may be done with it next, and the command for it.
std::string order_page(const desk::Order& order, const desk::Instant& at);

}  // namespace licet::cli
