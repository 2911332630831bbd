#pragma once
#include <optional>
#include <string>
#include <vector>

#include "licet/decide/finding.h"
#include "licet/decide/knowledge.h"
#include "licet/decide/question.h"

namespace licet::decide {

// A live answer names neither day nor snapshot: it is about this instant, so the age of the lists
// counts. The instant comes from outside and is recorded; nothing here reads a clock.
struct Live {
  std::string at;             // RFC 3339, UTC
  std::string lists_checked;  // of the last successful check, or empty
  bool stale = false;         // older than the limit at `at`
};

struct Options {
  Day law_day;
  std::string day_from = "asked";  // "asked", "departure" or "today": where the law day came from
  bool strict = false;
  std::optional<Live> live;
  // What was read of a ledger to fill the question's licences: recorded, never read.
  std::optional<Json> ledger;
};

// Everything found on one day, before it is put into words.
struct Decided {
  Day law_day;
  law::FactFrame frame;
  std::vector<LineFinding> lines;
  Verdict verdict = Verdict::kIndeterminate;
  std::vector<law::Rest> rests;    // of the lists and the rule set as a whole
  std::vector<law::Cause> causes;  // likewise
  bool stale = false;
};

Decided decide_on(const Knowledge& known, const Question& question, const Screening& screening,
                  const Options& options);

struct Answer {
  Verdict verdict;
  Json document;  // docs/formats/answer.md; its canonical text is what is stored and compared
};

// May this item go to these parties, in that place, for this use, on that day, on whose authority?
// Pure: the same knowledge, question and options give the same bytes. Errors of screening only.
Result<Answer> decide(const Knowledge& known, const Question& question, const Options& options);

// CostLimit where lines meet more parties and list rows than kMostWork.
Status check_cost(const Question& question, const Screening& screening);

// The law day when none is asked: the departure, else `today`; `day_from` says which.
Options day_of_question(const Question& question, Day today);

// Every day on which the answer to the question may change; sorted, each once.
std::vector<Day> boundaries(const Knowledge& known, const Question& question,
                            const Screening& screening);

}  // namespace licet::decide
