#pragma once
#include "context.h"

namespace licet::cli {

// The edition for people: the flow table, what was published beside it, days, what differs from the
// last edition, digests. `since` may be null.
void print_edition(const Json& edition, const Json& since);

// One file a table, NAME.csv; the folder is made where there is none.
Status write_tables(const std::string& folder, const Json& edition);

}  // namespace licet::cli
