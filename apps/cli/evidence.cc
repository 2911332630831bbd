#include <CLI/CLI.hpp>
#include <filesystem>

#include "commands.h"
#include "ledger_home.h"
#include "licet/base/text.h"
#include "licet/evidence/pack.h"
#include "licet/ingest/file.h"
#include "record_answer.h"

namespace licet::cli {
namespace {

struct EvidenceArguments {
  std::string answer, out, by, second, because, at;
  std::vector<std::string> attach;
};

// What the snapshot of the answer held; null where it is not in the data folder any more.
Json lists_of(std::string_view snapshot, const Globals& globals) {
  Digest id{};
  if (!parse_digest(snapshot, id)) return Json();
  auto opened = find_snapshot(globals, id);
  if (!opened.ok()) return Json();
  Json::Array out;
  for (std::uint32_t i = 0; i < opened.value()->source_count(); ++i) {
    const auto source = opened.value()->source(i);
    out.emplace_back(Json::Object{{"extract", source.extract},
                                  {"file", to_id(source.file_digest)},
                                  {"list", std::string(source.list)},
                                  {"provenance", std::string(source.provenance)},
                                  {"published", to_string(source.published)},
                                  {"rows", std::int64_t(source.rows)},
                                  {"title", std::string(source.title)}});
  }
  return Json(std::move(out));
}

// The id of a recorded answer, or of the file's answer, recorded now.
Result<std::string> answer_id_of(const EvidenceArguments& arguments, LedgerHome& home) {
  Digest id{};
  if (parse_digest(arguments.answer, id)) return to_id(id);
  LICET_TRY(answers, read_answers(arguments.answer));
  if (answers.size() != 1)
    return Error{Code::Usage, arguments.answer,
                 "holds the answers of several regimes: `licet ledger record` it, then name one"};
  LICET_TRY(recorded, record_answer(home, answers.front(), arguments.at));
  return recorded.id;
}

Result<std::vector<evidence::Part>> read_documents(const std::vector<std::string>& files) {
  std::vector<evidence::Part> out;
  for (const std::string& file : files) {
    LICET_TRY(bytes, read_raw(file));
    out.push_back({std::filesystem::path(file).filename().string(), std::move(bytes)});
  }
  return out;
}

Result<evidence::Pack> pack_of(const EvidenceArguments& arguments, const Globals& globals) {
  LICET_TRY(home, open_ledger(globals));
  if (!home.key)
    return Error{Code::KeyTrouble, home.folder, "nothing signs it: `licet keys make`"};
  LICET_TRY(documents, read_documents(arguments.attach));
  LICET_TRY(id, answer_id_of(arguments, home));
  for (const evidence::Part& document : documents) {
    LICET_TRY(entry, evidence::document_entry(id, document, moment_or_now(arguments.at)));
    LICET_TRY(receipt, post_once(home, entry));
    (void)receipt;
  }
  LICET_TRY(matter, evidence::read_matter(*home.ledger, id));
  LICET_TRY_DONE(add_checkpoint(home));
  return evidence::make_pack(*home.ledger, matter, lists_of(matter.answer.snapshot, globals),
                             documents, *home.key);
}

int run_pack(const EvidenceArguments& arguments, const Globals& globals) {
  if (arguments.answer.empty())
    return fail({Code::Usage, "evidence", "an answer's id or file is due"});
  if (arguments.out.empty() && (output_is_terminal() || globals.json))
    return fail({Code::Usage, "evidence", "say where: --out FILE"});
  auto pack = pack_of(arguments, globals);
  if (!pack.ok()) return fail(pack.error());
  if (arguments.out.empty()) {
    print(pack.value().bytes);
    return 0;
  }
  if (auto done = write_output(arguments.out, pack.value().bytes); !done.ok())
    return fail(done.error());
  const Json& manifest = pack.value().manifest;
  if (globals.json) {
    print(to_canonical(manifest) + "\n");
    return 0;
  }
  const Json& keep = *manifest.find("retention");
  print(cat(manifest.text("answer"), "\n  ", manifest.find("parts")->array().size(), " parts, ",
            pack.value().bytes.size(), " bytes, against checkpoint ",
            pack.value().checkpoint.size, "\n  to be kept through ", keep.text("until"), " (",
            keep.find("years")->integer(), " years from ", keep.text("latest_event"), ")\n"));
  for (const Json& one : manifest.find("documents_absent")->array())
    print(cat("  not in it, although recorded: ", printable(one.text("name")), "\n"));
  return 0;
}

// Posts it, and says what came of it.
int post_and_show(LedgerHome& home, const ledger::Entry& entry, const std::string& text,
                  const Globals& globals) {
  auto posting = home.ledger->post({entry});
  if (!posting.ok()) return fail(posting.error());
  if (posting.value().refusal) return show_refusal(*posting.value().refusal, globals);
  if (auto done = add_checkpoint(home); !done.ok()) return fail(done.error());
  const std::int64_t record = std::int64_t(posting.value().receipts.front().sequence);
  if (globals.json)
    print(to_canonical(Json(Json::Object{{"key", entry.key}, {"record", record}})) + "\n");
  else
    print(cat(text, "\nrecord ", record, "\n"));
  return 0;
}

int run_hold(const EvidenceArguments& arguments, const Globals& globals) {
  auto home = open_ledger(globals);
  if (!home.ok()) return fail(home.error());
  Digest id{};
  if (arguments.answer != "*" && !parse_digest(arguments.answer, id))
    return fail({Code::Usage, arguments.answer, "an answer's id is due, or '*' for all"});
  const std::string of = arguments.answer == "*" ? "*" : to_id(id);
  const std::string at = moment_or_now(arguments.at);
  const ledger::Entry entry{ledger::kHoldsStream, "legal_hold", cat("hold/", of, "/", at), at,
                            Json(Json::Object{{"answer_id", of},
                                              {"because", arguments.because},
                                              {"by", arguments.by}})};
  return post_and_show(home.value(), entry, entry.key, globals);
}

int run_lift(const EvidenceArguments& arguments, const Globals& globals) {
  auto home = open_ledger(globals);
  if (!home.ok()) return fail(home.error());
  const ledger::Entry entry{ledger::kHoldsStream, "legal_hold_lifted",
                            cat("lifted/", arguments.answer), moment_or_now(arguments.at),
                            Json(Json::Object{{"because", arguments.because},
                                              {"by", arguments.by},
                                              {"of", arguments.answer},
                                              {"second", arguments.second}})};
  return post_and_show(home.value(), entry, cat(arguments.answer, " lifted"), globals);
}

int run_purge(const EvidenceArguments& arguments, const Globals& globals) {
  auto home = open_ledger(globals);
  if (!home.ok()) return fail(home.error());
  auto matter = evidence::read_matter(*home.value().ledger, arguments.answer);
  if (!matter.ok()) return fail(matter.error());
  auto entry = evidence::purge_entry(
      matter.value(), {arguments.by, arguments.second, arguments.because, today()});
  if (!entry.ok()) return fail(entry.error());
  return post_and_show(
      home.value(), entry.value(),
      cat(entry.value().body.find("records")->array().size(), " records purged"), globals);
}

int run_kept(const EvidenceArguments& arguments, const Globals& globals) {
  auto home = open_ledger(globals);
  if (!home.ok()) return fail(home.error());
  auto matter = evidence::read_matter(*home.value().ledger, arguments.answer);
  if (!matter.ok()) return fail(matter.error());
  auto holds = ledger::holds_on(home.value().ledger->store(), arguments.answer);
  if (!holds.ok()) return fail(holds.error());
  const evidence::Retention keep = evidence::retention_of(matter.value());
  Json::Array held;
  for (const std::string& key : holds.value()) held.emplace_back(key);
  Json::Object out;
  out["cite"] = join(keep.cite, "; ");
  out["holds"] = std::move(held);
  out["latest_event"] = to_string(keep.latest);
  out["records"] = std::int64_t(matter.value().records.size());
  out["until"] = to_string(keep.until);
  print(globals.json ? to_canonical(out) + "\n" : to_pretty(out));
  return 0;
}

using Run = int (*)(const EvidenceArguments&, const Globals&);

CLI::App* add_part(CLI::App* group, const char* name, const char* what, const char* of, Run run,
                   Globals& globals, int& status) {
  auto* command = group->add_subcommand(name, what);
  auto arguments = std::make_shared<EvidenceArguments>();
  command->add_option("of", arguments->answer, of)->required();
  if (run != run_kept) {
    command->add_option("--by", arguments->by, "who")->required();
    command->add_option("--because", arguments->because, "why")->required();
  }
  if (run == run_lift || run == run_purge)
    command->add_option("--second", arguments->second, "the second person")->required();
  command->callback([arguments, run, &globals, &status] { status = run(*arguments, globals); });
  return command;
}

}  // namespace

void add_evidence(CLI::App& app, Globals& globals, int& status) {
  auto* group = app.add_subcommand("evidence", "one transaction as a signed archive; its keeping");
  auto arguments = std::make_shared<EvidenceArguments>();
  group->require_subcommand(0, 1);
  group->add_option("answer", arguments->answer,
                    "the id of a recorded answer, or a file of `licet ask --json` (recorded then)");
  group->add_option("--out,-o", arguments->out,
                    "write the archive here (default: standard output)");
  group->add_option("--attach", arguments->attach,
                    "a document that belongs to it: recorded by its hash and put in");
  group->add_option("--at", arguments->at, "the moment of what is recorded (default: now)");
  group->footer(R"(examples
  licet evidence A.json --attach invoice.pdf -o evidence.tar
  licet-verify evidence evidence.tar ledger.pub
  licet evidence kept sha256:…
  licet evidence hold sha256:… --by Ann --because 'subpoena of 2026-03-02'

A draw belongs to an answer when it names it: `licet ledger reserve … --answer sha256:…`.)");
  group->callback([group, arguments, &globals, &status] {
    if (group->get_subcommands().empty()) status = run_pack(*arguments, globals);
  });
  const char* id = "the id of the recorded answer";
  add_part(group, "kept", "how long its records are kept, and who holds them", id, run_kept,
           globals, status);
  add_part(group, "hold", "a legal hold: nothing of it is purged", "an id, or '*' for all",
           run_hold, globals, status);
  add_part(group, "lift", "ends a hold", "the key of the hold", run_lift, globals, status);
  add_part(group, "purge", "takes its bytes away; their hashes stay", id, run_purge, globals,
           status);
}

}  // namespace licet::cli
