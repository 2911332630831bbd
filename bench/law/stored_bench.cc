#include "stored_bench.h"

#include <filesystem>

#include "licet/base/check.h"
#include "serve.h"

namespace licet::bench {
namespace {

std::int64_t ms_since(std::int64_t start) { return (cpu_ns() - start) / 1000000; }

// What the long way says: every case under the new rules, but for those whose question is due.
std::vector<decide::Turned> brute_force(const law::Kernel& after, const law::Casebook& book,
                                        const std::vector<decide::StoredCase>& stored,
                                        const std::vector<std::size_t>& left_out) {
  decide::Judge judge(after, book);
  std::vector<decide::Turned> turned;
  auto next = left_out.begin();
  for (std::size_t i = 0; i < stored.size(); ++i) {
    if (next != left_out.end() && *next == i) {
      ++next;
      continue;
    }
    const decide::Verdict now = judge.rule(stored[i].id, stored[i].law_day).verdict;
    if (now != stored[i].verdict) turned.push_back({i, stored[i].verdict, now});
  }
  return turned;
}

}  // namespace

StoredQuestions::StoredQuestions(const LoadedRules& rules)
    : rules_(rules), kernel_(rules.rules, false), book_(kernel_), judge_(kernel_, book_) {}

void StoredQuestions::add(law::FactFrame frame, Day law_day) {
  auto taken = book_.add(frame, 0);
  LICET_CHECK(taken.ok(), "the casebook refuses a question");
  stored_.push_back({.id = taken.value(), .law_day = law_day});
}

void StoredQuestions::forget() {
  book_.forget_cases();
  stored_.clear();
}

decide::Verdict StoredQuestions::decide(std::size_t question) { return stored_[question].verdict; }

void StoredQuestions::decide_all() {
  for (decide::StoredCase& one : stored_) {
    one.verdict = judge_.rule(one.id, one.law_day).verdict;
    one.asked = judge_.asked();
  }
}

Json StoredQuestions::amend(const std::string& folder) {
  const LoadedRules after = load_rules(folder);
  const std::int64_t compiling = cpu_ns();
  const law::Kernel kernel(after.rules, false);
  const std::int64_t compile_ms = ms_since(compiling);
  LICET_CHECK(book_.fits(kernel), "the amended rules read other facts");
  const std::int64_t start = cpu_ns();
  const law::Amendment amendment =
      law::amendment({*rules_.rules, rules_.files}, {*after.rules, after.files});
  const std::int64_t compare_ms = ms_since(start);
  const decide::AmendmentEffect effect =
      decide::effect_of({amendment, kernel_, kernel}, book_, stored_, &judge_);
  const std::int64_t all_ms = ms_since(start);
  const std::int64_t long_way = cpu_ns();
  const auto brute = brute_force(kernel, book_, stored_, effect.to_read);
  LICET_CHECK(brute == effect.turned, "judged anew, other cases turn");
  return Json::Object{{"rules", std::filesystem::path(folder).filename().string()},
                      {"load_ms", after.load_ms},
                      {"compile_ms", compile_ms},
                      {"norms", std::int64_t(amendment.before.size() + amendment.after.size())},
                      {"stored", std::int64_t(stored_.size())},
                      {"judged", std::int64_t(effect.judged)},
                      {"turned", std::int64_t(effect.turned.size())},
                      {"to_read", std::int64_t(effect.to_read.size())},
                      {"compare_ms", compare_ms},
                      {"effect_ms", all_ms},
                      {"brute_force_ms", ms_since(long_way)}};
}

}  // namespace licet::bench
