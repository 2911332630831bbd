#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "licet/base/text.h"
#include "licet/decide/decide.h"
#include "licet/decide/replay.h"
#include "licet/decide/timeline.h"
#include "licet/match/key.h"
#include "licet/snapshot/builder.h"
#include "source_dir.h"

// A small snapshot for tests: the rules of the tree and a handful of rows. Test only.
namespace licet::decide::test {

inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline const std::vector<snapshot::RuleFile>& rule_files() {
  static const std::vector<snapshot::RuleFile> kFiles = [] {
    const std::filesystem::path root = std::filesystem::path(kSourceDir) / "rules";
    std::vector<snapshot::RuleFile> files;
    for (const auto& file : std::filesystem::recursive_directory_iterator(root))
      if (file.is_regular_file() && file.path().filename() != "README.md")
        files.push_back({std::filesystem::relative(file.path(), root).string(),
                         text_of(file.path())});
    return files;
  }();
  return kFiles;
}

inline const law::RuleSet& rules() {
  static const auto kRules = law::RuleSet::load(rule_files()).value();
  return *kRules;
}

inline Day day(std::string_view text) { return parse_day(text).value(); }

inline snapshot::EntryRecord row(std::string list, std::string name, std::string country,
                                 std::string_view from) {
  snapshot::EntryRecord entry;
  entry.list = std::move(list);
  entry.entry_id = lower_ascii(name);
  entry.type = snapshot::PartyType::kCompany;
  entry.names.push_back({name, snapshot::AliasKind::kPrimary, match::key_of(name).value()});
  entry.addresses.push_back({"a street", std::move(country)});
  entry.possible_from = entry.certain_from = day(from);
  return entry;
}

// A listed company that every requirement of the Entity List reaches.
inline snapshot::EntryRecord entity(std::string name, std::string country, std::string_view from) {
  snapshot::EntryRecord entry = row("entity-list", std::move(name), std::move(country), from);
  entry.requirement = "For all items subject to the EAR. (See §744.11 of the EAR).";
  entry.policy = "Presumption of denial";
  entry.citations = {"84 FR 22961"};
  return entry;
}

// Every mandatory list holds one row of its own, so that none counts as missing.
struct World {
  snapshot::Snapshot snapshot;
  Knowledge known() const { return {snapshot, rules()}; }
};

inline World world(std::vector<snapshot::EntryRecord> entries, std::string without = "",
                   bool extract = false, std::string_view published = "2019-01-01") {
  snapshot::Contents contents;
  contents.rules = rule_files();
  contents.entries = std::move(entries);
  for (const auto& list : rules().mandatory_lists())
    if (list != without)
      contents.entries.push_back(row(list, "Quibbleworth Wexford " + list, "NZ", "2010-01-01"));
  std::map<std::string, std::uint32_t> rows;
  for (const auto& entry : contents.entries) ++rows[entry.list];
  for (const auto& [list, count] : rows)
    contents.sources.push_back({list, list, day(published), count, extract, "a test", {}});
  auto bytes = snapshot::build_snapshot(contents);
  EXPECT_TRUE(bytes.ok());
  return {snapshot::Snapshot::from_bytes(std::move(bytes.value())).value()};
}

// A question of office chairs for a clean buyer in Brazil, with keys replaced.
inline Json question(const std::string& changes = "{}") {
  const std::string base = R"({"regime":"us-ear","activity":"export","from":"US",
    "destination":"BR","exporter":{"name":"Sender Works","country":"US","us_person":true},
    "knowledge":[],"red_flags":[],"end_use":["civil"],
    "items":[{"line":"1","eccn":"EAR99","kind":"commodity","origin":"US"}],
    "parties":[{"role":"end_user","name":"Plain Buyer","country":"BR","listed":[],
                "government":false,"military_end_user":false}]})";
  Json made = read_json(base).value();
  const Json replaced = read_json(changes).value();
  for (const auto& [key, value] : replaced.object()) {
    if (value.is_null())
      made.object().erase(key);
    else
      made.object()[key] = value;
  }
  return made;
}

inline std::string party(std::string_view name, std::string_view more = "") {
  return cat(R"({"role":"end_user","country":"CN","government":false,"military_end_user":false,)",
             R"("name":")", name, "\"", more.empty() ? "" : ",", more, "}");
}

inline std::string parties(std::string_view list) { return cat(R"("parties":[)", list, "]"); }

inline Answer ask(const World& known, const Json& asked, std::string_view on, bool strict = false) {
  auto read = read_question(asked, rules());
  EXPECT_TRUE(read.ok()) << to_line(read.error());
  Options options;
  options.law_day = day(on);
  options.strict = strict;
  return decide(known.known(), read.value(), options).value();
}

inline std::string verdict(const World& known, const std::string& changes, std::string_view on,
                           bool strict = false) {
  return std::string(to_string(ask(known, question(changes), on, strict).verdict));
}

inline std::vector<std::string> column(const Answer& answer, std::string_view list,
                                       std::string_view key) {
  std::vector<std::string> values;
  for (const Json& one : answer.document.find(list)->array()) values.emplace_back(one.text(key));
  return values;
}

inline bool has(const std::vector<std::string>& values, std::string_view wanted) {
  return std::find(values.begin(), values.end(), wanted) != values.end();
}

}  // namespace licet::decide::test
