#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "licet/base/text.h"
#include "state.h"

namespace licet::snapshot {
namespace {

Error unreadable(const std::string& path, std::string why) {
  return Error{Code::FileUnreadable, path, std::move(why)};
}

Result<Mapping> map_descriptor(int fd, const std::string& path) {
  struct stat facts {};
  if (fstat(fd, &facts) != 0) return unreadable(path, std::strerror(errno));
  if (!S_ISREG(facts.st_mode)) return unreadable(path, "not a regular file");
  const auto size = std::uint64_t(facts.st_size);
  if (size == 0) return Error{Code::SnapshotCorrupt, path, "the file is empty"};
  if (size > layout::kMostBytes) return Error{Code::SnapshotCorrupt, path, "larger than 1 GiB"};
  // Every page is about to be hashed: asking for them at once saves one fault a page.
  void* at = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  if (at == MAP_FAILED) return unreadable(path, std::strerror(errno));
  return Mapping(std::span(static_cast<const std::uint8_t*>(at), size));
}

Result<Mapping> map_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return unreadable(path, std::strerror(errno));
  auto mapping = map_descriptor(fd, path);
  ::close(fd);
  return mapping;
}

}  // namespace

Mapping::~Mapping() {
  if (!bytes_.empty()) munmap(const_cast<std::uint8_t*>(bytes_.data()), bytes_.size());
}

Result<Snapshot> Snapshot::open(const std::string& path, const std::optional<Digest>& expected) {
  LICET_TRY(mapping, map_file(path));
  auto verified = verify(mapping.bytes());
  if (!verified.ok()) {
    Error error = verified.error();
    error.place = cat(path, ", ", error.place);
    return error;
  }
  if (expected && *expected != verified.value().id)
    return Error{Code::SnapshotWrongId, path,
                 cat("holds ", to_id(verified.value().id), ", not ", to_id(*expected))};
  const auto bytes = mapping.bytes();
  auto state = std::make_unique<State>();
  state->mapping = std::move(mapping);
  state->bytes = bytes;
  state->parts = verified.value().parts;
  state->id = verified.value().id;
  return Snapshot(std::move(state));
}

Result<Snapshot> Snapshot::from_bytes(std::vector<std::uint8_t> bytes) {
  LICET_TRY(verified, verify(bytes));
  auto state = std::make_unique<State>();
  state->owned = std::move(bytes);  // moving a vector keeps its bytes where they are
  state->bytes = state->owned;
  state->parts = verified.parts;
  state->id = verified.id;
  return Snapshot(std::move(state));
}

}  // namespace licet::snapshot
