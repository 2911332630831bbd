#pragma once
#include <string_view>

#include "licet/base/result.h"
#include "licet/ingest/list_file.h"

// The Denied Persons List as the bureau publishes it: tab-separated text with a header, one address
// a row. Private to this module.
namespace licet::ingest {

bool looks_like_denied_persons(std::string_view text);

// Entries of `denied-persons` with their own days. ListColumnsMoved, ListTruncated (a last line
// that is cut), ListBadRow, BadDay when the day of the file is not given.
Result<ListFile> read_denied_persons(std::string_view text, const ReadOptions& options);

}  // namespace licet::ingest
