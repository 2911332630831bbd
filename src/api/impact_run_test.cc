#include <gtest/gtest.h>

#include "licet/api/impact.h"
#include "licet/base/text.h"
#include "licet/snapshot/builder.h"

// The run over many rows: order, bad rows, and any number of threads. What one row gives is tested
// in decide.
namespace licet::api {
namespace {

snapshot::Snapshot empty_snapshot() {
  return snapshot::Snapshot::from_bytes(snapshot::build_snapshot({}).value()).value();
}

// No row passes the form, so no rule is needed: the places of the errors tell the rows apart.
std::vector<std::string> run(std::size_t rows, unsigned threads) {
  const auto known = empty_snapshot();
  const law::RuleSet none;
  const decide::Impact impact({known, none}, {known, none}, {Day{0}, {}, false});
  std::size_t at = 0;
  std::vector<std::string> seen;
  run_impact(
      impact,
      [&]() -> std::optional<ImpactRow> {
        if (at == rows) return std::nullopt;
        const std::uint64_t line = ++at;
        return ImpactRow{line, [line]() -> Result<decide::RecordedRow> {
                           if (line % 3 == 0)
                             return Error{Code::JsonSyntax, cat("/", line), "planted"};
                           decide::RecordedRow row;
                           row.question = Json::Object{{cat("key", line), "value"}};
                           return row;
                         }};
      },
      [&](std::uint64_t line, const Result<decide::Judged>& judged) {
        EXPECT_FALSE(judged.ok());
        seen.push_back(cat(line, " ", judged.error().place));
      },
      threads);
  return seen;
}

TEST(ImpactRun, EveryRowReachesTheSinkInOrder) {
  for (std::size_t rows : {0u, 1u, 5u, 2047u, 2048u, 2049u, 5000u}) {
    const auto seen = run(rows, 3);
    ASSERT_EQ(seen.size(), rows);
    for (std::size_t i = 0; i < rows; ++i) {
      EXPECT_TRUE(seen[i].starts_with(cat(i + 1, " ")));
      EXPECT_TRUE((i + 1) % 3 != 0 || seen[i].ends_with(cat("/", i + 1)));
    }
  }
}

TEST(ImpactRun, ThreadsChangeNothing) {
  const auto one = run(3000, 1);
  EXPECT_EQ(run(3000, 2), one);
  EXPECT_EQ(run(3000, 0), one);
  EXPECT_EQ(run(3000, 16), one);
}

}  // namespace
}  // namespace licet::api
