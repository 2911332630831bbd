// Mutated names of real list entries: is the entry found at the review threshold?
//   licet_screen_mutants [entries] [seed] [misses|cells]    16,000 entries: over 200,000 mutants
// Every entry of the sample gets every class of mutation that its name bears. The same numbers give
// the same mutants on every machine. Not a test; prints a table (docs/manual/screening.md).
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "licet/base/text.h"
#include "licet/match/mutants.h"
#include "licet/match/screen.h"
#include "mutant_report.h"
#include "test_data.h"

namespace licet::match {
namespace {

// Entries are numbered anew in a snapshot: by list and entry id.
using Numbers = std::map<std::string, std::uint32_t, std::less<>>;

bool is_found(const snapshot::Snapshot& snapshot, const std::string& name, std::uint32_t entry) {
  Query query;
  query.name = name;
  const auto found = screen(snapshot, query);
  return found.ok() && std::any_of(found.value().begin(), found.value().end(),
                                   [&](const Match& one) { return one.entry.value == entry; });
}

}  // namespace

int run(std::size_t entries, std::uint64_t seed, std::string_view more) {
  const auto contents = consolidated_list("2026-07-31");
  if (contents.entries.empty()) {
    std::printf("skipped: no lists in $LICET_DATA or ../shared\n");
    return 0;
  }
  const auto snapshot = snapshot_of(contents);
  Numbers numbers;
  for (std::uint32_t i = 0; i < snapshot.entry_count(); ++i) {
    numbers.emplace(std::string(snapshot.entry({i}).entry_id), i);
  }
  Sequence random(seed);
  MutantReport report;
  for (std::size_t i = 0; i < entries; ++i) {
    const auto& entry = contents.entries[random.below(contents.entries.size())];
    const auto& name = entry.names[random.below(entry.names.size())].text;
    const std::uint32_t number = numbers.find(entry.entry_id)->second;
    for (const Mutant& mutant : mutants_of(entry.type, name, random)) {
      const bool hit = is_found(snapshot, mutant.name, number);
      report.take(mutant.name_class, mutant.name, name, entry.type, hit);
      if (more == "misses" && !hit) {
        std::printf("%s | %s | %s\n", mutant.name_class.c_str(), mutant.name.c_str(), name.c_str());
      }
    }
  }
  if (more == "cells") {
    report.print_cells();
    return 0;
  }
  std::printf("%zu mutants of %zu entries, seed %llu; recall at %d\n", report.mutants(), entries,
              static_cast<unsigned long long>(seed), kReviewThreshold);
  report.print();
  return 0;
}

}  // namespace licet::match

int main(int argc, char** argv) {
  const std::size_t entries = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 16000;
  const std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  return licet::match::run(entries, seed, argc > 3 ? argv[3] : "");
}
