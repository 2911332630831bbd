#pragma once
#include <string>
#include <vector>

#include "licet/base/result.h"

namespace licet::cli {

// Sends a document to a host by POST, as application/json. https; http only to this machine. No
// redirect is followed; certificates are checked; a host that is silent for 30 s is given up.
// `headers`: "Name: value". Taken is what the host answers with 2xx; everything else is an error
// (FileUnwritable) with the address and what it said.
Status deliver(const std::string& url, const std::string& body,
               const std::vector<std::string>& headers);

}  // namespace licet::cli
