#pragma once
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

// Three-valued judgement (Kleene) that keeps its reasons. A fact that is absent is unknown, never
// no.
namespace licet::law {

// Order carries meaning: "and" is the least, "or" the greatest.
enum class Tri : std::uint8_t { kFalse = 0, kUnknown = 1, kTrue = 2 };

// Why a judgement is unknown. Order = what a person does about it.
enum class CauseKind : std::uint8_t {
  kMissing = 1,         // a fact of the question is absent; `fact` is its pointer
  kListGap = 2,         // it cannot be told whether the list row was in force that day
  kHistory = 3,         // under --strict: rests on a datum whose history is not verified
  kPossibleMatch = 4,   // a list entry that may or may not be the party
  kUntranslatable = 5,  // the law needs a human reading
  kDatum = 6,           // a table of the law holds no answer for the case
};

struct Cause {
  CauseKind kind;
  std::string fact;  // "items/0/eccn", "parties/1/listed/0/from", "chart/HK/NS1"
  auto operator<=>(const Cause&) const = default;
};

// What a judgement rests on although nobody said it.
enum class RestKind : std::uint8_t {
  kAssumed = 1,     // a negative assumed because the vocabulary says so
  kHistory = 2,     // a datum known from a later issue, taken as unchanged
  kLawAsKnown = 3,  // law that may have changed after the newest rule, or is contingent
};

struct Rest {
  RestKind kind;
  std::string fact;
  std::string assumed;
  std::string cite;
  auto operator<=>(const Rest&) const = default;
};

// Sorted, without duplicates; causes only when unknown.
struct Judgement {
  Tri value = Tri::kFalse;
  std::vector<Cause> causes;
  std::vector<Rest> rests;

  static Judgement yes() { return {Tri::kTrue, {}, {}}; }
  static Judgement no() { return {Tri::kFalse, {}, {}}; }
  static Judgement unknown(Cause cause) { return {Tri::kUnknown, {std::move(cause)}, {}}; }
  static Judgement of(bool value) { return value ? yes() : no(); }
  Judgement resting_on(Rest rest) &&;

  bool is_true() const { return value == Tri::kTrue; }
  bool is_false() const { return value == Tri::kFalse; }
  bool is_unknown() const { return value == Tri::kUnknown; }
};

// Kleene and / or over any number of judgements (empty: true / false). A decided result keeps only
// what it rests on: one false part settles an "and", and the part that assumes least is the one
// kept.
Judgement all_of(std::span<const Judgement> parts);
Judgement any_of(std::span<const Judgement> parts);
Judgement negate(Judgement judgement);

void merge(std::vector<Cause>& into, std::span<const Cause> more);
void merge(std::vector<Rest>& into, std::span<const Rest> more);

}  // namespace licet::law
