#include <CLI/CLI.hpp>

#include "commands.h"
#include "kit.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

std::string_view word(Outcome outcome) {
  if (outcome == Outcome::kPassed) return "passed";
  return outcome == Outcome::kFailed ? "failed" : "skipped";
}

void show(const KitResult& result, const Json& test, const Globals& globals) {
  if (globals.json) {
    Json::Object object;
    object["id"] = result.id;
    object["outcome"] = std::string(word(result.outcome));
    object["confidence"] = std::string(test.text("confidence"));
    Json::Array differences;
    for (const auto& difference : result.differences) differences.emplace_back(difference);
    object["differences"] = std::move(differences);
    print(to_canonical(object) + "\n");
  } else if (result.outcome == Outcome::kFailed) {
    print(cat("failed ", result.id, " (", test.text("confidence"), "): ",
              join(result.differences, "; "), "\n"));
  }
}

int run(const std::string& file, const std::string& only, const Globals& globals) {
  auto text = read_input(file);
  if (!text.ok()) return fail(text.error());
  auto engine = open_engine(globals);
  if (!engine.ok()) return fail(engine.error());
  int counts[3] = {0, 0, 0};
  std::size_t line = 0;
  for (std::string_view row : split(text.value(), '\n')) {
    ++line;
    if (trim(row).empty()) continue;
    auto test = read_json(row);
    if (!test.ok()) return fail({test.error().code, cat(file, ":", line), test.error().detail});
    if (!only.empty() && !test.value().text("id").starts_with(only)) continue;
    const KitResult result = run_kit_case(engine.value(), test.value());
    ++counts[int(result.outcome)];
    show(result, test.value(), globals);
  }
  say(globals, cat(counts[0], " passed, ", counts[1], " failed, ", counts[2], " skipped"));
  return counts[1] == 0 ? 0 : 1;
}

}  // namespace

void add_tck(CLI::App& app, Globals& globals, int& status) {
  auto* command = app.add_subcommand("tck", "runs published cases against this engine");
  auto file = std::make_shared<std::string>();
  auto only = std::make_shared<std::string>();
  command->add_option("cases", *file, "a .jsonl file, one case a line")->required();
  command->add_option("--only", *only, "cases whose id begins so (HW-)");
  command->footer(R"(examples
  licet tck determinations.jsonl
  licet tck determinations.jsonl --only HW- --json

Skipped: a kind or regime that is not built. Exit status 1 when a case failed.)");
  command->callback([file, only, &globals, &status] { status = run(*file, *only, globals); });
}

}  // namespace licet::cli
