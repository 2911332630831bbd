#include "law_boundary.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <mutex>

#include "context.h"
#include "licet/base/cores.h"
#include "licet/base/text.h"
#include "licet/ingest/compile.h"
#include "licet/prove/boundary.h"
#include "pace.h"
#include "table_cases.h"

namespace licet::cli {
namespace {

namespace fs = std::filesystem;

struct BoundaryArguments {
  std::string rules, only;
};

// All norms of files below the prefix, in their order; found by all cores.
std::vector<prove::Boundary> boundaries_of(const law::RuleSet& rules,
                                           const std::vector<const law::Norm*>& norms) {
  std::vector<prove::Boundary> found(norms.size());
  std::size_t done = 0;
  std::mutex mutex;
  Pace pace("norms");
  on_all_cores(norms.size(), [&](std::size_t i) {
    found[i] = prove::boundary_of(rules, *norms[i]);
    const std::lock_guard guard(mutex);
    ++done;
    pace.step(done, done, norms.size());
  });
  return found;
}

Json case_of(const law::Norm& norm, const prove::Boundary& boundary) {
  Json::Array worlds;
  for (const prove::World& world : boundary.worlds) worlds.push_back(prove::to_json(world));
  return Json::Object{{"id", cat("boundary/", norm.id)},
                      {"kind", "norm"},
                      {"norm", norm.id},
                      {"source", norm.cite.front()},
                      {"worlds", std::move(worlds)}};
}

// "us-ear/746/746.2-cuba.md" -> "us-ear/746/tests/746.2-cuba.boundary.jsonl".
std::string beside(std::string_view file, std::string_view kind) {
  const fs::path path{std::string(file)};
  return (path.parent_path() / "tests" / cat(path.stem().string(), ".", kind, ".jsonl"))
      .generic_string();
}

// Rows of the control list by its ten categories.
std::string beside(const law::Norm& norm) {
  if (norm.entry.empty()) return beside(norm.file, "boundary");
  return beside(norm.file, cat(norm.entry.substr(0, 1), ".boundary"));
}

using Written = std::map<std::string, std::string>;  // path below the folder -> text

Status write_all(const std::string& folder, const Written& written) {
  for (const auto& [name, text] : written) {
    const fs::path path = fs::path(folder) / name;
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    if (failed) return Error{Code::FileUnwritable, path.string(), failed.message()};
    LICET_TRY_DONE(write_output(path.string(), text));
  }
  return Done{};
}

Written table_files(const law::RuleSet& rules, const std::string& only) {
  Written written;
  for (const TableCases& table : table_cases(rules)) {
    if (!table.table.starts_with(only)) continue;
    std::string& text = written[beside(table.table, "table")];
    for (const Json& one : table.cases) text += to_canonical(one) + "\n";
  }
  return written;
}

void report(const std::vector<const law::Norm*>& norms,
            const std::vector<prove::Boundary>& boundaries, const Globals& globals) {
  std::int64_t worlds = 0, equal = 0, open = 0;
  for (std::size_t i = 0; i < norms.size(); ++i) {
    const prove::Boundary& boundary = boundaries[i];
    worlds += std::int64_t(boundary.worlds.size());
    equal += std::int64_t(boundary.equal.size());
    open += std::int64_t(boundary.open.size());
    if (globals.json) continue;
    for (const auto& what : boundary.equal) print(cat("changes nothing: ", norms[i]->id, " ", what,
                                                      "\n"));
    for (const auto& what : boundary.open) print(cat("not found: ", norms[i]->id, " ", what, "\n"));
  }
  if (globals.json)
    print(to_canonical(Json::Object{{"norms", std::int64_t(norms.size())}, {"worlds", worlds},
                                    {"equal", equal}, {"open", open}}) + "\n");
  else
    print(cat(norms.size(), " norms: ", worlds, " worlds; ", equal,
              " variations change nothing (proved), for ", open, " no world was found\n"));
}

int run(const BoundaryArguments& arguments, const Globals& globals) {
  auto files = ingest::read_rules(arguments.rules);
  if (!files.ok()) return fail(files.error());
  auto regimes = law::load_regimes(files.value());
  if (!regimes.ok()) return fail(regimes.error());
  std::vector<const law::Norm*> norms;
  std::vector<prove::Boundary> boundaries;
  Written written;
  for (const auto& rules : regimes.value()) {
    written.merge(table_files(*rules, arguments.only));
    std::vector<const law::Norm*> of_regime;
    for (const law::Norm& norm : rules->norms())
      if (norm.file.starts_with(arguments.only)) of_regime.push_back(&norm);
    for (auto& one : boundaries_of(*rules, of_regime)) boundaries.push_back(std::move(one));
    norms.insert(norms.end(), of_regime.begin(), of_regime.end());
  }
  if (norms.empty() && written.empty())
    return fail({Code::BadValue, arguments.only, "no file of rules has a path that begins so"});
  for (std::size_t i = 0; i < norms.size(); ++i)
    if (!boundaries[i].worlds.empty())
      written[beside(*norms[i])] +=
          to_canonical(case_of(*norms[i], boundaries[i])) + "\n";
  if (auto done = write_all(arguments.rules, written); !done.ok()) return fail(done.error());
  report(norms, boundaries, globals);
  return 0;
}

}  // namespace

void add_law_boundary(CLI::App& group, Globals& globals, int& status) {
  auto* command = group.add_subcommand(
      "boundary", "writes cases on both sides of every condition, day and table row");
  auto arguments = std::make_shared<BoundaryArguments>();
  command->add_option("--rules", arguments->rules, "a folder of rules; cases go beside them")
      ->required();
  command->add_option("--only", arguments->only, "files whose path begins so (us-ear/746)");
  command->footer(R"(examples
  licet law boundary --rules rules
  licet law boundary --rules rules --only us-ear/746; git diff rules

A solver looks for facts under which the norm says one thing and, without one of its conditions or a
day later, another. The cases say what the rules say now, not what they should: read what changed
before you commit it. `licet law test` runs them.)");
  command->callback([arguments, &globals, &status] { status = run(*arguments, globals); });
}

}  // namespace licet::cli
