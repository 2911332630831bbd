#include <CLI/CLI.hpp>

#include "commands.h"
#include "kit.h"
#include "kit_corrections.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

// Passed only with its correction.
struct Judged {
  KitResult result;
  bool corrected = false;
};

struct Options {
  std::string file, only, corrections;
};

using Corrections = std::map<std::string, Correction>;

std::string_view word(const Judged& judged) {
  if (judged.corrected) return "passed_as_corrected";
  if (judged.result.outcome == Outcome::kPassed) return "passed";
  return judged.result.outcome == Outcome::kFailed ? "failed" : "skipped";
}

void show(const Judged& judged, const Json& test, const Globals& globals) {
  const KitResult& result = judged.result;
  if (globals.json) {
    Json::Object object;
    object["id"] = result.id;
    object["outcome"] = std::string(word(judged));
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

// As written; where that fails and a correction stands, as corrected. One that is not needed is a
// failure too: it must go.
Result<Judged> judge(const api::Engine& engine, const Json& test, const Corrections& corrections) {
  Judged judged{run_kit_case(engine, test)};
  const auto it = corrections.find(judged.result.id);
  if (it == corrections.end()) return judged;
  if (judged.result.outcome == Outcome::kPassed) {
    judged.result.outcome = Outcome::kFailed;
    judged.result.differences = {"it passes as written: its correction must go"};
    return judged;
  }
  LICET_TRY(other, corrected(test, it->second));
  judged.result = run_kit_case(engine, other);
  judged.corrected = judged.result.outcome == Outcome::kPassed;
  return judged;
}

Result<Corrections> corrections_of(const std::string& file) {
  if (file.empty()) return Corrections();
  LICET_TRY(text, read_input(file));
  return read_corrections(text, file);
}

int run(const Options& options, const Globals& globals) {
  auto text = read_input(options.file);
  if (!text.ok()) return fail(text.error());
  auto corrections = corrections_of(options.corrections);
  if (!corrections.ok()) return fail(corrections.error());
  auto engine = open_engine(globals);
  if (!engine.ok()) return fail(engine.error());
  int counts[3] = {0, 0, 0}, as_corrected = 0;
  std::size_t line = 0;
  for (std::string_view row : split(text.value(), '\n')) {
    ++line;
    if (trim(row).empty()) continue;
    auto test = read_json(row);
    const std::string place = cat(options.file, ":", line);
    if (!test.ok()) return fail({test.error().code, place, test.error().detail});
    if (!options.only.empty() && !test.value().text("id").starts_with(options.only)) continue;
    auto judged = judge(engine.value(), test.value(), corrections.value());
    if (!judged.ok())
      return fail({judged.error().code, cat(place, "#", judged.error().place),
                   judged.error().detail});
    ++(judged.value().corrected ? as_corrected : counts[int(judged.value().result.outcome)]);
    show(judged.value(), test.value(), globals);
  }
  say(globals, cat(counts[0], " passed, ",
                   options.corrections.empty() ? "" : cat(as_corrected, " passed as corrected, "),
                   counts[1], " failed, ", counts[2], " skipped"));
  return counts[1] == 0 ? 0 : 1;
}

}  // namespace

void add_tck(CLI::App& app, Globals& globals, int& status) {
  auto* command = app.add_subcommand("tck", "runs published cases against this engine");
  auto options = std::make_shared<Options>();
  command->add_option("cases", options->file, "a .jsonl file, one case a line")->required();
  command->add_option("--only", options->only, "cases whose id begins so (HW-)");
  command->add_option("--corrections", options->corrections,
                      "what some cases leave out or misread, with citations");
  command->footer(R"(examples
  licet tck determinations.jsonl
  licet tck determinations.jsonl --only HW- --json
  licet tck cases_exceptions.jsonl --corrections docs/reference/kit_corrections.jsonl

Skipped: a kind or regime that is not built. Exit status 1 when a case failed.)");
  command->callback([options, &globals, &status] { status = run(*options, globals); });
}

}  // namespace licet::cli
