#pragma once
#include "licet/decide/finding.h"

namespace licet::decide {

// Judges the line; where it is undecided because the question does not say what technology or
// software is for, judges it for everything that its entry can be for. Only a verdict that lets
// nothing go follows so: it needs a licence whatever the answer is. The frame is left as it was.
LineFinding judge_for_any(const Knowledge& known, law::FactFrame& frame, int line,
                          const law::AsOf& as_of);

// Could an undecided line be decided so? Its entry says what it can be for, and the question does
// not say what it is.
bool may_be_for_any(const Knowledge& known, const law::LineFacts& line);

}  // namespace licet::decide
