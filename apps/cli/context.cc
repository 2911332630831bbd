#include "context.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "licet/base/text.h"
#include "licet/ingest/file.h"

namespace licet::cli {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::shared_ptr<const snapshot::Snapshot> shared(snapshot::Snapshot opened) {
  return std::make_shared<const snapshot::Snapshot>(std::move(opened));
}

Result<std::shared_ptr<const snapshot::Snapshot>> open_file(const std::string& path) {
  LICET_TRY(opened, snapshot::Snapshot::open(path));
  return shared(std::move(opened));
}

bool is_file(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error);
}

}  // namespace

std::string data_path(const Globals& globals) {
  if (!globals.data.empty()) return globals.data;
  if (const auto home = environment("LICET_HOME"); !home.empty()) return home;
  if (const auto data = environment("XDG_DATA_HOME"); !data.empty()) return data + "/licet";
  return environment("HOME") + "/.local/share/licet";
}

std::string bundled_path() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return "";
  return (self.parent_path().parent_path() / "share" / "licet" / "bundled.licet").string();
}

Result<std::shared_ptr<const snapshot::Snapshot>> open_snapshot(const Globals& globals) {
  if (is_file(globals.knowing)) return open_file(globals.knowing);
  const ingest::DataFolder folder(data_path(globals));
  if (globals.knowing.empty()) {
    LICET_TRY(current, folder.current());
    if (!current) {
      if (is_file(bundled_path())) return open_file(bundled_path());
      return Error{Code::NoSnapshot, folder.path(), ""};
    }
  }
  auto opened = folder.open(globals.knowing);
  if (opened.ok()) return shared(std::move(opened.value()));
  // The bundled one may be meant by its id.
  Digest wanted{};
  if (parse_digest(globals.knowing, wanted) && is_file(bundled_path())) {
    auto bundled = snapshot::Snapshot::open(bundled_path(), wanted);
    if (bundled.ok()) return shared(std::move(bundled.value()));
  }
  return opened.error();
}

Result<api::Engine> open_engine(const Globals& globals) {
  LICET_TRY(opened, open_snapshot(globals));
  return api::Engine::open(opened);
}

Result<std::shared_ptr<const snapshot::Snapshot>> find_snapshot(const Globals& globals,
                                                                const Digest& id) {
  Globals wanted = globals;
  wanted.knowing = to_id(id);
  return open_snapshot(wanted);
}

Day today() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Day{std::int32_t(std::chrono::floor<std::chrono::days>(since).count())};
}

std::string now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(since).count() % 86400;
  char clock[16];
  std::snprintf(clock, sizeof clock, "T%02d:%02d:%02dZ", int(seconds / 3600),
                int(seconds / 60 % 60), int(seconds % 60));
  return to_string(today()) + clock;
}

std::int64_t seconds_of(std::string_view instant) {
  auto day = parse_day(instant.substr(0, 10));
  int h = 0, m = 0, s = 0;
  const std::string clock(instant.size() > 10 ? instant.substr(10) : "");
  if (!day.ok() || std::sscanf(clock.c_str(), "T%2d:%2d:%2dZ", &h, &m, &s) != 3) return -1;
  return std::int64_t(day.value().number) * 86400 + h * 3600 + m * 60 + s;
}

decide::Live live(const Globals& globals) {
  constexpr std::int64_t kMostSeconds = 24 * 3600;
  decide::Live result;
  result.at = now();
  const ingest::DataFolder folder(data_path(globals));
  auto checks = folder.checks();
  auto known = open_snapshot(globals);
  bool every = checks.ok() && known.ok();
  // The oldest check of a list in force; one that was never checked makes all of them stale.
  for (std::uint32_t i = 0; every && i < known.value()->source_count(); ++i) {
    const auto it = checks.value().find(std::string(known.value()->source(i).list));
    every = it != checks.value().end();
    if (every && (result.lists_checked.empty() || it->second < result.lists_checked))
      result.lists_checked = it->second;
  }
  if (!every) result.lists_checked.clear();
  const std::int64_t then = seconds_of(result.lists_checked);
  result.stale = then < 0 || seconds_of(result.at) - then > kMostSeconds;
  return result;
}

