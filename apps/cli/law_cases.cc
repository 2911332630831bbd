#include "law_cases.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <set>

#include "case_file.h"
#include "kit.h"
#include "licet/base/text.h"
#include "licet/ingest/compile.h"
#include "licet/prove/world.h"
#include "licet/snapshot/builder.h"
#include "table_cases.h"
#include "two_sides.h"

namespace licet::cli {
namespace {

Result<api::Engine> engine_of_folder(const std::string& folder) {
  LICET_TRY(files, ingest::read_rules(folder));
  return engine_of(files);
}

Json texts(const std::vector<std::string>& values) {
  Json::Array array;
  for (const auto& value : values) array.emplace_back(value);
  return array;
}

}  // namespace

Result<api::Engine> engine_of(const std::vector<snapshot::RuleFile>& files) {
  snapshot::Contents contents;
  contents.rules = files;
  LICET_TRY(bytes, snapshot::build_snapshot(contents));
  LICET_TRY(opened, snapshot::Snapshot::from_bytes(std::move(bytes)));
  return api::Engine::open(std::make_shared<const snapshot::Snapshot>(std::move(opened)));
}

// Facts given straight to one norm: what its own conditions say of each world.
KitResult run_norm_case(const law::RuleSet& rules, const Json& test) {
  KitResult result;
  result.id = std::string(test.text("id"));
  const law::Norm* norm = rules.find(test.text("norm"));
  const Json* worlds = test.find("worlds");
  if (norm == nullptr)
    result.differences.push_back(cat("there is no norm ", printable(test.text("norm"))));
  else if (worlds == nullptr || !worlds->is_array() || worlds->array().empty())
    result.differences.push_back("`worlds` is a list of at least one");
  if (!result.differences.empty()) return result;
  for (std::size_t i = 0; i < worlds->array().size(); ++i) {
    auto world = prove::read_world(rules, worlds->array()[i]);
    if (!world.ok()) {
      result.differences.push_back(cat("worlds/", i, world.error().place, ": ",
                                       world.error().detail));
      continue;
    }
    const law::Tri says = prove::judge(rules, *norm, world.value());
    if (says == world.value().applies) continue;
    world.value().applies = says;
    result.differences.push_back(cat("worlds/", i, ": the norm says ",
                                     prove::to_json(world.value()).text("expect")));
  }
  result.outcome = result.differences.empty() ? Outcome::kPassed : Outcome::kFailed;
  return result;
}

KitResult run_table_case(const law::RuleSet& rules, const Json& test) {
  if (test.text("kind") == "norm") return run_norm_case(rules, test);
  KitResult result;
  result.id = std::string(test.text("id"));
  auto on = parse_day(test.text("on"));
  if (!on.ok()) {
    result.differences.push_back("the case has no day");
    return result;
  }
  const auto seen = asked_of_table(rules, test, on.value());
  const Json* expected = test.find("expect");
  if (!seen)
    result.differences.push_back(cat("`", printable(test.text("kind")), "` is no kind of case"));
  else if (expected == nullptr || *seen != *expected)
    result.differences.push_back(cat("the table says ", to_canonical(*seen)));
  result.outcome = result.differences.empty() ? Outcome::kPassed : Outcome::kFailed;
  return result;
}

namespace {

bool has_norm(const api::Engine& engine, std::string_view id) {
  const auto all = engine.all_rules();
  return std::any_of(all.begin(), all.end(),
                     [&](const auto& rules) { return rules->find(id) != nullptr; });
}

// The regime that the case names, or that states the norm; else the EAR.
const law::RuleSet& rules_with(const api::Engine& engine, const Json& test) {
  const law::RuleSet* named = engine.rules_of(test.text("regime"));
  if (named != nullptr) return *named;
  for (const auto& rules : engine.all_rules())
    if (rules->find(test.text("norm")) != nullptr) return *engine.rules_of(rules->regime());
  return engine.rules();
}

}  // namespace

KitResult run_case(const api::Engine& engine, const Json& test) {
  if (test.text("kind") != "determination")
    return run_table_case(rules_with(engine, test), test);
  KitResult result;
  result.id = std::string(test.text("id"));
  if (const Json* norms = test.find("expect")->find("norms"); norms && norms->is_object())
    for (const auto& [id, label] : norms->object())
      if (!has_norm(engine, id))
        result.differences.push_back(cat("there is no norm ", id));
  return result.differences.empty() ? run_kit_case(engine, test) : result;
}

namespace {

using Regimes = std::vector<std::shared_ptr<const law::RuleSet>>;

// Which norms some case shows to hold, and which not to.
class Coverage {
 public:
  void add(const Json& test) {
    const Json* expected = test.find("expect");
    const Json* norms = expected == nullptr ? nullptr : expected->find("norms");
    if (norms == nullptr || !norms->is_object()) return;
    for (const auto& [id, label] : norms->object())
      (label == Json("in") ? holding_ : failing_).insert(id);
  }

