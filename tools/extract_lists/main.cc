// Writes the frozen extract under lists/ from a whole Consolidated Screening List
// (lists/README.md):
//   licet_extract_lists LIST DAY FEDERAL_REGISTER.csv CANARIES.csv OUT.jsonl
// The choice is fixed: every Entity List row of the three Huawei rules, every canary, and of each
// list some further rows at even distances. Same inputs, same bytes.
#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "licet/base/text.h"
#include "licet/ingest/add.h"
#include "licet/ingest/extract.h"
#include "licet/ingest/file.h"

namespace {

// tidy-allow: using_namespace a small program of this module
using namespace licet;
using ingest::ListFile;
using snapshot::EntryRecord;

constexpr std::size_t kRowsOfMandatory = 15;
constexpr std::size_t kRowsOfOthers = 4;
const std::set<std::string> kHuaweiDays{"2019-05-16", "2019-08-19", "2020-08-17"};

bool of_huawei_rules(const EntryRecord& entry) {
  return entry.list == "entity-list" && entry.possible_from == entry.certain_from &&
         kHuaweiDays.contains(to_string(entry.certain_from));
}

bool is_canary(const EntryRecord& entry, const std::vector<ingest::Canary>& canaries) {
  return std::any_of(canaries.begin(), canaries.end(), [&](const ingest::Canary& canary) {
    return canary.list == entry.list && trim(entry.names.front().text) == canary.name;
  });
}

// Which entries of one list: the fixed ones, then others at even distances up to the number wanted.
std::vector<EntryRecord> choose(const std::vector<EntryRecord>& entries,
                                const std::vector<ingest::Canary>& canaries, std::size_t wanted) {
  std::vector<EntryRecord> chosen, rest;
  std::size_t counted = 0;
  for (const EntryRecord& entry : entries) {
    const bool canary = is_canary(entry, canaries);
    const bool fixed = canary || of_huawei_rules(entry);
    if (fixed && !of_huawei_rules(entry)) ++counted;
    (fixed ? chosen : rest).push_back(entry);
  }
  const std::size_t more = counted < wanted ? std::min(wanted - counted, rest.size()) : 0;
  for (std::size_t i = 0; i < more; ++i) chosen.push_back(rest[i * rest.size() / more]);
  return chosen;
}

ListFile extract_of(const ListFile& whole, const std::vector<ingest::Canary>& canaries) {
  std::map<std::string, std::vector<EntryRecord>> by_list;
  for (const EntryRecord& entry : whole.entries) by_list[entry.list].push_back(entry);
  ListFile extract;
  for (snapshot::SourceRecord source : whole.sources) {
    const bool mandatory = std::any_of(
        ingest::known_lists().begin(), ingest::known_lists().end(),
        [&](const auto& known) { return known.list == source.list && known.mandatory; });
    auto chosen =
        choose(by_list[source.list], canaries, mandatory ? kRowsOfMandatory : kRowsOfOthers);
    if (chosen.empty()) continue;
    source.rows = std::uint32_t(chosen.size());
    source.extract = true;
    extract.sources.push_back(source);
    std::move(chosen.begin(), chosen.end(), std::back_inserter(extract.entries));
  }
  return extract;
}

Status run(char** arguments) {
  LICET_TRY(day, parse_day(arguments[2]));
  LICET_TRY(rules_text, ingest::read_file(arguments[3]));
  LICET_TRY(canaries_text, ingest::read_file(arguments[4]));
  LICET_TRY(rules, ingest::list_rules({{"us-ear/federal_register.csv", rules_text},
                                       {"us-ear/canaries.csv", canaries_text}}));
  LICET_TRY(whole, ingest::read_list_file(arguments[1], {"", day, &rules.federal_register}));
  LICET_TRY_DONE(ingest::check_list(whole, nullptr, {rules.canaries, {}}));
  const ListFile extract = extract_of(whole, rules.canaries);
  for (const auto& source : extract.sources)
    std::printf("%s %u\n", source.list.c_str(), source.rows);
  return ingest::replace_file(arguments[5], ingest::write_extract(extract));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 6) {
    std::fputs("usage: licet_extract_lists LIST DAY FEDERAL_REGISTER.csv CANARIES.csv OUT.jsonl\n",
               stderr);
    return 2;
  }
  const licet::Status status = run(arguments);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", licet::to_line(status.error()).c_str());
  return 3;
}
