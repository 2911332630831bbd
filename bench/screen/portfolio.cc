// A portfolio after a change of a list: only what changed is asked about, beside asking everything.
//   licet_portfolio_bench [parties] [rows changed]      100,000 and 500
// Parties of volume/parties_1m, the list of 2026-07-31; the rows that come are a fixed sample. Says
// whether both ways gave the same, and stops with 1 when they did not.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "licet/base/text.h"
#include "licet/portfolio/file.h"
#include "licet/portfolio/rescreen.h"
#include "test_data.h"

namespace licet::portfolio {
namespace {

std::vector<Party> parties_of(const std::string& text, std::size_t count) {
  std::vector<Party> parties;
  bool header = true;
  for (const std::string_view line : split(text, '\n')) {
    if (parties.size() == count) break;
    const auto fields = split(line, '\t');
    if (!header && fields.size() >= 4)
      parties.push_back({std::string(fields[0]), std::string(fields[2]), std::string(fields[3]),
                         type_of_word(fields[1], "").ok() ? type_of_word(fields[1], "").value()
                                                          : snapshot::PartyType::kUnknown});
    header = false;
  }
  return parties;
}

// Every n-th row is taken out, so that it comes again.
snapshot::Contents without(snapshot::Contents contents, std::size_t count) {
  const std::size_t each = contents.entries.size() / count;
  std::vector<snapshot::EntryRecord> kept;
  std::size_t gone = 0;
  for (std::size_t i = 0; i < contents.entries.size(); ++i)
    if (i % each == 0 && gone < count)
      ++gone;
    else
      kept.push_back(std::move(contents.entries[i]));
  contents.entries = std::move(kept);
  for (auto& source : contents.sources) {
    source.rows = 0;
    for (const auto& entry : contents.entries) source.rows += entry.list == source.list;
  }
  return contents;
}

template <class Work>
double seconds(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string written(std::vector<Screened> parties) {
  Portfolio portfolio;
  portfolio.parties = std::move(parties);
  return write_portfolio(portfolio);
}

int run(std::size_t count, std::size_t rows) {
  const auto text = match::shared_file("data/volume/parties_1m.tsv.gz");
  if (!text) {
    std::fprintf(stderr, "no data: set LICET_DATA\n");
    return 2;
  }
  const auto parties = parties_of(*text, count);
  const snapshot::Contents contents = match::consolidated_list("2026-07-31");
  const auto before = match::snapshot_of(without(contents, rows));
  const auto now = match::snapshot_of(contents);
  std::vector<Screened> first, whole, part;
  const double old = seconds([&] { first = screen_all(before, parties, match::kReviewThreshold); });
  const double all = seconds([&] { whole = screen_all(now, parties, match::kReviewThreshold); });
  const double changed = seconds([&] {
    part = rescreen(first, before, now, match::kReviewThreshold).value();
  });
  const bool equal = written(part) == written(whole);
  std::printf("%zu parties, %u rows, %zu changed\n", parties.size(), now.entry_count(),
              delta_of(before, now).touched.size());
  std::printf("everything   %8.2f s (first %.2f s)\n", all, old);
  std::printf("the changes  %8.2f s, %.0f times faster, %s\n", changed, all / changed,
              equal ? "equal" : "NOT EQUAL");
  return equal ? 0 : 1;
}

}  // namespace
}  // namespace licet::portfolio

int main(int argc, char** argv) {
  const auto number = [&](int at, std::size_t otherwise) {
    return argc > at ? std::size_t(std::strtoull(argv[at], nullptr, 10)) : otherwise;
  };
  return licet::portfolio::run(number(1, 100000), number(2, 500));
}
