#pragma once
#include <string>

#include "licet/decide/decide.h"

namespace licet::decide {

// What an answer says of how it was asked; enough to ask it again.
struct Asked {
  Json question;
  Digest snapshot{};
  std::string engine;
  Options options;
};

// AnswerMalformed when the document is no answer of this program, or its question does not have the
// digest that the answer names.
Result<Asked> read_asked(const Json& answer);

// Asks again and compares canonical bytes. ReplayDiffers names the first key that differs;
// SnapshotWrongId when `known` is not the snapshot of the answer.
Status replay(const Knowledge& known, const Json& answer);

// The proof as an indented text for a person: verdict, requirements, what overcomes them or why
// not, assumptions, then the steps.
std::string explain(const Json& answer);

}  // namespace licet::decide
