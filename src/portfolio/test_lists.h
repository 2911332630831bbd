#pragma once
#include <random>
#include <string>
#include <vector>

#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/portfolio/party.h"
#include "licet/snapshot/builder.h"

// Small lists and parties that are alike enough to meet.
namespace licet::portfolio::testing {

using Random = std::mt19937_64;

inline std::string some_name(Random& random) {
  static const char* const kWords[] = {"Huawei", "Hua", "Wei",     "Technologies", "Trading",
                                       "Ivan",   "Petrov", "Orient", "Aviation",   "Shenzhen",
                                       "Ltd",    "LLC",    "Nord",   "Star",       "Electronics"};
  std::string out;
  for (std::size_t words = 1 + random() % 3; words > 0; --words)
    out += cat(out.empty() ? "" : " ", kWords[random() % std::size(kWords)]);
  if (random() % 3 == 0) out[random() % out.size()] = char('a' + random() % 26);
  return out;
}

inline snapshot::EntryRecord entry_of(std::string list, std::string id,
                                      std::vector<std::string> names,
                                      std::string country = "CN") {
  snapshot::EntryRecord entry;
  entry.list = std::move(list);
  entry.entry_id = std::move(id);
  for (auto& name : names) {
    auto key = match::key_of(name);
    entry.names.push_back({std::move(name), snapshot::AliasKind::kAlias,
                           key.ok() ? std::move(key.value()) : std::string()});
  }
  entry.names.front().kind = snapshot::AliasKind::kPrimary;
  entry.addresses.push_back({"Road 1", std::move(country)});
  return entry;
}

inline snapshot::Snapshot snapshot_of(std::vector<snapshot::EntryRecord> entries) {
  snapshot::Contents contents;
  for (const char* list : {"entity-list", "sdn"}) {
    std::uint32_t rows = 0;
    for (const auto& entry : entries) rows += entry.list == list;
    contents.sources.push_back({list, list, parse_day("2026-07-31").value(), rows, false, "t", {}});
  }
  contents.entries = std::move(entries);
  return std::move(
      snapshot::Snapshot::from_bytes(snapshot::build_snapshot(contents).value()).value());
}

}  // namespace licet::portfolio::testing