  // Norms of Markdown files below the prefix that no case shows to hold.
  std::vector<std::string> untested(const Regimes& regimes, std::string_view prefix) const {
    std::vector<std::string> ids;
    for (const auto& rules : regimes)
      for (const law::Norm& norm : rules->norms())
        if (norm.file.ends_with(".md") && norm.id.starts_with(prefix) &&
            !holding_.contains(norm.id))
          ids.push_back(norm.id);
    return ids;
  }

  Json json(const Regimes& regimes) const {
    std::int64_t written = 0;
    for (const auto& rules : regimes)
      for (const law::Norm& norm : rules->norms()) written += norm.file.ends_with(".md") ? 1 : 0;
    return Json::Object{{"norms", written},
                        {"shown_to_hold", std::int64_t(holding_.size())},
                        {"shown_not_to_hold", std::int64_t(failing_.size())}};
  }

 private:
  std::set<std::string> holding_, failing_;
};

struct LawTestArguments {
  std::string rules, only, untested;
  bool expand = false;
};

void show(const KitResult& result, const WrittenCase& one, const Globals& globals) {
  if (globals.json)
    print(to_canonical(Json::Object{{"id", result.id},
                                    {"place", one.place},
                                    {"passed", result.outcome == Outcome::kPassed},
                                    {"differences", texts(result.differences)}}) + "\n");
  else if (result.outcome != Outcome::kPassed)
    print(cat("failed ", one.place, " ", result.id, ": ", join(result.differences, "; "), "\n"));
}

int run(const LawTestArguments& arguments, const Globals& globals) {
  if (!is_folder(arguments.rules))
    return fail({Code::Usage, "law test", "name a folder of rules: a snapshot carries no cases"});
  auto cases = read_cases(arguments.rules);
  if (!cases.ok()) return fail(cases.error());
  auto engine = engine_of_folder(arguments.rules);
  if (!engine.ok()) return fail(engine.error());
  std::int64_t passed = 0, failed = 0;
  std::map<std::string, std::string> seen;  // id -> place
  Coverage coverage;
  for (const WrittenCase& one : cases.value()) {
    const std::string id(one.test.text("id"));
    if (!id.starts_with(arguments.only)) continue;
    if (arguments.expand) {
      print(to_canonical(one.test) + "\n");
      continue;
    }
    KitResult result = run_case(engine.value(), one.test);
    if (const auto [at, fresh] = seen.emplace(id, one.place); !fresh) {
      result.outcome = Outcome::kFailed;
      result.differences.push_back(cat("this id stands in ", at->second, " too"));
    }
    ++(result.outcome == Outcome::kPassed ? passed : failed);
    if (result.outcome == Outcome::kPassed) coverage.add(one.test);
    show(result, one, globals);
  }
  if (arguments.expand) return 0;
  if (!arguments.untested.empty())
    for (const auto& id : coverage.untested(engine.value().all_rules(), arguments.untested))
      print(cat("no case shows it to hold: ", id, "\n"));
  const Json counted = coverage.json(engine.value().all_rules());
  if (globals.json)
    print(to_canonical(Json::Object{{"summary", Json::Object{{"passed", passed},
                                                             {"failed", failed},
                                                             {"coverage", counted}}}}) + "\n");
  else
    print(cat("norms shown to hold: ", counted.find("shown_to_hold")->integer(), " of ",
              counted.find("norms")->integer(), ", not to hold: ",
              counted.find("shown_not_to_hold")->integer(), "\n", passed, " passed, ", failed,
              " failed\n"));
  return failed == 0 && passed > 0 ? 0 : 1;
}

}  // namespace

void add_law_test(CLI::App& group, Globals& globals, int& status) {
  auto* command = group.add_subcommand("test", "runs the cases that stand beside the rules");
  auto arguments = std::make_shared<LawTestArguments>();
  command->add_option("--rules", arguments->rules, "a folder of rules")->required();
  command->add_option("--only", arguments->only, "cases whose id begins so (744.11)");
  command->add_option("--untested", arguments->untested,
                      "name the norms below this id that no case shows to hold (us.ear.744)");
  command->add_flag("--expand", arguments->expand,
                    "print the cases in the form of the compatibility kit instead");
  command->footer(R"(examples
  licet law test --rules rules
  licet law test --rules rules --only 744.11 --untested us.ear.744
  licet law test --rules rules --expand > cases.jsonl; licet tck cases.jsonl

Cases: rules/…/tests/*.jsonl, one a line (docs/formats/rules.md). Exit status 1 when one failed.)");
  command->callback([arguments, &globals, &status] { status = run(*arguments, globals); });
}

}  // namespace licet::cli
