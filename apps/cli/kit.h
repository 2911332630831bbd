#pragma once
#include <string>
#include <vector>

#include "licet/api/engine.h"

// The compatibility kit's cases (contract, section 4): questions with what their answers must hold.
namespace licet::cli {

enum class Outcome { kPassed, kFailed, kSkipped };

struct KitResult {
  Outcome outcome = Outcome::kFailed;
  std::string id;
  std::vector<std::string> differences;  // or, when skipped, why
};

// Cases of the kinds lifecycle, filing and records: given, event, expect.
KitResult run_lifecycle_case(const api::Engine& engine, const Json& test);

KitResult run_kit_case(const api::Engine& engine, const Json& test);

}  // namespace licet::cli
