#include "deliver.h"

#include <curl/curl.h>

#include <memory>

#include "fetch.h"
#include "licet/base/text.h"

namespace licet::cli {
namespace {

constexpr long kSeconds = 30;

struct Closer {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::size_t drop(char*, std::size_t size, std::size_t count, void*) { return size * count; }

}  // namespace

Status deliver(const std::string& url, const std::string& body,
               const std::vector<std::string>& headers) {
  const auto failed = [&](std::string why) {
    return Error{Code::FileUnwritable, printable(url, 200), std::move(why)};
  };
  if (!url.starts_with("https://") && !is_this_machine(url))
    return failed("https is due; http goes to this machine only");
  const std::unique_ptr<CURL, Closer> curl(curl_easy_init());
  if (curl == nullptr) return failed("the network library does not start");
  std::unique_ptr<curl_slist, Closer> list;
  const auto add = [&](const std::string& line) {
    list.reset(curl_slist_append(list.release(), line.c_str()));
  };
  add("Content-Type: application/json");
  for (const std::string& line : headers) add(line);
  CURL* c = curl.get();
  curl_easy_setopt(c, CURLOPT_URL, url.c_str());
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, is_this_machine(url) ? "http,https" : "https");
  curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.size()));
  curl_easy_setopt(c, CURLOPT_POSTFIELDS, body.c_str());
  curl_easy_setopt(c, CURLOPT_HTTPHEADER, list.get());
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, drop);
  curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, kSeconds);
  curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, kSeconds);
  curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c, CURLOPT_USERAGENT, "licet");
  const CURLcode done = curl_easy_perform(c);
  if (done != CURLE_OK) return failed(curl_easy_strerror(done));
  long status = 0;
  curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
  if (status < 200 || status > 299) return failed(cat("the host answers ", status));
  return Done{};
}

}  // namespace licet::cli
