#pragma once
#include <memory>

#include "licet/decide/decide.h"

namespace licet::decide {

// The verdict of one question on one day, and nothing else: always decide_on(…).verdict, from
// `known.quick` where there is one.
Verdict verdict_on(const Knowledge& known, const Question& question, const Screening& screening,
                   const Options& options);

// The same verdicts by the million, from the compiled rules; decide_on() is the twin that they
// must equal. Any number of threads may ask one object. Rules are compiled when first asked.
class Verdicts {
 public:
  explicit Verdicts(const Knowledge& known);  // borrows it
  ~Verdicts();

  Verdict on(const Question& question, const Screening& screening, const Options& options) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace licet::decide
