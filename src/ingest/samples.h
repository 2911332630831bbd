#pragma once
#include <string>
#include <string_view>

// Lists in the true form of their publishers, composed for tests, corruptions and fuzzing; the
// parties are made up. `rows` parties of every type that the list has.
namespace licet::ingest::samples {

std::string united_nations(int rows, std::string_view day = "2026-02-27");
std::string european_union(int rows, std::string_view day = "2026-08-05");
std::string uk_sanctions(int rows, std::string_view day = "13-Feb-2026");
std::string uk_asset_freeze(int rows, std::string_view day = "03/06/2025");
std::string nonproliferation(int rows);
std::string debarred(int rows);

extern const std::string_view kUkSanctionsHeader;
std::string uk_sanctions_row(int n, std::string_view type, std::string_view family,
                             std::string_view given, std::string_view kind,
                             std::string_view strength = "");

}  // namespace licet::ingest::samples
