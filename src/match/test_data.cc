#include "test_data.h"

#include <zlib.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "licet/base/csv.h"
#include "licet/base/text.h"
#include "licet/match/key.h"
#include "licet/snapshot/builder.h"
#include "source_dir.h"

namespace licet::match {
namespace {

std::string folder() {
  // tidy-allow: getenv tests find the data folder by it
  const char* given = std::getenv("LICET_DATA");
  return given != nullptr ? given : std::string(kSourceDir) + "/../shared";
}

std::optional<std::string> unpacked(const std::string& path) {
  gzFile file = gzopen(path.c_str(), "rb");  // reads plain files as they are
  if (file == nullptr) return std::nullopt;
  std::string out;
  char block[1 << 16];
  for (int got = 0; (got = gzread(file, block, sizeof block)) > 0;)
    out.append(block, std::size_t(got));
  gzclose(file);
  return out;
}

snapshot::PartyType type_of(std::string_view word) {
  if (word == "Individual") return snapshot::PartyType::kPerson;
  if (word == "Entity") return snapshot::PartyType::kCompany;
  if (word == "Vessel") return snapshot::PartyType::kVessel;
  return snapshot::PartyType::kUnknown;
}

void add_name(snapshot::EntryRecord& entry, std::string_view name, snapshot::AliasKind kind) {
  name = trim(name);
  if (name.empty()) return;
  const auto key = key_of(name);
  if (key.ok()) entry.names.push_back({std::string(name), kind, key.value()});
}

}  // namespace

std::optional<std::string> shared_file(const std::string& path) {
  return unpacked(folder() + "/" + path);
}

std::vector<Json> shared_lines(const std::string& path) {
  std::vector<Json> out;
  const auto text = shared_file(path);
  if (!text) return out;
  JsonLimits limits;
  limits.fractions_as_text = true;
  for (const std::string_view line : split(*text, '\n')) {
    if (trim(line).empty()) continue;
    auto row = read_json(line, limits);
    if (row.ok()) out.push_back(std::move(row.value()));
  }
  return out;
}

snapshot::Contents consolidated_list(const std::string& day) {
  snapshot::Contents out;
  const auto text = shared_file("data/csl/consolidated_" + day + ".csv.gz");
  if (!text) return out;
  const auto table = CsvTable::read(*text, day, {"_id", "name", "alt_names", "source", "type"});
  if (!table.ok()) return out;
  for (std::size_t i = 0; i < table.value().rows(); ++i) {
    snapshot::EntryRecord entry;
    entry.list = "csl";
    entry.entry_id = cat(table.value().at(i, "_id"), "-", i);
    entry.type = type_of(table.value().at(i, "type"));
    add_name(entry, table.value().at(i, "name"), snapshot::AliasKind::kPrimary);
    for (const auto alias : split(table.value().at(i, "alt_names"), ';')) {
      add_name(entry, alias, snapshot::AliasKind::kAlias);
    }
    const std::string_view addresses = table.value().at(i, "addresses");
    if (addresses.size() >= 2) {
      entry.addresses.push_back(
          {std::string(addresses), std::string(addresses.substr(addresses.size() - 2))});
    }
    if (!entry.names.empty()) out.entries.push_back(std::move(entry));
  }
  snapshot::SourceRecord source;
  source.list = "csl";
  source.title = "Consolidated Screening List";
  source.rows = std::uint32_t(out.entries.size());
  source.provenance = day;
  out.sources.push_back(source);
  return out;
}

snapshot::Snapshot snapshot_of(const snapshot::Contents& contents) {
  auto bytes = snapshot::build_snapshot(contents);
  LICET_CHECK(bytes.ok(), "the contents of a test");
  auto built = snapshot::Snapshot::from_bytes(std::move(bytes.value()));
  LICET_CHECK(built.ok(), "the snapshot of a test");
  return std::move(built.value());
}

}  // namespace licet::match
