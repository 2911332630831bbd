#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/result.h"
#include "licet/ingest/list_file.h"

// The Consolidated Screening List, whichever form it came in. Private to this module.
namespace licet::ingest {

// The columns in their order; the JSON has the same keys, with `id` for `_id`.
inline constexpr std::array<std::string_view, 29> kCslColumns{
    "_id", "source", "entity_number", "type", "programs", "name", "title", "addresses",
    "federal_register_notice", "start_date", "end_date", "standard_order", "license_requirement",
    "license_policy", "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage",
    "vessel_flag", "vessel_owner", "remarks", "source_list_url", "alt_names", "citizenships",
    "dates_of_birth", "nationalities", "places_of_birth", "source_information_url", "ids"};

// One row, every field verbatim, lists taken apart.
struct CslRow {
  std::string place;  // "file:line" or a JSON pointer
  std::string id, source, entity_number, type, name, notice, start_date, end_date, requirement,
      policy, remarks, call_sign;
  std::vector<std::string> programs, addresses, alt_names, citizenships, dates_of_birth,
      nationalities, ids;
};

// The publisher joins lists by "; "; empty pieces are dropped, the others kept as they are.
std::vector<std::string> split_list(std::string_view joined);

Result<std::vector<CslRow>> read_csl_csv(std::string_view text, const std::string& file);
Result<std::vector<CslRow>> read_csl_json(std::string_view text, const std::string& file);

// One entry a row, one source a known list (a list without a row has a source of 0 rows).
Result<ListFile> list_file_of(const std::vector<CslRow>& rows, std::string_view text,
                              const ReadOptions& options, std::string_view form);

// Names that stand inside a name: after "a.k.a.", between ";", after "Affiliated Entity:".
std::vector<std::string> names_inside(std::string_view name);

// "Bantian, Shenzhen, CN" -> the text as it is, and CN; no country when the end is no ISO code.
snapshot::AddressRecord read_address(std::string_view text);

// Each citation with what stands behind it up to the next one; the whole text when it has none.
std::vector<std::string> split_citations(std::string_view notice);

// licet-list/1 (extract.cc).
bool looks_like_extract(std::string_view text);
Result<ListFile> read_extract(std::string_view text, const ReadOptions& options);

}  // namespace licet::ingest
