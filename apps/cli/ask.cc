#include <CLI/CLI.hpp>

#include "batch.h"
#include "commands.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

struct AskArguments {
  std::string file, on, out;
  bool strict = false;
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

std::string list_of(const Json& answer, std::string_view key, std::string_view first,
                    std::string_view second, std::string_view heading) {
  const Json* list = answer.find(key);
  if (list == nullptr || list->array().empty()) return "";
  std::string out = cat(heading, "\n");
  for (const Json& element : list->array())
    out += cat("  ", element.text(first), ": ", element.text(second), "\n");
  return out;
}

std::string for_people(const decide::Answer& answer) {
  const Json& document = answer.document;
  std::string out = cat(coloured(answer.verdict), " on ", document.text("on"), ": ",
                        decide::meaning(answer.verdict), "\n");
  if (const Json* authority = document.find("authority"); authority->is_object())
    out += cat("authority ", authority->text("kind"), ":", authority->text("id"),
               authority->text("until").empty() ? "" : " until ", authority->text("until"), "\n");
  for (const Json& requirement : document.find("requirements")->array()) {
    std::vector<std::string> cites;
    for (const Json& cite : requirement.find("cite")->array()) cites.push_back(cite.string());
    out += cat(requirement.text("status"), " ", requirement.text("reason"),
               requirement.text("policy").empty() ? "" : " (", requirement.text("policy"),
               requirement.text("policy").empty() ? "" : ")", ": ", requirement.text("because"),
               " [", join(cites, "; "), "]\n");
    for (const Json& no : requirement.find("foreclosed")->array())
      out += cat("  not ", no.text("authority"), ": ", no.text("because"), "\n");
  }
  out += list_of(document, "conditions", "kind", "text", "conditions");
  out += list_of(document, "missing", "fact", "ask", "to be asked");
  out += list_of(document, "referrals", "to", "because", "to be referred");
  out += list_of(document, "assumptions", "fact", "assumed", "assumed");
  for (const Json& next : document.find("changes")->find("next")->array())
    out += cat("changes on ", next.text("on"), " to ", next.text("verdict"), ": ",
               next.text("because"), "\n");
  return out;
}

int run(const AskArguments& arguments, const Globals& globals) {
  auto options = options_of(arguments, globals);
  if (!options.ok()) return fail(options.error());
  auto engine = open_engine(globals);
  if (!engine.ok()) return fail(engine.error());
  if (is_batch(arguments.file))
    return ask_batch(engine.value(), arguments.file, options.value());
  auto question = read_json_input(arguments.file);
  if (!question.ok()) return fail(question.error());
  auto answer = engine.value().ask(question.value(), options.value());
  if (!answer.ok()) {
    Error error = answer.error();
    error.place = cat(arguments.file == "-" ? "standard input" : arguments.file, "#", error.place);
    return fail(error);
  }
  if (globals.json)
    print(to_canonical(answer.value().document) + "\n");
  else
    print(for_people(answer.value()));
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
  command->footer(R"(examples
  licet ask scenarios/huawei-2019/retail-licences.json --on 2019-11-21
  licet ask orders.jsonl --on 2019-11-21 > answers.jsonl
  licet ask - --json < Q.json

A live question (no --on, no --knowing) is held when the lists were not checked for 24 hours.)");
  command->callback([arguments, &globals, &status] { status = run(*arguments, globals); });
}

}  // namespace licet::cli
