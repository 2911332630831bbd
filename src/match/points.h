#pragma once
#include <cstddef>

// The points of the score, in thousandths. docs/formats/names.md says what they mean; a change of
// one changes verdicts. Internal to `match`.
namespace licet::match {

inline constexpr int kReplaced = 60;  // a word stands where another was, beside its weight
inline constexpr int kReplacedShare = 2000;  // times its share of the weight of both names
inline constexpr int kExtraPerWeight = 4;    // one more word of six letters: 48
inline constexpr int kExtraMost = 300;
inline constexpr int kOneWordOnly =
    120;  // a single word of the shorter name is found in the longer one
inline constexpr int kOneWordGeneric = 40;  // the same, and only words of a trade are beside it
inline constexpr std::size_t kTellingWord = 5;  // letters of such a word
inline constexpr int kNothingDistinct = 150;  // only words of a trade agree, and others do not
inline constexpr int kUnlikeWord = 80;  // one word agrees, not letter by letter, and more differs
inline constexpr int kUnlikeShort = 60;  // ... a short word, and another legal form or none
inline constexpr std::size_t kShortWord = 6;
inline constexpr int kSameSound = 950;  // alike: the same word spelled by ear
inline constexpr int kNumbersDiffer = 160;
inline constexpr int kNumberMissing = 110;
inline constexpr int kInitialDiffers = 120;
inline constexpr int kInitialMissing = 10;
inline constexpr int kCut = 880;  // one name is the other cut short: at least this
inline constexpr int kOrder = 15;
inline constexpr int kFathersTurned = 150;  // "A bin B" and "B bin A"
inline constexpr int kFillerMissing = 3;
inline constexpr int kFillersMost = 12;
inline constexpr int kLegalMissing = 20;
inline constexpr int kLegalDiffers = 40;

}  // namespace licet::match
