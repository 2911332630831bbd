#include <cstdio>

#include "decider.h"
#include "licet/base/text.h"
#include "serve.h"
#include "workload.h"

namespace licet::bench {
namespace {

using decide::Verdict;

// Answers the questions of the synthetic workload from rules in the source form.
class Synthetic : public Engine {
 public:
  explicit Synthetic(Decider& decider) : decider_(decider) {}

  std::size_t prepare(const std::string& path) override {
    Dictionary words;
    decider_.forget();
    for (const Question& question : read_questions(path, words))
      decider_.add(frame_of(question), Day{std::int32_t(question.day)});
    return decider_.size();
  }

  char decide(std::size_t question) override {
    const Verdict verdict = decider_.decide(question);
    if (may_proceed(verdict)) return 'A';
    if (verdict == Verdict::kLicenceRequired) return 'L';
    return verdict == Verdict::kIndeterminate ? '?' : 'E';
  }

 private:
  static law::FactFrame frame_of(const Question& question) {
    law::FactFrame made;
    law::LineFacts line;
    line.pointer = "items/0";
    law::PartyFacts party;
    party.pointer = "parties/0";
    const auto& texts = question.texts;
    if (question.facts[0]) line.facts["eccn"] = texts[0];
    if (question.facts[1]) made.question["destination"] = texts[1];
    if (question.facts[2]) made.question["end_use"] = law::Words{texts[2]};
    if (question.facts[3]) party.facts["role"] = texts[3];
    if (const auto& value = question.facts[kValue])
      line.facts["worth"] = Decimal::parse(cat(*value)).value();
    if (const auto& flag = question.facts[kMilitary]) party.facts["military"] = *flag == 1;
    if (const auto& flag = question.facts[kCertificate])
      made.question["documents.certificate"] = *flag == 1;
    made.lines.push_back(std::move(line));
    made.parties.push_back(std::move(party));
    return made;
  }

  Decider& decider_;
};

int run_synthetic(const std::vector<std::string>& arguments) {
  LoadedRules rules = load_rules(arguments[0]);
  const auto decider = make_decider(arguments.size() > 1 ? arguments[1] 
                                                            : "kernel", rules);
  if (decider == nullptr) {
    std::fprintf(stderr, "no engine of that name\n");
    return 2;
  }
  Synthetic engine(*decider);
  serve(engine, rules.load_ms + rules.compile_ms);
  return 0;
}

}  // namespace
}  // namespace licet::bench

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() >= 2 && arguments[0] == "synthetic")
    return licet::bench::run_synthetic({arguments.begin() + 1, arguments.end()});
  if (arguments.size() >= 2 && arguments[0] == "ear")
    return licet::bench::run_ear({arguments.begin() + 1, arguments.end()});
  std::fputs("usage: licet_law_bench synthetic RULES [ENGINE]\n"
             "       licet_law_bench ear RULES [--engine NAME] [--questions N] [--seconds S]"
             " [--seed N]\n",
             stderr);
  return 2;
}
