#include "law_mutate.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <mutex>

#include "case_file.h"
#include "kit.h"
#include "law_cases.h"
#include "licet/base/cores.h"
#include "licet/base/text.h"
#include "licet/decide/question.h"
#include "licet/ingest/compile.h"
#include "licet/law/amendment.h"
#include "licet/law/mutants.h"
#include "licet/law/rule_checks.h"
#include "licet/prove/boundary.h"
#include "pace.h"

namespace licet::cli {
namespace {

using Files = std::vector<snapshot::RuleFile>;

struct MutateArguments {
  std::string rules, only = "us-ear";
  std::size_t every = 1;
};

// kEqual: proved to change nothing, so that no case could notice it.
enum class Fate { kRefused = 0, kNoticed = 1, kSurvived = 2, kEqual = 3 };

// The cases, and which of them an amendment of the rules can reach.
class Reachable {
 public:
  Reachable(const std::vector<WrittenCase>& cases, const Files& files, const api::Engine& engine,
            const law::RuleSet& rules)
      : files_(files), engine_(engine),
        rules_(std::shared_ptr<const law::RuleSet>(std::shared_ptr<void>(), &rules)),
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
    if (test.text("kind") != "determination") return;
    if (question == nullptr || !day.ok() || !take_lines(number, *question, day.value()))
      always_.push_back(number);
  }

