#pragma once
#include <memory>
#include <string>

#include "ledger_home.h"

namespace licet::cli {

struct LetterArguments {
  std::string kind, out, paper = "a4", fonts;
  bool text = false, draft = false;
};

// The options of `letter` on `licet application` and `licet licence`.
std::shared_ptr<LetterArguments> add_letter_options(CLI::App& command);

// `licet application letter ID` and `licet licence letter REFERENCE`: the document of an event that
// is recorded, or a draft. Exit status 1 when the event did not happen.
int run_letter(const EventOptions& options, const LetterArguments& arguments, bool by_licence,
               const Globals& globals);

inline constexpr const char* kLetterHelp = R"(
A letter tells what is recorded, and bears the day of its event. Kinds (us-bis): licence, approval,
intent_to_deny, denial, return, suspension, revocation, overseers. --draft prepares one before its
event, for the day of --at, and marks every page. --text prints the same words; their digest stands
at the foot of every page. Fonts are those of the machine: a character that none of them has is
named, with the package to install, and nothing is written.)";

}  // namespace licet::cli
