#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "licet/base/result.h"

// One file from its publisher, by libcurl.
namespace licet::cli {

struct FetchRequest {
  std::string url;   // https; http only from this machine (127.0.0.1, localhost, [::1])
  std::string path;  // where the file shall lie
  // Of the file that lies there: what the server said of it. Empty: none lies there.
  std::string etag, last_modified;
};

struct Fetched {
  bool changed = false;  // false: the server says that the file there is still the newest
  std::string etag, last_modified;  // as the server wrote them
};

// Called with bytes done and bytes in all (0 = not told).
using FetchStep = std::function<void(std::uint64_t done, std::uint64_t all)>;

// Asks with ETag and Last-Modified; goes on where an earlier try broke off (PATH.part) when the
// server still has the same file. The file is replaced only when the whole of it is there. At most
// five redirects, each to https; certificates are checked; 64 MiB; a connection that is silent for
// 30 s is given up. FileUnreadable with the address and what the server or the network said.
Result<Fetched> fetch(const FetchRequest& request, const FetchStep& step);

// http://127.0.0.1, http://localhost or http://[::1], whatever the port.
bool is_this_machine(std::string_view url);

}  // namespace licet::cli
