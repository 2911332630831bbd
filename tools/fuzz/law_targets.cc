#include "fuzz.h"
#include "licet/base/check.h"
#include "licet/base/sha256.h"
#include "licet/law/interpreter.h"
#include "licet/snapshot/builder.h"
#include "licet/snapshot/snapshot.h"
#include "test_rules.h"

namespace licet::fuzz {
namespace {

using law::testing::frame_of;
using law::testing::small_files;
using law::testing::text_of;

constexpr const char* kNorms = "us-ear/744/test.md";
constexpr const char* kFiles[] = {
    "us-ear/774-supp1/controls.csv", "us-ear/738-supp1/chart.csv", "us-ear/740-supp1/groups.csv",
    "us-ear/destination_sets.csv",   "us-ear/sections.csv",        "us-ear/federal_register.csv",
    "us-ear/regime.toml",            "vocabulary.toml",
    "us-ear/744-supp4/entity_requirements.csv", "us-ear/744-supp4/entity_policies.csv"};

class AnyName : public law::FactNames {
 public:
  std::string full_name(std::string_view written) const override {
    return "item." + std::string(written);
  }
};

// Refused with a place, or it can be asked about two days, strictly or not.
Result<std::shared_ptr<const law::RuleSet>> load(const char* path, std::string_view text) {
  auto files = small_files("");
  text_of(files, path) = std::string(text);
  return law::RuleSet::load(files);
}

void run_rules(const char* path, std::string_view text) {
  const auto rules = load(path, text);
  if (!rules.ok()) {
    LICET_CHECK(!rules.error().place.empty(), "an error names its place");
    return;
  }
  auto frame = frame_of({{"activity", std::string("export")}, {"destination", std::string("CN")}},
                        {{"eccn", std::string("5D002.a")}, {"para", std::string("a")}});
  frame.parties.resize(1);
  frame.parties[0].facts["role"] = std::string("end_user");
  frame.parties[0].listings.resize(1);
  for (const char* day : {"2026-07-23", "2019-11-20"})
    for (bool strict : {false, true})
      interpret_reference(*rules.value(), frame, 0, {parse_day(day).value(), strict});
}

// The first letter says which file the rest stands for.
void run_tables(std::string_view text) {
  if (text.empty()) return;
  run_rules(kFiles[static_cast<unsigned char>(text[0]) % std::size(kFiles)], text.substr(1));
}

bool planted_tables(std::string_view text) {
  return !text.empty() && carries_planted(text) &&
         load(kFiles[static_cast<unsigned char>(text[0]) % std::size(kFiles)], text.substr(1)).ok();
}

bool planted_norms(std::string_view text) {
  return carries_planted(text) && load(kNorms, text).ok();
}

void run_cells(std::string_view text) {
  (void)law::parse_cell("x", text);
  (void)law::parse_destination_rule(text);
  (void)law::parse_expression(text, AnyName());
}

bool planted_cells(std::string_view text) {
  return carries_planted(text) && law::parse_expression(text, AnyName()).ok();
}

// Any bytes under a right hash: refused, or every accessor works.
void run_snapshot(std::string_view text) {
  std::vector<std::uint8_t> bytes(text.begin(), text.end());
  const Digest digest = sha256(std::span<const std::uint8_t>(bytes));
  bytes.insert(bytes.end(), digest.begin(), digest.end());
  const auto opened = snapshot::Snapshot::from_bytes(bytes);
  if (!opened.ok()) return;
  const auto again = snapshot::build_snapshot(opened.value().contents());
  LICET_CHECK(again.ok(), "what opens can be built again");
}

bool planted_snapshot(std::string_view text) {
  std::vector<std::uint8_t> bytes(text.begin(), text.end());
  const Digest digest = sha256(std::span<const std::uint8_t>(bytes));
  bytes.insert(bytes.end(), digest.begin(), digest.end());
  return carries_planted(text) && snapshot::Snapshot::from_bytes(bytes).ok();
}

std::string small_snapshot() {
  snapshot::Contents contents;
  snapshot::EntryRecord entry;
  entry.list = "sdn";
  entry.entry_id = "36";
  entry.names.push_back({"AEROCARIBBEAN AIRLINES", snapshot::AliasKind::kPrimary, "key"});
  entry.addresses.push_back({"Havana, Cuba", "CU"});
  entry.remarks = "a text of some length in which much can be put";
  contents.entries.push_back(entry);
  contents.sources.push_back({"sdn", "SDN", parse_day("2026-01-01").value(), 1, false, "x", {}});
  contents.rules.push_back({"vocabulary.toml", "# nothing\n"});
  const auto bytes = snapshot::build_snapshot(contents).value();
  return {bytes.begin(), bytes.end() - std::ptrdiff_t(sizeof(Digest))};
}

std::string norms() {
  return "# Test\n\n```toml\n[[norm]]\nid = \"us.ear.test\"\nkind = \"requirement\"\n"
         "title = \"A title.\"\ncite = [\"15 CFR 744.11\"]\nconfidence = \"high\"\n"
         "reason = \"ns1\"\nin_force = \"2019-05-16..\"\n"
         "when = { destination = \"in group D:1\", \"item.eccn\" = '\"5D002\", not(\"5D992\")' }\n"
         "```\n";
}

}  // namespace

std::vector<Target> law_targets() {
  const std::string word(kPlanted);
  return {{"rule_norms", {norms()},
           {"when = { }", "unless = {}", "in_force = \"..\"", "[[norm]]", "```toml\n", "'-'", word},
           [](std::string_view text) { run_rules(kNorms, text); }, planted_norms},
          {"rule_tables",
           {"\x32" "eccn,row,item_scope,reason,destination_rule,extra_conditions,status,confidence,"
            "from,until,cite\n5D002,1,entire,ns1,chart:NS1,,plain,high,,,\"774, 5D002\"\n",
            "\x35" "set,members,cite\nfriends,DE A:1,c\nfoes,CU D:5,c\n"},
           {"include: a", "chart:", "in:set:", ",2019-01-01", "\"\"", word}, run_tables,
           planted_tables},
          {"rule_cells",
           {"not(\"5D002\", \"5D992\") or in group D:1", "[1..20), > 3",
            "eccn in (5D002.a) and not para = b"},
           {"not(", ")", "in group ", "in set ", " or ", " and ", "..", word}, run_cells,
           planted_cells},
          {"snapshot", {small_snapshot()}, {"\xFF\xFF\xFF\xFF", word}, run_snapshot,
           planted_snapshot}};
}

}  // namespace licet::fuzz
