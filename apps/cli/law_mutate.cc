#include "law_mutate.h"

#include <CLI/CLI.hpp>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "case_file.h"
#include "kit.h"
#include "law_cases.h"
#include "licet/base/text.h"
#include "licet/decide/question.h"
#include "licet/ingest/compile.h"
#include "licet/law/amendment.h"
#include "licet/law/mutants.h"
#include "licet/law/rule_checks.h"
#include "pace.h"

namespace licet::cli {
namespace {

using Files = std::vector<snapshot::RuleFile>;

struct MutateArguments {
  std::string rules, only;
  std::size_t every = 1;
};

enum class Fate { kRefused = 0, kNoticed = 1, kSurvived = 2 };

// The cases, and which of them an amendment of the rules can reach.
class Reachable {
 public:
  Reachable(const std::vector<WrittenCase>& cases, const Files& files, const api::Engine& engine)
      : files_(files), engine_(engine),
        rules_(std::shared_ptr<const law::RuleSet>(std::shared_ptr<void>(), &engine.rules())),
        kernel_(rules_, false), book_(kernel_) {
    for (std::size_t i = 0; i < cases.size(); ++i) take(i, cases[i].test);
  }

  // Numbers of the cases that must be run again; those that cannot be told are among them.
  std::vector<std::size_t> of(const law::RuleSet& mutated, const Files& files) const {
    std::vector<std::size_t> due = always_;
    const auto rules = std::shared_ptr<const law::RuleSet>(std::shared_ptr<void>(), &mutated);
    const law::Kernel kernel(rules, false);
    const bool fits = book_.fits(kernel);
    const law::Amendment amendment =
        law::amendment({*rules_, files_}, {mutated, files});
    std::optional<law::Reached> reached;
    if (fits) reached.emplace(amendment, kernel_, kernel, book_);
    for (const Line& line : lines_)
      if (!fits || reached->of(line.id, line.day) != law::Reach::kNone)
        if (due.empty() || due.back() != line.of) due.push_back(line.of);
    return due;
  }

 private:
  struct Line {
    std::size_t of;
    law::CaseId id;
    Day day;
  };

  void take(std::size_t number, const Json& test) {
    const Json* question = test.find("question");
    const auto day = parse_day(test.text("on"));
    if (test.text("kind") != "determination" || question == nullptr || !day.ok() ||
        !take_lines(number, *question, day.value()))
      always_.push_back(number);
  }

  // Releases are judged once for every recipient: always run.
  bool take_lines(std::size_t number, const Json& question, Day day) {
    const decide::Knowledge known{engine_.snapshot(), engine_.rules()};
    if (question.text("activity").starts_with("deemed")) return false;
    auto read = decide::read_question(question, engine_.rules());
    if (!read.ok()) return false;
    auto screening = decide::screen_parties(known, read.value());
    if (!screening.ok()) return false;
    const law::FactFrame frame =
        decide::frame_on(known, read.value(), screening.value(), {day, false});
    for (int line = 0; line < int(frame.lines.size()); ++line) {
      const auto id = book_.add(frame, line);
      if (!id.ok()) return false;
      lines_.push_back({number, id.value(), day});
    }
    return true;
  }

  const Files& files_;
  const api::Engine& engine_;
  std::shared_ptr<const law::RuleSet> rules_;
  law::Kernel kernel_;
  law::Casebook book_;
  std::vector<Line> lines_;
  std::vector<std::size_t> always_;
};

class Run {
 public:
  Run(const Files& files, const std::vector<WrittenCase>& cases, const Reachable& reachable)
      : files_(files), cases_(cases), reachable_(reachable) {}

  Fate fate(const law::Mutant& mutant) const {
    Files files = files_;
    for (auto& file : files)
      if (file.path == mutant.file) file.text = mutant.text;
    auto rules = law::RuleSet::load(files);
    if (!rules.ok() || !law::check_rules(*rules.value(), files).empty()) return Fate::kRefused;
    auto engine = engine_of(files);
    if (!engine.ok()) return Fate::kRefused;
    for (const std::size_t number : reachable_.of(*rules.value(), files))
      if (run_case(engine.value(), cases_[number].test).outcome == Outcome::kFailed)
        return Fate::kNoticed;
    for (const WrittenCase& one : cases_)  // a case that names a norm that is gone
      if (names_what_is_gone(one.test, *rules.value())) return Fate::kNoticed;
    return Fate::kSurvived;
  }

 private:
  static bool names_what_is_gone(const Json& test, const law::RuleSet& rules) {
    const Json* norms = test.find("expect")->find("norms");
    if (norms == nullptr || !norms->is_object()) return false;
    for (const auto& [id, label] : norms->object())
      if (rules.find(id) == nullptr) return true;
    return false;
  }

