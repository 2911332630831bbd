#include <CLI/CLI.hpp>

#include "commands.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

Status replay(const std::string& file, const Globals& globals) {
  LICET_TRY(answers, read_answers(file));
  for (const std::string& bytes : answers) {
    LICET_TRY(id, api::Engine::snapshot_of(bytes));
    LICET_TRY(opened, find_snapshot(globals, id));
    LICET_TRY(engine, api::Engine::open(opened));
    const auto same = engine.replay(bytes);
    if (!same.ok()) return about_answer(file, same.error());
  }
  return Done{};
}

}  // namespace

void add_replay(CLI::App& app, Globals& globals, int& status) {
  auto* command =
      app.add_subcommand("replay", "asks an answer's question again and compares the bytes");
  auto file = std::make_shared<std::string>();
  command->add_option("answer", *file, "a file that `licet ask --json` wrote, - for standard input")
      ->required();
  command->footer(R"(example
  licet ask scenarios/huawei-2019/network-patch.json --on 2019-11-21 --json > A.json
  licet replay A.json

The snapshot the answer was given from must be in the data folder, or be the bundled one.)");
  command->callback([file, &globals, &status] {
    const auto done = replay(*file, globals);
    status = done.ok() ? 0 : fail(done.error());
    if (!done.ok()) return;
    if (globals.json)
      print("{\"replay\":\"same\"}\n");
    else
      print("same bytes\n");
  });
}

}  // namespace licet::cli
