#include <array>
#include <chrono>
#include <cstdio>
#include <map>

#include "decider.h"
#include "ear_question.h"
#include "stored_bench.h"
#include "licet/base/check.h"
#include "licet/base/text.h"
#include "licet/decide/knowledge.h"
#include "licet/decide/question.h"
#include "serve.h"

namespace licet::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kChunk = 2000;  // questions made at a time, outside the clock

struct Wanted {
  std::string rules, engine = "kernel";
  std::vector<std::string> amended;  // folders of rules
  std::int64_t questions = 1000000, seconds = 3600, seed = 1;
  std::int64_t kept = 0;  // stored questions, decided again and again
  std::int64_t passes = 5;
};

// One way of asking: how many, in how much processor time; single ones by the wall clock.
struct Pace {
  std::int64_t count = 0, ns = 0;
  std::vector<std::int64_t> samples;
};

struct Tally {
  Pace first, again;  // questions never seen before; the same ones once more
  std::map<decide::Verdict, std::int64_t> verdicts;
};

bool read_arguments(const std::vector<std::string>& arguments, Wanted& wanted) {
  wanted.rules = arguments[0];
  for (std::size_t i = 1; i + 1 < arguments.size(); i += 2) {
    const std::string& value = arguments[i + 1];
    if (arguments[i] == "--engine")
      wanted.engine = value;
    else if (arguments[i] == "--questions")
      wanted.questions = std::stoll(value);
    else if (arguments[i] == "--amended")
      wanted.amended.push_back(value);
    else if (arguments[i] == "--kept")
      wanted.kept = std::stoll(value);
    else if (arguments[i] == "--passes")
      wanted.passes = std::stoll(value);
    else if (arguments[i] == "--seconds")
      wanted.seconds = std::stoll(value);
    else if (arguments[i] == "--seed")
      wanted.seed = std::stoll(value);
    else
      return false;
  }
  return arguments.size() % 2 == 1;
}

void make_chunk(const LoadedRules& rules, EarQuestions& questions, std::int64_t count,
                Decider& decider) {
  const decide::Knowledge known = rules.known();
  decide::Screening nobody_screened;
  for (std::int64_t i = 0; i < count; ++i) {
    const Json document = questions.next();
    auto read = decide::read_question(document, *rules.rules);
    if (!read.ok()) {
      std::fprintf(stderr, "%s in %s\n", to_line(read.error()).c_str(),
                   to_canonical(document).c_str());
      std::exit(2);
    }
    nobody_screened.matches.assign(read.value().parties.size(), {});
    const law::AsOf as_of{questions.day(), false};
    decider.add(frame_on(known, read.value(), nobody_screened, as_of), as_of.law_day);
  }
}

using Counts = std::array<std::int64_t, 16>;  // by verdict

// Half of each chunk runs without clocks inside and gives the rate, half gives the percentiles.
Counts run_pass(Decider& decider, Pace& pace) {
  const std::size_t half = decider.size() / 2;
  Counts counts{};
  const std::int64_t start = cpu_ns();
  for (std::size_t i = 0; i < half; ++i) ++counts[std::size_t(decider.decide(i))];
  pace.ns += cpu_ns() - start;
  pace.count += std::int64_t(half);
  for (std::size_t i = half; i < decider.size(); ++i) {
    const auto before = Clock::now();
    const decide::Verdict verdict = decider.decide(i);
    pace.samples.push_back(std::chrono::nanoseconds(Clock::now() - before).count());
    ++counts[std::size_t(verdict)];
  }
  return counts;
}

void run_chunk(Decider& decider, Tally& tally) {
  const Counts counts = run_pass(decider, tally.first);
  LICET_CHECK(run_pass(decider, tally.again) == counts, "asked again, the answers differ");
  for (std::size_t verdict = 0; verdict < counts.size(); ++verdict)
    if (counts[verdict] > 0) tally.verdicts[decide::Verdict(verdict)] += counts[verdict];
}

