#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace licet::decide {

// The closed set of answers. Order carries meaning: the greater is the worse, and an answer carries
// the worst over its lines. Stored numbers: never renumber.
enum class Verdict : std::uint8_t {
  kNotSubject = 1,
  kNlr = 2,
  kAuthorisedByOtherAgency = 3,
  kExceptionAvailable = 4,
  kGeneralAuthorisation = 5,
  kAuthorisedByLicence = 6,
  kIndeterminate = 7,
  kRefer = 8,
  kHold = 9,
  kLicenceRequired = 10,
  kProhibited = 11,
};

constexpr bool may_proceed(Verdict verdict) { return verdict <= Verdict::kAuthorisedByLicence; }

// "LICENCE_REQUIRED" …
std::string_view to_string(Verdict verdict);
std::optional<Verdict> verdict_of(std::string_view word);

// Exit status of `licet ask`: 0 may proceed, 10, 11 or 12 (contract, section 2).
int exit_status(Verdict verdict);

// One line for a person: "no licence required, on the stated assumptions".
std::string_view meaning(Verdict verdict);

}  // namespace licet::decide
