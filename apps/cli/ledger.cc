#include <CLI/CLI.hpp>

#include "commands.h"
#include "ledger_home.h"
#include "licet/base/text.h"
#include "licet/ingest/file.h"

namespace licet::cli {
namespace {

struct Given {
  std::string kind, key, licence, line = "1", quantity, value, on, until, of, file, answer;
  std::uint64_t number = 0;
};

// "10 piece" as {"amount": "10", KEY: "piece"}.
Result<Json> amount_of(const std::string& text, const char* option, const char* key) {
  const auto blank = text.find(' ');
  if (blank == std::string::npos)
    return Error{Code::Usage, option, cat("an amount and its ", key, " are due: '10 piece'")};
  return Json(Json::Object{{"amount", text.substr(0, blank)}, {key, text.substr(blank + 1)}});
}

Result<ledger::Entry> entry_of(const Given& given) {
  Json::Object body;
  if (!given.licence.empty()) body["licence"] = given.licence;
  const bool drawn = given.kind == "reserve" || given.kind == "ship" ||
                     given.kind == "customs_report";
  if (drawn) body["line"] = given.line;
  body["on"] = given.on.empty() ? to_string(today()) : given.on;
  if (!given.until.empty()) body["until"] = given.until;
  if (!given.of.empty()) body["of"] = given.of;
  Digest answer{};
  if (!given.answer.empty() && !parse_digest(given.answer, answer))
    return Error{Code::Usage, "--answer", "the id of an answer is due: sha256:…"};
  if (!given.answer.empty()) body["answer_id"] = to_id(answer);
  if (!given.quantity.empty()) {
    LICET_TRY(quantity, amount_of(given.quantity, "--quantity", "unit"));
    body["quantity"] = quantity;
  }
  if (!given.value.empty()) {
    LICET_TRY(value, amount_of(given.value, "--value", "currency"));
    body["value"] = value;
  }
  if (given.key.empty()) return Error{Code::Usage, "--key", "a key of your own is due"};
  // The key makes it happen once; the moment must then not differ between two tries.
  const std::string at = cat(body["on"].string(), "T00:00:00");
  return ledger::Entry{cat("licence/", given.licence.empty() ? given.of : given.licence),
                       given.kind, given.key, at, Json(std::move(body))};
}

int run_post(const Given& given, const Globals& globals) {
  auto entry = entry_of(given);
  if (!entry.ok()) return fail(entry.error());
  auto home = open_ledger(globals);
  if (!home.ok()) return fail(home.error());
  auto posting = home.value().ledger->post({entry.value()});
  if (!posting.ok()) return fail(posting.error());
  if (posting.value().refusal) return show_refusal(*posting.value().refusal, globals);
  if (auto done = add_checkpoint(home.value()); !done.ok()) return fail(done.error());
  const ledger::Receipt& receipt = posting.value().receipts.front();
  if (globals.json)
    print(to_canonical(Json(Json::Object{{"record", std::int64_t(receipt.sequence)},
                                         {"leaf", to_hex(receipt.leaf)},
                                         {"repeated", receipt.repeated}})) + "\n");
  else
    print(cat("record ", receipt.sequence, receipt.repeated ? " (it was there)" : "", "\n"));
  return 0;
}

int print_json(const Result<Json>& json, const Globals& globals) {
  if (!json.ok()) return fail(json.error());
  print(globals.json ? to_canonical(json.value()) + "\n" : to_pretty(json.value()));
  return 0;
}

int run_file(const Given& given, bool out, const Globals& globals) {
  auto home = open_ledger(globals);
  if (!home.ok()) return fail(home.error());
  if (out) {
    auto lines = home.value().ledger->export_lines();
    if (!lines.ok()) return fail(lines.error());
    if (given.file == "-") {
      print(lines.value());
      return 0;
    }
    auto written = write_output(given.file, lines.value());
    return written.ok() ? 0 : fail(written.error());
  }
  auto text = read_input(given.file);
  if (!text.ok()) return fail(text.error());
  auto count = home.value().ledger->import_lines(text.value());
  if (!count.ok()) return fail(count.error());
  if (auto done = add_checkpoint(home.value()); !done.ok()) return fail(done.error());
  say(globals, cat(count.value(), " records"));
  return 0;
}

int run_check(const Globals& globals) {
  auto home = open_ledger(globals);
  if (!home.ok()) return fail(home.error());
  if (auto log = home.value().ledger->check_log(); !log.ok()) return fail(log.error());
  if (auto all = home.value().ledger->check_balances(); !all.ok()) return fail(all.error());
  auto head = home.value().ledger->head();
  if (!head.ok()) return fail(head.error());
  const Json out = Json::Object{{"records", std::int64_t(head.value().size)},
                                {"root", to_hex(head.value().root)},
                                {"log", "ok"},
                                {"balances", "ok"}};
  print(globals.json ? to_canonical(out) + "\n" : to_pretty(out));
  return 0;
}

int run_checkpoint(const Globals& globals) {
  auto home = open_ledger(globals);
  if (!home.ok()) return fail(home.error());
  if (!home.value().key)
    return fail({Code::KeyTrouble, home.value().folder, "there is no key: `licet keys make`"});
  if (auto done = add_checkpoint(home.value()); !done.ok()) return fail(done.error());
  auto text = ingest::read_file(home.value().checkpoints_path());
  if (!text.ok()) return fail(text.error());
  auto all = ledger::read_checkpoints(text.value());
  if (!all.ok()) return fail(all.error());
  print(ledger::to_text(all.value().back()));
  return 0;
}

int run_question(const Given& given, const Globals& globals) {
  auto home = open_ledger(globals);
  if (!home.ok()) return fail(home.error());
  ledger::Ledger& book = *home.value().ledger;
  if (given.kind == "balance") return print_json(book.balance(given.licence), globals);
  if (given.kind == "reconcile") return print_json(book.reconcile(given.licence), globals);
  if (given.kind == "prove") return print_json(book.prove_inclusion(given.number), globals);
  return print_json(book.prove_consistency(given.number), globals);
}

void add_draw(CLI::App* group, const char* kind, const char* what, Globals& globals, int& status) {
  auto* command = group->add_subcommand(kind, what);
  auto given = std::make_shared<Given>();
  given->kind = kind;
  const bool drawn = given->kind == "reserve" || given->kind == "ship" ||
                     given->kind == "customs-report";
  if (given->kind == "customs-report") given->kind = "customs_report";
  command->add_option("--key", given->key, "your own name for it; the same key happens once");
  command->add_option("--on", given->on, "the day (default: today)");
  if (given->kind != "expire")
    command->add_option("--answer", given->answer, "id of the answer that it rests on");
  if (drawn || given->kind == "expire")
    command->add_option("--licence", given->licence, "D0000001 …")->required();
  if (drawn) {
    command->add_option("--line", given->line, "line of the licence")->capture_default_str();
    command->add_option("--quantity", given->quantity, "'10 piece'");
    command->add_option("--value", given->value, "'1000.00 USD'");
    command->add_option("--until", given->until, "last day of a reservation");
  }
  if (given->kind != "reserve" && given->kind != "expire")
    command->add_option("--of", given->of, "the key of the reservation or shipment meant");
  command->callback([given, &globals, &status] { status = run_post(*given, globals); });
}

void add_question(CLI::App* group, const char* kind, const char* what, bool number,
                  Globals& globals, int& status) {
  auto* command = group->add_subcommand(kind, what);
  auto given = std::make_shared<Given>();
  given->kind = kind;
  if (number)
    command->add_option("number", given->number, "a record, or an earlier size")->required();
  else
    command->add_option("licence", given->licence, "D0000001 …")->required();
  command->callback([given, &globals, &status] { status = run_question(*given, globals); });
}

void add_file(CLI::App* group, bool out, Globals& globals, int& status) {
  auto* command = group->add_subcommand(
      out ? "export" : "import",
      out ? "every record, one JSON object a line" : "such a file into an empty ledger");
  auto given = std::make_shared<Given>();
  command->add_option("file", given->file, "FILE.jsonl, or - for the standard stream")->required();
  command->callback([given, out, &globals, &status] { status = run_file(*given, out, globals); });
}

}  // namespace

void add_ledger(CLI::App& app, Globals& globals, int& status) {
  auto* group = app.add_subcommand("ledger", "draws on licences, and the record of everything");
  group->require_subcommand(1);
  group->footer(R"(examples
  licet ledger reserve --licence D0000001 --quantity '10 piece' --value '900 USD' --key order-7
  licet ledger ship --licence D0000001 --quantity '10 piece' --value '900 USD' --key exp-7 \
                    --of order-7
  licet ledger balance D0000001
  licet ledger export ledger.jsonl

Exit status 1 when a rule refused the entry: nothing was drawn.)");
  add_draw(group, "reserve", "holds an amount for an order", globals, status);
  add_draw(group, "ship", "uses an amount", globals, status);
  add_draw(group, "release", "gives a reservation back", globals, status);
  add_draw(group, "reverse", "takes a shipment back", globals, status);
  add_draw(group, "expire", "ends reservations whose last day is over", globals, status);
  add_draw(group, "customs-report", "what customs counted, to be compared", globals, status);
  add_question(group, "balance", "what is used, held and left", false, globals, status);
  add_question(group, "reconcile", "customs' figures beside ours", false, globals, status);
  add_question(group, "prove", "that a record is in the log", true, globals, status);
  add_question(group, "prove-since", "that the log grew from an earlier one", true, globals,
               status);
  add_ledger_files(*group, globals, status);
  add_file(group, true, globals, status);
  add_file(group, false, globals, status);
  auto* check = group->add_subcommand("check", "folds the record again and compares");
  check->callback([&globals, &status] { status = run_check(globals); });
  auto* point = group->add_subcommand("checkpoint", "signs the log as it is, for a witness");
  point->callback([&globals, &status] { status = run_checkpoint(globals); });
}

}  // namespace licet::cli
