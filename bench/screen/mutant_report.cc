#include "mutant_report.h"

#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdio>
#include <set>
#include <vector>

namespace licet::match {
namespace {

constexpr std::size_t kClass = 0, kScript = 1, kType = 2, kLength = 3;

struct Bar {
  const char* begins;  // a class has the first bar whose words it begins with
  double recall;       // 0: reported only
};
constexpr Bar kBars[] = {
    {"M0", 1},
    {"M1 edit, 3", 0},
    {"M1 edit, 4", .97},
    {"M1", .995},
    {"M2", .98},
    {"M3", .95},
    {"M4 Cyrillic", .95},
    {"M4 Greek", .95},
    {"M4 Hangul", .95},
    {"M4", .85},  // names that are listed in Latin letters only
};

double bar_of(std::string_view name_class) {
  for (const Bar& bar : kBars) {
    if (name_class.starts_with(bar.begins)) return bar.recall;
  }
  return 0;
}

const char* type_of(snapshot::PartyType type) {
  switch (type) {
    case snapshot::PartyType::kPerson: return "person";
    case snapshot::PartyType::kCompany: return "company";
    case snapshot::PartyType::kVessel: return "vessel";
    default: return "untold";
  }
}

// Letters of the name listed, which are Latin in these lists.
const char* length_of(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto letters = std::count_if(name.begin(), name.end(), is_letter);
  return letters <= 8 ? "to 8" : letters <= 16 ? "9-16" : letters <= 32 ? "17-32" : "33 up";
}

using Table = std::map<std::string, std::map<std::string, Count>>;

void print_table(const Table& table, const std::vector<std::string>& columns) {
  std::printf("%-24s %8s %6s %6s %5s", "class", "mutants", "recall", "bar", "");
  for (const auto& column : columns) std::printf(" %8s", column.c_str());
  std::printf("\n");
  for (const auto& [name_class, row] : table) {
    const Count& all = row.at("all");
    const double recall = double(all.found) / double(all.all);
    const double bar = bar_of(name_class);
    std::printf("%-24s %8zu %6.4f", name_class.c_str(), all.all, recall);
    if (bar > 0) {
      std::printf(" %6.3f %5s", bar, recall >= bar ? "met" : "BELOW");
    } else {
      std::printf(" %6s %5s", "-", "");
    }
    for (const auto& column : columns) {
      const auto at = row.find(column);
      if (at == row.end()) {
        std::printf(" %8s", "-");
      } else {
        std::printf(" %8.4f", double(at->second.found) / double(at->second.all));
      }
    }
    std::printf("\n");
  }
}

}  // namespace

std::string script_of(std::string_view name) {
  std::set<UScriptCode> scripts;
  const auto length = std::int32_t(name.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 letter = 0;
    U8_NEXT(name.data(), at, length, letter);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = letter < 0 ? USCRIPT_COMMON : uscript_getScript(letter, &status);
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) scripts.insert(script);
  }
  if (scripts.empty()) return "none";
  return scripts.size() > 1 ? "mixed" : uscript_getName(*scripts.begin());
}

void MutantReport::take(const std::string& name_class, std::string_view asked,
                        std::string_view listed, snapshot::PartyType type, bool found) {
  Count& count = cells_[{name_class, script_of(asked), type_of(type), length_of(listed)}];
  ++count.all;
  count.found += found;
  ++mutants_;
}

void MutantReport::print() const {
  Table table;
  Table by_script;
  for (const auto& [cell, count] : cells_) {
    for (const std::string& column : {std::string("all"), cell[kType], cell[kLength]}) {
      table[cell[kClass]][column].all += count.all;
      table[cell[kClass]][column].found += count.found;
    }
    Count& of_script = by_script[cell[kClass] + " | " + cell[kScript]]["all"];
    of_script.all += count.all;
    of_script.found += count.found;
  }
  print_table(table, {"person", "company", "vessel", "untold", "to 8", "9-16", "17-32", "33 up"});
  std::printf("\nby script of the name asked about\n");
  for (const auto& [label, row] : by_script) {
    const Count& count = row.at("all");
    std::printf("%-36s %8zu %6.4f\n", label.c_str(), count.all,
                double(count.found) / double(count.all));
  }
}

void MutantReport::print_cells() const {
  std::printf("class,script,type,length,mutants,found\n");
  for (const auto& [cell, count] : cells_) {
    std::printf("\"%s\",%s,%s,%s,%zu,%zu\n", cell[kClass].c_str(), cell[kScript].c_str(),
                cell[kType].c_str(), cell[kLength].c_str(), count.all, count.found);
  }
}

}  // namespace licet::match
