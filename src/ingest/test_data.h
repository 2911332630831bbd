#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "licet/base/csv.h"
#include "licet/base/text.h"
#include "licet/ingest/check.h"
#include "licet/ingest/file.h"
#include "licet/ingest/list_file.h"
#include "licet/law/federal_register.h"
#include "source_dir.h"

// What the tests of this module share: the data beside the project, and small lists made up here.
namespace licet::ingest::test_data {

inline std::string shared_path(const std::string& name) {
  // tidy-allow: getenv tests find their data by it
  const char* told = std::getenv("LICET_DATA");
  const std::string folder = told ? told : std::string(kSourceDir) + "/../shared";
  return folder + "/data/" + name;
}

#define LICET_NEEDS_SHARED(name)                                          \
  if (!std::filesystem::exists(::licet::ingest::test_data::shared_path(name))) \
  GTEST_SKIP() << "needs shared data: " << (name)

inline constexpr const char* kCsv2022 = "csl/consolidated_2022-05.csv.gz";
inline constexpr const char* kCsv2026 = "csl/consolidated_2026-07-31.csv.gz";
inline constexpr const char* kJson2026 = "csl/consolidated_2026-07-31.json.gz";

inline constexpr std::string_view kRegisterCsv =
    "volume,first_page,last_page,published,effective,what,confidence\n"
    "84,22961,22968,2019-05-21,2019-05-16,Huawei and 68 affiliates,high\n"
    "84,43493,43501,2019-08-21,2019-08-19,46 further affiliates,high\n"
    "85,29849,29863,2020-05-19,2020-05-15,foreign direct product rule,high\n"
    "85,51596,51629,2020-08-20,2020-08-17,38 further affiliates,high\n";

inline const law::FederalRegister& register_rules() {
  static const law::FederalRegister rules =
      law::FederalRegister::read(CsvTable::read(kRegisterCsv, "r.csv", {"volume"}).value()).value();
  return rules;
}

inline Day day(const char* text) { return parse_day(text).value(); }

inline ReadOptions options(const char* published, std::string name = "list.csv") {
  return {std::move(name), day(published), &register_rules()};
}

inline constexpr std::string_view kHeader =
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,"
    "start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,"
    "gross_tonnage,"
    "gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,"
    "citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids\n";

// One row of a CSL; Treasury lists get an entity number and a type.
inline std::string csv_row(std::string_view list, std::string_view id, std::string_view name,
                           std::string_view alt = "", std::string_view start = "",
                           std::string_view notice = "") {
  for (const KnownList& known : known_lists())
    if (known.list == list)
      return cat("h", id, ",", known.title, ",", known.treasury ? id : "",
                 known.treasury ? ",Entity," : ",,", ",", csv_field(name), ",,\"Road 1, CN\",",
                 notice, ",", start, ",,,,,,,,,,,,,", csv_field(alt), ",,,,,,\n");
  return "";
}

// A whole CSL in small: `rows` rows of each mandatory list.
inline std::string small_csl(int rows = 3) {
  std::string text(kHeader);
  for (const KnownList& known : known_lists())
    for (int i = 0; known.mandatory && i < rows; ++i)
      text += csv_row(known.list, cat(1000 + i), cat(known.list, " company ", i));
  return text;
}

inline ListFile read_ok(std::string_view text, const ReadOptions& how) {
  auto file = read_list(text, how);
  EXPECT_TRUE(file.ok()) << (file.ok() ? "" : to_line(file.error()));
  return file.ok() ? std::move(file).value() : ListFile{};
}

inline std::uint32_t rows_of(const ListFile& file, std::string_view list) {
  for (const auto& source : file.sources)
    if (source.list == list) return source.rows;
  return 0;
}

// The canaries in the repository.
inline std::vector<Canary> real_canaries() {
  const auto text = read_file(std::string(kSourceDir) + "/rules/us-ear/canaries.csv");
  return read_canaries(CsvTable::read(text.value(), "canaries.csv", {"list", "name"}).value())
      .value();
}

// A folder of its own for one test, removed at its end.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& name)
      : path_(testing::TempDir() + cat("licet-", name, "-", getpid())) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  std::string path(const std::string& name = "") const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace licet::ingest::test_data