Result<std::string> read_input(const std::string& path) {
  constexpr std::size_t kMostBytes = 64u << 20, kBlock = 64u << 10;
  if (path != "-") return ingest::read_file(path);
  std::string text;
  std::vector<char> block(kBlock);
  while (std::cin.read(block.data(), kBlock) || std::cin.gcount() > 0) {
    text.append(block.data(), std::size_t(std::cin.gcount()));
    if (text.size() > kMostBytes)  // the rest is not waited for
      return Error{Code::FileTooLarge, "standard input", "more than 64 MiB"};
  }
  return ingest::gunzip_if_needed(std::move(text), "standard input");
}

Result<std::string> read_raw(const std::string& path) {
  constexpr std::uintmax_t kMostBytes = 64u << 20;
  std::error_code failed;
  const auto size = std::filesystem::file_size(path, failed);
  if (failed) return Error{Code::FileUnreadable, path, failed.message()};
  if (size > kMostBytes) return Error{Code::FileTooLarge, path, "more than 64 MiB"};
  std::ifstream file(path, std::ios::binary);
  std::string bytes(std::size_t(size), '\0');
  if (!file.read(bytes.data(), std::streamsize(size)) || file.peek() != EOF)
    return Error{Code::FileUnreadable, path, "it changed while it was read"};
  return bytes;
}

Result<std::string> read_answer(const std::string& path) {
  auto bytes = read_input(path);
  if (!bytes.ok()) return bytes;
  auto checked = api::Engine::snapshot_of(bytes.value());
  return checked.ok() ? std::move(bytes) : about_answer(path, checked.error());
}

Result<std::vector<std::string>> read_answers(const std::string& path) {
  LICET_TRY(bytes, read_input(path));
  const auto document = read_json(bytes);
  const Json* several =
      document.ok() && document.value().is_object() ? document.value().find("answers") : nullptr;
  std::vector<std::string> answers;
  if (several == nullptr || !several->is_array())
    answers.push_back(std::move(bytes));
  else
    for (const Json& answer : several->array()) answers.push_back(to_canonical(answer));
  for (const std::string& answer : answers) {
    auto checked = api::Engine::snapshot_of(answer);
    if (!checked.ok()) return about_answer(path, checked.error());
  }
  return answers;
}

Error about_answer(const std::string& path, Error error) {
  error.place = cat(path == "-" ? "standard input" : path, "#", error.place);
  if (error.code == Code::RecordMalformed) error.code = Code::AnswerMalformed;
  return error;
}

Result<Json> read_json_input(const std::string& path) {
  LICET_TRY(text, read_input(path));
  auto json = read_json(text);
  if (!json.ok())
    return Error{json.error().code,
                 cat(path == "-" ? "standard input" : path, "#", json.error().place),
                 json.error().detail};
  return std::move(json.value());
}

Status write_output(const std::string& path, std::string_view bytes) {
  return ingest::replace_file(path, bytes);
}

bool output_is_terminal() { return isatty(STDOUT_FILENO) == 1; }
bool error_is_terminal() { return isatty(STDERR_FILENO) == 1; }

int fail(const Error& error) {
  std::cerr << "licet: " << to_line(error) << '\n';
  return code_row(error.code).exit_status;
}

void say(const Globals& globals, std::string_view text) {
  (globals.json ? std::cerr : std::cout) << text << '\n';
}

void print(std::string_view text) { std::cout << text; }

namespace {

bool colours() { return output_is_terminal() && environment("NO_COLOR").empty(); }

}  // namespace

std::string strong(std::string_view text) {
  return colours() ? cat("\033[1m", text, "\033[0m") : std::string(text);
}

std::string in_colour(decide::Verdict verdict, std::string_view text) {
  if (!colours()) return std::string(text);
  const char* colour = decide::may_proceed(verdict)                   ? "\033[32m"
                       : verdict >= decide::Verdict::kLicenceRequired ? "\033[31m"
                                                                      : "\033[33m";
  return cat(std::string_view(colour), text, "\033[0m");
}

std::string coloured(decide::Verdict verdict) { return in_colour(verdict, to_string(verdict)); }

Progress::Progress(std::string what, std::size_t total)
    : what_(std::move(what)), total_(total), shown_(error_is_terminal() && total > 1) {}

Progress::~Progress() {
  if (shown_) std::cerr << "\r\033[K";
}

void Progress::step() {
  ++done_;
  if (!shown_ || (done_ % 16 != 0 && done_ != total_)) return;
  const std::size_t filled = done_ * 30 / total_;
  std::cerr << '\r' << what_ << " [" << std::string(filled, '#') << std::string(30 - filled, '.')
            << "] " << done_ << '/' << total_;
}

}  // namespace licet::cli
