#include <CLI/CLI.hpp>

#include "commands.h"

namespace licet::cli {

void add_why(CLI::App& app, Globals& globals, int& status) {
  auto* command =
      app.add_subcommand("why", "the proof of an answer: which step, which provision, which row");
  auto file = std::make_shared<std::string>();
  command->add_option("answer", *file, "a file that `licet ask --json` wrote, - for standard input")
      ->required();
  command->footer(R"(example
  licet ask scenarios/huawei-2019/network-patch.json --on 2019-11-21 --json > A.json
  licet why A.json)");
  command->callback([file, &globals, &status] {
    auto answers = read_answers(*file);
    if (!answers.ok()) {
      status = fail(answers.error());
      return;
    }
    for (const std::string& bytes : answers.value()) {
      auto text = api::Engine::why(bytes);
      if (!text.ok()) {
        status = fail(about_answer(*file, text.error()));
        return;
      }
      if (globals.json)
        print(to_canonical(*read_json(bytes).value().find("proof")) + "\n");
      else
        print(text.value());
    }
    status = 0;
  });
}

}  // namespace licet::cli
