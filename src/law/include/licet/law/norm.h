#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "licet/base/day.h"
#include "licet/law/predicate.h"

namespace licet::law {

// Stored numbers: never renumber.
enum class NormKind : std::uint8_t {
  kScope = 1, kProhibition = 2, kRequirement = 3, kException = 4, kBar = 5,
  kCarveOut = 6, kGeneralAuthorisation = 7, kLicence = 8, kDuty = 9,
};
std::string_view to_string(NormKind kind);
std::optional<NormKind> norm_kind(std::string_view word);

enum class ScopeEffect : std::uint8_t { kNone = 0, kIn = 1, kOut = 2, kRefer = 3 };

// One cell of a norm: kept apart so that a proof can say which one failed.
struct Cell {
  std::string fact;
  std::string text;  // as written
  Predicate test;
};

// Something that must be held or done besides the conditions of an authority or duty.
struct Requisite {
  Cell cell;
  std::vector<std::string> cite;
  std::string condition;  // word of [conditions] shown when it is met, or empty
};

// A review policy and when it is the one; tried in order.
struct PolicyRule {
  std::vector<Cell> when;  // empty = always
  std::string policy;      // word of [policies], or "per_entry"
  Span span{};             // days on which it is the one; of rows of policies.csv
  std::vector<std::string> cite{};  // likewise; empty = as the requirement itself
};

// Which kinds of thing a norm is judged for, besides the line; from the facts its cells read.
struct Binds {
  bool party = false;
  bool listing = false;
  bool via = false;  // rows of owners too
  bool licence = false;
  bool operator==(const Binds&) const = default;
};

// One provision with one effect (docs/formats/rules.md). Rows of the control list become norms too.
struct Norm {
  std::string id, title, file;
  std::uint32_t line = 0;
  NormKind kind = NormKind::kRequirement;
  std::vector<std::string> cite;
  std::string confidence;

  Span in_force;  // applicable_from already taken in
  std::optional<Day> published;
  std::vector<Span> stayed;
  std::optional<Day> contingent_from;
  bool unverified_history = false;
  std::string reads;  // date fact by which in_force is judged; empty = the law day

  std::vector<Cell> when;
  std::vector<std::vector<Cell>> when_any;
  std::vector<Cell> unless;

  ScopeEffect effect = ScopeEffect::kNone;
  std::string reason;
  std::vector<PolicyRule> policy;
  bool untranslatable = false;
  std::string authority;
  std::vector<std::string> overcomes, defeats, rests_on;  // targets as written
  std::vector<std::string> spares;  // targets that the bar leaves alone
  std::vector<Requisite> require;
  std::vector<std::string> conditions, referrals, for_verdicts;
  bool hold = false;

  std::string entry;  // of the control list ("5D992"); empty for norms of Markdown files
  Binds binds;

  bool is_authority() const { return !authority.empty(); }
  bool is_requirement() const {
    return kind == NormKind::kRequirement || kind == NormKind::kProhibition;
  }
};

// How a norm stands on a day.
enum class Force : std::uint8_t { kInForce = 1, kNotYet = 2, kEnded = 3, kStayed = 4 };
Force force_on(const Norm& norm, Day day);

}  // namespace licet::law
