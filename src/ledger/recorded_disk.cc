#include "recorded_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

#include "licet/base/check.h"

namespace licet::ledger::testing {
namespace {

constexpr std::size_t kSector = 512;

std::vector<DiskEvent>& log() {
  static std::vector<DiskEvent> events;
  return events;
}

sqlite3_vfs*& under() {
  static sqlite3_vfs* vfs = nullptr;
  return vfs;
}

// SQLite gives room for this and, behind it, for the real one.
struct File {
  sqlite3_file base;
  char path[512];
};

sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
}

std::string path_of(sqlite3_file* file) { return reinterpret_cast<File*>(file)->path; }

int on_write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  log().push_back({DiskEvent::kWrite, path_of(file), at,
                   std::string(static_cast<const char*>(bytes), std::size_t(count))});
  return real(file)->pMethods->xWrite(real(file), bytes, count, at);
}

int on_truncate(sqlite3_file* file, sqlite3_int64 size) {
  log().push_back({DiskEvent::kTruncate, path_of(file), size, ""});
  return real(file)->pMethods->xTruncate(real(file), size);
}

int on_sync(sqlite3_file* file, int flags) {
  log().push_back({DiskEvent::kSync, path_of(file), 0, ""});
  return real(file)->pMethods->xSync(real(file), flags);
}

// All others are passed on as they are.
const sqlite3_io_methods& methods() {
  static const sqlite3_io_methods kMethods{
      3,
      [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); },
      [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
        return real(f)->pMethods->xRead(real(f), to, n, at);
      },
      on_write, on_truncate, on_sync,
      [](sqlite3_file* f, sqlite3_int64* size) {
        return real(f)->pMethods->xFileSize(real(f), size);
      },
      [](sqlite3_file* f, int lock) { return real(f)->pMethods->xLock(real(f), lock); },
      [](sqlite3_file* f, int lock) { return real(f)->pMethods->xUnlock(real(f), lock); },
      [](sqlite3_file* f, int* out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); },
      [](sqlite3_file* f, int what, void* with) {
        return real(f)->pMethods->xFileControl(real(f), what, with);
      },
      [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); },
      [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
      [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
        return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
      },
      [](sqlite3_file* f, int at, int n, int flags) {
        return real(f)->pMethods->xShmLock(real(f), at, n, flags);
      },
      [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); },
      [](sqlite3_file* f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); },
      [](sqlite3_file*, sqlite3_int64, int, void** out) {
        *out = nullptr;  // no mapped reads
        return SQLITE_OK;
      },
      [](sqlite3_file*, sqlite3_int64, void*) { return SQLITE_OK; }};
  return kMethods;
}

int on_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  file->pMethods = nullptr;
  char* path = reinterpret_cast<File*>(file)->path;
  std::strncpy(path, name == nullptr ? "" : name, sizeof(File::path) - 1);
  path[sizeof(File::path) - 1] = '\0';
  const int code = under()->xOpen(under(), name, real(file), flags, out);
  if (code == SQLITE_OK) file->pMethods = &methods();
  return code;
}

sqlite3_vfs& over() {
  static sqlite3_vfs vfs;
  return vfs;
}

void put(std::string& file, std::size_t at, std::string_view bytes) {
  if (file.size() < at + bytes.size()) file.resize(at + bytes.size());
  file.replace(at, bytes.size(), bytes);
}

// A write that was not synchronised: each of its sectors is there or not.
void put_torn(std::string& file, const DiskEvent& event, std::uint32_t& chance) {
  std::size_t at = std::size_t(event.at);
  std::string_view rest = event.bytes;
  while (!rest.empty()) {
    const std::size_t piece = std::min(rest.size(), kSector - at % kSector);
    chance = chance * 1664525u + 1013904223u;
    if ((chance >> 20 & 1) == 1) put(file, at, rest.substr(0, piece));
    rest.remove_prefix(piece);
    at += piece;
  }
}

}  // namespace

RecordedDisk::RecordedDisk() {
  LICET_CHECK(under() == nullptr, "one recorded disk at a time");
  log().clear();
  under() = sqlite3_vfs_find(nullptr);
  over() = *under();
  over().zName = "recorded";
  over().szOsFile = int(sizeof(File)) + under()->szOsFile;
  over().pNext = nullptr;
  over().xOpen = on_open;
  LICET_CHECK(sqlite3_vfs_register(&over(), 1) == SQLITE_OK, "a file system of SQLite");
}

RecordedDisk::~RecordedDisk() {
  sqlite3_vfs_unregister(&over());
  sqlite3_vfs_register(under(), 1);
  under() = nullptr;
}

void RecordedDisk::mark(std::int64_t number) {
  log().push_back({DiskEvent::kMark, "", number, ""});
}

const std::vector<DiskEvent>& RecordedDisk::events() const { return log(); }

DiskState state_after(const DiskState& before, const std::vector<DiskEvent>& events,
                      std::size_t end, std::uint32_t chance) {
  std::map<std::string, std::size_t> synced;  // the last one of each file
  for (std::size_t i = 0; i < end; ++i)
    if (events[i].kind == DiskEvent::kSync) synced[events[i].path] = i;
  DiskState state = before;
  for (std::size_t i = 0; i < end; ++i) {
    const DiskEvent& event = events[i];
    if (event.kind == DiskEvent::kMark || event.kind == DiskEvent::kSync) continue;
    const auto last = synced.find(event.path);
    const bool durable = last != synced.end() && i < last->second;
    std::string& file = state[event.path];
    if (event.kind == DiskEvent::kWrite) {
      if (durable)
        put(file, std::size_t(event.at), event.bytes);
      else
        put_torn(file, event, chance);
      continue;
    }
    chance = chance * 1664525u + 1013904223u;
    if (durable || (chance >> 20 & 1) == 1) file.resize(std::size_t(event.at));
  }
  return state;
}

}  // namespace licet::ledger::testing
