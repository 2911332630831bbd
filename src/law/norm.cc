#include "licet/law/norm.h"

namespace licet::law {
namespace {

constexpr std::pair<std::string_view, NormKind> kKinds[] = {
    {"scope", NormKind::kScope},
    {"prohibition", NormKind::kProhibition},
    {"requirement", NormKind::kRequirement},
    {"exception", NormKind::kException},
    {"bar", NormKind::kBar},
    {"carve_out", NormKind::kCarveOut},
    {"general_authorisation", NormKind::kGeneralAuthorisation},
    {"licence", NormKind::kLicence},
    {"duty", NormKind::kDuty}};

}  // namespace

std::string_view to_string(NormKind kind) {
  for (const auto& [word, value] : kKinds)
    if (value == kind) return word;
  return "";
}

std::optional<NormKind> norm_kind(std::string_view word) {
  for (const auto& [name, value] : kKinds)
    if (name == word) return value;
  return std::nullopt;
}

Force force_on(const Norm& norm, Day day) {
  if (day < norm.in_force.from) return Force::kNotYet;
  if (day >= norm.in_force.until) return Force::kEnded;
  for (const Span& stay : norm.stayed)
    if (stay.contains(day)) return Force::kStayed;
  return Force::kInForce;
}

}  // namespace licet::law
