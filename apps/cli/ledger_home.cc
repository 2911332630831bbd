#include "ledger_home.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "licet/base/text.h"
#include "licet/ingest/file.h"

namespace licet::cli {
namespace {

namespace fs = std::filesystem;

std::string key_path(const std::string& folder, const std::string& name, const char* ending) {
  return cat(folder, "/keys/", name, ending);
}

bool plain_name(std::string_view name) {
  return !name.empty() && name.size() <= 40 &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

// Writes and synchronises; `flags` decide between a new file and a longer one.
Status write_synced(const std::string& path, std::string_view bytes, int flags, mode_t mode) {
  const int file = ::open(path.c_str(), flags | O_WRONLY | O_CLOEXEC, mode);
  if (file < 0) return Error{Code::FileUnwritable, path, ""};
  bool good = true;
  while (good && !bytes.empty()) {
    const ssize_t done = ::write(file, bytes.data(), bytes.size());
    good = done > 0;
    if (good) bytes.remove_prefix(std::size_t(done));
  }
  good = good && ::fsync(file) == 0;
  good = ::close(file) == 0 && good;
  if (!good) return Error{Code::FileUnwritable, path, ""};
  return Done{};
}

Result<std::unique_ptr<ledger::Store>> open_store(const LedgerHome& home,
                                                  const Globals& globals) {
  if (globals.ledger.empty()) return ledger::open_sqlite(home.database_path());
  if (!globals.ledger.starts_with("postgresql://") && !globals.ledger.starts_with("postgres://"))
    return Error{Code::Usage, "--ledger", "postgresql://… is due; without it --data has SQLite"};
  return ledger::open_postgres(globals.ledger);
}

// A value of --set.
Json value_of(const std::string& text) {
  if (text == "true") return Json(true);
  if (text == "false") return Json(false);
  const bool structured = text.starts_with('[') || text.starts_with('{');
  const bool number = !text.empty() && text.size() < 10 &&
                      text.find_first_not_of("0123456789") == std::string::npos;
  if (structured || number)
    if (auto json = read_json(text); json.ok()) return json.value();
  return Json(text);
}

}  // namespace

Result<ledger::KeyPair> read_key(const std::string& folder, const std::string& name) {
  const std::string path = key_path(folder, name, ".key");
  LICET_TRY(text, ingest::read_file(path));
  auto seed = ledger::read_secret(text);
  if (!seed.ok()) return Error{seed.error().code, path, seed.error().detail};
  return ledger::key_of_seed(seed.value());
}

Status write_key(const std::string& folder, const std::string& name,
                 const ledger::KeyPair& key) {
  if (!plain_name(name))
    return Error{Code::BadValue, "--name", "lower-case letters, digits and hyphens"};
  std::error_code failed;
  fs::create_directories(folder + "/keys", failed);
  if (failed) return Error{Code::FileUnwritable, folder + "/keys", failed.message()};
  // O_EXCL: a key is never written over.
  LICET_TRY_DONE(write_synced(key_path(folder, name, ".key"), ledger::secret_line(key.secret),
                              O_CREAT | O_EXCL, 0600));
  return write_synced(key_path(folder, name, ".pub"), ledger::public_line(key.shown),
                      O_CREAT | O_EXCL, 0644);
}

Status find_key(LedgerHome& home) {
  std::error_code failed;
  if (!fs::exists(key_path(home.folder, "ledger", ".key"), failed)) return Done{};
  LICET_TRY(key, read_key(home.folder, "ledger"));
  home.key = key;
  return Done{};
}

Result<std::vector<ledger::Checkpoint>> read_points(const std::string& path,
                                                    const std::optional<ledger::KeyPair>& key) {
  std::error_code failed;
  if (!fs::exists(path, failed)) return std::vector<ledger::Checkpoint>();
  LICET_TRY(text, ingest::read_file(path));
  LICET_TRY(checkpoints, ledger::read_checkpoints(text));
  for (const auto& checkpoint : checkpoints)
    if (key && !holds(checkpoint, key->shown))
      return Error{Code::LedgerCorrupt, path, "a checkpoint is not signed by this key"};
  return checkpoints;
}

// A checkpoint that a failure cut short was never finished, so nobody was told of it; what stands
// before it stays. Everything else that is wrong is left as it is, to be found.
Status mend_points(const std::string& path, const Globals& globals) {
  LICET_TRY(text, ingest::read_file(path));
  std::size_t whole = 0;
  for (std::size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
    if (text.compare(at, 4, "— ") == 0) whole = end + 1;
  constexpr std::ptrdiff_t kLines = 5;  // of a whole one
  const auto rest = text.begin() + std::ptrdiff_t(whole);
  if (rest == text.end() || std::count(rest, text.end(), '\n') >= kLines) return Done{};
  std::error_code failed;
  fs::resize_file(path, whole, failed);
  if (failed) return Error{Code::FileUnwritable, path, failed.message()};
  say(globals, cat(path, ": the last checkpoint was cut short by a failure and is taken away"));
  return Done{};
}

Result<LedgerHome> open_ledger(const Globals& globals, bool compare) {
  LedgerHome home;
  home.folder = data_path(globals);
  std::error_code failed;
  fs::create_directories(home.folder, failed);
  if (failed) return Error{Code::FileUnwritable, home.folder, failed.message()};
  const bool signed_before = fs::exists(home.checkpoints_path(), failed);
  if (globals.ledger.empty() && signed_before && !fs::exists(home.database_path(), failed))
    return Error{Code::LedgerRolledBack, home.folder, "there are checkpoints and no ledger"};
  LICET_TRY(store, open_store(home, globals));
  home.ledger = std::make_unique<ledger::Ledger>(std::move(store));
  LICET_TRY_DONE(find_key(home));
  if (!signed_before || !compare) return home;
  LICET_TRY_DONE(mend_points(home.checkpoints_path(), globals));
  LICET_TRY(checkpoints, read_points(home.checkpoints_path(), home.key));
  LICET_TRY_DONE(home.ledger->check_against(checkpoints));
  return home;
}

Status rename_synced(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return Error{Code::FileUnwritable, to, ""};
  std::string folder = fs::path(to).parent_path().string();
  if (folder.empty()) folder = ".";
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool good = opened >= 0 && ::fsync(opened) == 0;
  if (opened >= 0) ::close(opened);
  if (!good) return Error{Code::FileUnwritable, folder, "the folder cannot be synchronised"};
  return Done{};
}

Status add_checkpoint(LedgerHome& home) {
  if (!home.key) return Done{};
  LICET_TRY(head, home.ledger->head());
  const std::string origin = cat("licet-ledger-", ledger::key_name(home.key->shown));
  LICET_TRY(point, ledger::sign_checkpoint(origin, head.size, head.root, home.key->secret));
  return write_synced(home.checkpoints_path(), ledger::to_text(point), O_CREAT | O_APPEND, 0644);
}

Result<licence::Instant> read_at(const std::string& at) {
  auto read = licence::parse_instant(at.empty() ? now() : at);
  if (!read.ok()) return Error{read.error().code, "--at", read.error().detail};
  return read.value();
}

Result<licence::DocketEvent> read_event(const EventOptions& options) {
  licence::DocketEvent event;
  event.event = options.word;
  event.person = options.person;
  event.role = options.role;
  LICET_TRY(at, read_at(options.at));
  event.at = at;
  Json::Object details;
  if (!options.details.empty()) {
    LICET_TRY(given, read_json_input(options.details));
    if (!given.is_object()) return Error{Code::JsonWrongType, options.details, "an object is due"};
    details = given.object();
  }
  for (const std::string& pair : options.set) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0)
      return Error{Code::Usage, "--set", cat("`", printable(pair), "`: KEY=VALUE is due")};
    details[pair.substr(0, equals)] = value_of(pair.substr(equals + 1));
  }
  event.details = std::move(details);
  if (event.person.empty()) return Error{Code::Usage, "--person", "who acts is due"};
  if (event.role.empty()) return Error{Code::Usage, "--role", "in which role is due"};
  return event;
}

int show_refusal(const licence::Refusal& refusal, const Globals& globals) {
  if (globals.json) {
    Json::Object out;
    out["refused"] = true;
    out["rule"] = refusal.rule;
    out["because"] = refusal.because;
    out["cite"] = refusal.cite;
    print(to_canonical(Json(std::move(out))) + "\n");
  } else {
    print(cat("refused by ", refusal.rule, ": ", refusal.because, " (", refusal.cite, ")\n"));
  }
  return kRefused;
}

}  // namespace licet::cli
