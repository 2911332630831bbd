#include "licet/api/impact.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

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
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
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
    std::atomic<std::size_t> at = 0;
    const auto work = [&] {
      for (std::size_t i = at++; i < rows.size(); i = at++) judged[i] = judge(impact, rows[i]);
    };
    std::vector<std::thread> helpers;
    for (unsigned t = 1; t < threads && t < rows.size(); ++t) helpers.emplace_back(work);
    work();
    for (auto& helper : helpers) helper.join();
    for (std::size_t i = 0; i < rows.size(); ++i) sink(rows[i].line, *judged[i]);
  } while (rows.size() == kRowsHeld);
}

}  // namespace licet::api
