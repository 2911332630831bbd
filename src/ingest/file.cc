#include "licet/ingest/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "licet/base/text.h"

namespace licet::ingest {
namespace {

constexpr std::uint64_t kFreeInflation = 1u << 20;  // small repetitive files may compress further

// Closes what it holds; close errors after fsync carry no news.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

Error system_error(Code code, const std::string& path) {
  return Error{code, path, std::strerror(errno)};
}

Result<std::string> read_raw(const std::string& path, const FileLimits& limits) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return system_error(Code::FileUnreadable, path);
  struct stat facts {};
  if (fstat(file.get(), &facts) != 0) return system_error(Code::FileUnreadable, path);
  if (!S_ISREG(facts.st_mode)) return Error{Code::FileUnreadable, path, "not a regular file"};
  std::string bytes;
  std::string piece(256u << 10, '\0');
  while (true) {
    const ssize_t got = ::read(file.get(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error(Code::FileUnreadable, path);
    if (got == 0) return bytes;
    bytes.append(piece, 0, std::size_t(got));
    if (bytes.size() > limits.most_bytes)
      return Error{Code::FileTooLarge, path, cat("more than ", limits.most_bytes, " bytes")};
  }
}

// One gzip file, which may be several members one after another.
class Inflater {
 public:
  Inflater(const std::string& in, const std::string& place, const FileLimits& limits)
      : in_(in), place_(place),
        most_(std::min(limits.most_inflated,
                       std::max(kFreeInflation, limits.most_ratio * in.size()))) {}
  ~Inflater() { inflateEnd(&stream_); }

  Result<std::string> run() {
    constexpr int kGzipOnly = 15 + 16;
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) return damaged("cannot start");
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in_.data()));
    stream_.avail_in = uInt(in_.size());
    do {
      LICET_TRY_DONE(member());
      inflateReset(&stream_);
    } while (stream_.avail_in > 0);
    return std::move(out_);
  }

 private:
  Error damaged(std::string_view why) const {
    return Error{Code::GzipDamaged, place_, std::string(why)};
  }

  Status member() {
    std::string piece(256u << 10, '\0');
    while (true) {
      stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
      stream_.avail_out = uInt(piece.size());
      const int state = inflate(&stream_, Z_NO_FLUSH);
      out_.append(piece, 0, piece.size() - stream_.avail_out);
      if (out_.size() > most_)
        return Error{Code::FileTooLarge, place_, cat("inflates to more than ", most_, " bytes")};
      if (state == Z_STREAM_END) return Done{};
      if (state != Z_OK) return damaged(stream_.msg ? stream_.msg : "ends too early");
    }
  }

  const std::string& in_;
  const std::string& place_;
  std::uint64_t most_;
  z_stream stream_{};
  std::string out_;
};

Status write_all(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return system_error(Code::FileUnwritable, path);
    bytes.remove_prefix(std::size_t(put));
  }
  if (fsync(fd) != 0) return system_error(Code::FileUnwritable, path);
  return Done{};
}

Status write_new(const std::string& path, std::string_view bytes) {
  const Descriptor file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (file.get() < 0) return system_error(Code::FileUnwritable, path);
  return write_all(file.get(), bytes, path);
}

Status sync_folder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || fsync(folder.get()) != 0)
    return system_error(Code::FileUnwritable, path);
  return Done{};
}

}  // namespace

Result<std::string> gunzip_if_needed(std::string bytes, const std::string& place,
                                     const FileLimits& limits) {
  const bool gzip = bytes.size() >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b';
  if (!gzip) return bytes;
  return Inflater(bytes, place, limits).run();
}

Result<std::string> read_file(const std::string& path, const FileLimits& limits) {
  LICET_TRY(bytes, read_raw(path, limits));
  return gunzip_if_needed(std::move(bytes), path, limits);
}

Status replace_file(const std::string& path, std::string_view bytes) {
  const std::string temporary = cat(path, ".new-", getpid());
  const Status written = write_new(temporary, bytes);
  if (!written.ok() || ::rename(temporary.c_str(), path.c_str()) != 0) {
    const Status failed =
        written.ok() ? Status(system_error(Code::FileUnwritable, path)) : written;
    ::unlink(temporary.c_str());
    return failed;
  }
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return sync_folder(folder.empty() ? "." : folder);
}

}  // namespace licet::ingest
