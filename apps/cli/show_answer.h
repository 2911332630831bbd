#pragma once
#include <string>

#include "licet/decide/decide.h"

namespace licet::cli {

// An answer for an officer: the verdict, what to do next, then the grounds. Nothing is left out that
// --json has, the proof apart (`licet why`).
std::string answer_for_people(const decide::Answer& answer);

}  // namespace licet::cli
