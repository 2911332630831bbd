#include <CLI/CLI.hpp>
#include <iostream>

#include "commands.h"
#include "licet/base/text.h"

namespace {

constexpr const char* kFooter = R"(examples
  licet ask Q.json --on 2019-11-21        the answer under the law of that day
  licet timeline Q.json --to 2020-12-31   every day on which the answer changes, and why
  licet ask Q.json --json > A.json; licet why A.json; licet replay A.json
  licet screen 'Hua Wei Technologies'     who on the lists is this
  licet impact --from OLD --to NEW A.jsonl  which recorded answers flip, and the norm that did it
  licet lists add consolidated.csv.gz     check, compile and put in force a list file

exit status
  0 may proceed    10 licence required    11 prohibited    12 hold, refer or indeterminate
  2 the question or the command is malformed    3 data or system    neither gives an answer)";

// What is wrong with the command line, with the nearest command when one is not known.
licet::Error usage_error(const CLI::App& app, const CLI::ParseError& error) {
  const auto left = app.remaining(true);
  std::vector<std::string> commands;
  for (const CLI::App* command : app.get_subcommands(nullptr))
    commands.push_back(command->get_name());
  if (app.get_subcommands().empty() && !left.empty()) {
    const std::string nearest = licet::nearest_word(left[0], commands);
    return {licet::Code::Usage, "",
            licet::cat("no command `", licet::printable(left[0]), "`",
                       nearest.empty() ? "" : licet::cat("; nearest: `", nearest, "`"))};
  }
  std::string text = licet::printable(error.what(), 200);
  if (!left.empty() && text.find(left[0]) == std::string::npos)
    text += licet::cat(": ", licet::printable(left[0]));
  return {licet::Code::Usage, "", text};
}

}  // namespace

namespace licet::cli {
namespace {

int run(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  Globals globals;
  int status = 0;
  CLI::App app{
      "May this item go to these parties, in that place, for this use, on that day, and on whose "
      "authority?",
      "licet"};
  app.footer(kFooter);
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--data", globals.data,
                 "folder for state (else $LICET_HOME, else your data folder)");
  app.add_option("--ledger", globals.ledger,
                 "postgresql://… where nodes share one ledger (default: ledger.db of the folder)");
  app.add_option("--knowing", globals.knowing,
                 "what was known: a snapshot by id, first digits or file (default: the newest)");
  app.add_flag("--json", globals.json, "one JSON document on standard output and nothing else");
  app.set_version_flag("--version", std::string(licet::decide::kEngine));
  add_ask(app, globals, status);
  add_timeline(app, globals, status);
  add_why(app, globals, status);
  add_replay(app, globals, status);
  add_screen(app, globals, status);
  add_compare(app, globals, status);
  add_lists(app, globals, status);
  add_portfolio(app, globals, status);
  add_self_test(app, globals, status);
  add_snapshot(app, globals, status);
  add_impact(app, globals, status);
  add_law(app, globals, status);
  add_application(app, globals, status);
  add_licence(app, globals, status);
  add_desk(app, globals, status);
  add_ledger(app, globals, status);
  add_evidence(app, globals, status);
  add_report(app, globals, status);
  add_keys(app, globals, status);
  add_tck(app, globals, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    return fail(usage_error(app, error));
  }
  std::cout.flush();
  if (!std::cout) return fail({licet::Code::FileUnwritable, "standard output", ""});
  return status;
}

}  // namespace
}  // namespace licet::cli

int main(int argc, char** argv) { return licet::cli::run(argc, argv); }
