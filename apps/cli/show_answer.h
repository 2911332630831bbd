#pragma once
#include <string>

#include "licet/decide/decide.h"

namespace licet::cli {

// An answer for an officer: the verdict, what to do next, then the grounds. Long lists are
// cut with the number left out; --json has everything, `licet why` the proof.
std::string answer_for_people(const decide::Answer& answer);

}  // namespace licet::cli
