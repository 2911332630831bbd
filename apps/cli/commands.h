#pragma once
#include "context.h"

namespace CLI {
class App;
}

// One function a command: adds itself to the program with its options and examples, and sets
// `status` when it has run. Exit statuses: contract, section 2.
namespace licet::cli {

void add_ask(CLI::App& app, Globals& globals, int& status);
void add_screen(CLI::App& app, Globals& globals, int& status);
void add_compare(CLI::App& app, Globals& globals, int& status);
void add_timeline(CLI::App& app, Globals& globals, int& status);
void add_why(CLI::App& app, Globals& globals, int& status);
void add_replay(CLI::App& app, Globals& globals, int& status);
void add_snapshot(CLI::App& app, Globals& globals, int& status);
void add_lists(CLI::App& app, Globals& globals, int& status);
void add_portfolio(CLI::App& app, Globals& globals, int& status);
void add_self_test(CLI::App& app, Globals& globals, int& status);
void add_impact(CLI::App& app, Globals& globals, int& status);
void add_law(CLI::App& app, Globals& globals, int& status);
void add_application(CLI::App& app, Globals& globals, int& status);
void add_licence(CLI::App& app, Globals& globals, int& status);
void add_desk(CLI::App& app, Globals& globals, int& status);
void add_ledger(CLI::App& app, Globals& globals, int& status);
void add_evidence(CLI::App& app, Globals& globals, int& status);
void add_report(CLI::App& app, Globals& globals, int& status);
void add_keys(CLI::App& app, Globals& globals, int& status);
void add_tck(CLI::App& app, Globals& globals, int& status);

}  // namespace licet::cli
