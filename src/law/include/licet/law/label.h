#pragma once
#include <cstdint>

#include "licet/law/judgement.h"

namespace licet::law {

// A judgement without its words: all that counts for a verdict. One byte, Kleene's tables apply.
struct Label {
  std::uint8_t bits = 0;  // 0-1 the Tri, 2 unknown for a person to read, 3 rests on an assumption

  static constexpr Label of(Tri tri, bool person = false, bool rests = false) {
    return {std::uint8_t(unsigned(tri) | unsigned(person) << 2 | unsigned(rests) << 3)};
  }
  static constexpr Label no() { return of(Tri::kFalse); }
  static constexpr Label yes() { return of(Tri::kTrue); }
  static constexpr Label missing() { return of(Tri::kUnknown); }
  static constexpr Label for_a_person() { return of(Tri::kUnknown, true); }

  constexpr Tri tri() const { return Tri(bits & 3); }
  constexpr bool person() const { return (bits & 4) != 0; }
  constexpr bool rests() const { return (bits & 8) != 0; }
  constexpr bool is_true() const { return tri() == Tri::kTrue; }
  constexpr bool is_false() const { return tri() == Tri::kFalse; }
  constexpr bool is_unknown() const { return tri() == Tri::kUnknown; }
  constexpr bool operator==(const Label&) const = default;

  constexpr Label resting() const { return {std::uint8_t(bits | 8)}; }
  constexpr Label negated() const { return of(Tri(2 - int(tri())), person(), rests()); }
};

// Does any cause ask for a person rather than a fact?
constexpr bool asks_a_person(CauseKind kind) {
  return kind == CauseKind::kPossibleMatch || kind == CauseKind::kUntranslatable ||
         kind == CauseKind::kDatum;
}

inline Label label_of(const Judgement& judgement) {
  bool person = false;
  for (const Cause& cause : judgement.causes) person |= asks_a_person(cause.kind);
  return Label::of(judgement.value, person, !judgement.rests.empty());
}

// As all_of and any_of (judgement.h) of two parts; folding them over many gives the same as at
// once.
constexpr Label settled(Label a, Label b, Tri settles) {
  const bool first = a.tri() == settles, second = b.tri() == settles;
  if (first && second) return Label::of(settles, false, a.rests() && b.rests());
  if (first) return a;
  if (second) return b;
  const Tri weaker = settles == Tri::kFalse ? Tri::kTrue : Tri::kFalse;
  const Tri tri = a.is_unknown() || b.is_unknown() ? Tri::kUnknown : weaker;
  return Label::of(tri, a.person() || b.person(), a.rests() || b.rests());
}
constexpr Label both(Label a, Label b) { return settled(a, b, Tri::kFalse); }
constexpr Label either(Label a, Label b) { return settled(a, b, Tri::kTrue); }

}  // namespace licet::law
