#include "licet/api/impact.h"

#include <vector>

#include "licet/base/cores.h"

namespace licet::api {
namespace {

constexpr std::size_t kRowsHeld = 2048;

Result<decide::Judged> judge(const decide::Impact& impact, const ImpactRow& row) {
  LICET_TRY(read, row.read());
  read.line = row.line;
  return impact.judge(read);
}

}  // namespace

void run_impact(const decide::Impact& impact, const NextRow& next, const ImpactSink& sink,
                unsigned threads) {
  std::vector<ImpactRow> rows;
  std::vector<std::optional<Result<decide::Judged>>> judged;
  do {
    rows.clear();
    while (rows.size() < kRowsHeld) {
      auto row = next();
      if (!row) break;
      rows.push_back(std::move(*row));
    }
    judged.assign(rows.size(), std::nullopt);
    on_all_cores(
        rows.size(), [&](std::size_t i) { judged[i] = judge(impact, rows[i]); }, threads);
    for (std::size_t i = 0; i < rows.size(); ++i) sink(rows[i].line, *judged[i]);
  } while (rows.size() == kRowsHeld);
}

}  // namespace licet::api
