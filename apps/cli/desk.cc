#include <CLI/CLI.hpp>

#include "commands.h"
#include "desk_parts.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

int run_matrix(const DeskArguments&, const Globals&) {
  print(desk::order_machine().matrix());
  for (const desk::ReasonKind& kind : desk::reason_kinds())
    print(cat(kind.kind, ": ", kind.means, "; ",
              kind.code.empty() ? cat("no release: ", kind.instead) : cat("`", kind.code, "`"),
              "\n"));
  return 0;
}

using Run = int (*)(const DeskArguments&, const Globals&);
using Arguments = std::shared_ptr<DeskArguments>;

struct Command {
  CLI::App* app;
  Arguments arguments;
};

Command add_command(CLI::App* group, const char* name, const char* what, Run run,
                    Globals& globals, int& status) {
  Command made{group->add_subcommand(name, what), std::make_shared<DeskArguments>()};
  made.app->callback(
      [arguments = made.arguments, run, &globals, &status] { status = run(*arguments, globals); });
  return made;
}

void add_order(const Command& command) {
  command.app->add_option("order", command.arguments->id, "the order's id")->required();
}

void add_person(const Command& command) {
  command.app->add_option("--person", command.arguments->person, "who acts");
  command.app->add_option("--role", command.arguments->role,
                          "in which role: system, clerk, officer, approver");
  command.app->add_option("--at", command.arguments->at, "the moment (default: now)");
}

void add_on(const Command& command) {
  command.app->add_option("--on", command.arguments->on,
                          "the law of which day (default: the departure, else that of --at)");
}

void add_entering(CLI::App* group, Globals& globals, int& status) {
  auto enter = add_command(group, "enter", "asks whether the order may go, and keeps the answer",
                           run_enter, globals, status);
  add_order(enter);
  enter.app->add_option("file", enter.arguments->file, "the question, - for standard input")
      ->required();
  add_person(enter);
  add_on(enter);
  auto ship = add_command(group, "ship", "asks once more and lets it go, or does not", run_ship,
                          globals, status);
  add_order(ship);
  add_person(ship);
  add_on(ship);
}

void add_releasing(CLI::App* group, Globals& globals, int& status) {
  auto propose = add_command(group, "propose", "proposes its release: a code for each reason",
                             run_propose, globals, status);
  add_order(propose);
  add_person(propose);
  propose.app->add_option("--code", propose.arguments->codes, "as `show` names it; repeat it");
  propose.app->add_option("--evidence", propose.arguments->evidence,
                          "a document that shows it; its hash is recorded; repeat it");
  propose.app->add_option("--because", propose.arguments->because, "why");
  auto approve = add_command(
      group, "approve", "the second person signs what was proposed",
      [](const DeskArguments& given, const Globals& known) {
        return run_desk_event("approve", given, known);
      },
      globals, status);
  add_order(approve);
  add_person(approve);
  approve.app->add_option("--proposal", approve.arguments->proposal,
                          "eight or more digits of its content, as `show` prints it");
  const auto ended = [&](const char* name, const char* what, Run run) {
    auto command = add_command(group, name, what, run, globals, status);
    add_order(command);
    add_person(command);
    command.app->add_option("--because", command.arguments->because, "why");
  };
  ended("refuse", "refuses, or withdraws, what was proposed",
        [](const DeskArguments& given, const Globals& known) {
          return run_desk_event("refuse", given, known);
        });
  ended("cancel", "the order will not go",
        [](const DeskArguments& given, const Globals& known) {
          return run_desk_event("cancel", given, known);
        });
}

void add_looking(CLI::App* group, Globals& globals, int& status) {
  auto list = add_command(group, "list", "the orders on the desk, the oldest block first",
                          run_list, globals, status);
  list.app->add_option("--state", list.arguments->state,
                       "open (default), held, or one state: blocked, proposed, released …");
  list.app->add_option("--at", list.arguments->at, "how old at this moment (default: now)");
  auto show = add_command(group, "show", "what keeps it, and what may be done", run_show, globals,
                          status);
  add_order(show);
  show.app->add_option("--at", show.arguments->at, "how old at this moment (default: now)");
  add_order(add_command(group, "history", "its events", run_history, globals, status));
  add_command(group, "matrix", "every state and event; every reason and its code", run_matrix,
              globals, status);
}

}  // namespace

void add_desk(CLI::App& app, Globals& globals, int& status) {
  auto* group = app.add_subcommand("desk", "orders that were blocked, and who released them");
  group->require_subcommand(1);
  group->footer(R"(examples
  licet desk enter PO-77 order.json --person shop --role system
  licet desk list --state held
  licet desk propose PO-77 --person Ann --role officer --code not_the_same_party
      --evidence passport.pdf --because 'born in another year'
  licet desk approve PO-77 --person Bob --role approver --proposal 1f0a2b3c4d5e6f70
  licet desk review --person desk --role system        after each change of lists, rules, licences
  licet desk callbacks --deliver https://shop.example/licet

What a release can do: answer for what the engine could not settle (a possible match, a reading, a
document). It overcomes no requirement: where a licence is missing, a licence is due. A release is
gone as soon as the order, a list row, a rule or a licence behind it is another.

Exit status: 0 it may go, 12 something keeps it, 1 a rule refused the event.)");
  add_entering(group, globals, status);
  add_releasing(group, globals, status);
  add_looking(group, globals, status);
  auto review = add_command(group, "review", "asks every open order again; what turned is printed",
                            run_review, globals, status);
  add_person(review);
  add_on(review);
  review.app->add_flag("--dry-run", review.arguments->dry,
                       "record nothing: with --knowing, what a snapshot would turn");
  auto calls = add_command(group, "callbacks", "what the hosts of orders have not been told yet",
                           run_callbacks, globals, status);
  calls.app->add_option("--deliver", calls.arguments->url, "send each to this address by POST");
  calls.app->add_option("--done", calls.arguments->done, "the key of one that was taken");
  calls.app->add_option("--to", calls.arguments->to, "who took it");
  calls.app->add_option("--at", calls.arguments->at, "the moment (default: now)");
}

}  // namespace licet::cli
