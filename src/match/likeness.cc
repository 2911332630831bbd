#include "align.h"

#include <algorithm>

#include "skeleton.h"
#include "tables.h"

namespace licet::match {

bool is_syllabic(const TokenView& token) {
  return !token.original.empty() && std::uint8_t(token.original[0]) >= 0xE4;  // Han, Hangul
}

Similarity strict(const Similarity& found, std::size_t letters) {
  if (found.how == How::kEqual || found.how == How::kPlural) return found;
  const bool close = found.permille >= 940 && letters >= 9;
  const bool sound = found.permille >= 950 && found.how == How::kSound && letters >= 6;
  return close || sound ? found : Similarity{};
}

std::string_view well_spelled(std::string_view form) {
  if (form.ends_with(kMisspelled)) form.remove_suffix(kMisspelled.size());
  return form;
}

bool is_misread(const TokenView& a, const TokenView& b) {
  const auto weak = [](Kind kind) { return kind == Kind::kLegal || kind == Kind::kFiller; };
  return a.text != b.text && weak(a.kind) != weak(b.kind);
}

namespace {

const char* word_for(How how, bool reading) {
  switch (how) {
    case How::kEqual: return reading ? "reading" : "equal";
    case How::kSound: return "sound";
    case How::kPlural: return "plural";
    case How::kConsonants: return "reading";
    default: return "spelling";
  }
}

// Another reading of the same characters: good for a match, never the same name.
constexpr int kOtherReading = 980;

constexpr int kMostOfSkeleton = 930;

// Two readings of different characters are no more than alike: many characters share a reading.
Similarity like_texts(const TokenView& a, const Spelling& sa, const TokenView& b,
                      const Spelling& sb) {
  Similarity found = similarity(sa, sb);
  const bool syllabic = is_syllabic(a) || is_syllabic(b);
  if (syllabic) found = strict(found, std::min(sa.text.size(), sb.text.size()));
  if (found.permille < kMostOfSkeleton && (!a.original.empty() || !b.original.empty())) {
    const int points = skeleton_points(sa.text, writing_of(a), sb.text, writing_of(b));
    if (points > found.permille) found = {points, How::kConsonants};
  }
  const bool both = !a.original.empty() && !b.original.empty();
  if (both && syllabic) found.permille = std::min(found.permille, 800);
  return found;
}

void take_better(Similarity other, Similarity& best) {
  other.permille = std::min(other.permille, kOtherReading);
  if (other.permille > best.permille) best = other;
}

Likeness like_words(const TokenView& a, const Spelling& sa, const TokenView& b,
                    const Spelling& sb) {
  const bool reading = !a.original.empty() || !b.original.empty();
  const bool both = !a.original.empty() && !b.original.empty();
  if (both && a.original == b.original) return {1000, "equal"};
  Similarity best;
  if (!a.text.empty() && !b.text.empty()) best = like_texts(a, sa, b, sb);
  for_each_other(a, [&](std::string_view of_a) {
    const Spelling spelling = spelling_of(of_a);
    take_better(like_texts(a, spelling, b, sb), best);
    for_each_other(b, [&](std::string_view of_b) {
      take_better(like_texts(a, spelling, b, spelling_of(of_b)), best);
    });
  });
  for_each_other(b, [&](std::string_view of_b) {
    take_better(like_texts(a, sa, b, spelling_of(of_b)), best);
  });
  return {best.permille, word_for(best.how, reading)};
}

// "llv" for "llc", "lod" for "los": a word that is a legal form or a filler with a letter wrong.
// From four letters on by any edit, below by the key beside the right one.
constexpr int kMisread = 850;

Likeness like_misread(const TokenView& a, const TokenView& b) {
  if (a.kind != Kind::kWord && b.kind != Kind::kWord) return {};
  const std::string_view x = well_spelled(a.text);
  const std::string_view y = well_spelled(b.text);
  const bool near = std::max(x.size(), y.size()) >= 4 && edits_between(x, y, 1) == 1;
  return {near || is_slip(x, y) ? kMisread : 0, "spelling"};
}

Likeness like_legal(const TokenView& a, const TokenView& b) {
  if (a.text == b.text) return {a.kind == b.kind ? 1000 : 950, "legal_form"};
  if (a.kind != b.kind) return like_misread(a, b);
  const std::string_view x = well_spelled(a.text);
  const std::string_view y = well_spelled(b.text);
  if (x == y) return {950, "spelling"};
  const std::string_view of_x = legal_class(x);
  return {!of_x.empty() && of_x == legal_class(y) ? 900 : 0, "legal_form"};
}

Likeness like_initial(const TokenView& a, const TokenView& b) {
  if (a.kind == b.kind) return {a.text == b.text ? 1000 : 0, "equal"};
  const bool other_is_word = is_distinct(a.kind) || is_distinct(b.kind);
  const bool begins = !a.text.empty() && !b.text.empty() && a.text[0] == b.text[0];
  return {other_is_word && begins ? 900 : 0, "initial"};
}

}  // namespace

Likeness likeness_of(const TokenView& a, const Spelling& sa, const TokenView& b,
                     const Spelling& sb, bool weak) {
  const auto either = [&](Kind kind) { return a.kind == kind || b.kind == kind; };
  if (either(Kind::kNumber)) {
    const bool same = a.kind == b.kind && a.text == b.text;
    return {same ? 1000 : 0, "number"};
  }
  if (either(Kind::kLegal)) return like_legal(a, b);
  if (either(Kind::kInitial)) {
    return weak && a.kind != b.kind ? Likeness{} : like_initial(a, b);  // "S M A" is a name
  }
  if (either(Kind::kFiller) && a.text != b.text) {
    return a.kind == b.kind ? Likeness{} : like_misread(a, b);
  }
  const Likeness like = like_words(a, sa, b, sb);
  if (like.permille < 880 && a.kind != b.kind && either(Kind::kGeneric) && either(Kind::kWord)) {
    if (abbreviates(a.text, b.text) || abbreviates(b.text, a.text)) return {880, "abbreviation"};
  }
  return like;
}

}  // namespace licet::match
