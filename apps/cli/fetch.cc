#include "fetch.h"

#include <curl/curl.h>

#include <cstdio>
#include <filesystem>
#include <memory>

#include "licet/base/text.h"
#include "licet/ingest/file.h"

namespace licet::cli {
namespace {

namespace fs = std::filesystem;

constexpr curl_off_t kMostBytes = 64ll << 20;
constexpr long kMostRedirects = 5, kConnectSeconds = 30, kSilentSeconds = 30;

struct Closer {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closer>;

// What one transfer writes to and learns.
struct Transfer {
  std::FILE* file = nullptr;
  CURL* curl = nullptr;
  std::uint64_t had = 0;  // bytes of an earlier try
  bool restarted = false, failed = false;
  std::string etag, last_modified;
  const FetchStep* step = nullptr;
};

Error unreadable(const std::string& url, std::string why) {
  return {Code::FileUnreadable, printable(url, 200), std::move(why)};
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* told) {
  auto& transfer = *static_cast<Transfer*>(told);
  const std::string_view line(bytes, size * count);
  if (line.starts_with("HTTP/")) transfer.etag = transfer.last_modified = "";
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return size * count;
  const std::string name = lower_ascii(line.substr(0, colon));
  if (name == "etag") transfer.etag = trim(line.substr(colon + 1));
  if (name == "last-modified") transfer.last_modified = trim(line.substr(colon + 1));
  return size * count;
}

// A server that sends the whole again where the rest was asked for: what was had is dropped.
bool begin_anew(Transfer& transfer) {
  long status = 0;
  curl_easy_getinfo(transfer.curl, CURLINFO_RESPONSE_CODE, &status);
  if (transfer.had == 0 || status == 206) return true;
  transfer.had = 0;
  transfer.restarted = true;
  std::rewind(transfer.file);
  std::error_code failed;
  return ftruncate(fileno(transfer.file), 0) == 0 && !failed;
}

std::size_t take_bytes(char* bytes, std::size_t size, std::size_t count, void* told) {
  auto& transfer = *static_cast<Transfer*>(told);
  if (!begin_anew(transfer)) {
    transfer.failed = true;
    return 0;
  }
  return std::fwrite(bytes, size, count, transfer.file);
}

int take_progress(void* told, curl_off_t all, curl_off_t done, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(told);
  if (*transfer.step)
    (*transfer.step)(transfer.had + std::uint64_t(done),
                     all > 0 ? transfer.had + std::uint64_t(all) : 0);
  return done + curl_off_t(transfer.had) > kMostBytes ? 1 : 0;
}

std::string part_of(const FetchRequest& request) { return request.path + ".part"; }
std::string mark_of(const FetchRequest& request) { return request.path + ".part.etag"; }

// The mark under which an earlier try broke off; empty when there is none.
std::string earlier_mark(const FetchRequest& request) {
  std::error_code failed;
  if (!fs::exists(part_of(request), failed) || fs::file_size(part_of(request), failed) == 0)
    return {};
  auto mark = ingest::read_file(mark_of(request));
  return mark.ok() ? std::string(trim(mark.value())) : std::string();
}

using Headers = std::unique_ptr<curl_slist, Closer>;

void add(Headers& headers, const std::string& line) {
  headers.reset(curl_slist_append(headers.release(), line.c_str()));
}

void set_limits(CURL* curl, const FetchRequest& request) {
  const bool here = is_this_machine(request.url);
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, here ? "http,https" : "https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, here ? "http,https" : "https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMostRedirects);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kSilentSeconds);
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, kMostBytes);
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "licet");
}

void set_calls(CURL* curl, Transfer& transfer) {
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, take_progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
}

Headers headers_of(const FetchRequest& request, const std::string& mark) {
  Headers headers;
  if (!mark.empty()) add(headers, cat("If-Range: ", mark));
  if (!request.etag.empty()) add(headers, cat("If-None-Match: ", request.etag));
  if (!request.last_modified.empty())
    add(headers, cat("If-Modified-Since: ", request.last_modified));
  return headers;
}

// The part that came is whole: it becomes the file.
Status settle(const FetchRequest& request) {
  LICET_TRY(bytes, ingest::read_file(part_of(request), {std::uint64_t(kMostBytes), ~0ull, ~0ull}));
  LICET_TRY_DONE(ingest::replace_file(request.path, bytes));
  std::error_code ignored;
  fs::remove(part_of(request), ignored);
  fs::remove(mark_of(request), ignored);
  return Done{};
}

// What came stays for the next try, under the mark of the file it belongs to.
void keep_part(const FetchRequest& request, const Transfer& transfer) {
  const bool strong = !transfer.etag.empty() && !transfer.etag.starts_with("W/");
  std::error_code ignored;
  if (!strong) {
    fs::remove(part_of(request), ignored);
    return;
  }
  const auto kept = ingest::replace_file(mark_of(request), transfer.etag + "\n");
  if (!kept.ok()) fs::remove(part_of(request), ignored);
}

Result<Fetched> run(const FetchRequest& request, CURL* curl, Transfer& transfer,
                    const Headers& headers, File file) {
  char why[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, why);
  if (headers) curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  if (transfer.had > 0)
    curl_easy_setopt(curl, CURLOPT_RANGE, cat(transfer.had, "-").c_str());
  const CURLcode code = curl_easy_perform(curl);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  const bool written = std::fflush(file.get()) == 0 && !transfer.failed;
  file.reset();
  if (code != CURLE_OK || !written) {
    keep_part(request, transfer);
    return unreadable(request.url, *why != '\0' ? why : curl_easy_strerror(code));
  }
  if (status == 304) {
    std::error_code ignored;
    fs::remove(part_of(request), ignored);
    return Fetched{false, request.etag, request.last_modified};
  }
  if (status != 200 && status != 206)
    return unreadable(request.url, cat("the server answered with status ", status));
  LICET_TRY_DONE(settle(request));
  return Fetched{true, transfer.etag, transfer.last_modified};
}

}  // namespace

bool is_this_machine(std::string_view url) {
  for (std::string_view here : {"http://127.0.0.1", "http://localhost", "http://[::1]"})
    if (url.starts_with(here)) {
      const std::string_view rest = url.substr(here.size());
      return rest.empty() || rest.front() == ':' || rest.front() == '/';
    }
  return false;
}

Result<Fetched> fetch(const FetchRequest& request, const FetchStep& step) {
  if (!request.url.starts_with("https://") && !is_this_machine(request.url))
    return Error{Code::BadValue, printable(request.url, 200), "an address begins with https://"};
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, Closer> curl(started == CURLE_OK ? curl_easy_init() : nullptr);
  if (!curl) return unreadable(request.url, "the network library cannot start");
  std::error_code failed;
  fs::create_directories(fs::path(request.path).parent_path(), failed);
  const std::string mark = earlier_mark(request);
  File file(std::fopen(part_of(request).c_str(), mark.empty() ? "wb" : "ab"));
  if (!file) return Error{Code::FileUnwritable, part_of(request), "cannot be opened"};
  Transfer transfer;
  transfer.file = file.get();
  transfer.curl = curl.get();
  transfer.step = &step;
  transfer.had = mark.empty() ? 0 : fs::file_size(part_of(request), failed);
  set_limits(curl.get(), request);
  set_calls(curl.get(), transfer);
  // An earlier part belongs to a newer file than the one that lies there: ask for the rest of it.
  FetchRequest asked = request;
  if (transfer.had > 0) asked.etag = asked.last_modified = "";
  return run(request, curl.get(), transfer, headers_of(asked, mark), std::move(file));
}

}  // namespace licet::cli
