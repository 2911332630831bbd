#include <CLI/CLI.hpp>
#include <filesystem>

#include "commands.h"
#include "ledger_home.h"
#include "licet/base/text.h"
#include "licet/ingest/file.h"
#include "record_answer.h"

// Answers into the ledger; the ledger as a whole into a file and back.
namespace licet::cli {
namespace {

namespace fs = std::filesystem;

struct FileArguments {
  std::string file, at, checkpoints, by, because;
};

int run_record(const FileArguments& arguments, const Globals& globals) {
  auto answers = read_answers(arguments.file);
  if (!answers.ok()) return fail(answers.error());
  auto home = open_ledger(globals);
  if (!home.ok()) return fail(home.error());
  for (const std::string& bytes : answers.value()) {
    auto recorded = record_answer(home.value(), bytes, arguments.at);
    if (!recorded.ok()) return fail(recorded.error());
    const ledger::Receipt& receipt = recorded.value().receipt;
    if (globals.json)
      print(to_canonical(Json(Json::Object{{"answer", recorded.value().id},
                                           {"record", std::int64_t(receipt.sequence)},
                                           {"repeated", receipt.repeated}})) + "\n");
    else
      print(cat(recorded.value().id, "\nrecord ", receipt.sequence,
                receipt.repeated ? " (it was there)" : "", "\n"));
  }
  if (auto done = add_checkpoint(home.value()); !done.ok()) return fail(done.error());
  return 0;
}

Status only_sqlite(const Globals& globals, const char* instead) {
  if (globals.ledger.empty()) return Done{};
  return Error{Code::Usage, "--ledger", cat("PostgreSQL has its own means: ", instead)};
}

int show_copy(const std::string& what, const ledger::Head& head, const Globals& globals) {
  if (globals.json)
    print(to_canonical(Json(Json::Object{{"file", what},
                                         {"records", std::int64_t(head.size)},
                                         {"root", to_hex(head.root)}})) + "\n");
  else
    print(cat(what, ": ", head.size, " records, root ", to_hex(head.root), "\n"));
  return 0;
}

// Whole in itself, and not older than the checkpoints say.
Result<ledger::Head> check_copy(const std::string& path,
                                const std::vector<ledger::Checkpoint>& points) {
  LICET_TRY(store, ledger::open_sqlite(path));
  ledger::Ledger copy(std::move(store));
  LICET_TRY_DONE(copy.check_log());
  LICET_TRY_DONE(copy.check_balances());
  LICET_TRY_DONE(copy.check_against(points));
  return copy.head();
}

void remove_database(const std::string& path) {
  std::error_code ignored;
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) fs::remove(path + ending, ignored);
}

// Written beside the target, verified, then renamed.
Result<ledger::Head> backup(const FileArguments& arguments, const Globals& globals) {
  LICET_TRY_DONE(only_sqlite(globals, "pg_dump"));
  std::error_code failed;
  if (fs::exists(arguments.file, failed))
    return Error{Code::FileUnwritable, arguments.file, "is there: a backup writes over nothing"};
  LICET_TRY(home, open_ledger(globals));
  LICET_TRY(points, read_points(home.checkpoints_path(), home.key));
  const std::string part = arguments.file + ".part";
  remove_database(part);
  LICET_TRY_DONE(ledger::copy_sqlite(home.database_path(), part));
  auto head = check_copy(part, points);
  if (!head.ok()) {
    remove_database(part);
    return head.error();
  }
  LICET_TRY_DONE(ledger::seal_sqlite(part));
  LICET_TRY_DONE(rename_synced(part, arguments.file));
  return head;
}

int run_backup(const FileArguments& arguments, const Globals& globals) {
  auto head = backup(arguments, globals);
  return head.ok() ? show_copy(arguments.file, head.value(), globals) : fail(head.error());
}

// Every checkpoint that the copy must reach: those of the folder and those given.
Result<std::vector<ledger::Checkpoint>> points_of(const FileArguments& arguments,
                                                  const LedgerHome& home) {
  LICET_TRY(points, read_points(home.checkpoints_path(), home.key));
  if (arguments.checkpoints.empty()) return points;
  LICET_TRY(more, read_points(arguments.checkpoints, home.key));
  if (more.empty()) return Error{Code::FileUnreadable, arguments.checkpoints, "no checkpoint"};
  points.insert(points.end(), more.begin(), more.end());
  return points;
}

// A ledger that is there must not be longer than what replaces it. One that cannot be read is moved
// aside: it is the reason to restore.
Status make_room(const std::string& path, const ledger::Head& head) {
  std::error_code failed;
  if (!fs::exists(path, failed)) return Done{};
  auto store = ledger::open_sqlite(path);
  if (store.ok()) {
    ledger::Ledger there(std::move(store).value());
    auto now = there.head();
    if (now.ok() && now.value().size > head.size)
      return Error{Code::LedgerRolledBack, path,
                   cat("the ledger has ", now.value().size, " records, the copy ", head.size)};
    if (now.ok()) return Done{};
  } else if (store.error().code == Code::Locked || store.error().code == Code::FileUnknownFormat) {
    return store.error();
  }
  for (const char* ending : {"-wal", "-shm", ""})
    if (fs::exists(path + ending, failed)) {
      fs::rename(path + ending, path + ".broken" + ending, failed);
      if (failed) return Error{Code::FileUnwritable, path, failed.message()};
    }
  return Done{};
}

// A tail is lost for good: said in the ledger itself, by name. The old checkpoints are set aside.
Status accept_loss(const FileArguments& arguments, const ledger::Checkpoint& last,
                   const ledger::Head& head, const Globals& globals) {
  LICET_TRY(home, open_ledger(globals, false));
  std::error_code failed;
  fs::rename(home.checkpoints_path(), cat(home.folder, "/checkpoints-until-", last.size, ".txt"),
             failed);
  if (failed) return Error{Code::FileUnwritable, home.checkpoints_path(), failed.message()};
  const std::string at = now();
  const ledger::Entry entry{"restores", "restored", cat("restored/", at), at,
                            Json(Json::Object{{"because", arguments.because},
                                              {"by", arguments.by},
                                              {"records", std::int64_t(head.size)},
                                              {"signed_records", std::int64_t(last.size)},
                                              {"signed_root", to_hex(last.root)}})};
  LICET_TRY(posting, home.ledger->post({entry}));
  if (posting.refusal) return Error{Code::BadValue, entry.key, posting.refusal->because};
  return add_checkpoint(home);
}

const ledger::Checkpoint* longest(const std::vector<ledger::Checkpoint>& points) {
  const ledger::Checkpoint* last = nullptr;
  for (const ledger::Checkpoint& point : points)
    if (last == nullptr || point.size > last->size) last = &point;
  return last;
}

Result<ledger::Head> restore_from(const std::string& part, const FileArguments& arguments,
                                  const LedgerHome& home, const Globals& globals) {
  LICET_TRY_DONE(ledger::copy_sqlite(arguments.file, part));
  LICET_TRY(points, points_of(arguments, home));
  auto head = check_copy(part, points);
  const bool lost = !head.ok() && head.error().code == Code::LedgerRolledBack &&
                    !arguments.by.empty() && !arguments.because.empty();
  if (lost) head = check_copy(part, {});
  if (!head.ok()) return head.error();
  LICET_TRY_DONE(make_room(home.database_path(), head.value()));
  LICET_TRY_DONE(ledger::copy_sqlite(part, home.database_path()));
  if (lost) LICET_TRY_DONE(accept_loss(arguments, *longest(points), head.value(), globals));
  if (points.empty())
    say(globals, "no checkpoint: nobody can tell whether this is the newest copy");
  return head;
}

int run_restore(const FileArguments& arguments, const Globals& globals) {
  if (auto ours = only_sqlite(globals, "pg_restore"); !ours.ok()) return fail(ours.error());
  LedgerHome home;
  home.folder = data_path(globals);
  std::error_code failed;
  fs::create_directories(home.folder, failed);
  if (auto done = find_key(home); !done.ok()) return fail(done.error());
  const std::string part = home.folder + "/restore.part";
  remove_database(part);
  auto head = restore_from(part, arguments, home, globals);
  remove_database(part);
  return head.ok() ? show_copy("restored", head.value(), globals) : fail(head.error());
}

using Run = int (*)(const FileArguments&, const Globals&);

CLI::App* add_one(CLI::App& group, const char* name, const char* what, const char* file, Run run,
                  Globals& globals, int& status,
                  const std::shared_ptr<FileArguments>& arguments) {
  auto* command = group.add_subcommand(name, what);
  command->add_option("file", arguments->file, file)->required();
  command->callback([arguments, run, &globals, &status] { status = run(*arguments, globals); });
  return command;
}

}  // namespace

void add_ledger_files(CLI::App& group, Globals& globals, int& status) {
  auto recorded = std::make_shared<FileArguments>();
  auto* record = add_one(group, "record", "keeps an answer, once", "a file of `licet ask --json`",
                         run_record, globals, status, recorded);
  record->add_option("--at", recorded->at, "when it was given (default: as it says, else now)");
  add_one(group, "backup", "a verified copy, while others write", "a new file", run_backup,
          globals, status, std::make_shared<FileArguments>());
  auto back = std::make_shared<FileArguments>();
  auto* restore = add_one(group, "restore", "puts a copy in force, unless it is older",
                          "a file of `licet ledger backup`", run_restore, globals, status, back);
  restore->add_option("--checkpoints", back->checkpoints,
                      "those of a witness, besides the folder's");
  restore->add_option("--by", back->by, "who accepts that records signed after the copy are lost");
  restore->add_option("--because", back->because, "why; both stand in the ledger then");
}

}  // namespace licet::cli
