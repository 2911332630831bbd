#include "licet/decide/verdict_on.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <vector>

#include "alternatives.h"
#include "deemed.h"
#include "licet/decide/ruling.h"
#include "whole.h"

namespace licet::decide {
namespace {

// One thread's place at a kernel. A casebook keeps every value it has seen, so it is renewed in
// time.
class Seat {
 public:
  explicit Seat(const law::Kernel& kernel) : cases_(kernel), judge_(kernel, cases_) {}

  bool worn() const { return asked_ > kMostAsked; }

  // Nothing where a limit of the casebook is passed.
  std::optional<Ruling> rule(const law::FactFrame& frame, int line, Day law_day) {
    ++asked_;
    cases_.forget_cases();
    const auto id = cases_.add(frame, line);
    if (!id.ok()) return std::nullopt;
    return judge_.rule(id.value(), law_day);
  }

 private:
  static constexpr std::size_t kMostAsked = 100000;
  law::Casebook cases_;
  Judge judge_;
  std::size_t asked_ = 0;
};

// The rules compiled once, and the seats that no thread has taken at the moment.
class Court {
 public:
  Court(const law::RuleSet& rules, bool strict) : rules_(rules), strict_(strict) {}

  std::unique_ptr<Seat> take() {
    const std::lock_guard guard(mutex_);
    // The rules outlive this object: Verdicts borrows them.
    if (!kernel_)
      kernel_.emplace(std::shared_ptr<const law::RuleSet>(std::shared_ptr<void>(), &rules_),
                      strict_);
    if (free_.empty()) return std::make_unique<Seat>(*kernel_);
    auto seat = std::move(free_.back());
    free_.pop_back();
    return seat;
  }

  void give_back(std::unique_ptr<Seat> seat) {
    if (seat->worn()) return;
    const std::lock_guard guard(mutex_);
    free_.push_back(std::move(seat));
  }

 private:
  const law::RuleSet& rules_;
  bool strict_;
  std::mutex mutex_;
  std::optional<law::Kernel> kernel_;
  std::vector<std::unique_ptr<Seat>> free_;
};

}  // namespace

Verdict verdict_on(const Knowledge& known, const Question& question, const Screening& screening,
                   const Options& options) {
  if (known.quick != nullptr) return known.quick->on(question, screening, options);
  return decide_on(known, question, screening, options).verdict;
}

struct Verdicts::State {
  Knowledge known;
  Court plain, strict;
  explicit State(const Knowledge& what)
      : known(what), plain(what.rules, false), strict(what.rules, true) {}
};

Verdicts::Verdicts(const Knowledge& known) : state_(std::make_unique<State>(known)) {}
Verdicts::~Verdicts() = default;

Verdict Verdicts::on(const Question& question, const Screening& screening,
                     const Options& options) const {
  const Knowledge& known = state_->known;
  // A release is judged once for every recipient: left to the twin.
  if (is_deemed(question.frame.question))
    return decide_on(known, question, screening, options).verdict;
  const law::FactFrame frame =
      frame_on(known, question, screening, {options.law_day, options.strict});
  Court& court = options.strict ? state_->strict : state_->plain;
  std::unique_ptr<Seat> seat = court.take();
  Verdict worst = Verdict::kNotSubject;
  bool names_matter = false, ruled = true;
  for (int line = 0; ruled && line < int(frame.lines.size()); ++line) {
    const auto ruling = seat->rule(frame, line, options.law_day);
    ruled = ruling.has_value() &&  // what technology is for is left to the twin
            (ruling->verdict != Verdict::kIndeterminate ||
             !may_be_for_any(known, frame.lines[std::size_t(line)]));
    if (!ruled) break;
    worst = std::max(worst, ruling->verdict);
    names_matter |= ruling->names_matter;
  }
  court.give_back(std::move(seat));
  if (!ruled) return decide_on(known, question, screening, options).verdict;
  Decided whole;
  add_whole_grounds(known, question, screening, options, whole);
  const bool stale = options.live && options.live->stale && screening.any_screened;
  return whole_verdict(worst, names_matter, !whole.causes.empty(), stale);
}

}  // namespace licet::decide
