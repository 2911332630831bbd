#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "licet/decide/knowledge.h"
#include "licet/decide/verdict.h"
#include "licet/law/interpreter.h"

// What the law's judgements amount to for one line: findings first, sentences later.
namespace licet::decide {

// How a requirement stands. Order carries meaning.
enum class Standing : std::uint8_t {
  kOvercome = 1,   // by `authority`
  kUndecided = 2,  // facts missing
  kRefer = 3,      // a person must read
  kAwaits = 4,     // `authority` would overcome it once a document is there
  kOpen = 5,
};

struct RequirementFinding {
  std::uint32_t instance = 0;  // of LineFinding::outcome
  Standing standing = Standing::kOpen;
  std::optional<std::uint32_t> authority;    // instance
  std::vector<std::uint32_t> also;           // would serve too; the less they ask for the earlier
  std::vector<std::uint32_t> foreclosed;     // authorities that do not serve, one an authority id
  std::string policy;                        // word of [policies], or empty
  std::vector<std::string> policy_cite;      // where the policy stands, if not in the norm
};

// A fact of the line that is missing, and what the verdict would be for everything it can be.
struct Alternatives {
  std::string fact;  // pointer: "items/0/for_eccn"
  std::vector<std::pair<std::string, Verdict>> each;
  std::string cite;
};

struct LineFinding {
  Verdict verdict = Verdict::kIndeterminate;
  law::LineOutcome outcome;
  std::vector<RequirementFinding> requirements;
  std::vector<std::uint32_t> duties;     // instances whose conditions go with the verdict
  std::vector<std::uint32_t> awaited;    // duties and authorities that wait for something (HOLD)
  std::vector<law::Cause> causes;        // why undecided
  std::vector<law::Rest> rests;          // what the verdict rests on
  std::optional<Alternatives> alternatives;  // set where they decide the verdict
  bool out_of_scope = false;
  bool names_matter = true;  // false: outside whoever the parties are
};

// Does it overcome what it is meant for: it holds, and what it requires besides is met.
law::Judgement serves(const law::Instance& authority);

// What an answer is called when the authority overcomes its requirement.
Verdict verdict_of_authority(const law::Norm& norm);

// Requirements that stop a line even outside the regime: another agency blocks the party; it is not
// clear what the item is.
bool blocks_elsewhere(const law::Norm& norm);
bool leaves_code_unclear(const law::Norm& norm);

// Judges one line on the law day. Pure.
LineFinding judge_line(const Knowledge& known, const law::FactFrame& frame, int line,
                       const law::AsOf& as_of);

}  // namespace licet::decide
