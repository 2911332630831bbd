#include <CLI/CLI.hpp>

#include "commands.h"
#include "licet/base/csv.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

struct CompareArguments {
  std::string left, right, batch;
};

std::string evidence_line(const Json& piece) {
  return cat(piece.text("what"), "  ", piece.text("left"), piece.text("right").empty() ? "" : " = ",
             piece.text("right"), "  ", piece.find("points")->integer());
}

int run_batch(const std::string& path) {
  auto text = read_input(path);
  if (!text.ok()) return fail(text.error());
  auto table = CsvTable::read(text.value(), path, {"id", "left", "right"});
  if (!table.ok()) return fail(table.error());
  print("id,score,evidence\n");
  bool all = true;
  Progress progress("comparing", table.value().rows());
  for (std::size_t row = 0; row < table.value().rows(); ++row) {
    auto result = api::Engine::compare(std::string(table.value().at(row, "left")),
                                       std::string(table.value().at(row, "right")));
    progress.step();
    all = all && result.ok();
    std::string evidence;
    if (result.ok())
      for (const Json& piece : result.value().find("evidence")->array())
        evidence += cat(evidence.empty() ? "" : "; ", evidence_line(piece));
    else
      evidence = cat("error: ", code_row(result.error().code).name);
    print(cat(csv_field(table.value().at(row, "id")), ",",
              result.ok() ? std::to_string(result.value().find("score")->integer()) : "", ",",
              csv_field(evidence), "\n"));
  }
  return all ? 0 : 3;
}

int run(const CompareArguments& arguments, const Globals& globals) {
  if (!arguments.batch.empty()) return run_batch(arguments.batch);
  if (arguments.left.empty() || arguments.right.empty())
    return fail({Code::Usage, "compare", "give two names, or --batch FILE"});
  auto result = api::Engine::compare(arguments.left, arguments.right);
  if (!result.ok()) return fail(result.error());
  if (globals.json) {
    print(to_canonical(result.value()) + "\n");
    return 0;
  }
  print(cat(result.value().find("score")->integer(), "\n"));
  for (const Json& piece : result.value().find("evidence")->array())
    print(cat("  ", evidence_line(piece), "\n"));
  return 0;
}

}  // namespace

void add_compare(CLI::App& app, Globals& globals, int& status) {
  auto* command = app.add_subcommand("compare", "how alike are two names, and why?");
  auto arguments = std::make_shared<CompareArguments>();
  command->add_option("left", arguments->left, "a name");
  command->add_option("right", arguments->right, "another");
  command->add_option("--batch", arguments->batch, "CSV with id,left,right[,type]");
  command->footer(R"(examples
  licet compare 'Huawai Tecnologies' 'Huawei Technologies Co., Ltd.'
  licet compare --batch scenarios/batch/pairs.csv)");
  command->callback([arguments, &globals, &status] { status = run(*arguments, globals); });
}

}  // namespace licet::cli
