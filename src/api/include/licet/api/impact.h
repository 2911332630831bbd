#pragma once
#include <cstdint>
#include <functional>
#include <optional>

#include "licet/decide/impact.h"

namespace licet::api {

// One row of a file: read only when a thread comes to it.
struct ImpactRow {
  std::uint64_t line = 0;  // of the file, 1 = the first
  std::function<Result<decide::RecordedRow>()> read;
};

using NextRow = std::function<std::optional<ImpactRow>()>;  // nothing at the end
// Called once a row, in the order of the rows, by the thread that called run_impact().
using ImpactSink = std::function<void(std::uint64_t line, const Result<decide::Judged>& judged)>;

// Judges every row on so many threads (0 = all cores). A row that cannot be read or judged reaches
// the sink as its error and the rest goes on. What the sink sees does not depend on the threads; at
// most some thousands of rows are held at once.
void run_impact(const decide::Impact& impact, const NextRow& next, const ImpactSink& sink,
                unsigned threads);

}  // namespace licet::api
