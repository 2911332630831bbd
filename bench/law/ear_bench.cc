#include <chrono>
#include <cstdio>
#include <map>

#include "decider.h"
#include "ear_question.h"
#include "licet/base/text.h"
#include "licet/decide/knowledge.h"
#include "licet/decide/question.h"
#include "serve.h"

namespace licet::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kChunk = 2000;  // questions made at a time, outside the clock

struct Wanted {
  std::string rules, engine = "reference";
  std::int64_t questions = 1000000, seconds = 3600, seed = 1;
};

struct Asked {
  law::FactFrame frame;
  law::AsOf as_of;
};

struct Tally {
  std::int64_t count = 0, ns = 0;
  std::vector<std::int64_t> samples;
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
    else if (arguments[i] == "--seconds")
      wanted.seconds = std::stoll(value);
    else if (arguments[i] == "--seed")
      wanted.seed = std::stoll(value);
    else
      return false;
  }
  return arguments.size() % 2 == 1;
}

std::vector<Asked> make_chunk(const LoadedRules& rules, EarQuestions& questions,
                              std::int64_t count) {
  std::vector<Asked> asked;
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
    Asked one;
    one.as_of.law_day = questions.day();
    one.frame = frame_on(known, read.value(), nobody_screened, one.as_of);
    asked.push_back(std::move(one));
  }
  return asked;
}

// Half of each chunk runs without clocks inside and gives the rate, half gives the percentiles.
void run_chunk(Decider& decider, const std::vector<Asked>& asked, Tally& tally) {
  const std::size_t half = asked.size() / 2;
  const auto start = Clock::now();
  for (std::size_t i = 0; i < half; ++i)
    ++tally.verdicts[decider.decide(asked[i].frame, asked[i].as_of)];
  tally.ns += std::chrono::nanoseconds(Clock::now() - start).count();
  tally.count += std::int64_t(half);
  for (std::size_t i = half; i < asked.size(); ++i) {
    const auto before = Clock::now();
    const decide::Verdict verdict = decider.decide(asked[i].frame, asked[i].as_of);
    tally.samples.push_back(std::chrono::nanoseconds(Clock::now() - before).count());
    ++tally.verdicts[verdict];
  }
}

Json report(const Wanted& wanted, const LoadedRules& rules, Tally& tally) {
  Json::Object verdicts;
  std::int64_t questions = 0;
  for (const auto& [verdict, count] : tally.verdicts) {
    verdicts[std::string(to_string(verdict))] = count;
    questions += count;
  }
  return Json::Object{
      {"engine", wanted.engine},
      {"seed", wanted.seed},
      {"norms", std::int64_t(rules.rules->norms().size())},
      {"questions", questions},
      {"decisions_a_second", tally.ns == 0 ? 0 : tally.count * 1000000000 / tally.ns},
      {"p50_ns", percentile(tally.samples, 50)},
      {"p99_ns", percentile(tally.samples, 99)},
      {"load_ms", rules.load_ms},
      {"memory_kb", peak_memory_kb()},
      {"verdicts", std::move(verdicts)}};
}

}  // namespace

int run_ear(const std::vector<std::string>& arguments) {
  Wanted wanted;
  if (!read_arguments(arguments, wanted)) {
    std::fputs("ear: options are --engine, --questions, --seconds and --seed\n", stderr);
    return 2;
  }
  const LoadedRules rules = load_rules(wanted.rules);
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
    const auto asked =
        make_chunk(rules, questions, std::min(kChunk, wanted.questions - done));
    run_chunk(*decider, asked, tally);
  }
  std::printf("%s\n", to_pretty(report(wanted, rules, tally)).c_str());
  return 0;
}

}  // namespace licet::bench