  // Releases are judged once for every recipient: always run.
  bool take_lines(std::size_t number, const Json& question, Day day) {
    const decide::Knowledge known{engine_.snapshot(), *rules_};
    if (question.text("activity").starts_with("deemed")) return false;
    auto read = decide::read_question(question, *rules_);
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

// Cases that ask one norm or one table.
class Direct {
 public:
  explicit Direct(const std::vector<WrittenCase>& cases) {
    for (const WrittenCase& one : cases) {
      const std::string_view kind = one.test.text("kind");
      if (kind == "norm")
        norms_[std::string(one.test.text("norm"))].push_back(&one.test);
      else if (kind != "determination")
        tables_.push_back(&one.test);
    }
  }

  bool notices(const law::RuleSet& mutated, const law::RuleSet& rules,
               const law::Amendment& amendment, bool table) const {
    const auto failed = [&](const Json* test) {
      return run_table_case(mutated, *test).outcome == Outcome::kFailed;
    };
    if (table && std::any_of(tables_.begin(), tables_.end(), failed)) return true;
    const auto noticed_by = [&](law::NormIndex norm) {
      const auto it = norms_.find(rules.norm(norm).id);
      return it != norms_.end() && std::any_of(it->second.begin(), it->second.end(), failed);
    };
    for (const std::string& entry : amendment.entries) {
      const auto rows = rules.rows_of(entry);
      if (std::any_of(rows.begin(), rows.end(), noticed_by)) return true;
    }
    return std::any_of(amendment.before.begin(), amendment.before.end(), noticed_by);
  }

 private:
  std::vector<const Json*> tables_;
  std::map<std::string, std::vector<const Json*>> norms_;
};

class Run {
 public:
  Run(const Files& files, const law::RuleSet& rules, const std::vector<WrittenCase>& cases,
      const Reachable& reachable)
      : files_(files), rules_(rules), cases_(cases), direct_(cases), reachable_(reachable) {}

  Fate fate(const law::Mutant& mutant) const {
    Files files = files_;
    for (auto& file : files)
      if (file.path == mutant.file) file.text = mutant.text;
    auto rules = law::RuleSet::load(files, rules_.folder());
    if (!rules.ok()) return Fate::kRefused;
    const law::Amendment amendment =
        law::amendment({rules_, files_}, {*rules.value(), files});
    const bool table = !mutant.file.ends_with(".md");
    if (direct_.notices(*rules.value(), rules_, amendment, table)) return Fate::kNoticed;
    if (!law::check_rules(*rules.value(), files).empty()) return Fate::kRefused;
    if (some_case_notices(*rules.value(), files)) return Fate::kNoticed;
    return changes_nothing(*rules.value(), amendment) ? Fate::kEqual : Fate::kSurvived;
  }

 private:
  bool some_case_notices(const law::RuleSet& rules, const Files& files) const {
    for (const WrittenCase& one : cases_)  // a case that names a norm that is gone
      if (names_what_is_gone(one.test, rules)) return true;
    auto engine = engine_of(files);
    if (!engine.ok()) return false;
    for (const std::size_t number : reachable_.of(rules, files))
      if (run_case(engine.value(), cases_[number].test).outcome == Outcome::kFailed) return true;
    return false;
  }

  // Only conditions of norms changed, and no world tells them apart.
  bool changes_nothing(const law::RuleSet& mutated, const law::Amendment& amendment) const {
    if (!amendment.places.empty() || !amendment.derivations.empty() ||
        !amendment.everything.empty())
      return false;
    return std::all_of(amendment.before.begin(), amendment.before.end(), [&](law::NormIndex index) {
      const law::Norm& norm = rules_.norm(index);
      const law::Norm* other = mutated.find(norm.id);
      return other != nullptr && other->binds == norm.binds &&
             !prove::boundary_of(rules_, norm, {{"mutant", *other}}).equal.empty();
    });
  }

  static bool names_what_is_gone(const Json& test, const law::RuleSet& rules) {
    const Json* expected = test.find("expect");
    const Json* norms = expected == nullptr ? nullptr : expected->find("norms");
    if (norms == nullptr || !norms->is_object()) return false;
    for (const auto& [id, label] : norms->object())
      if (rules.find(id) == nullptr) return true;
    return false;
  }

  const Files& files_;
  const law::RuleSet& rules_;
  const std::vector<WrittenCase>& cases_;
  Direct direct_;
  const Reachable& reachable_;
};

using Counts = std::map<std::string, std::array<std::int64_t, 4>>;  // by file

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
  std::size_t done = 0;
  std::mutex mutex;
  Pace pace("mutants");
  on_all_cores(mutants.size(), [&](std::size_t i) {
    fates[i] = run.fate(mutants[i]);
    const std::lock_guard guard(mutex);
    ++done;
    pace.step(done, done, mutants.size());
  });
  return fates;
}

Json::Object counts_of(const std::array<std::int64_t, 4>& each) {
  return {{"refused", each[0]}, {"noticed", each[1]}, {"survived", each[2]}, {"equal", each[3]}};
}

std::string json_report(std::int64_t all, const std::array<std::int64_t, 4>& sum,
                        Json::Object files, Json::Array survivors) {
  Json::Object result = counts_of(sum);
  result["mutants"] = all;
  result["files"] = std::move(files);
  result["survivors"] = std::move(survivors);
  return to_canonical(result);
}

void report(const std::vector<law::Mutant>& mutants, const std::vector<Fate>& fates,
            const Globals& globals) {
  Counts counts;
  std::array<std::int64_t, 4> sum{};
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
    files[file] = counts_of(each);
    if (!globals.json)
      print(cat(file, ": ", each[0], " refused, ", each[1], " noticed, ", each[2], " survived, ",
                each[3], " change nothing\n"));
  }
  const std::int64_t all = sum[0] + sum[1] + sum[2] + sum[3];
  if (globals.json)
    print(json_report(all, sum, std::move(files), std::move(survivors)) + "\n");
  else
    print(cat(all, " mutants: ", sum[0], " refused by the loader or `law check`, ", sum[1],
              " noticed by a case, ", sum[2], " survived, ", sum[3],
              " change nothing (proved)\n"));
}

// The regime in whose folder the files are.
const law::RuleSet& meant(const api::Engine& engine, std::string_view only) {
  for (const auto& rules : engine.all_rules())
    if (only.starts_with(rules->folder().substr(0, rules->folder().size() - 1)))
      return *engine.rules_of(rules->regime());
  return engine.rules();
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
  const law::RuleSet& rules = meant(engine.value(), arguments.only);
  std::erase_if(cases.value(), [&](const WrittenCase& one) {  // of other regimes
    return !one.place.starts_with(rules.folder());
  });
  const Reachable reachable(cases.value(), files.value(), engine.value(), rules);
  const auto mutants = mutants_of(files.value(), arguments);
  if (mutants.empty())
    return fail({Code::BadValue, arguments.only, "no file of rules has a path that begins so"});
  const Run all(files.value(), rules, cases.value(), reachable);
  report(mutants, run_all(all, mutants), globals);
  return 0;
}

}  // namespace

void add_law_mutate(CLI::App& group, Globals& globals, int& status) {
  auto* command = group.add_subcommand(
      "mutate", "plants faults in the rules one at a time; which does no case notice?");
  auto arguments = std::make_shared<MutateArguments>();
  command->add_option("--rules", arguments->rules, "a folder of rules")->required();
  command->add_option("--only", arguments->only, "files whose path begins so (default: us-ear)");
  command->add_option("--every", arguments->every, "only every so many-th fault")
      ->check(CLI::PositiveNumber);
  command->footer(R"(examples
  licet law mutate --rules rules --only us-ear/744
  licet law mutate --rules rules --every 50 --json

A fault: a norm struck, a condition left out, a first or last day moved by one, a row of a table
struck. Of the cases beside the rules those are run again that the fault can reach; a fault that no
case notices is put to a solver, for it may change nothing. The tables under licences have their
cases elsewhere.)");
  command->callback([arguments, &globals, &status] { status = run(*arguments, globals); });
}

}  // namespace licet::cli