  const Files& files_;
  const std::vector<WrittenCase>& cases_;
  const Reachable& reachable_;
};

using Counts = std::map<std::string, std::array<std::int64_t, 3>>;  // by file

std::vector<law::Mutant> mutants_of(const Files& files, const MutateArguments& arguments) {
  std::vector<law::Mutant> all, kept;
  for (const auto& file : files)
    if (file.path.starts_with(arguments.only))
      for (auto& mutant : law::mutants_of(file)) all.push_back(std::move(mutant));
  for (std::size_t i = 0; i < all.size(); i += arguments.every) kept.push_back(std::move(all[i]));
  return kept;
}

std::vector<Fate> run_all(const Run& run, const std::vector<law::Mutant>& mutants) {
  std::vector<Fate> fates(mutants.size(), Fate::kSurvived);
  std::atomic<std::size_t> next = 0, done = 0;
  std::mutex mutex;
  Pace pace("mutants");
  const auto work = [&] {
    for (std::size_t i = next++; i < mutants.size(); i = next++) {
      fates[i] = run.fate(mutants[i]);
      const std::lock_guard guard(mutex);
      ++done;
      pace.step(done, done, mutants.size());
    }
  };
  std::vector<std::thread> helpers;
  for (unsigned t = 1; t < std::max(1u, std::thread::hardware_concurrency()); ++t)
    helpers.emplace_back(work);
  work();
  for (auto& helper : helpers) helper.join();
  return fates;
}

void report(const std::vector<law::Mutant>& mutants, const std::vector<Fate>& fates,
            const Globals& globals) {
  Counts counts;
  std::array<std::int64_t, 3> sum{};
  Json::Array survivors;
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    ++counts[mutants[i].file][std::size_t(fates[i])];
    ++sum[std::size_t(fates[i])];
    if (fates[i] != Fate::kSurvived) continue;
    const std::string place = cat(mutants[i].file, ":", mutants[i].line);
    survivors.push_back(Json::Object{{"place", place}, {"what", mutants[i].what}});
    if (!globals.json) print(cat("survived ", place, " ", mutants[i].what, "\n"));
  }
  Json::Object files;
  for (const auto& [file, each] : counts) {
    files[file] = Json::Object{{"refused", each[0]}, {"noticed", each[1]}, {"survived", each[2]}};
    if (!globals.json)
      print(cat(file, ": ", each[0], " refused, ", each[1], " noticed, ", each[2], " survived\n"));
  }
  const std::int64_t all = sum[0] + sum[1] + sum[2];
  if (globals.json)
    print(to_canonical(Json::Object{{"mutants", all}, {"refused", sum[0]}, {"noticed", sum[1]},
                                    {"survived", sum[2]}, {"files", std::move(files)},
                                    {"survivors", std::move(survivors)}}) + "\n");
  else
    print(cat(all, " mutants: ", sum[0], " refused by the loader or `law check`, ", sum[1],
              " noticed by a case, ", sum[2], " survived\n"));
}

int run(const MutateArguments& arguments, const Globals& globals) {
  auto files = ingest::read_rules(arguments.rules);
  if (!files.ok()) return fail(files.error());
  auto cases = read_cases(arguments.rules);
  if (!cases.ok()) return fail(cases.error());
  auto engine = engine_of(files.value());
  if (!engine.ok()) return fail(engine.error());
  for (const WrittenCase& one : cases.value())
    if (const auto result = run_case(engine.value(), one.test); result.outcome != Outcome::kPassed)
      return fail({Code::BadValue, one.place, "fails as it stands: `law test` first"});
  const Reachable reachable(cases.value(), files.value(), engine.value());
  const auto mutants = mutants_of(files.value(), arguments);
  if (mutants.empty())
    return fail({Code::BadValue, arguments.only, "no file of rules has a path that begins so"});
  report(mutants, run_all(Run(files.value(), cases.value(), reachable), mutants), globals);
  return 0;
}

}  // namespace

void add_law_mutate(CLI::App& group, Globals& globals, int& status) {
  auto* command = group.add_subcommand(
      "mutate", "plants faults in the rules one at a time; which does no case notice?");
  auto arguments = std::make_shared<MutateArguments>();
  command->add_option("--rules", arguments->rules, "a folder of rules")->required();
  command->add_option("--only", arguments->only, "files whose path begins so (us-ear/744)");
  command->add_option("--every", arguments->every, "only every so many-th fault")
      ->check(CLI::PositiveNumber);
  command->footer(R"(examples
  licet law mutate --rules rules --only us-ear/744
  licet law mutate --rules rules --every 50 --json

A fault: a norm struck, a condition left out, a first day moved by one, a row of a table struck. Of
the cases beside the rules those are run again that the fault can reach.)");
  command->callback([arguments, &globals, &status] { status = run(*arguments, globals); });
}

}  // namespace licet::cli
