#include <CLI/CLI.hpp>

#include "batch.h"
#include "commands.h"
#include "ledger_licences.h"
#include "licet/base/text.h"
#include "relied_on.h"
#include "show_answer.h"

namespace licet::cli {
namespace {

struct AskArguments {
  std::string file, on, by;
  bool strict = false;
  LedgerUse ledger;
};

Result<api::AskOptions> options_of(const AskArguments& arguments, const Globals& globals) {
  api::AskOptions options;
  options.today = today();
  options.strict = arguments.strict;
  if (!arguments.on.empty()) {
    auto day = parse_day(arguments.on);
    if (!day.ok()) return Error{Code::BadDay, "--on", day.error().detail};
    options.on = day.value();
  }
  if (arguments.on.empty() && globals.knowing.empty()) options.live = live(globals);
  return options;
}

// Exit status as of the answer; 12 where the authority is refused and the answer alone would go.
int show_reliance(const api::Engine& engine, const Json& question, const decide::Answer& answer,
                  const std::string& wanted, const Globals& globals) {
  const law::RuleSet* rules = engine.rules_of(answer.document.text("regime"));
  if (rules == nullptr)
    return fail({Code::Usage, "--by", "an authority is of one regime: give `regime`"});
  auto reliance = relied_on(*rules, question, answer.document, wanted);
  if (!reliance.ok()) return fail(reliance.error());
  if (globals.json)
    print(to_canonical(Json::Object{{"authority", wanted},
                                    {"serves", reliance.value().serves},
                                    {"text", reliance.value().text},
                                    {"answer", answer.document}}) + "\n");
  else
    print(reliance.value().text);
  const int status = decide::exit_status(answer.verdict);
  return reliance.value().serves || status != 0 ? status : 12;
}

int run(const AskArguments& arguments, const Globals& globals) {
  auto options = options_of(arguments, globals);
  if (!options.ok()) return fail(options.error());
  auto engine = open_engine(globals);
  if (!engine.ok()) return fail(engine.error());
  if (is_batch(arguments.file) && !arguments.by.empty())
    return fail({Code::Usage, "--by", "one question at a time: give a JSON file"});
  auto kept = licences_of_ledger(globals, engine.value(), arguments.ledger);
  if (!kept.ok()) return fail_of_ledger(kept.error());
  if (is_batch(arguments.file))
    return ask_batch(engine.value(), arguments.file, options.value(), kept.value());
  auto given = read_json_input(arguments.file);
  if (!given.ok()) return fail(given.error());
  const Json question = filled(given.value(), kept.value(), options.value());
  auto answer = engine.value().ask(question, options.value());
  if (!answer.ok()) {
    Error error = answer.error();
    error.place = cat(arguments.file == "-" ? "standard input" : arguments.file, "#", error.place);
    return fail(error);
  }
  if (!arguments.by.empty())
    return show_reliance(engine.value(), question, answer.value(), arguments.by, globals);
  if (globals.json)
    print(to_canonical(answer.value().document) + "\n");
  else
    print(answer_for_people(answer.value()));
  return decide::exit_status(answer.value().verdict);
}

}  // namespace

void add_ask(CLI::App& app, Globals& globals, int& status) {
  auto* command = app.add_subcommand("ask", "may it go? the answer, with its grounds");
  auto arguments = std::make_shared<AskArguments>();
  command->add_option("question", arguments->file,
                      "a JSON file, - for standard input, or .jsonl / .csv with one question a row")
      ->required();
  command->add_option("--on", arguments->on,
                      "the law of which day (default: the departure, else today)");
  command->add_flag("--strict", arguments->strict, "ask instead of assuming");
  command->add_option("--by", arguments->by,
                      "may it go by this authority (exception:LVS)? if not, why not");
  command->add_flag("--no-ledger", arguments->ledger.none,
                    "licences of the question only, none of the ledger");
  command->add_option("--of", arguments->ledger.of,
                      "the key of a reservation that this shipment is to use; repeat it");
  command->footer(R"(examples
  licet ask scenarios/huawei-2019/retail-licences.json --on 2019-11-21
  licet ask - --json < scenarios/huawei-2019/network-patch.json
  licet ask scenarios/batch/orders.csv --on 2019-11-21 > answers.jsonl
  licet ask scenarios/known-mistakes/etcher-to-china.json --on 2026-07-23 --by exception:LVS

A question that has no `licences` is asked with those that the ledger keeps for its exporter; the
answer carries them, and says from which state of the ledger.

A .csv has places of the question as its header (destination, items/0/eccn, parties/0/name); an
empty cell is a fact not known, [] an empty list, words of a list are separated by |. Each row, and
each line of a .jsonl, gives one answer in the same order; a row that is broken gives {"error":...}.

Exit status: 0 may proceed, 10 licence required, 11 prohibited, 12 hold, refer or indeterminate; of
a batch 0 when every row was answered, else 3; with --by 12 too where only another authority serves.
A live question (no --on, no --knowing) is held when the lists were not checked for 24 hours.)");
  command->callback([arguments, &globals, &status] { status = run(*arguments, globals); });
}

}  // namespace licet::cli
