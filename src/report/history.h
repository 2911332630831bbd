#pragma once
#include <string_view>

#include "composed_log.h"
#include "licet/base/day.h"

namespace licet::report {

// A log of us-bis that comes to the published totals of a table (docs/formats/report.md, section
// 4), every application coming in on `first`. ReportUnbalanced with the difference where what came
// in is not what is accounted for, unless `rest_open`: then the rest is left open, and shown so.
Result<ComposedLog> compose_history(std::string_view table, std::string_view name, Day first,
                                    bool rest_open);

}  // namespace licet::report
