// Any text as a cell, an expression, a destination rule or a file of a small rule set: refused with
// a place, or it loads and can be asked. Run: licet_rules_fuzz CORPUS. The first byte says which.
#include <cstdint>
#include <string>
#include <string_view>

#include "licet/base/check.h"
#include "test_rules.h"

namespace {

using licet::law::RuleSet;
using licet::law::testing::frame_of;
using licet::law::testing::small_files;
using licet::law::testing::text_of;

class AnyName : public licet::law::FactNames {
 public:
  std::string full_name(std::string_view written) const override {
    return "item." + std::string(written);
  }
};

constexpr const char* kFiles[] = {
    "us-ear/744/test.md",          "us-ear/774-supp1/controls.csv", "us-ear/738-supp1/chart.csv",
    "us-ear/740-supp1/groups.csv", "us-ear/destination_sets.csv",   "us-ear/sections.csv",
    "us-ear/federal_register.csv", "us-ear/regime.toml",            "vocabulary.toml",
    "us-ear/744-supp4/entity_requirements.csv", "us-ear/744-supp4/entity_policies.csv"};

// The text replaces the file, or (odd choices) stands after what is there.
void load(std::uint8_t choice, std::string_view text) {
  auto files = small_files("");
  std::string& file = text_of(files, kFiles[choice / 2 % std::size(kFiles)]);
  if (choice % 2 == 0) file.clear();
  file += text;
  const auto rules = RuleSet::load(files);
  if (!rules.ok()) {
    LICET_CHECK(!rules.error().place.empty(), "an error names its place");
    return;
  }
  auto frame = frame_of({{"activity", std::string("export")}, {"destination", std::string("CN")}},
                        {{"eccn", std::string("5D002.a")}, {"para", std::string("a")}});
  frame.parties.push_back({{{"role", std::string("end_user")}}, "parties/0", {{}}});
  for (const char* day : {"2026-07-23", "2019-11-20"})
    for (bool strict : {false, true})
      interpret_reference(*rules.value(), frame, 0, {licet::parse_day(day).value(), strict});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0]) {
    case 'c': (void)licet::law::parse_cell("x", text); break;
    case 'e': (void)licet::law::parse_expression(text, AnyName()); break;
    case 'd': (void)licet::law::parse_destination_rule(text); break;
    default: load(data[0], text);
  }
  return 0;
}