Json report(Pace& pace) {
  return Json::Object{
      {"decisions_a_second", pace.ns == 0 ? 0 : pace.count * 1000000000 / pace.ns},
      {"p50_ns", percentile(pace.samples, 50)},
      {"p99_ns", percentile(pace.samples, 99)}};
}

Json report(const Wanted& wanted, const LoadedRules& rules, Tally& tally) {
  Json::Object verdicts;
  std::int64_t questions = 0;
  for (const auto& [verdict, count] : tally.verdicts) {
    verdicts[std::string(to_string(verdict))] = count;
    questions += count;
  }
  return Json::Object{{"engine", wanted.engine},
                      {"seed", wanted.seed},
                      {"norms", std::int64_t(rules.rules->norms().size())},
                      {"questions", questions},
                      {"first", report(tally.first)},
                      {"again", report(tally.again)},
                      {"load_ms", rules.load_ms},
                      {"compile_ms", rules.compile_ms},
                      {"memory_kb", peak_memory_kb()},
                      {"verdicts", std::move(verdicts)}};
}

// What each amendment does to questions on file.
Json run_amended(const LoadedRules& rules, EarQuestions& questions, const Wanted& wanted) {
  StoredQuestions stored(rules);
  make_chunk(rules, questions, wanted.kept, stored);
  stored.decide_all();
  Json::Array effects;
  for (const std::string& folder : wanted.amended) effects.push_back(stored.amend(folder));
  return effects;
}

// All questions stored, then decided again: the pace of a change of law over what is on file.
Json run_kept(const LoadedRules& rules, EarQuestions& questions, const Wanted& wanted,
              Decider& decider) {
  const std::int64_t kept = wanted.kept;
  decider.forget();
  make_chunk(rules, questions, kept, decider);
  std::vector<std::int64_t> passes;
  Counts counts{};
  for (std::int64_t pass = -1; pass < wanted.passes; ++pass) {  // the first is not counted
    const std::int64_t start = cpu_ns();
    Counts now{};
    for (std::size_t i = 0; i < decider.size(); ++i) ++now[std::size_t(decider.decide(i))];
    if (pass >= 0) passes.push_back(cpu_ns() - start);
    LICET_CHECK(pass < 0 || now == counts, "asked again, the answers differ");
    counts = now;
  }
  return Json::Object{{"questions", kept}, {"pass_ns", percentile(passes, 50) / kept},
                      {"best_pass_ns", percentile(passes, 0) / kept},
                      {"memory_kb", peak_memory_kb()}};
}

}  // namespace

int run_ear(const std::vector<std::string>& arguments) {
  Wanted wanted;
  if (!read_arguments(arguments, wanted)) {
    std::fputs("ear: options are --engine, --questions, --kept, --passes, --amended, --seconds and "
               "--seed\n",
               stderr);
    return 2;
  }
  LoadedRules rules = load_rules(wanted.rules);
  const auto decider = make_decider(wanted.engine, rules);
  if (decider == nullptr) {
    std::fprintf(stderr, "no engine is called %s\n", wanted.engine.c_str());
    return 2;
  }
  EarQuestions questions(*rules.rules, std::uint32_t(wanted.seed));
  Tally tally;
  const auto start = Clock::now();
  for (std::int64_t done = 0; done < wanted.questions; done += kChunk) {
    if (Clock::now() - start > std::chrono::seconds(wanted.seconds)) break;
    decider->forget();
    make_chunk(rules, questions, std::min(kChunk, wanted.questions - done), *decider);
    run_chunk(*decider, tally);
  }
  Json result = report(wanted, rules, tally);
  if (!wanted.amended.empty())
    result.object()["amended"] = run_amended(rules, questions, wanted);
  else if (wanted.kept > 0)
    result.object()["kept"] = run_kept(rules, questions, wanted, *decider);
  std::printf("%s\n", to_pretty(result).c_str());
  return 0;
}

}  // namespace licet::bench
