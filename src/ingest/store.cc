#include "licet/ingest/store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "licet/base/json.h"
#include "licet/base/text.h"
#include "licet/ingest/file.h"

namespace licet::ingest {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kEnding = ".licet";
constexpr std::size_t kShortestPrefix = 6;

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

// The id that a file name of the store carries.
std::optional<Digest> id_in_name(const std::string& name) {
  Digest id{};
  if (name.size() != 64 + kEnding.size() || !name.ends_with(kEnding)) return std::nullopt;
  if (!parse_digest(name.substr(0, 64), id)) return std::nullopt;
  return id;
}

}  // namespace

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

std::string DataFolder::file(const Digest& id) const {
  return cat(path_, "/snapshots/", to_hex(id), kEnding);
}

Result<FolderLock> DataFolder::lock() const {
  std::error_code failed;
  fs::create_directories(path_ + "/snapshots", failed);
  if (failed) return Error{Code::FileUnwritable, path_, failed.message()};
  const std::string name = path_ + "/lock";
  const int fd = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return Error{Code::FileUnwritable, name, std::strerror(errno)};
  FolderLock lock(fd);
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) return Error{Code::Locked, path_, ""};
  return Error{Code::FileUnwritable, name, std::strerror(errno)};
}

Result<Digest> DataFolder::activate(const FolderLock&, std::vector<std::uint8_t> bytes) const {
  const std::string copy(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  LICET_TRY(verified, snapshot::Snapshot::from_bytes(std::move(bytes)));
  const Digest id = verified.id();
  const std::string target = file(id);
  // A stored file may have been damaged since: it is believed only after it opens.
  if (!exists(target) || !snapshot::Snapshot::open(target, id).ok())
    LICET_TRY_DONE(replace_file(target, copy));
  LICET_TRY_DONE(replace_file(path_ + "/current", to_id(id) + "\n"));
  return id;
}

Result<std::optional<Digest>> DataFolder::current() const {
  const std::string name = path_ + "/current";
  if (!exists(name)) return std::optional<Digest>();
  LICET_TRY(text, read_file(name));
  Digest id{};
  if (!parse_digest(trim(text), id))
    return Error{Code::SnapshotCorrupt, name, "does not hold the id of a snapshot"};
  return std::optional<Digest>(id);
}

Result<Digest> DataFolder::find(std::string_view prefix) const {
  std::string_view digits = prefix;
  if (digits.starts_with("sha256:")) digits.remove_prefix(7);
  if (digits.size() < kShortestPrefix || digits.size() > 64)
    return Error{Code::SnapshotMissing, std::string(prefix),
                 cat("give at least ", kShortestPrefix, " digits of the id")};
  LICET_TRY(stored, list());
  std::optional<Digest> found;
  for (const StoredSnapshot& one : stored) {
    if (!to_hex(one.id).starts_with(digits)) continue;
    if (found) return Error{Code::BadValue, std::string(prefix), "fits several snapshots"};
    found = one.id;
  }
  if (!found) return Error{Code::SnapshotMissing, std::string(prefix), ""};
  return *found;
}

Result<snapshot::Snapshot> DataFolder::open(std::string_view id_or_prefix) const {
  if (!id_or_prefix.empty()) {
    LICET_TRY(id, find(id_or_prefix));
    return snapshot::Snapshot::open(file(id), id);
  }
  LICET_TRY(id, current());
  if (!id) return Error{Code::NoSnapshot, path_, ""};
  if (!exists(file(*id))) return Error{Code::SnapshotMissing, file(*id), "named by `current`"};
  return snapshot::Snapshot::open(file(*id), *id);
}

Result<std::vector<StoredSnapshot>> DataFolder::list() const {
  std::vector<StoredSnapshot> stored;
  const std::string folder = path_ + "/snapshots";
  if (!exists(folder)) return stored;
  LICET_TRY(now, current());
  std::error_code failed;
  fs::directory_iterator walk(folder, failed);
  for (; !failed && walk != fs::end(walk); walk.increment(failed))
    if (const auto id = id_in_name(walk->path().filename().string()))
      stored.push_back({*id, std::uint64_t(walk->file_size(failed)), now == *id});
  if (failed) return Error{Code::FileUnreadable, folder, failed.message()};
  std::sort(stored.begin(), stored.end(),
            [](const StoredSnapshot& a, const StoredSnapshot& b) { return a.id < b.id; });
  return stored;
}

Result<std::map<std::string, std::string>> DataFolder::checks() const {
  std::map<std::string, std::string> times;
  const std::string name = path_ + "/checks.json";
  if (!exists(name)) return times;
  LICET_TRY(text, read_file(name));
  LICET_TRY(json, read_json(text));
  if (!json.is_object()) return Error{Code::JsonWrongType, name, "not an object"};
  for (const auto& [list, at] : json.object()) {
    if (!at.is_string()) return Error{Code::JsonWrongType, name, cat("`", list, "` is not a text")};
    times[list] = at.string();
  }
  return times;
}

Status DataFolder::record_check(const FolderLock&, const std::vector<std::string>& lists,
                                std::string_view at) const {
  LICET_TRY(times, checks());
  for (const std::string& list : lists) times[list] = std::string(at);
  Json::Object json;
  for (const auto& [list, time] : times) json[list] = Json(time);
  return replace_file(path_ + "/checks.json", to_pretty(Json(std::move(json))));
}

}  // namespace licet::ingest
