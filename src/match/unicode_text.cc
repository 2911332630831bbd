#include "unicode_text.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <array>
#include <memory>
#include <mutex>

#include "licet/base/check.h"
#include "licet/base/text.h"

namespace licet::match {
namespace {

using icu::UnicodeString;

std::u32string points_of(const UnicodeString& text) {
  std::u32string out;
  out.reserve(std::size_t(text.length()));
  for (int32_t i = 0; i < text.length();) {
    const UChar32 point = text.char32At(i);
    out.push_back(char32_t(point));
    i += U16_LENGTH(point);
  }
  return out;
}

UnicodeString icu_of(std::u32string_view points) {
  UnicodeString out;
  for (const char32_t point : points) out.append(UChar32(point));
  return out;
}

// The data of these instances is part of the ICU library: their absence is a broken installation.
const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* instance = get(status);
  LICET_CHECK(U_SUCCESS(status) && instance != nullptr, "ICU normalisation data");
  return *instance;
}

UnicodeString normalized(const icu::Normalizer2& by, const UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  UnicodeString out = by.normalize(text, status);
  LICET_CHECK(U_SUCCESS(status), "ICU normalisation");
  return out;
}

// A transliterator made once. The lock costs little beside the 10 to 80 microseconds of a call.
class Transliteration {
 public:
  explicit Transliteration(const char* id) {
    UErrorCode status = U_ZERO_ERROR;
    by_.reset(
        icu::Transliterator::createInstance(UnicodeString::fromUTF8(id), UTRANS_FORWARD, status));
    LICET_CHECK(U_SUCCESS(status) && by_ != nullptr, "ICU transliterator");
  }
  UnicodeString apply(std::u32string_view points) {
    UnicodeString text = icu_of(points);
    const std::lock_guard lock(mutex_);
    by_->transliterate(text);
    return text;
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<icu::Transliterator> by_;
};

std::string plain_letters(const UnicodeString& text) {
  std::string out;
  for (int32_t i = 0; i < text.length(); ++i) {
    const char16_t c = text[i];
    if (c >= 'A' && c <= 'Z') out.push_back(char(c - 'A' + 'a'));
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(char(c));
  }
  return out;
}

bool is_sign_of_no_name(char32_t point) {
  return point == 0x2122 || point == 0x2120 || point == 0xAE || point == 0xA9 || point == 0x2117;
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (std::uint8_t(c) >= 0x80) return false;
  }
  return true;
}

Result<std::u32string> folded_ascii(std::string_view name) {
  if (name.size() > std::size_t(kMaxNamePoints)) {
    return Error{Code::NameTooLong, "name", cat(name.size(), " characters")};
  }
  std::u32string out;
  out.reserve(name.size());
  for (const char c : name) out.push_back(char32_t(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
  return out;
}

}  // namespace

std::u32string points_of(std::string_view valid_utf8) {
  return points_of(
      UnicodeString::fromUTF8(icu::StringPiece(valid_utf8.data(), int32_t(valid_utf8.size()))));
}

std::string utf8_of(std::u32string_view points) {
  std::string out;
  icu_of(points).toUTF8String(out);
  return out;
}

Result<std::u32string> folded_points(std::string_view name) {
  if (is_ascii(name)) return folded_ascii(name);
  if (const auto at = invalid_utf8_at(name)) {
    return Error{Code::BadUtf8, "name", cat("byte ", *at)};
  }
  // Composition shortens at most fourfold, so this refuses only what the exact test below would
  // refuse.
  if (name.size() > std::size_t(kMaxNamePoints) * 16) {
    return Error{Code::NameTooLong, "name", cat(name.size(), " bytes")};
  }
  std::u32string points = points_of(name);
  for (char32_t& point : points) {
    if (is_sign_of_no_name(point)) point = U' ';
  }
  const UnicodeString raw = icu_of(points);
  const UnicodeString compatible = normalized(normalizer(&icu::Normalizer2::getNFKCInstance), raw);
  if (compatible.countChar32() > kMaxNamePoints) {
    return Error{Code::NameTooLong, "name", cat(compatible.countChar32(), " characters")};
  }
  return points_of(normalized(normalizer(&icu::Normalizer2::getNFKCCasefoldInstance), raw));
}

bool is_letter_or_digit(char32_t point) {
  if (point < 0x80) return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z');
  return u_isalnum(UChar32(point));
}

bool is_mark(char32_t point) {
  return point >= 0x300 && (U_GET_GC_MASK(UChar32(point)) & U_GC_M_MASK) != 0;
}

bool is_nonspacing_mark(char32_t point) {
  return point >= 0x300 && (U_GET_GC_MASK(UChar32(point)) & U_GC_MN_MASK) != 0;
}

Script script_of(char32_t point) {
  if (point < 0x80) return point >= '0' && point <= '9' ? Script::kDigit : Script::kLatin;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(UChar32(point), &status)) {
    case USCRIPT_LATIN: return Script::kLatin;
    case USCRIPT_CYRILLIC: return Script::kCyrillic;
    case USCRIPT_GREEK: return Script::kGreek;
    case USCRIPT_ARMENIAN:
    case USCRIPT_GEORGIAN: return Script::kAlphabet;
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW: return Script::kSemitic;
    case USCRIPT_HAN: return Script::kHan;
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA: return Script::kKana;
    case USCRIPT_HANGUL: return Script::kHangul;
    default: break;
  }
  if (point == 0x30FC) return Script::kKana;  // the sign for a long vowel belongs to both kana
  return u_isdigit(UChar32(point)) ? Script::kDigit : Script::kOther;
}

std::u32string without_marks(char32_t letter) {
  UnicodeString decomposed;
  if (!normalizer(&icu::Normalizer2::getNFDInstance)
           .getDecomposition(UChar32(letter), decomposed)) {
    return std::u32string(1, letter);
  }
  std::u32string out;
  for (const char32_t point : points_of(decomposed)) {
    if (!is_nonspacing_mark(point)) out.push_back(point);
  }
  return out;
}

char look_alike(char32_t letter) {
  static const USpoofChecker* checker = [] {
    UErrorCode opened = U_ZERO_ERROR;
    const USpoofChecker* made = uspoof_open(&opened);
    LICET_CHECK(U_SUCCESS(opened) && made != nullptr, "ICU confusables");
    return made;
  }();
  UErrorCode status = U_ZERO_ERROR;
  UnicodeString skeleton;
  uspoof_getSkeletonUnicodeString(checker, 0, UnicodeString(UChar32(letter)), skeleton, &status);
  if (U_FAILURE(status) || skeleton.length() != 1) return 0;
  const char16_t c = skeleton[0];
  return c < 0x80 && u_isalpha(c) ? char(u_tolower(c)) : '\0';
}

std::string han_reading(std::u32string_view han) {
  static Transliteration by("Han-Latin; Latin-ASCII");
  return plain_letters(by.apply(han));
}

std::string general_reading(std::u32string_view text) {
  static Transliteration by("Greek-Latin/UNGEGN; Any-Latin; Latin-ASCII");
  return plain_letters(by.apply(text));
}

namespace {

// The order of the conjoining letters: Unicode 15, section 3.12.
using First = std::array<std::string_view, 19>;
using Vowel = std::array<std::string_view, 21>;
constexpr std::array<std::string_view, 28> kLast{
    "",  "k", "k", "k", "n", "n", "n", "t",  "l", "k", "m", "l", "l", "l",
    "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"};

using Last = std::array<std::string_view, 28>;

std::string syllables(std::u32string_view hangul, const First& first, const Vowel& vowel,
                      const Last& last = kLast) {
  std::string out;
  for (const char32_t point : hangul) {
    if (point < 0xAC00 || point > 0xD7A3) return general_reading(hangul);
    const std::size_t at = point - 0xAC00;
    out += first[at / 588];
    out += vowel[at % 588 / 28];
    out += last[at % 28];
  }
  return out;
}

}  // namespace

std::string hangul_reading(std::u32string_view hangul) {
  static constexpr First kFirst{"k",  "kk", "n", "t",  "tt", "r", "m",  "p", "pp", "s",
                                "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
  static constexpr Vowel kVowel{"a",  "ae", "ya", "yae", "o",  "e",  "yo", "ye", "o",  "wa", "wae",
                                "oe", "yo", "u",  "wo",  "we", "wi", "yu", "u",  "ui", "i"};
  return syllables(hangul, kFirst, kVowel);
}

std::string hangul_revised(std::u32string_view hangul) {
  static constexpr First kFirst{"g",  "kk", "n", "d",  "tt", "r", "m",  "b", "pp", "s",
                                "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
  static constexpr Vowel kVowel{"a",  "ae", "ya", "yae", "eo", "e",  "yeo", "ye", "o",  "wa", "wae",
                                "oe", "yo", "u",  "wo",  "we", "wi", "yu",  "eu", "ui", "i"};
  return syllables(hangul, kFirst, kVowel);
}

std::string hangul_as_written(std::u32string_view hangul) {
  static constexpr First kFirst{"g",  "kk", "n", "d",  "tt", "r", "m",  "b", "pp", "s",
                                "ss", "",   "j", "jj", "ch", "k", "t", "p", "h"};
  static constexpr Vowel kVowel{"a",  "ae", "ya", "yae", "eo", "e",  "yeo", "ye", "o",  "wa", "wae",
                                "oe", "yo", "u",  "wo",  "we", "wi", "yu",  "eu", "ui", "i"};
  static constexpr Last kWritten{"",   "g",  "kk", "gs", "n",  "nj", "nh", "d",  "l",  "lg",
                                 "lm", "lb", "ls", "lt", "lp", "lh", "m",  "b",  "bs", "s",
                                 "ss", "ng", "j",  "ch", "k",  "t",  "p",  "h"};
  return syllables(hangul, kFirst, kVowel, kWritten);
}

}  // namespace licet::match
